import path from 'node:path';
import { type Disk, disk } from '../folder/disk.ts';
import { read } from './crashes.ts';
import type { State } from './disk.ts';
import type { Call } from './trace.ts';

/**
 * A disk that writes down what is asked of it below one folder, and lets a test stop or fail at
 * each step.
 */
export class Recorder implements Disk {
  /** What lay there when it began. */
  readonly start: State;
  readonly calls: Call[] = [];
  /** Called before each step with its number. */
  before: (step: number, name: keyof Disk | 'append' | 'sync') => void | Promise<void> = () => {};
  readonly #root: string;
  #asked = 0;

  constructor(root: string) {
    this.#root = root;
    this.start = read(root);
  }

  async createFile(file: string) {
    const name = this.#name(file);
    await this.#ask('createFile');
    const handle = await disk.createFile(file);
    this.calls.push({ did: 'create', name });
    let at = 0;
    return {
      append: async (bytes: Uint8Array) => {
        await this.#ask('append');
        await handle.append(bytes);
        this.calls.push({ did: 'write', name, at, bytes: Buffer.from(bytes) });
        at += bytes.length;
      },
      sync: async () => {
        await this.#ask('sync');
        await handle.sync();
        this.calls.push({ did: 'sync', name });
      },
      close: () => handle.close(),
    };
  }

  async createFolder(folder: string): Promise<void> {
    await this.#ask('createFolder');
    await disk.createFolder(folder);
    this.calls.push({ did: 'folder', name: this.#name(folder) });
  }

  async link(from: string, to: string): Promise<void> {
    await this.#ask('link');
    await disk.link(from, to);
    this.calls.push({ did: 'link', from: this.#name(from), name: this.#name(to) });
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#ask('rename');
    await disk.rename(from, to);
    this.calls.push({ did: 'rename', from: this.#name(from), name: this.#name(to) });
  }

  async truncate(file: string): Promise<void> {
    const name = this.#name(file);
    await this.#ask('truncate');
    await disk.truncate(file);
    this.calls.push({ did: 'cut', name, length: 0 }, { did: 'sync', name });
  }

  async remove(file: string): Promise<void> {
    await this.#ask('remove');
    await disk.remove(file);
    this.calls.push({ did: 'remove', name: this.#name(file) });
  }

  async syncFolder(folder: string): Promise<void> {
    await this.#ask('syncFolder');
    await disk.syncFolder(folder);
    this.calls.push({ did: 'sync', name: this.#name(folder) });
  }

  #name(file: string): string {
    return path.relative(this.#root, file);
  }

  async #ask(name: Parameters<Recorder['before']>[1]): Promise<void> {
    await this.before(this.#asked++, name);
  }
}
