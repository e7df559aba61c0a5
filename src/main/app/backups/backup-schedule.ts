import { resolve } from 'node:path';
import type { State } from '../../../shared/contract.ts';
import type {
  BackupDestination,
  BackupMade,
  BackupRetention,
  BackupSchedule,
  BackupsOverview,
} from '../../../shared/contract-backups.ts';
import { fail } from '../../../shared/failure.ts';
import { fileAt, isSamePlace, type Place, printPlace } from '../../../shared/place.ts';
import { newPlan, type Plan, type PlannedDestination, serviceOf, vaultAt } from '../../backups/plan.ts';
import { isDue, type Occasion } from '../../backups/schedule.ts';
import { random } from '../../crypto/primitives.ts';
import { traceOf } from '../../log.ts';
import { readHeader } from '../../vault/open.ts';
import type { Session } from '../session.ts';
import { after, BackupRuns, type BackupRunsOptions, isOnDiskOf, isThere, type Subject } from './runs.ts';

/** The app waits so long for the last backups, says so, and then ends. */
const quitSeconds = 10;

export interface BackupSchedulerOptions extends BackupRunsOptions {
  readonly session: Session;
}

/**
 * Where the chosen vault is backed up and when: asked for by a person, and by itself. Knows no
 * Electron.
 */
export class BackupScheduler {
  readonly #options: BackupSchedulerOptions;
  readonly #runs: BackupRuns;
  #open: readonly Place[] = [];
  /** Vaults that have locked, whose backup after that has not begun. */
  readonly #left: Place[] = [];
  #following = false;
  #ending = false;

  constructor(options: BackupSchedulerOptions) {
    this.#options = options;
    this.#runs = new BackupRuns(options);
  }

  async overview(): Promise<BackupsOverview> {
    const subject = await this.#subject();
    const { destinations, schedule, retention } = this.#planOf(subject);
    const shown = this.#shown(destinations);
    return {
      available: subject !== undefined,
      destinations: await Promise.all(destinations.map((one) => shownDestination(one, subject))),
      schedule,
      retention,
      ...(shown && { running: shown }),
      quitSeconds,
    };
  }

  /**
   * A folder, which must be there, or a printed place of a service; one that is a destination
   * already stays as it is.
   */
  async add(folder: string): Promise<BackupsOverview> {
    if (!(await isThere(folder))) fail({ code: 'backup-refused', reason: 'missing-folder', place: folder });
    const fresh = { id: Buffer.from(random(8)).toString('hex'), folder };
    return this.#change((plan) =>
      plan.destinations.some((one) => resolve(one.folder) === resolve(folder))
        ? plan
        : { ...plan, destinations: [...plan.destinations, fresh] },
    );
  }

  async remove(id: string): Promise<BackupsOverview> {
    if (this.#runs.shown?.destination === id) this.cancel();
    return this.#change((plan) => ({
      ...plan,
      destinations: plan.destinations.filter((one) => one.id !== id),
    }));
  }

  async setSchedule(schedule: BackupSchedule, retention: BackupRetention): Promise<BackupsOverview> {
    return this.#change((plan) => ({ ...plan, schedule, retention }));
  }

  /** The folder of a destination of the chosen vault, and that vault's id. */
  async folder(id: string): Promise<{ folder: string; vault: string | undefined }> {
    const subject = await this.#subject();
    const found = this.#planOf(subject).destinations.find((one) => one.id === id);
    if (found === undefined) return fail({ code: 'bad-input', what: 'destination', reason: 'unknown' });
    return { folder: found.folder, vault: subject?.id };
  }

  /** Folders of backups of the vault that lies at a place, or lay there last, and its id. */
  foldersAt(place: Place): { folders: string[]; vault: string } | undefined {
    const plans = this.#options.plans.get();
    const vault = vaultAt(plans, place);
    if (vault === undefined) return undefined;
    const folders = plans[vault]?.destinations.map(({ folder }) => folder) ?? [];
    return { folders: folders.filter((folder) => serviceOf(folder) === undefined), vault };
  }

  /** Backs up into one destination, or all. */
  async run(only: string | undefined): Promise<BackupMade[]> {
    const subject = await this.#wanted();
    const { destinations } = this.#planOf(subject);
    // That of another vault is no answer to a person who asks for this one's.
    if (this.#runs.isRunning && this.#shown(destinations) === undefined) await this.#runs.settled();
    if (this.#runs.isRunning) fail({ code: 'busy' });
    const asked = destinations.filter(({ id }) => only === undefined || id === only);
    const possible = asked.filter((one) => canGo(one, subject));
    if (possible.length === 0 && asked.length > 0) fail({ code: 'locked' });
    const { made, failure } = await this.#work(subject, possible);
    return made.length === 0 && failure !== undefined ? fail(failure) : made;
  }

  /** Calls off what runs. */
  cancel(): void {
    this.#runs.cancel();
  }

  /** To be called before keys are dropped: what needs them is called off. */
  locking(): void {
    this.#runs.cancelOpen();
  }

  /**
   * Hears of every change of the session's state: what was open and is no more was locked. The
   * session writes outcomes down (`takeOutcomes`).
   */
  follow(state: State): void {
    const before = this.#open;
    const front = state.vault === 'open' && state.place ? [state.place] : [];
    this.#open = [...front, ...(state.beside ?? []).map(({ place }) => place)];
    this.#left.push(...before.filter((one) => !this.#open.some((open) => isSamePlace(open, one))));
    if (!this.#following && !this.#ending) void this.#afterLocks();
  }

  /** To be called now and then, and when the machine wakes up: makes what is due. */
  async tick(): Promise<void> {
    if (this.#runs.isRunning || this.#ending || !this.#options.session.isAnyOpen) return;
    await this.#quietly(async () => {
      for (const subject of await this.#subjects()) await this.#whatIsDue('tick', subject);
    });
  }

  /** Makes what is due before the app ends; never takes longer than it says. */
  async last(): Promise<void> {
    this.#ending = true;
    const subjects = await this.#subjects();
    if (!this.#runs.isRunning && subjects.every((one) => this.#due('quit', one).length === 0)) return;
    this.#options.tell('quitting', { seconds: quitSeconds });
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      this.cancel();
    }, quitSeconds * 1_000);
    const work = this.#quietly(async () => {
      if (await this.#runs.settled()) return;
      for (const subject of subjects) if (!over) await this.#whatIsDue('quit', subject);
    });
    // A disk that hangs heeds no signal; what is being written there has no final name yet.
    await Promise.race([work, after((quitSeconds + 1) * 1_000)]);
    clearTimeout(timer);
  }

  async #afterLocks(): Promise<void> {
    this.#following = true;
    while (this.#left.length > 0) {
      await this.#runs.settled();
      const place = this.#ending ? undefined : this.#left.shift();
      if (place === undefined) break;
      await this.#quietly(async () => this.#whatIsDue('lock', await this.#locked(place)));
    }
    this.#following = false;
  }

  async #whatIsDue(occasion: Occasion, subject: Subject | undefined): Promise<void> {
    const due = this.#due(occasion, subject);
    if (subject !== undefined && due.length > 0 && !this.#runs.isRunning) await this.#work(subject, due);
  }

  #due(occasion: Occasion, subject: Subject | undefined): PlannedDestination[] {
    if (subject?.revision === undefined) return [];
    const { revision, vault } = subject;
    const moment = { now: this.#options.now(), revision, unlocked: vault !== undefined };
    const { destinations, schedule } = this.#planOf(subject);
    return destinations.filter((one) => canGo(one, subject) && isDue(occasion, schedule, one, moment));
  }

  async #work(subject: Subject, destinations: readonly PlannedDestination[]) {
    try {
      return await this.#runs.run(subject, destinations);
    } finally {
      await this.#announce();
    }
  }

  // Nobody asked for it, so nobody hears how it ended but the log.
  async #quietly(work: () => Promise<void>): Promise<void> {
    await work().catch((error) =>
      this.#options.log.error('main.failed', { where: 'exception', trace: traceOf(error) }),
    );
  }

  async #change(change: (plan: Plan) => Plan): Promise<BackupsOverview> {
    const subject = await this.#wanted();
    const { plans } = this.#options;
    const plan = change(this.#planOf(subject));
    const { file: _, ...rest } = plan;
    plans.set({ ...plans.get(), [subject.id]: { ...rest, place: printPlace(subject.place) } });
    return this.#announce();
  }

  async #announce(): Promise<BackupsOverview> {
    const overview = await this.overview();
    this.#options.tell('backups', overview);
    return overview;
  }

  /** How far it is with a backup of the chosen vault; of no other. */
  #shown(destinations: readonly PlannedDestination[]): BackupsOverview['running'] {
    const { shown } = this.#runs;
    return destinations.some(({ id }) => id === shown?.destination) ? shown : undefined;
  }

  #planOf(subject: Subject | undefined): Plan {
    const plans = this.#options.plans.get();
    const found = subject && Object.hasOwn(plans, subject.id) ? plans[subject.id] : undefined;
    return found ?? newPlan(subject?.place ?? fileAt(''));
  }

  async #wanted(): Promise<Subject> {
    return (await this.#subject()) ?? fail({ code: 'backup-refused', reason: 'memory' });
  }

  /** The chosen vault, those that are open beside it, and those that have just locked. */
  async #subjects(): Promise<Subject[]> {
    const front = await this.#subject();
    const beside = this.#options.session.beside.map(
      ({ vault, place }): Subject => ({ id: vault.id, place, revision: vault.revision, vault }),
    );
    const left = await Promise.all(this.#left.map((place) => this.#locked(place)));
    return [front, ...beside, ...left].filter((one) => one !== undefined);
  }

  async #subject(): Promise<Subject | undefined> {
    const { session } = this.#options;
    const place = session.chosen;
    if (place === undefined || !(await session.isDurable())) return undefined;
    if (!session.isOpen) return this.#locked(place);
    const { vault } = session;
    return { id: vault.id, place, revision: vault.revision, vault };
  }

  // A vault whose header is lost is known by where it lay.
  async #locked(place: Place): Promise<Subject | undefined> {
    try {
      const { vaultId, revision } = await readHeader({ ...place, readOnly: true });
      return { id: vaultId, place, revision };
    } catch {
      const id = vaultAt(this.#options.plans.get(), place);
      return id === undefined ? undefined : { id, place };
    }
  }
}

// A copy on a service is brought up to date with the keys alone.
function canGo({ folder }: PlannedDestination, { vault }: Subject): boolean {
  return vault !== undefined || serviceOf(folder) === undefined;
}

async function shownDestination(
  { id, folder, last, provenAt, trouble }: PlannedDestination,
  subject: Subject | undefined,
): Promise<BackupDestination> {
  const revision = subject?.revision;
  const behind = last && revision !== undefined ? Math.max(0, revision - last.revision) : undefined;
  return {
    id,
    folder,
    present: await isThere(folder),
    ...((await isOnDiskOf(folder, subject?.place)) && { sameDisk: true as const }),
    ...(last && { last: { ...last, ...(behind !== undefined && { behind }) } }),
    ...(provenAt !== undefined && { provenAt }),
    ...(trouble && { trouble }),
  };
}
