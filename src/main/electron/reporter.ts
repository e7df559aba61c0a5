import type { Surroundings } from '../ipc/dispatch.ts';
import { type Log, reference, traceOf } from '../log.ts';

/** Writes down what goes wrong in a call: codes and traces, never a text. */
export function reporter(log: Log): Surroundings {
  return {
    report: (error) => {
      const name = reference((bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
      log.error('ipc.failed', { reference: name, trace: traceOf(error) });
      return name;
    },
    refused: ({ code }) => log.info('ipc.refused', { code }),
  };
}
