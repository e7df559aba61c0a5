import { basename } from 'node:path';
import { fail, failureOf } from '../../shared/failure.ts';
import { type LastImport, lastImport, type UndoneImport } from '../../shared/import-undo.ts';
import type { Backend } from '../backend/backend.ts';
import type { AuditChange, Change } from '../backend/changes.ts';
import { isDestroyed } from '../backend/format/entry.ts';
import { random } from '../crypto/primitives.ts';
import { type Audit, owner } from './audit.ts';
import type { Secrets } from './secrets.ts';
import { parsedAs } from './setting-json.ts';
import type { BackOfEach } from './undo.ts';

/** What came of one file, in numbers. */
export interface FileOutcome {
  readonly file: string;
  readonly created: number;
  readonly skipped: number;
  readonly failed: number;
}

interface UndoOptions {
  /** Only this import; missing: the last one. */
  readonly run?: string;
  /** Who takes it back; missing: the owner. */
  readonly by?: string;
  /** What of it may be taken back, and what of the rest may be named; missing: all. */
  readonly mayWrite?: (path: string) => boolean;
  readonly mayRead?: (path: string) => boolean;
  readonly dry?: boolean;
}

interface Parts {
  readonly backend: Backend;
  readonly secrets: Secrets;
  readonly audit: Audit;
  readonly now: () => number;
  readonly refresh: () => Promise<unknown>;
}

const setting = 'import';
const attempts = 3;
/** Files that the note of an import names. */
const mostNamed = 20;

/**
 * The last import of the vault, and the way back from it: every secret that it wrote has its mark
 * (format.md, 6), with what was there before.
 */
export class Imports {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The id of an import that begins. */
  begin(): string {
    return Buffer.from(random(6)).toString('hex');
  }

  /** What the import's own commit says of it: the way back to it, and what the audit tells. */
  notes(run: string, outcomes: readonly FileOutcome[], by = owner): (Change | AuditChange)[] {
    const { audit, now } = this.#parts;
    const files = outcomes.slice(0, mostNamed).map(({ file }) => basename(file));
    const secrets = outcomes.reduce((sum, { created }) => sum + created, 0);
    const value = JSON.stringify({ run, at: now(), files, secrets } satisfies LastImport);
    const told = outcomes.flatMap(({ file, created, skipped, failed }) =>
      (
        [
          ['vault.import', created],
          ['import.skipped', skipped],
          ['import.failed', failed],
        ] as const
      )
        .filter(([, count]) => count > 0)
        .map(([action, count]) =>
          audit.entry({ client: by, action, path: basename(file), outcome: 'done', count }),
        ),
    );
    return [{ op: 'setting', name: setting, value }, ...told];
  }

  /** `undefined`: there was none, or it was taken back. */
  async last(): Promise<LastImport | undefined> {
    return parsedAs(lastImport, await this.#parts.backend.loadSetting(setting));
  }

  /**
   * Takes the last import back in one commit: what it brought goes, what it changed is as it was.
   * What somebody changed since stays, and is named. `not-found` where there is none, or another
   * one than `run`. `dry`: tells, and does nothing.
   */
  async undo(options: UndoOptions = {}): Promise<UndoneImport> {
    const { run, by = owner, dry = false } = options;
    for (let attempt = 1; ; attempt++) {
      await this.#parts.refresh();
      const last = await this.last();
      if (last === undefined || (run ?? last.run) !== last.run)
        return fail({ code: 'not-found', what: 'import', name: '' });
      const { back, stays } = await this.#left(last.run, options);
      const { at, files } = last;
      const undone = { at, files, secrets: back.length, stays };
      if (dry || back.length === 0) return undone;
      try {
        await this.#takeBack(back, by);
        return undone;
      } catch (error) {
        // Somebody wrote to one of them meanwhile: that one stays, too.
        if (failureOf(error)?.code !== 'conflict' || attempt === attempts) throw error;
      }
    }
  }

  /** The same for `Undo`; missing `run`: of whichever is the last by then. */
  wayBack(run?: string): BackOfEach {
    return {
      each: async () => {
        const { secrets, stays } = await this.undo(run === undefined ? {} : { run });
        return { secrets, stays };
      },
    };
  }

  async #takeBack(back: readonly Change[], by: string): Promise<void> {
    const { secrets, audit } = this.#parts;
    const entry = audit.entry({ client: by, action: 'import.undo', outcome: 'done', count: back.length });
    await secrets.apply([...back, { op: 'setting', name: setting, value: undefined }], [entry]);
  }

  /** The changes that take it back, and the secrets that stay. */
  async #left(run: string, { mayWrite = () => true, mayRead = () => true }: UndoOptions) {
    const back: Change[] = [];
    const stays: string[] = [];
    for await (const entry of this.#parts.backend.histories.entries()) {
      const { path, import: mark } = entry;
      if (mark?.run !== run || isDestroyed(entry)) continue;
      if (!mark.changed && mayWrite(path)) back.push({ op: 'unimport', path, run });
      else if (mayRead(path)) stays.push(path);
    }
    return { back, stays: stays.sort() };
  }
}
