import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Failure, failureOf } from '../../../shared/failure.ts';
import { fileAt } from '../../../shared/place.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import { createVault } from '../../vault/open.ts';
import type { Vault } from '../../vault/vault.ts';
import type { BackupOptions } from '../backup.ts';
import { MachineNotes } from '../notes.ts';

export const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };

/**
 * A folder with an open vault `desk.holdfast` in it, an empty folder `backups`, and a clock that
 * goes on by a minute at each look.
 */
export interface Fixture {
  readonly folder: string;
  readonly source: string;
  readonly backups: string;
  readonly vault: Vault;
  readonly notes: MachineNotes;
  readonly options: BackupOptions;
  readonly remove: () => Promise<void>;
}

export async function fixtureForTest(secrets = 3): Promise<Fixture> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-backup-'));
  const source = path.join(folder, 'desk.holdfast');
  const backups = path.join(folder, 'backups');
  fs.mkdirSync(backups);
  const vault = await createVault({ location: source }, { passphrase: 'one', kdf });
  await fill(vault, 0, secrets);
  const notes = new MachineNotes(undefined);
  let time = new Date(2026, 4, 3, 14, 0).getTime();
  const now = () => {
    time += 60_000;
    return time;
  };
  return {
    folder,
    source,
    backups,
    vault,
    notes,
    options: { source: fileAt(source), notes, now },
    remove: async () => {
      await vault.lock();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Secrets `s/N` in one commit, each with a password that tells it. */
export async function fill(vault: Vault, from: number, count: number): Promise<void> {
  const changes = Array.from({ length: count }, (_, i) => ({
    op: 'store' as const,
    path: `s/${from + i}`,
    fields: password(`value-${from + i}`),
  }));
  await vault.secrets.apply(changes);
}

export const password = (value: string): Field[] => [{ name: 'password', type: 'secret', value }];

/** The failure that a piece of work ends with; anything but a failure of ours is thrown on. */
export async function failure(work: Promise<unknown>): Promise<Failure | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    const found = failureOf(error);
    if (found === undefined) throw error;
    return found;
  }
}
