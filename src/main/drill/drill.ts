import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DrillReport } from '../../shared/contract-drill.ts';
import type { DrillKey, DrillReading } from '../../shared/drill.ts';
import { fail } from '../../shared/failure.ts';
import { isFileAt, pathAt } from '../backend/location.ts';
import { random, sha256 } from '../crypto/primitives.ts';
import type { Vault } from '../vault/vault.ts';
import { compareWith } from './compare.ts';
import type { Found } from './newest.ts';
import { copyOf, inScratch } from './scratch.ts';

/**
 * Reads a backup as somebody does who has nothing else; `undefined`: the key does not open it, or it
 * cannot be read at all.
 */
export type ReadBackup = (
  file: string,
  key: DrillKey,
  options: {
    readonly salt: string;
    readonly progress: (part: number) => void;
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<DrillReading | undefined>;

export interface DrillOptions {
  readonly read: ReadBackup;
  readonly now: () => number;
  /** SHA-256 of the rescue page that this Holdfast brings along; missing: it has none. */
  readonly page?: string | undefined;
  readonly progress?: ((part: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Paths that are named of those that differ. */
const named = 20;

/**
 * Opens a copy of a backup with what the person gives, as it would be opened where the vault is
 * lost, and compares everything that was read with the vault. Changes nothing.
 */
export async function drill(
  vault: Vault,
  backup: Found,
  key: DrillKey,
  { read, now, page, progress, signal }: DrillOptions,
): Promise<DrillReport> {
  const start = now();
  const salt = Buffer.from(random(16)).toString('hex');
  const told = (part: number) => {
    if (signal?.aborted) fail({ code: 'cancelled' });
    progress?.(part);
  };
  const reading = await inScratch(async (folder) => {
    const file = await copyOf(backup.place, folder, { now, signal });
    told(0);
    return read(file, key, { salt, progress: told, signal });
  });
  told(1);
  const report = {
    place: backup.place,
    name: basename(backup.place.location),
    revision: backup.revision,
    unread: [...backup.unread],
    unreached: [...backup.unreached],
    time: backup.time,
    page: await pageBeside(backup, page),
  };
  const took = () => Math.max(0, now() - start);
  if (reading === undefined || reading.vault !== vault.id)
    return { ...report, ok: false, opened: false, ...nothingRead, milliseconds: took() };
  const { same, since, wrong } = await compareWith(vault, reading, salt);
  return {
    ...report,
    ok: wrong.length === 0 && reading.lost === 0 && !reading.lessOpened,
    opened: true,
    secrets: reading.secrets.length,
    versions: reading.secrets.reduce((sum, { versions }) => sum + versions.length, 0),
    files: reading.files,
    ...{ same, since, wrong: wrong.slice(0, named), wrongTotal: wrong.length },
    lost: reading.lost,
    lessOpened: reading.lessOpened,
    milliseconds: took(),
  };
}

const nothingRead = {
  ...{ secrets: 0, versions: 0, files: 0, same: 0, since: 0, wrong: [], wrongTotal: 0, lost: 0 },
  lessOpened: false,
};

/** Whether the page that somebody would open lies beside the backup, as it came from here. */
async function pageBeside({ place }: Found, page: string | undefined): Promise<DrillReport['page']> {
  if (!isFileAt(place)) return 'none';
  const beside = join(dirname(pathAt(place)), 'rescue.html');
  const bytes = await readFile(beside).catch(() => undefined);
  if (bytes === undefined) return 'none';
  return Buffer.from(sha256(bytes)).toString('hex') === page ? 'same' : 'other';
}
