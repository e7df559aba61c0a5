import fs from 'node:fs';
import path from 'node:path';
import { type Disk, disk } from '../folder/disk.ts';

/** One change of a disk, in the order in which it was asked for. */
type Step =
  | { readonly kind: 'name'; readonly at: string; readonly inode: number }
  | { readonly kind: 'move'; readonly from: string; readonly at: string }
  | { readonly kind: 'unname'; readonly at: string }
  | { readonly kind: 'write'; readonly inode: number; readonly bytes: Buffer }
  | { readonly kind: 'empty'; readonly inode: number }
  | { readonly kind: 'sync'; readonly inode: number }
  | { readonly kind: 'sync-folder'; readonly at: string };

interface Inode {
  readonly folder: boolean;
  readonly base: Buffer;
}

/** Chooses which of the steps that nothing made durable are kept, and how many of a write's bytes. */
export interface Choice {
  keeps(step: number): boolean;
  bytes(length: number): number;
}

/** A disk that writes down what is asked of it, so that every state can be made that a power cut may leave. */
export class Recorder implements Disk {
  readonly #root: string;
  readonly #steps: Step[] = [];
  readonly #inodes: Inode[] = [];
  readonly #names = new Map<string, number>();
  readonly #start: ReadonlyMap<string, number>;
  /** Called before each step with its number: a test stops or fails there. */
  before: (step: number, name: keyof Disk | 'append' | 'sync') => void | Promise<void> = () => {};
  #asked = 0;

  /** `root`: everything below it belongs to the disk, and is durable now. */
  constructor(root: string) {
    this.#root = root;
    this.#learn(root);
    this.#start = new Map(this.#names);
  }

  get length(): number {
    return this.#steps.length;
  }

  async createFile(file: string) {
    await this.#ask('createFile');
    const handle = await disk.createFile(file);
    const inode = this.#add(false);
    this.#name(file, inode);
    return {
      append: async (bytes: Uint8Array) => {
        await this.#ask('append');
        await handle.append(bytes);
        this.#steps.push({ kind: 'write', inode, bytes: Buffer.from(bytes) });
      },
      sync: async () => {
        await this.#ask('sync');
        await handle.sync();
        this.#steps.push({ kind: 'sync', inode });
      },
      close: () => handle.close(),
    };
  }

  async createFolder(folder: string): Promise<void> {
    await this.#ask('createFolder');
    await disk.createFolder(folder);
    this.#name(folder, this.#add(true));
  }

  async link(from: string, to: string): Promise<void> {
    await this.#ask('link');
    await disk.link(from, to);
    this.#name(to, this.#inodeOf(from));
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#ask('rename');
    await disk.rename(from, to);
    for (const [name, inode] of [...this.#names]) {
      if (name !== from && !name.startsWith(from + path.sep)) continue;
      this.#names.delete(name);
      this.#names.set(to + name.slice(from.length), inode);
    }
    this.#steps.push({ kind: 'move', from, at: to });
  }

  async truncate(file: string): Promise<void> {
    await this.#ask('truncate');
    await disk.truncate(file);
    this.#steps.push({ kind: 'empty', inode: this.#inodeOf(file) });
    this.#steps.push({ kind: 'sync', inode: this.#inodeOf(file) });
  }

  async remove(file: string): Promise<void> {
    await this.#ask('remove');
    await disk.remove(file);
    this.#names.delete(file);
    this.#steps.push({ kind: 'unname', at: file });
  }

  async syncFolder(folder: string): Promise<void> {
    await this.#ask('syncFolder');
    await disk.syncFolder(folder);
    this.#steps.push({ kind: 'sync-folder', at: folder });
  }

  /** Makes below `to` what a power cut after `length` steps leaves, where `choice` says what of the rest came to the disk. */
  replay(length: number, choice: Choice, to: string): void {
    const steps = this.#steps.slice(0, length);
    const kept = steps.map((step, at) => isDurable(steps, at, step) || choice.keeps(at));
    const names = new Map(this.#start);
    const bytes = this.#inodes.map(({ base }) => base);
    for (const [at, step] of steps.entries()) {
      if (!kept[at]) continue;
      if (step.kind === 'write') {
        const whole = isDurable(steps, at, step) ? step.bytes.length : choice.bytes(step.bytes.length);
        bytes[step.inode] = Buffer.concat([bytes[step.inode] as Buffer, step.bytes.subarray(0, whole)]);
      } else if (step.kind === 'empty') bytes[step.inode] = Buffer.alloc(0);
      else applyName(names, step);
    }
    for (const [name, inode] of [...names].sort(([a], [b]) => (a < b ? -1 : 1)))
      this.#make(path.join(to, path.relative(this.#root, name)), inode, bytes);
  }

  #make(file: string, inode: number, bytes: readonly Buffer[]): void {
    // What lies in a folder whose own name was lost is lost.
    if (!fs.existsSync(path.dirname(file))) return;
    if (this.#inodes[inode]?.folder) fs.mkdirSync(file, { recursive: true });
    else fs.writeFileSync(file, bytes[inode] as Buffer);
  }

  async #ask(name: Parameters<Recorder['before']>[1]): Promise<void> {
    await this.before(this.#asked++, name);
  }

  #learn(folder: string): void {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      this.#names.set(
        file,
        this.#add(entry.isDirectory(), entry.isDirectory() ? undefined : fs.readFileSync(file)),
      );
      if (entry.isDirectory()) this.#learn(file);
    }
  }

  #add(folder: boolean, base = Buffer.alloc(0)): number {
    return this.#inodes.push({ folder, base }) - 1;
  }

  #name(at: string, inode: number): void {
    this.#names.set(at, inode);
    this.#steps.push({ kind: 'name', at, inode });
  }

  #inodeOf(file: string): number {
    return this.#names.get(file) ?? -1;
  }
}

function applyName(names: Map<string, number>, step: Step): void {
  if (step.kind === 'name') names.set(step.at, step.inode);
  if (step.kind === 'unname') names.delete(step.at);
  if (step.kind !== 'move') return;
  for (const [name, inode] of [...names]) {
    if (name !== step.from && !name.startsWith(step.from + path.sep)) continue;
    names.delete(name);
    names.set(step.at + name.slice(step.from.length), inode);
  }
}

// A file's bytes by its own sync; a name by the sync of the folder that it is in.
function isDurable(steps: readonly Step[], at: number, step: Step): boolean {
  const later = steps.slice(at + 1);
  if (step.kind === 'sync' || step.kind === 'sync-folder') return true;
  if (step.kind === 'write' || step.kind === 'empty')
    return later.some((one) => one.kind === 'sync' && one.inode === step.inode);
  const folder = path.dirname(step.at);
  return later.some((one) => one.kind === 'sync-folder' && isSameFolder(later, one.at, folder, one));
}

// A folder that was renamed in between is the same folder.
function isSameFolder(later: readonly Step[], synced: string, folder: string, sync: Step): boolean {
  let now = folder;
  for (const step of later) {
    if (step === sync) break;
    if (step.kind === 'move' && (now === step.from || now.startsWith(step.from + path.sep)))
      now = step.at + now.slice(step.from.length);
  }
  return now === synced;
}

/** All kept, none, each alone left out or kept, and some at random: what a disk may do with `length` steps that it was not told to keep. */
export function choicesFor(length: number, random: () => number): Choice[] {
  const whole = (bytes: number) => bytes;
  const some = (bytes: number) => Math.floor(bytes * random());
  const choices: Choice[] = [
    { keeps: () => true, bytes: whole },
    { keeps: () => true, bytes: some },
    { keeps: () => false, bytes: whole },
  ];
  for (let one = Math.max(0, length - 8); one < length; one++) {
    choices.push({ keeps: (at) => at !== one, bytes: whole });
    choices.push({ keeps: (at) => at === one, bytes: whole });
  }
  for (let n = 0; n < 4; n++) {
    const coins = Array.from({ length }, () => random() < 0.5);
    choices.push({ keeps: (at) => coins[at] ?? false, bytes: some });
  }
  return choices;
}

/** Numbers from 0 to 1 that are the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
