import electron from 'electron';
import { overwriteNative } from './freed.ts';

/** The system's clipboard, as far as a vault needs it. */
export interface Board {
  read(): Promise<string>;
  /** Marked as confidential, for the histories that heed that. */
  write(text: string): Promise<void>;
  isEmpty(): Promise<boolean>;
  /**
   * Empties it; of the text of so many bytes that lay there, the system's libraries keep no copy in
   * this process.
   */
  clear(bytes: number): Promise<void>;
  /** A picture as PNG; `undefined` when there is none. */
  picture(): Promise<Uint8Array | undefined>;
}

/**
 * What X11 and Wayland give to whoever presses the middle button: a text is there as soon as it is
 * marked.
 */
export type MarkedBoard = Pick<Board, 'read' | 'clear'>;

/**
 * Electron's clipboard before it took the shape of the web’s: no promises, and no way to mark a
 * text.
 */
interface OldClipboard {
  readText(type?: 'selection'): string;
  writeText(text: string, type?: 'selection'): void;
  availableFormats(): string[];
  clear(type?: 'selection'): void;
  readImage(): { isEmpty(): boolean; toPNG(): Uint8Array };
}

/** The clipboard of the Electron that this runs in. */
export function systemBoard(platform: NodeJS.Platform): Board {
  const { clipboard } = electron;
  if (typeof electron.ClipboardItem !== 'function') return oldBoard(clipboard as unknown as OldClipboard);
  return {
    read: () => clipboard.readText(),
    write: (text) => {
      const marked = new electron.ClipboardItem({ 'text/plain': text, ...confidential(platform) });
      // A system that refuses the marks still gets the text: the person asked for it.
      return clipboard.write([marked]).catch(() => clipboard.writeText(text));
    },
    isEmpty: async () => (await clipboard.read()).every(({ types }) => types.length === 0),
    clear: async (bytes) => {
      for (const blank of blanks(bytes)) await clipboard.writeText(blank);
      clipboard.clear();
      overwriteNative();
    },
    picture: async () => {
      for (const item of await clipboard.read()) {
        if (!item.types.includes('image/png')) continue;
        const found = await item.getType('image/png');
        if (found instanceof Blob) return new Uint8Array(await found.arrayBuffer());
      }
      return undefined;
    },
  };
}

/** What was marked last, in any program; `undefined` where a system has no such thing. */
export function markedBoard(platform: NodeJS.Platform): MarkedBoard | undefined {
  if (platform !== 'linux') return undefined;
  const { clipboard } = electron;
  const old = clipboard as unknown as OldClipboard;
  const isOld = typeof electron.ClipboardItem !== 'function';
  const { selection } = clipboard;
  const write = async (text: string) =>
    isOld ? old.writeText(text, 'selection') : selection.writeText(text);
  return {
    read: async () => (isOld ? old.readText('selection') : selection.readText()),
    clear: async (bytes) => {
      for (const blank of blanks(bytes)) await write(blank);
      if (isOld) old.clear('selection');
      else selection.clear();
      overwriteNative();
    },
  };
}

// Each lies where one before it was given back: the third where the text itself was.
function blanks(bytes: number): string[] {
  return Array.from({ length: 3 }, () => ' '.repeat(bytes));
}

function oldBoard(clipboard: OldClipboard): Board {
  return {
    read: async () => clipboard.readText(),
    write: async (text) => clipboard.writeText(text),
    isEmpty: async () => clipboard.availableFormats().length === 0,
    clear: async (bytes) => {
      for (const blank of blanks(bytes)) clipboard.writeText(blank);
      clipboard.clear();
      overwriteNative();
    },
    picture: async () => {
      const image = clipboard.readImage();
      return image.isEmpty() ? undefined : image.toPNG();
    },
  };
}

/** What the histories of each system look for. */
export function confidential(platform: NodeJS.Platform): Record<string, Blob> {
  const raw = (name: string, bytes: Uint8Array<ArrayBuffer>) => [
    `electron application/osclipboard;format="${name}"`,
    new Blob([bytes]),
  ];
  const no = new Uint8Array(4);
  const secret = new TextEncoder().encode('secret');
  const marks: Partial<Record<NodeJS.Platform, (string | Blob)[][]>> = {
    // https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
    win32: [
      raw('ExcludeClipboardContentFromMonitorProcessing', no),
      raw('CanIncludeInClipboardHistory', no),
      raw('CanUploadToCloudClipboard', no),
    ],
    // http://nspasteboard.org
    darwin: [raw('org.nspasteboard.ConcealedType', secret)],
    // What KDE's Klipper looks for, and others after it.
    linux: [raw('x-kde-passwordManagerHint', secret)],
  };
  return Object.fromEntries(marks[platform] ?? []);
}
