import { constants, existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../../shared/failure.ts';

/** A new file that is being written. */
export interface NewFile {
  append(bytes: Uint8Array): Promise<void>;
  /** Its bytes outlive a power cut; its name does so after `syncFolder`. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Every change that a folder store makes to the disk. Tests put a recorder in its place, which
 * loses what was not synced.
 */
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

/**
 * Gives a finished folder its name, where nothing or an empty folder lies; `exists` where anything
 * else does. Durable when it returns.
 */
export async function nameFolder(on: Disk, from: string, to: string): Promise<void> {
  try {
    // Windows does not put a folder in the place of an empty one.
    if (process.platform === 'win32' && existsSync(to)) await fs.rmdir(to);
    await on.rename(from, to);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error))) throw error;
    fail({ code: 'exists', what: 'vault', name: to });
  }
  await on.syncFolder(path.dirname(to));
}

/**
 * Gives a finished file a second name, which lasts when this returns; false where that is taken.
 */
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
