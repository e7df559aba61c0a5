import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { State } from '../../shared/contract.ts';
import type {
  BackupDestination,
  BackupMade,
  BackupRetention,
  BackupSchedule,
  BackupsOverview,
} from '../../shared/contract-backups.ts';
import { type Failure, fail, failureOf } from '../../shared/failure.ts';
import { random } from '../crypto/primitives.ts';
import { type Log, traceOf } from '../log.ts';
import { type BackupReport, createBackup } from '../transfer/backup.ts';
import { copyLocked } from '../transfer/locked.ts';
import type { MachineNotes } from '../transfer/notes.ts';
import {
  newPlan,
  type Plan,
  type PlannedDestination,
  type PlanStore,
  vaultAt,
  withStanding,
} from '../transfer/plan.ts';
import { prune } from '../transfer/prune.ts';
import { isDue, type Occasion } from '../transfer/schedule.ts';
import { readHeader } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import type { Session } from './session.ts';

/** The app waits so long for the last backups, says so, and then ends. */
export const quitSeconds = 10;
/** A folder on a share that does not answer for so long counts as not there. */
const patience = 1_500;

type Told = 'backups' | 'backupProgress' | 'backupTrouble' | 'quitting';

export interface BackupDeskOptions {
  readonly session: Session;
  readonly plans: PlanStore;
  readonly notes: MachineNotes;
  readonly log: Log;
  readonly now: () => number;
  readonly tell: (event: Told, payload: unknown) => void;
}

/** The vault that is backed up. `vault`: missing while it is locked; `revision`: while its header cannot be read. */
interface Subject {
  readonly id: string;
  readonly file: string;
  readonly revision?: number;
  readonly vault?: Vault;
}

/** Where backups are made: when asked, and by themselves. One at a time. Knows no Electron. */
export class BackupDesk {
  readonly #options: BackupDeskOptions;
  #running: { abort: AbortController; keys: boolean; done: Promise<unknown> } | undefined;
  #shown: BackupsOverview['running'];
  #open: string | undefined;
  #ending = false;

  constructor(options: BackupDeskOptions) {
    this.#options = options;
  }

  async overview(): Promise<BackupsOverview> {
    const subject = await this.#subject();
    const { destinations, schedule, retention } = this.#planOf(subject);
    const shown = destinations.map((one) => shownDestination(one, subject?.revision));
    return {
      available: subject !== undefined,
      destinations: await Promise.all(shown),
      schedule,
      retention,
      ...(this.#shown && { running: this.#shown }),
      quitSeconds,
    };
  }

  /** A folder, which must be there; one that is a destination already stays as it is. */
  async add(folder: string): Promise<BackupsOverview> {
    const subject = (await this.#subject()) ?? fail({ code: 'backup-refused', reason: 'memory' });
    if (!(await isThere(folder))) fail({ code: 'backup-refused', reason: 'missing-folder', place: folder });
    const plan = this.#planOf(subject);
    const known = plan.destinations.some((one) => resolve(one.folder) === resolve(folder));
    const fresh = { id: Buffer.from(random(8)).toString('hex'), folder };
    return this.#change(subject, known ? plan : { ...plan, destinations: [...plan.destinations, fresh] });
  }

  async remove(id: string): Promise<BackupsOverview> {
    const subject = await this.#subject();
    const plan = this.#planOf(subject);
    if (this.#shown?.destination === id) this.cancel();
    return this.#change(subject, {
      ...plan,
      destinations: plan.destinations.filter((one) => one.id !== id),
    });
  }

  async setSchedule(schedule: BackupSchedule, retention: BackupRetention): Promise<BackupsOverview> {
    const subject = await this.#subject();
    return this.#change(subject, { ...this.#planOf(subject), schedule, retention });
  }

  /** The folder of a destination of the chosen vault. */
  async folder(id: string): Promise<{ folder: string; vault: string | undefined }> {
    const subject = await this.#subject();
    const found = this.#planOf(subject).destinations.find((one) => one.id === id);
    if (found === undefined) return fail({ code: 'bad-input', what: 'destination', reason: 'unknown' });
    return { folder: found.folder, vault: subject?.id };
  }

  /** Backs up into one destination, or all. */
  async run(only: string | undefined): Promise<BackupMade[]> {
    const subject = (await this.#subject()) ?? fail({ code: 'backup-refused', reason: 'memory' });
    const wanted = this.#planOf(subject).destinations.filter(({ id }) => only === undefined || id === only);
    if (this.#running !== undefined) fail({ code: 'busy' });
    const { made, failure } = await this.#work(subject, wanted);
    if (made.length === 0 && failure !== undefined) fail(failure);
    return made;
  }

  /** Calls off what runs. */
  cancel(): void {
    this.#running?.abort.abort();
  }

  /** To be called before keys are dropped: what needs them is called off. */
  locking(): void {
    if (this.#running?.keys === true) this.cancel();
  }

  /** Hears of every change of the session's state. */
  follow(state: State): void {
    const before = this.#open;
    this.#open = state.vault === 'open' ? state.file : undefined;
    if (before === undefined || before === this.#open || this.#ending) return;
    void this.#afterLock(before);
  }

  /** To be called now and then, and when the machine wakes up: makes what is due. */
  async tick(): Promise<void> {
    if (this.#running !== undefined || this.#ending || !this.#options.session.isOpen) return;
    const subject = await this.#subject();
    if (subject !== undefined) await this.#whatIsDue('tick', subject);
  }

  /** Makes what is due before the app ends; never takes longer than it says. */
  async last(): Promise<void> {
    this.#ending = true;
    const subject = await this.#subject();
    const due = subject === undefined ? [] : this.#due('quit', subject);
    if (this.#running === undefined && due.length === 0) return;
    this.#options.tell('quitting', { seconds: quitSeconds });
    const timer = setTimeout(() => this.cancel(), quitSeconds * 1_000);
    const work = async () => {
      const { aborted } = this.#running?.abort.signal ?? {};
      await this.#running?.done.catch(() => undefined);
      if (aborted !== true && subject !== undefined) await this.#whatIsDue('quit', subject);
    };
    // A disk that hangs heeds no signal; what was being written there has no final name yet.
    await Promise.race([work(), after((quitSeconds + 1) * 1_000)]);
    clearTimeout(timer);
  }

  async #afterLock(file: string): Promise<void> {
    await this.#running?.done.catch(() => undefined);
    const subject = await this.#locked(file);
    if (subject !== undefined && !this.#ending) await this.#whatIsDue('lock', subject);
  }

  async #whatIsDue(occasion: Occasion, subject: Subject): Promise<void> {
    const due = this.#due(occasion, subject);
    if (due.length > 0 && this.#running === undefined) await this.#work(subject, due);
  }

  #due(occasion: Occasion, subject: Subject): PlannedDestination[] {
    const { revision, vault } = subject;
    if (revision === undefined) return [];
    const moment = { now: this.#options.now(), revision, unlocked: vault !== undefined };
    const { destinations, schedule } = this.#planOf(subject);
    return destinations.filter((one) => isDue(occasion, schedule, one, moment));
  }

  async #work(subject: Subject, destinations: readonly PlannedDestination[]) {
    const abort = new AbortController();
    const work = this.#each(subject, destinations, abort.signal);
    this.#running = { abort, keys: subject.vault !== undefined, done: work };
    try {
      return await work;
    } finally {
      this.#running = undefined;
      this.#shown = undefined;
      await this.#announce();
    }
  }

  async #each(subject: Subject, destinations: readonly PlannedDestination[], signal: AbortSignal) {
    const made: BackupMade[] = [];
    let failure: Failure | undefined;
    for (const { id, folder } of destinations) {
      if (signal.aborted) {
        failure = { code: 'cancelled' };
        break;
      }
      try {
        const report = await this.#into(subject, id, folder, signal);
        const removed = await this.#note(subject, id, folder, report);
        made.push({ ...report, destination: id, removed });
      } catch (error) {
        failure = this.#failed(subject, id, folder, error);
      }
    }
    return { made, failure };
  }

  async #into(subject: Subject, id: string, folder: string, signal: AbortSignal): Promise<BackupReport> {
    if (!(await isThere(folder))) fail({ code: 'backup-refused', reason: 'missing-folder', place: folder });
    const { now, notes } = this.#options;
    this.#progress(id, 0, 0);
    const progress = (done: number, total: number) => this.#progress(id, done, total);
    const { vault, file } = subject;
    if (vault === undefined) return copyLocked(file, folder, { now, progress, signal });
    return createBackup(vault, folder, { source: file, notes, now, progress, signal });
  }

  /** What the retention lets go is let go only for a backup that was proven: one that was not pushes no other out. */
  async #note(subject: Subject, id: string, folder: string, report: BackupReport): Promise<number> {
    const { plans, now } = this.#options;
    const time = now();
    const { file, revision, proven } = report;
    const whole = proven === 'everything';
    plans.set(
      withStanding(plans.get(), subject.id, id, ({ trouble: _, tried: __, ...before }) => ({
        ...before,
        // A locked copy that found its revision there already takes nothing away from what was proven.
        last: !whole && before.last?.revision === revision ? before.last : { file, revision, proven, time },
        done: time,
        ...(whole && { provenAt: time }),
      })),
    );
    if (!whole) return 0;
    const { retention } = this.#planOf(subject);
    return prune(folder, subject.id, retention, [subject.file, file]).catch(() => 0);
  }

  #failed(subject: Subject, id: string, folder: string, error: unknown): Failure {
    const failure = failureOf(error) ?? { code: 'store', reason: 'unknown' };
    if (failureOf(error) === undefined)
      this.#options.log.error('main.failed', { where: 'exception', trace: traceOf(error) });
    const calledOff = failure.code === 'cancelled' || failure.code === 'closed';
    const { plans, now, tell } = this.#options;
    let isNew = false;
    plans.set(
      withStanding(plans.get(), subject.id, id, (before) => {
        if (calledOff) return { ...before, tried: now() };
        isNew = before.trouble?.failure.code !== failure.code;
        return { ...before, tried: now(), trouble: { failure, since: before.trouble?.since ?? now() } };
      }),
    );
    if (isNew) tell('backupTrouble', { folder, failure });
    return failure;
  }

  #progress(destination: string, done: number, total: number): void {
    const before = this.#shown;
    this.#shown = { destination, done, total };
    // A hundred times a backup is enough for any bar.
    const step = Math.max(1, Math.floor(total / 100));
    const same = before?.destination === destination && before.total === total;
    if (same && done !== total && Math.floor(before.done / step) === Math.floor(done / step)) return;
    this.#options.tell('backupProgress', this.#shown);
  }

  async #change(subject: Subject | undefined, plan: Plan): Promise<BackupsOverview> {
    const { plans } = this.#options;
    if (subject === undefined) fail({ code: 'backup-refused', reason: 'memory' });
    else plans.set({ ...plans.get(), [subject.id]: { ...plan, file: subject.file } });
    return this.#announce();
  }

  async #announce(): Promise<BackupsOverview> {
    const overview = await this.overview();
    this.#options.tell('backups', overview);
    return overview;
  }

  #planOf(subject: Subject | undefined): Plan {
    const plans = this.#options.plans.get();
    const found = subject && Object.hasOwn(plans, subject.id) ? plans[subject.id] : undefined;
    return found ?? newPlan(subject?.file ?? '');
  }

  async #subject(): Promise<Subject | undefined> {
    const { session } = this.#options;
    const file = session.chosen;
    if (file === undefined || !(await session.isDurable())) return undefined;
    if (!session.isOpen) return this.#locked(file);
    const { vault } = session;
    return { id: vault.id, file, revision: vault.revision, vault };
  }

  // A vault whose header is lost is known by where it lay.
  async #locked(file: string): Promise<Subject | undefined> {
    const { plans } = this.#options;
    try {
      const { vaultId, revision } = await readHeader({ location: file, readOnly: true });
      return { id: vaultId, file, revision };
    } catch {
      const id = vaultAt(plans.get(), file);
      return id === undefined ? undefined : { id, file };
    }
  }
}

async function shownDestination(
  { id, folder, last, provenAt, trouble }: PlannedDestination,
  revision: number | undefined,
): Promise<BackupDestination> {
  const behind = last && revision !== undefined ? Math.max(0, revision - last.revision) : undefined;
  return {
    id,
    folder,
    present: await isThere(folder),
    ...(last && { last: { ...last, ...(behind !== undefined && { behind }) } }),
    ...(provenAt !== undefined && { provenAt }),
    ...(trouble && { trouble }),
  };
}

/** True for a folder that answers in time. */
async function isThere(folder: string): Promise<boolean> {
  const looked = stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return Promise.race([looked, after(patience).then(() => false)]);
}

function after(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds).unref());
}
