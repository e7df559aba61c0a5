import type { Writable } from 'node:stream';
import { HoldfastError, systemFailure } from '../shared/failure.ts';
import type { Output } from './io.ts';

/**
 * A stream of the process. The reader of a pipe may leave when it has seen enough; a full disk is a
 * failure.
 */
export function outputOver(stream: Writable & { isTTY?: boolean }): Output {
  // Node tells an error twice; this one would end the process with a stack.
  stream.on('error', () => undefined);
  let isGone = false;
  return {
    isTTY: stream.isTTY === true,
    get isGone() {
      return isGone;
    },
    write: (chunk) =>
      new Promise((resolve, reject) => {
        stream.write(chunk, (error) => {
          const failure = error ? writeFailure(error, stream.isTTY === true) : undefined;
          isGone ||= Boolean(error) && failure === undefined;
          if (failure === undefined) resolve();
          else reject(failure);
        });
      }),
  };
}

/** What a failed write means; `undefined` for a reader that left. */
function writeFailure(error: NodeJS.ErrnoException, isTTY: boolean): HoldfastError | undefined {
  // A terminal whose window was closed.
  if (error.code === 'EIO' && isTTY) return undefined;
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return undefined;
  return new HoldfastError(systemFailure(error), { cause: error });
}
