import type { WebContents } from 'electron';
import { Later } from '../app/later.ts';
import type { DrawPage } from '../app/preview.ts';
import { systemBoard } from './board.ts';
import { built } from './built.ts';
import { Camera } from './camera.ts';

/** Reads codes: in pictures of files and of the clipboard, and through the camera. */
export class Pictures {
  readonly camera: Camera;
  // One for all: it keeps a process while the camera is on.
  readonly #codes = new Later(openPictures);

  /** `home`: the address of our page; `window`: the contents that may use the camera. */
  constructor(home: string, window: () => WebContents | undefined) {
    this.camera = new Camera(home, window);
  }

  readonly reader = this.#codes.get;

  /** The camera is off, and the process that its pictures were read by ends. */
  endFilm(): void {
    this.camera.turn(false);
    void this.#codes.ifAskedFor((reader) => reader.rest());
  }
}

/** A reader with processes of its own. */
export async function openPictures() {
  const { sheetReader } = await import('./sheet-reader.ts');
  return sheetReader(built.program('reader-process'));
}

/** The picture and the text that lie there. */
export async function onClipboard() {
  const board = systemBoard(process.platform);
  return { picture: await board.picture(), text: await board.read() };
}

/** Draws the first page of a PDF. */
export const drawFirstPage: DrawPage = async (pdf) => {
  const [{ drawPage }, { forkReader }] = await Promise.all([
    import('../recovery/read/reader.ts'),
    import('../recovery/read/fork.ts'),
  ]);
  return drawPage(pdf, forkReader(built.program('reader-process')));
};
