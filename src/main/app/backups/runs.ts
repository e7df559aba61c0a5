import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BackupMade, BackupsOverview } from '../../../shared/contract-backups.ts';
import { type Failure, fail, failureOf } from '../../../shared/failure.ts';
import { isService, type Place } from '../../../shared/place.ts';
import { pathAt } from '../../backend/location.ts';
import { type BackupReport, createBackup } from '../../backups/backup.ts';
import { follow } from '../../backups/follow.ts';
import { copyLocked } from '../../backups/locked.ts';
import type { MachineNotes } from '../../backups/notes.ts';
import { type PlannedDestination, type PlanStore, serviceOf, withStanding } from '../../backups/plan.ts';
import { prune } from '../../backups/prune.ts';
import { type Log, traceOf } from '../../log.ts';
import type { Vault } from '../../vault/vault.ts';
import { steps } from '../steps.ts';
import { noteBegin } from './backup-audit.ts';

/** A folder on a share that does not answer for so long counts as not there. */
const patience = 1_500;

export interface BackupRunsOptions {
  readonly plans: PlanStore;
  readonly notes: MachineNotes;
  readonly log: Log;
  readonly now: () => number;
  readonly tell: (
    event: 'backups' | 'backupProgress' | 'backupTrouble' | 'quitting',
    payload: unknown,
  ) => void;
}

/**
 * The vault that is backed up. `vault`: missing while it is locked; `revision`: while its header
 * cannot be read.
 */
export interface Subject {
  readonly id: string;
  readonly place: Place;
  readonly revision?: number;
  readonly vault?: Vault;
}

/** What became of some destinations; `failure`: the last one's. */
export interface Ran {
  readonly made: BackupMade[];
  readonly failure?: Failure;
}

/**
 * Backups under way: one run at a time, one destination after the other; what came of each is noted
 * in the plan.
 */
export class BackupRuns {
  readonly #options: BackupRunsOptions;
  #running: { abort: AbortController; keys: boolean; done: Promise<unknown> } | undefined;
  #shown: BackupsOverview['running'];

  constructor(options: BackupRunsOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** How far it is. */
  get shown(): BackupsOverview['running'] {
    return this.#shown;
  }

  cancel(): void {
    this.#running?.abort.abort();
  }

  /** Calls off what needs keys. */
  cancelOpen(): void {
    if (this.#running?.keys === true) this.cancel();
  }

  /** Resolves once nothing runs; true when that was called off. */
  async settled(): Promise<boolean> {
    const running = this.#running;
    await running?.done.catch(() => undefined);
    return running?.abort.signal.aborted === true;
  }

  /** `busy` while another run is under way. */
  async run(subject: Subject, destinations: readonly PlannedDestination[]): Promise<Ran> {
    if (this.#running !== undefined) fail({ code: 'busy' });
    const abort = new AbortController();
    const work = this.#each(subject, destinations, abort.signal);
    this.#running = { abort, keys: subject.vault !== undefined, done: work };
    try {
      return await work;
    } finally {
      this.#running = undefined;
      this.#shown = undefined;
    }
  }

  async #each(
    subject: Subject,
    destinations: readonly PlannedDestination[],
    signal: AbortSignal,
  ): Promise<Ran> {
    // By then it is known as the one that runs, and who hears of it can call it off.
    await Promise.resolve();
    // Writing it down may have to wait for the vault's file: that too can be called off.
    const [first] = destinations;
    if (first !== undefined) {
      this.#shown = { destination: first.id, done: 0, total: 0 };
      this.#options.tell('backupProgress', this.#shown);
    }
    if (subject.vault !== undefined) await noteBegin(subject.vault, destinations, this.#options.log);
    const made: BackupMade[] = [];
    let failure: Failure | undefined;
    for (const { id, folder } of destinations) {
      if (signal.aborted) return { made, failure: { code: 'cancelled' } };
      try {
        const report = await this.#into(subject, id, folder, signal);
        made.push({ ...report, destination: id, removed: await this.#done(subject, id, folder, report) });
      } catch (error) {
        failure = this.#failed(subject, id, folder, error);
      }
    }
    return { made, ...(failure && { failure }) };
  }

  async #into(subject: Subject, id: string, folder: string, signal: AbortSignal): Promise<BackupReport> {
    if (!(await isThere(folder))) fail({ code: 'backup-refused', reason: 'missing-folder', place: folder });
    const { now, notes, tell } = this.#options;
    const progress = steps((done, total) => {
      this.#shown = { destination: id, done, total };
      tell('backupProgress', this.#shown);
    });
    progress(0, 0);
    const { vault, place } = subject;
    const at = serviceOf(folder);
    if (at !== undefined) {
      // What follows a vault is compared with it by its keys.
      if (vault === undefined) return fail({ code: 'locked' });
      return follow(vault, at, { source: place, notes, now, progress, signal });
    }
    if (vault === undefined) {
      const report = await copyLocked(place, folder, { now, notes, progress, signal });
      const { revision } = report;
      await notes.noteCompared(basename(report.file), { vault: subject.id, revision, at: now() });
      return report;
    }
    return createBackup(vault, folder, { source: place, notes, now, progress, signal });
  }

  // Old backups are let go for one that was proven alone: what was not pushes no other out.
  async #done(subject: Subject, id: string, folder: string, report: BackupReport): Promise<number> {
    const { plans, notes, now } = this.#options;
    const time = now();
    const { file, revision, proven } = report;
    const whole = proven === 'everything';
    const fresh = { file, revision, proven, time };
    const change = ({ trouble: _, tried: __, ...before }: PlannedDestination): PlannedDestination => ({
      ...before,
      // A locked copy that found its revision there already takes nothing away from what was
      // proven.
      last: !whole && before.last?.revision === revision ? before.last : fresh,
      done: time,
      ...(whole && { provenAt: time }),
    });
    plans.set(withStanding(plans.get(), subject.id, id, change));
    const rule = plans.get()[subject.id]?.retention;
    if (!whole || rule === undefined || serviceOf(folder) !== undefined) return 0;
    const witness = { notes, copies: subject.vault?.copies };
    return prune(folder, subject.id, rule, [pathAt(subject.place), file], witness).catch(() => 0);
  }

  // A lock or a person that calls it off is no trouble of the destination's.
  #failed(subject: Subject, id: string, folder: string, error: unknown): Failure {
    const { plans, now, tell, log } = this.#options;
    const failure = failureOf(error) ?? { code: 'store', reason: 'system' };
    if (failureOf(error) === undefined)
      log.error('main.failed', { where: 'exception', trace: traceOf(error) });
    const calledOff = failure.code === 'cancelled' || failure.code === 'closed';
    const tried = now();
    let isNew = false;
    const change = (before: PlannedDestination): PlannedDestination => {
      if (calledOff) return { ...before, tried };
      isNew = before.trouble?.failure.code !== failure.code;
      return { ...before, tried, trouble: { failure, since: before.trouble?.since ?? tried } };
    };
    plans.set(withStanding(plans.get(), subject.id, id, change));
    if (isNew) tell('backupTrouble', { folder, failure });
    return failure;
  }
}

/**
 * True for a folder that answers in time, and of any service: that is asked nothing until it is
 * backed up to.
 */
export async function isThere(folder: string): Promise<boolean> {
  if (serviceOf(folder) !== undefined) return true;
  const looked = stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return Promise.race([looked, after(patience).then(() => false)]);
}

/** True where both are local and one disk has them; false also where that cannot be told. */
export async function isOnDiskOf(folder: string, place: Place | undefined): Promise<boolean> {
  if (place === undefined || isService(place.kind) || serviceOf(folder) !== undefined) return false;
  const disks = Promise.all([stat(folder), stat(place.location)]).then(
    ([one, other]) => one.dev === other.dev,
    () => false,
  );
  return Promise.race([disks, after(patience).then(() => false)]);
}

export function after(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds).unref());
}
