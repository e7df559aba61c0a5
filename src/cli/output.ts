import type { Writable } from 'node:stream';
import { HoldfastError } from '../shared/failure.ts';
import type { Output } from './io.ts';

/** A stream of the process. The reader of a pipe may leave when it has seen enough; a full disk is a failure. */
export function outputOver(stream: Writable & { isTTY?: boolean }): Output {
  // Node tells an error twice; this one would end the process with a stack.
  stream.on('error', () => undefined);
  return {
    isTTY: stream.isTTY === true,
    write: (chunk) =>
      new Promise((resolve, reject) => {
        stream.write(chunk, (error) => {
          const failure = error ? writeFailure(error) : undefined;
          if (failure === undefined) resolve();
          else reject(failure);
        });
      }),
  };
}

/** What a failed write means; `undefined` for a reader that left. */
function writeFailure(error: NodeJS.ErrnoException): HoldfastError | undefined {
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return undefined;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return new HoldfastError({ code: 'no-space' });
  return new HoldfastError({ code: 'store', reason: error.code ?? 'unknown' }, { cause: error });
}
