import { setImmediate as breathe } from 'node:timers/promises';
import { fail } from '../../shared/failure.ts';
import type { RunParser } from './channel.ts';
import type { Format, Item } from './entry.ts';
import { type Feed, type ImportRequest, withParser } from './import.ts';
import { fromWire, toWire } from './message.ts';
import type { RunOptions } from './run.ts';

/** Items between two breaths of the loop. */
const batch = 200;

/**
 * All items of a file, as they go over the socket: whoever asks reads the file, and the app none
 * for it.
 */
export async function encoded(
  request: ImportRequest,
  run: RunParser,
  options: RunOptions = {},
): Promise<{ format: Format; items: unknown[] }> {
  return withParser(request, run, options, async (format, feed) => {
    const items: unknown[] = [];
    await feed(async (some) => {
      for (const item of some) items.push(toWire(item));
    });
    return { format, items };
  });
}

/** The other end of `encoded`. `import-refused` (`malformed`) for what is no item. */
export function decoded(wire: readonly unknown[], signal: AbortSignal): Feed {
  return async (take) => {
    let read = 0;
    for (let at = 0; at < wire.length; at += batch) {
      if (signal.aborted) fail({ code: 'cancelled' });
      const items = wire.slice(at, at + batch).map(itemOf);
      read += items.filter(({ kind }) => kind !== 'note').length;
      await take(items);
      await breathe();
    }
    return { read };
  };
}

function itemOf(wire: unknown): Item {
  return fromWire(wire) ?? fail({ code: 'import-refused', reason: 'malformed' });
}
