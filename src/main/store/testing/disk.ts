import { hash } from 'node:crypto';
import path from 'node:path';
import { aFolder, choices, rename, type Step, type Write, written } from './steps.ts';
import type { Call } from './trace.ts';

/** What lies under each name, from one folder on; an empty folder is `NAME/`, without bytes. */
export type State = ReadonlyMap<string, Buffer>;

/**
 * A disk on which nothing but a sync makes anything last: until then each write, each length and
 * each name may be lost, kept, or kept in part, whatever came before or after it.
 */
export class Disk {
  readonly #files: Buffer[] = [];
  readonly #names = new Map<string, number>();
  /** As programs see it: with all that may be lost. */
  readonly #seen = new Map<string, number>();
  #steps: Step[] = [];

  constructor(state: State) {
    for (const [name, bytes] of state) {
      const isFolder = name.endsWith('/');
      const file = isFolder ? aFolder : this.#files.push(Buffer.from(bytes)) - 1;
      for (const names of [this.#names, this.#seen]) {
        for (let above = path.dirname(name); above !== '.'; above = path.dirname(above))
          names.set(above, aFolder);
        names.set(isFolder ? name.slice(0, -1) : name, file);
      }
    }
  }

  /** What a crash now may leave under the names that count, each state once. */
  states(counts: (name: string) => boolean): State[] {
    const found = new Map<string, State>();
    for (const steps of choices(this.#concerning(counts))) {
      const state = this.#after(steps, counts);
      const key = [...state].map(([name, bytes]) => `${name} ${hash('sha1', bytes)}`).join('\n');
      found.set(key, state);
    }
    return [...found.values()];
  }

  // What is done to a file that has no name that counts, and is given none, changes nothing there.
  #concerning(counts: (name: string) => boolean): Step[] {
    const named = (step: Step) =>
      'folder' in step ? [step.puts, step.takes].filter((one) => one !== undefined) : [];
    const names = [...this.#names].map(([name, file]) => ({ name, file }));
    const files = new Set(
      [...names, ...this.#steps.flatMap(named)].filter(({ name }) => counts(name)).map(({ file }) => file),
    );
    return this.#steps.filter((step) =>
      'folder' in step ? named(step).some(({ name }) => counts(name)) : files.has(step.file),
    );
  }

  /** What a program sees. */
  seen(): State {
    return this.#after(this.#steps);
  }

  do(call: Call): void {
    if (call.did === 'sync') {
      this.#sync(call.name);
      return;
    }
    const step = this.#stepOf(call);
    if (step === undefined) return;
    this.#steps.push(step);
    if ('folder' in step) rename(this.#seen, step);
  }

  #stepOf(call: Exclude<Call, { did: 'sync' }>): Step | undefined {
    const { name } = call;
    const folder = path.dirname(name);
    switch (call.did) {
      case 'create':
        if (this.#seen.has(name)) return undefined;
        return { folder, puts: { name, file: this.#files.push(Buffer.alloc(0)) - 1 } };
      case 'folder':
        return { folder, puts: { name, file: aFolder } };
      case 'link':
        return { folder, puts: { name, file: this.#at(call.from) } };
      case 'remove':
        return { folder, takes: { name, file: this.#at(name) } };
      case 'rename': {
        const file = this.#at(call.from);
        return { folder, puts: { name, file }, takes: { name: call.from, file } };
      }
      case 'cut':
        return { file: this.#at(name), length: call.length };
      case 'write':
        return { file: this.#at(name), at: call.at, bytes: call.bytes };
      case 'copy': {
        const source = this.seen().get(call.from) ?? Buffer.alloc(0);
        const bytes = source.subarray(call.fromAt, call.fromAt + call.length);
        return { file: this.#at(name), at: call.at, bytes };
      }
    }
  }

  #at(name: string): number {
    const file = this.#seen.get(name);
    if (file === undefined) throw new Error(`nothing is called ${name}`);
    return file;
  }

  #sync(name: string): void {
    const file = name === '' ? aFolder : this.#at(name);
    const lasts = (step: Step) =>
      file === aFolder
        ? 'folder' in step && step.folder === (name || '.')
        : 'file' in step && step.file === file;
    const lasting = this.#steps.filter(lasts);
    for (const step of lasting) if ('folder' in step) rename(this.#names, step);
    if (file !== aFolder)
      this.#files[file] = written(
        this.#files[file],
        lasting.filter((step) => 'file' in step),
      );
    this.#steps = this.#steps.filter((step) => !lasting.includes(step));
  }

  #after(steps: readonly Step[], counts = (_name: string) => true): State {
    const [names, writes] = [new Map(this.#names), new Map<number, Write[]>()];
    for (const step of steps) {
      if ('folder' in step) rename(names, step);
      else writes.set(step.file, [...(writes.get(step.file) ?? []), step]);
    }
    const isReached = (name: string): boolean => {
      const above = path.dirname(name);
      return above === '.' || (names.has(above) && isReached(above));
    };
    const reached = [...names].filter(([name]) => isReached(name)).sort();
    const filled = new Set(reached.map(([name]) => path.dirname(name)));
    const found = reached.flatMap(([name, file]): [string, Buffer][] => {
      if (file !== aFolder) return [[name, written(this.#files[file], writes.get(file) ?? [])]];
      return filled.has(name) ? [] : [[`${name}/`, Buffer.alloc(0)]];
    });
    return new Map(found.filter(([name]) => counts(name)).sort());
  }
}
