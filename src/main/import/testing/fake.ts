import type { Channel } from '../../child/channel.ts';
import type { RunParser } from '../channel.ts';

/** A parser that is a script: what it says to each message it is told. */
export function fakeParser(
  script: (told: unknown, say: (message: unknown) => void, exit: () => void) => void,
): { run: RunParser; killed: () => boolean; told: unknown[] } {
  const told: unknown[] = [];
  let killed = false;
  const run = (): Channel => {
    let listener = (_: unknown) => {};
    let exited = () => {};
    return {
      post: (message) => {
        told.push(message);
        queueMicrotask(() => script(message, listener, exited));
      },
      onMessage: (one) => {
        listener = one;
      },
      onExit: (one) => {
        exited = one;
      },
      kill: () => {
        killed = true;
      },
    };
  };
  return { run, killed: () => killed, told };
}
