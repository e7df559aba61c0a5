import type { Item, Reading, Source } from '../entry.ts';
import { historyOf } from '../history.ts';
import { parseObject } from '../json-tree.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';

/** The form of an export of ours that this reads. */
const known = 1;

/** What `holdfast export --format json` wrote: every secret with its whole history. */
export function readHoldfast({ bytes }: Source): Reading {
  const text = decodeText(bytes);
  parseObject(text);
  const { version, secrets } = JSON.parse(text) as Record<string, unknown>;
  if (version !== known) refuse('unknown-format', { version: typeof version === 'number' ? version : 0 });
  if (!Array.isArray(secrets)) return refuse('malformed', { part: 'content' });
  let done = 0;
  const items = function* (): Generator<Item> {
    for (const secret of secrets) {
      done += 1;
      yield itemOf(secret, done);
    }
  };
  return { items: items(), total: secrets.length, done: () => done };
}

function itemOf(secret: unknown, number: number): Item {
  const history = historyOf(secret);
  if (history !== undefined) return { kind: 'history', history };
  const path = (secret as { path?: unknown } | null)?.path;
  const place = typeof path === 'string' && path !== '' ? path : String(number);
  return { kind: 'failed', problem: { place, reason: 'unfit' } };
}
