import { type Failure, HoldfastError } from '../../shared/failure.ts';
import type { ImportFault } from '../../shared/failure-reasons.ts';
import { defined } from '../../shared/parsed.ts';
import type { RunParser } from './channel.ts';
import type { Content } from './content.ts';
import { type Format, type Item, importLimits } from './entry.ts';
import { type Instruction, moreAfter, type ParserMessage, parserMessage, unpackItems } from './message.ts';

export interface RunOptions {
  readonly progress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Wall clock for the whole reading; `timed-out` after it. */
  readonly milliseconds?: number | undefined;
}

/** What came of a file, after `take` had all of its items. */
export interface Summary {
  readonly format: Format;
  /** Items read, notes not counted. */
  readonly read: number;
}

/** What is read: a file's name and bytes. Whoever opens the content closes it. */
type Request = Omit<Extract<Instruction, { type: 'parse' }>, 'type' | 'size'> & { readonly content: Content };

/**
 * Has a file read by a parser process and hands over its items, batch after batch, in order.
 * Whatever that process does, it ends with a summary or a failure, and the process is gone then.
 */
export async function runParser(
  { content, ...request }: Request,
  run: RunParser,
  take: (items: readonly Item[]) => Promise<void>,
  options: RunOptions = {},
): Promise<Summary> {
  const { signal, progress, milliseconds = importLimits.milliseconds } = options;
  if (signal?.aborted) throw new HoldfastError({ code: 'cancelled' });
  const channel = run();
  const { promise, settle, stop } = outcome();
  const clock = parserClock(milliseconds, () => stop(refused('timed-out')));
  const cancel = () => stop({ code: 'cancelled' });
  signal?.addEventListener('abort', cancel, { once: true });
  let total = 0;
  let taken = 0;
  const more = () => {
    taken += 1;
    if (taken % moreAfter === 0) channel.post({ type: 'more', batches: moreAfter } satisfies Instruction);
  };
  const handle = async (message: ParserMessage) => {
    switch (message.type) {
      case 'want': {
        if (message.at >= content.size) return stop(refused('crashed'));
        await clock.without(async () => {
          channel.post({ type: 'bytes', bytes: await content.read(message.at) } satisfies Instruction);
        });
        return;
      }
      case 'batch': {
        const items = unpackItems(message.items);
        if (items === undefined) return stop(refused('crashed'));
        total += items.length;
        if (total > importLimits.entries) return stop(refused('too-large'));
        await clock.without(() => take(items));
        progress?.(message.done, message.total);
        return more();
      }
      case 'refused': {
        const { type: _, ...refusal } = message;
        return stop(defined({ code: 'import-refused', ...refusal }));
      }
      case 'end':
        return settle({ format: message.format, read: message.read });
    }
  };
  let queue = Promise.resolve();
  let over = false;
  const enqueue = (work: () => Promise<void> | void) => {
    queue = queue.then(async () => {
      if (!over) await work();
    });
    queue = queue.catch(stop);
  };
  channel.onMessage((data) => {
    const message = parserMessage.safeParse(data);
    enqueue(() => (message.success ? handle(message.data) : stop(refused('crashed'))));
  });
  // Behind what it said last, which may be the summary.
  channel.onExit(() => enqueue(() => stop(refused('crashed'))));
  channel.post({ type: 'parse', ...request, size: content.size } satisfies Instruction);
  try {
    return await promise;
  } finally {
    over = true;
    clock.stop();
    signal?.removeEventListener('abort', cancel);
    channel.kill();
    // A batch that is being taken is done with before anybody goes on.
    await queue;
  }
}

/**
 * Calls `expired` once that time has gone by; what runs in `without` is our own time and does not
 * count.
 */
function parserClock(milliseconds: number, expired: () => void) {
  let left = milliseconds;
  let since = performance.now();
  let isOver = false;
  let timer = setTimeout(expired, left);
  const without = async (work: () => Promise<void>) => {
    clearTimeout(timer);
    left -= performance.now() - since;
    await work();
    since = performance.now();
    if (!isOver) timer = setTimeout(expired, Math.max(0, left));
  };
  const stop = () => {
    isOver = true;
    clearTimeout(timer);
  };
  return { without, stop };
}

function refused(reason: ImportFault): Failure {
  return { code: 'import-refused', reason };
}

/** A promise that is settled from outside, once; `stop` takes a failure or anything thrown. */
function outcome() {
  let settle = (_: Summary) => {};
  let reject = (_: unknown) => {};
  const promise = new Promise<Summary>((resolve, no) => {
    settle = resolve;
    reject = no;
  });
  const stop = (reason: unknown) => reject(isFailure(reason) ? new HoldfastError(reason) : reason);
  return { promise, settle, stop };
}

function isFailure(reason: unknown): reason is Failure {
  return !(reason instanceof Error);
}
