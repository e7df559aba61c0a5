import type { Channel } from '../child/channel.ts';

/** Starts `import-process.js` with an empty environment and a bounded heap. */
export type RunParser = () => Channel;

/** Megabytes of heap that a parser may take. */
export const parserHeap = 4_096;

/**
 * A parser that starts at once, while it is looked up what it will be told. Says nothing before it
 * is told anything; an end before that is told to whoever listens later.
 */
export function startedNow(run: RunParser): Channel {
  const channel = run();
  let over = false;
  let listener: (() => void) | undefined;
  channel.onExit(() => {
    over = true;
    listener?.();
  });
  return {
    ...channel,
    onExit: (one) => {
      listener = one;
      if (over) queueMicrotask(one);
    },
  };
}
