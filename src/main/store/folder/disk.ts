import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';

/** A new file that is being written. */
export interface NewFile {
  append(bytes: Uint8Array): Promise<void>;
  /** Its bytes outlive a power cut; its name does so after `syncFolder`. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Every change that a folder store makes to the disk. Tests put a recorder in its place, which loses what was not synced. */
export interface Disk {
  /** `EEXIST` where the name is taken. */
  createFile(file: string): Promise<NewFile>;
  createFolder(folder: string): Promise<void>;
  /** A second name for the same file; `EEXIST` where it is taken. */
  link(from: string, to: string): Promise<void>;
  /** For a folder: fails where a folder with anything in it has the name already. */
  rename(from: string, to: string): Promise<void>;
  /** Makes a file empty; its name stays taken. */
  truncate(file: string): Promise<void>;
  remove(file: string): Promise<void>;
  syncFolder(folder: string): Promise<void>;
}

export const disk: Disk = {
  async createFile(file) {
    const handle = await fs.open(file, 'wx', 0o600);
    return {
      append: async (bytes) => {
        // `write` may take less than all of it.
        for (let at = 0; at < bytes.length; )
          at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten;
      },
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  createFolder: (folder) => fs.mkdir(folder, { mode: 0o700 }),
  link: (from, to) => fs.link(from, to),
  rename: (from, to) => fs.rename(from, to),
  async truncate(file) {
    const handle = await fs.open(file, constants.O_WRONLY | constants.O_TRUNC);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  remove: (file) => fs.unlink(file),
  async syncFolder(folder) {
    if (process.platform === 'win32') return;
    const handle = await fs.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

/** Writes a file whole under a name that nothing else reads, durable but for its name. */
export async function writeNew(on: Disk, file: string, bytes: Uint8Array): Promise<void> {
  const written = await on.createFile(file);
  try {
    await written.append(bytes);
    await written.sync();
  } finally {
    await written.close();
  }
}

/** Gives a finished file a name that is free, and takes away the one it was written under; false where the name is taken. */
export async function publish(on: Disk, from: string, to: string): Promise<boolean> {
  try {
    await on.link(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  await on.syncFolder(path.dirname(to));
  return true;
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? '';
}
