import type { DrillReport } from '../../../shared/contract-drill.ts';
import type { DrillKey } from '../../../shared/drill.ts';
import { absolutePlace } from '../../backend/location.ts';
import type { MachineNotes } from '../../backups/notes.ts';
import type { PlanStore } from '../../backups/plan.ts';
import { drill, type ReadBackup } from '../../drill/drill.ts';
import { type GivenSheets, keyOf, sheetsOf } from '../../drill/key.ts';
import { type Found, newestBackup } from '../../drill/newest.ts';
import type { Gathering } from '../../recovery/gathering.ts';
import { gatherForLocked } from '../../vault/restore.ts';
import type { Credentials } from '../../vault/slots.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import type { Session } from '../session.ts';
import { steps } from '../steps.ts';

export interface DrillParts {
  readonly plans: PlanStore;
  readonly notes: MachineNotes;
  readonly read: ReadBackup;
  /** SHA-256 of the rescue page that this Holdfast brings along. */
  readonly page: () => string | undefined;
  readonly progress: (done: number, total: number) => void;
}

/** Drills of the open vault: with its newest backup, wherever that lies. */
export class DrillSession {
  readonly #session: Session;
  readonly #parts: DrillParts;
  readonly #work = new OneAtATime();
  #backup: Found | undefined;
  #search = new AbortController();

  constructor(session: Session, parts: DrillParts) {
    this.#session = session;
    this.#parts = parts;
  }

  /** The backup of which the sheets are collected. */
  get backup(): Pick<Found, 'place' | 'time' | 'unread'> | undefined {
    return this.#backup;
  }

  /** Collects sheets against the header of the newest backup. `backup-refused`: there is none. */
  async gather(): Promise<Gathering> {
    this.#backup = await this.#newest();
    return gatherForLocked({ ...absolutePlace(this.#backup.place), readOnly: true }, 'drill');
  }

  /** With the sheets that were collected. */
  async bySheets(gathering: Gathering): Promise<DrillReport> {
    const given = sheetsOf(gathering);
    return this.#noted(await this.#run({ sheets: given.words }), given);
  }

  async byPassphrase(credentials: Credentials): Promise<DrillReport> {
    this.#backup = await this.#newest();
    return this.#noted(await this.#run(keyOf(credentials)));
  }

  /** The same for a program, which gives all sheets at once; who asked is in its own entry of the audit. */
  async forProgram(sheets: readonly string[], gone: AbortSignal): Promise<DrillReport> {
    const stop = () => this.cancel();
    gone.addEventListener('abort', stop);
    let gathering: Gathering | undefined;
    try {
      gathering = await this.gather();
      for (const sheet of sheets) await gathering.give(sheet);
      const given = sheetsOf(gathering);
      return await this.#noted(await this.#run({ sheets: given.words }), given, true);
    } finally {
      gone.removeEventListener('abort', stop);
      gathering?.forget();
    }
  }

  /** Calls off a drill, and the search for a backup before it. */
  cancel(): void {
    this.#search.abort();
    this.#work.cancel();
  }

  async #run(key: DrillKey): Promise<DrillReport> {
    const { read, page, progress } = this.#parts;
    const backup = this.#backup ?? (await this.#newest());
    const told = steps(progress);
    return this.#work.run((signal) =>
      drill(this.#session.vault, backup, key, {
        ...{ read, page: page(), now: Date.now, signal },
        progress: (part) => told(Math.round(1_000 * part), 1_000),
      }),
    );
  }

  async #noted(report: DrillReport, given?: GivenSheets, told = false): Promise<DrillReport> {
    const { vault } = this.#session;
    if (report.ok && !vault.readOnly) await vault.recovery.recordDrill(given, told);
    return report;
  }

  /** Where backups of the open vault are made, as far as this machine knows. */
  places(): string[] {
    const { plans, notes } = this.#parts;
    const { id } = this.#session.vault;
    const planned = plans.get()[id]?.destinations.map(({ folder }) => folder) ?? [];
    return [...new Set([...planned, ...notes.foldersOf(id)])];
  }

  #newest(): Promise<Found> {
    const { id, copies } = this.#session.vault;
    this.#search.abort();
    this.#search = new AbortController();
    const wanted = { vault: id, copies, notes: this.#parts.notes };
    return newestBackup(this.places(), wanted, this.#search.signal);
  }
}
