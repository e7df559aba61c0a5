import fs from 'node:fs';
import path from 'node:path';
import type { Disk, State } from './disk.ts';
import type { Call } from './trace.ts';

/** Everything that lies in a folder. */
export function read(folder: string): State {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const found = names.flatMap((name): [string, Buffer][] => {
    const file = path.join(folder, name);
    if (fs.statSync(file).isFile()) return [[name, fs.readFileSync(file)]];
    return fs.readdirSync(file).length > 0 ? [] : [[`${name}/`, Buffer.alloc(0)]];
  });
  return new Map(found.sort());
}

/** Lays a state into a folder. */
export function lay(state: State, folder: string): void {
  for (const [name, bytes] of state) {
    const file = path.join(folder, name);
    fs.mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith('/')) fs.writeFileSync(file, bytes);
  }
}

/** A state that a crash may leave, and where it came: `ended` when the program was through. */
export interface Crash {
  readonly where: string;
  readonly state: State;
  readonly ended: boolean;
}

/**
 * Every state under the names that count, wherever a crash comes. Before a sync there is most that
 * may be lost: what is between lies in it.
 */
export function* crashes(
  calls: readonly Call[],
  disk: Disk,
  counts: (name: string) => boolean,
): Generator<Crash> {
  for (const [at, call] of calls.entries()) {
    if (call.did === 'sync') {
      const where = `before call ${at}, sync of ${call.name || 'the folder'}`;
      for (const state of disk.states(counts)) yield { where, state, ended: false };
    }
    disk.do(call);
  }
  for (const state of disk.states(counts)) yield { where: 'at the end', state, ended: true };
}
