import type { State } from '../../../shared/contract.ts';
import type { DrillReport } from '../../../shared/contract-drill.ts';
import { type Place, printPlace } from '../../../shared/place.ts';
import type { RecoveryStatus } from '../../../shared/recovery-schema.ts';
import type { NewSet } from '../../vault/recovery.ts';
import type { Credentials } from '../../vault/slots.ts';
import { type DrillParts, DrillSession } from './drill-session.ts';
import { FreshSet, type FreshSetOptions } from './fresh-set.ts';
import type { Paper } from './papers.ts';
import { SheetCollection, type TableOptions } from './sheet-collection.ts';

export interface RecoverySessionOptions extends FreshSetOptions, Omit<TableOptions, 'drill'> {
  readonly drill: DrillParts;
}

interface LetterWanted {
  readonly names: boolean;
  readonly beside: boolean;
  readonly ask: string;
  readonly paper: Paper;
  readonly as: 'paper' | 'pdf';
}

/**
 * Where the window's recovery is done: the set that was just made, and the sheets that lie on the
 * table.
 */
export class RecoverySession {
  readonly fresh: FreshSet;
  readonly table: SheetCollection;
  readonly drill: DrillSession;
  readonly #options: RecoverySessionOptions;

  constructor(options: RecoverySessionOptions) {
    this.#options = options;
    this.fresh = new FreshSet(options);
    this.drill = new DrillSession(options.session, options.drill);
    this.table = new SheetCollection({ ...options, drill: this.drill });
  }

  status(): Promise<RecoveryStatus> {
    return this.#shown(this.#recovery.status());
  }
  issue(wanted: NewSet, paper: Paper): Promise<RecoveryStatus> {
    return this.#shown(this.fresh.issue(wanted, paper));
  }
  answer(sheet: number, words: readonly string[]): Promise<RecoveryStatus> {
    return this.#shown(this.fresh.answer(sheet, words));
  }

  async activate(keepKeys = false): Promise<RecoveryStatus> {
    const status = await this.#recovery.activate({ keepKeys });
    this.forget();
    return status;
  }

  abandon(): Promise<RecoveryStatus> {
    this.fresh.forget();
    return this.#recovery.abandon();
  }

  revoke(credentials: Credentials, keepKeys = false): Promise<RecoveryStatus> {
    return this.#shown(this.#recovery.revoke(credentials, { keepKeys }));
  }
  setHolders(names: readonly string[]): Promise<RecoveryStatus> {
    return this.#shown(this.#recovery.setHolders(names));
  }
  setBeside(beside: boolean): Promise<RecoveryStatus> {
    return this.#shown(this.#recovery.setBeside(beside));
  }
  setReminder(months: number): Promise<RecoveryStatus> {
    return this.#shown(this.#recovery.setReminder(months));
  }
  decline(declined: boolean): Promise<RecoveryStatus> {
    return this.#shown(this.#recovery.decline(declined));
  }

  /** Opens the chosen vault, or a copy of it, with the sheets collected. */
  async restore(
    passphrase: string,
    to: Place | undefined,
    options: { keepKeys?: boolean | undefined; person?: string | undefined } = {},
  ): Promise<State> {
    const sheets = this.table.enough('recover').sheets();
    const state = await this.#options.session.restore(sheets, passphrase, to, options);
    this.table.stop();
    return state;
  }

  confirmHolder(sheet: number): Promise<RecoveryStatus> {
    return this.#shown(this.#recovery.confirmHolder(sheet));
  }

  saveRescue() {
    return this.#options.papers.rescue();
  }

  /** The letter for those who come after, on paper or as PDF. */
  async letter({ names, beside, ask, paper, as }: LetterWanted) {
    const { session, papers } = this.#options;
    const { active } = await this.#recovery.status();
    const letter = {
      ...{ vaultName: session.name, vault: session.vault.id, at: Date.now(), set: active, ask },
      holders: names ? (active?.holders ?? []) : [],
      places: [printPlace(session.place), ...this.drill.places()],
    };
    const made = await papers.letter(letter, paper, as);
    const kept = made !== undefined && !session.vault.readOnly;
    const status = await this.#shown(
      kept ? this.#recovery.setLetter({ names, beside, ask }) : this.#recovery.status(),
    );
    return { done: made !== undefined, ...(made?.file !== undefined && { file: made.file }), status };
  }

  async recordRehearsal(): Promise<RecoveryStatus> {
    const { taken } = this.table.enough('rehearse').state();
    const status = await this.#shown(this.#recovery.recordRehearsal(taken));
    this.table.stop();
    return status;
  }

  /** With the sheets that were collected for it. */
  async drillBySheets(): Promise<DrillReport> {
    const report = await this.drill.bySheets(this.table.enough('drill'));
    this.table.stop();
    return report;
  }

  /** Nothing of a sheet outlives the lock. */
  forget(): void {
    this.drill.cancel();
    this.fresh.forget();
    this.table.stop();
  }

  get #recovery() {
    return this.#options.session.vault.recovery;
  }

  async #shown(work: Promise<RecoveryStatus>): Promise<RecoveryStatus> {
    const status = await work;
    const { pending } = status;
    return pending ? { ...status, pending: { ...pending, atHand: this.fresh.has(pending) } } : status;
  }
}
