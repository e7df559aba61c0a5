import type { Failure } from '../../shared/failure.ts';
import type { DispatchOptions } from '../ipc/dispatch.ts';
import { type Log, reference, traceOf } from '../log.ts';

/** Writes down what goes wrong in a call: codes and traces, never a text. */
export function reporter(log: Log, refused: (failure: Failure) => void): DispatchOptions {
  return {
    report: (error) => {
      const name = reference((bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
      log.error('ipc.failed', { reference: name, trace: traceOf(error) });
      return name;
    },
    refused: (failure) => {
      log.info('ipc.refused', { code: failure.code });
      refused(failure);
    },
  };
}
