import type { PictureReader } from '../app/recovery/sheet-collection.ts';
import type { Reader } from '../recovery/read/reader.ts';
import { startChild } from './child.ts';

/**
 * Pictures read by a process of Electron's kind: one for each file, and one that stays while the
 * camera is on.
 */
export async function sheetReader(
  script: string,
): Promise<PictureReader & { run: () => ReturnType<typeof startChild> }> {
  const { openReader, readerHeap, readPicture } = await import('../recovery/read/reader.ts');
  const run = () => startChild({ script, megabytes: readerHeap, name: 'Holdfast sheet reader' });
  let kept: Reader | undefined;
  const rest = () => {
    kept?.close();
    kept = undefined;
  };
  return {
    run,
    picture: (bytes) => readPicture(bytes, run),
    frame: async (width, height, grey) => {
      kept ??= openReader(run);
      const reader = kept;
      try {
        return await reader.frame({ width, height, data: grey });
      } catch (error) {
        // A process that failed answers nothing more: the next frame gets a new one.
        if (kept === reader) rest();
        throw error;
      }
    },
    rest,
  };
}
