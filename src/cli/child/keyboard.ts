import { closeSync, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { copySize, modesOf, rawModes, setModes } from '../../main/native/pty.ts';
import { isForeground } from '../../main/native/system.ts';

/**
 * The terminal this process runs at, lent to another: its keys as they come, its settings put back
 * at the end.
 */
export interface Keyboard {
  /** For what must be asked of the terminal itself. */
  readonly descriptor: number;
  /**
   * Gives keys on from now on, unless we run in the background: then it waits for the next call.
   */
  enter(): void;
  /** The settings as they were found. */
  leave(): void;
  /** Gives a pseudo terminal the size of this one. */
  size(master: number): void;
  close(): void;
}

/** The controlling terminal; `undefined` when there is none. */
export function openKeyboard(onKeys: (keys: Buffer) => void): Keyboard | undefined {
  const descriptor = open();
  const modes = descriptor === undefined ? undefined : modesOf(descriptor);
  if (descriptor === undefined || modes === undefined) return undefined;
  let keys: ReadStream | undefined;
  let isRaw = false;
  const leave = () => {
    // From the background this would stop us; whoever is in front has its own settings.
    if (isRaw && isForeground(descriptor)) setModes(descriptor, modes);
    isRaw = false;
  };
  return {
    descriptor,
    leave,
    enter: () => {
      if (isRaw || !isForeground(descriptor)) return;
      isRaw = true;
      setModes(descriptor, rawModes(modes));
      keys ??= streamOf(onKeys);
    },
    size: (master) => copySize(descriptor, master),
    close: () => {
      leave();
      keys?.destroy();
      closeSync(descriptor);
    },
  };
}

function open(): number | undefined {
  try {
    return openSync('/dev/tty', 'r+');
  } catch {
    return undefined;
  }
}

function streamOf(onKeys: (keys: Buffer) => void): ReadStream {
  const keys = new ReadStream(openSync('/dev/tty', 'r+'));
  keys.on('data', onKeys);
  // The terminal hung up: SIGHUP tells it, too.
  keys.on('error', () => keys.destroy());
  return keys;
}
