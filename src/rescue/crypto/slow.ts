import { workerOf } from '../worker.ts';
import type { SlowAnswer, SlowTask } from './argon.ts';
import { script } from './argon-worker.ts?packed';

/** Argon2id in a worker, so that the page goes on; `told`: how far it is. Rejects when called off, or where memory lacks. */
export async function deriveSlowly(
  task: SlowTask,
  told: (part: number) => void,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const worker = await workerOf(script);
  return new Promise((resolve, reject) => {
    const end = () => worker.terminate();
    signal.addEventListener('abort', () => {
      end();
      reject(signal.reason);
    });
    worker.onerror = (event) => {
      end();
      reject(new Error(event.message));
    };
    worker.onmessage = ({ data }: MessageEvent<SlowAnswer>) => {
      if ('part' in data) return told(data.part);
      end();
      resolve(data.derived);
    };
    worker.postMessage(task);
  });
}
