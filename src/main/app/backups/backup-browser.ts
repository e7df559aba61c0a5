import { basename } from 'node:path';
import type { BrowserRow, BrowserSecret, BackupBrowser as Shown } from '../../../shared/contract-backups.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import { fold } from '../../../shared/fold.ts';
import type { Place } from '../../../shared/place.ts';
import { isCovered } from '../../../shared/secret.ts';
import type { Field, Secret } from '../../../shared/secret-schema.ts';
import { pathAt } from '../../backend/location.ts';
import { timeIn } from '../../backups/folder.ts';
import {
  type Compared,
  compared,
  holdsAgain,
  lookInto,
  type Taken,
  type TakenReport,
  takeFrom,
} from '../../repair/compare.ts';
import type { Given } from '../../vault/credentials.ts';
import { parseQuery } from '../../vault/query.ts';
import type { Vault } from '../../vault/vault.ts';
import type { FileField } from '../file-field.ts';

interface Looked {
  readonly place: Place;
  readonly vault: Vault;
  /** Against the revision of the open vault that `at` tells. */
  rows: Promise<readonly Compared[]>;
  at: number;
}

/** The one backup that is looked into; what it shows is plaintext, so it is closed at the lock. */
export class BackupBrowser {
  readonly #vault: () => Vault;
  readonly #refresh: () => Promise<void>;
  #open: Looked | undefined;

  /**
   * `vault`: the open vault; refuses with `locked`. `refresh`: takes up what other programs wrote
   * to it.
   */
  constructor(vault: () => Vault, refresh: () => Promise<void>) {
    this.#vault = vault;
    this.#refresh = refresh;
  }

  async open(place: Place, given?: Given): Promise<Shown> {
    const mine = this.#vault();
    this.close();
    await this.#refresh();
    const vault = await lookInto(mine, place, given);
    try {
      const at = mine.revision;
      const rows = await compared(vault, mine);
      this.#open = { place, vault, rows: Promise.resolve(rows), at };
      return shown(this.#open, rows, mine);
    } catch (error) {
      await vault.lock();
      throw error;
    }
  }

  /** A window of the list, and how many differ by now. */
  async entries(wanted: { query: string; only: 'all' | 'different'; offset: number; limit: number }) {
    const rows = await this.#rows();
    const terms = parseQuery(wanted.query).map(({ text }) => text);
    const found = rows.filter(
      ({ path, how }) =>
        (wanted.only === 'all' || how !== 'same') &&
        (terms.length === 0 || terms.every((term) => fold(path).includes(term))),
    );
    const shown = found.slice(wanted.offset, wanted.offset + wanted.limit);
    return { total: found.length, rows: await this.#marked(shown), ...countsOf(rows) };
  }

  // What was taken back is a version of its own, so that the histories differ: the row says that
  // the values are the same.
  async #marked(rows: readonly Compared[]): Promise<BrowserRow[]> {
    const [backup, mine] = [this.#backup(), this.#vault()];
    const marked: BrowserRow[] = [];
    for (const row of rows) {
      const again = row.how === 'changed' && !row.deleted && (await holdsAgain(backup, mine, row.path));
      marked.push({ ...row, ...(again && { again }) });
    }
    return marked;
  }

  async secret(path: string, version?: number): Promise<BrowserSecret> {
    const found = await this.#backup().secrets.get(path, version);
    const [rows, mine] = await Promise.all([this.#rows(), currentOf(this.#vault(), path)]);
    const { info } = found;
    return {
      path,
      how: rows.find((row) => row.path === path)?.how ?? 'missing',
      version: found.version,
      updated: info.updated,
      tags: [...info.tags],
      versions: info.versions.map((one) => ({ ...one })),
      fields: found.fields.map((field) => shownField(field, mine)),
      ...(mine && { vaultVersion: mine.version }),
    };
  }

  async field(at: { path: string; version: number; field: string }): Promise<Field> {
    const { fields } = await this.#backup().secrets.get(at.path, at.version);
    const found = fields.find(({ name }) => name === at.field);
    return found ?? fail({ code: 'not-found', what: 'field', name: at.field });
  }

  /** A one-time code of a field, of now; what a backup has by counter gives none: it is only read. */
  async code(at: { path: string; version: number; field: string }): Promise<string> {
    return (await this.#backup().codes.take(at.path, at.field, at.version)).code;
  }

  /** A field that stands for a file, to be saved. */
  async file(at: { path: string; version: number; field: string }): Promise<FileField> {
    const { secrets } = this.#backup();
    return { field: await this.field(at), load: () => secrets.file(at.path, at.field, at.version) };
  }

  /** Stores secrets of the backup as new versions of the open vault, in one commit. */
  async take(secrets: readonly Taken[]): Promise<TakenReport> {
    const [backup, mine] = [this.#backup(), this.#vault()];
    if (backup.id !== mine.id) fail({ code: 'denied', reason: 'other-vault' });
    return takeFrom(backup, mine, secrets);
  }

  /** Forgets keys and names of the backup. */
  close(): void {
    const open = this.#open;
    this.#open = undefined;
    void open?.vault.lock().catch(() => undefined);
  }

  // The vault goes on while a backup is looked into.
  async #rows(): Promise<readonly Compared[]> {
    const open = this.#looked();
    const mine = this.#vault();
    if (open.at !== mine.revision) {
      const at = mine.revision;
      open.at = at;
      open.rows = compared(open.vault, mine);
      // What could not be compared is tried again.
      open.rows.catch(() => {
        if (open.at === at) open.at = -1;
      });
    }
    return open.rows;
  }

  #backup(): Vault {
    return this.#looked().vault;
  }

  #looked(): Looked {
    return this.#open ?? fail({ code: 'not-found', what: 'vault', name: '' });
  }
}

function shown({ place, vault }: Looked, rows: readonly Compared[], mine: Vault): Shown {
  const counts = countsOf(rows);
  return {
    place,
    name: basename(pathAt(place)),
    revision: vault.revision,
    time: timeIn(pathAt(place)) ?? Math.max(0, ...rows.map(({ backup = 0 }) => backup)),
    same: vault.id === mine.id,
    secrets: rows.length - counts.later,
    ...counts,
  };
}

function countsOf(rows: readonly Compared[]) {
  const count = (how: Compared['how']) => rows.filter((row) => row.how === how).length;
  return { missing: count('missing'), changed: count('changed'), later: count('later') };
}

async function currentOf(vault: Vault, path: string): Promise<Secret | undefined> {
  try {
    return await vault.secrets.get(path);
  } catch (error) {
    if (failureOf(error)?.code === 'not-found') return undefined;
    throw error;
  }
}

function shownField({ name, type, value }: Field, mine: Secret | undefined): BrowserSecret['fields'][number] {
  const here = mine?.fields.find((field) => field.name === name);
  const inVault = here === undefined ? 'missing' : here.value === value ? 'same' : 'other';
  return isCovered({ type, value }) ? { name, type, inVault } : { name, type, value, inVault };
}
