import type { Gathering as Shown, State } from '../../shared/contract.ts';
import { type Failure, fail, failureOf } from '../../shared/failure.ts';
import { type RecoveryStatus, recoveryLimits } from '../../shared/recovery.ts';
import { randomInt } from '../crypto/primitives.ts';
import type { Gathering } from '../recovery/gathering.ts';
import { parseSheetText } from '../recovery/sheet-text.ts';
import type { Paper, Papers } from './papers.ts';
import type { Session } from './session.ts';

type Purpose = Shown['purpose'];

/** Reads the codes in pictures, in a process of its own; every text found, in no order. `picture-refused`. */
export interface PictureReader {
  picture(bytes: Uint8Array): Promise<string[]>;
  frame(width: number, height: number, grey: Uint8Array): Promise<string[]>;
  /** Ends the process that `frame` keeps. */
  rest(): void;
}

/** What recovery needs of the surroundings. */
export interface DeskOptions {
  readonly session: Session;
  readonly papers: Papers;
  readonly reader: PictureReader;
  /** What lies on the clipboard: a picture as PNG, or else a text; neither when it is empty. */
  readonly clipboard: () => Promise<{ picture?: Uint8Array | undefined; text?: string | undefined }>;
  readonly camera: (on: boolean) => void;
  readonly progress: (done: number, total: number) => void;
}

/** Words asked of a sheet that is proven by typing. */
const asked = 3;

/** A set that was made here and can be shown and printed until it counts, or the vault locks. */
interface Issued {
  readonly set: string;
  readonly shares: readonly (readonly string[])[];
  readonly paper: Paper;
  readonly questions: Map<number, readonly number[]>;
}

/** The sheets that are on the table: those just made, and those being collected. No word of them leaves but to be shown. */
export class RecoveryDesk {
  readonly #options: DeskOptions;
  #issued: Issued | undefined;
  #gathering: Gathering | undefined;
  #lastFrame = '';

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  async status(): Promise<RecoveryStatus> {
    return this.#shownStatus(await this.#recovery.status());
  }

  /** Makes a set and reads every sheet of it back from its pixels; one that does not read is never offered. */
  async issue(
    wanted: { passphrase: string; shares: number; threshold: number; holders: readonly string[] },
    paper: Paper,
  ): Promise<RecoveryStatus> {
    const { papers, progress } = this.#options;
    this.#issued = undefined;
    const { shares, status } = await this.#recovery.issue(wanted);
    const pending = status.pending ?? fail({ code: 'internal', reference: 'issued-nothing' });
    const issued = { set: pending.set, shares, paper, questions: new Map<number, readonly number[]>() };
    try {
      await papers.proof(await this.#sheetsOf(issued, []), paper, progress);
    } catch (error) {
      await this.#recovery.abandon();
      throw error;
    }
    this.#issued = issued;
    return this.#shownStatus(status);
  }

  async sheet(number: number) {
    const [found] = await this.#sheetsOf(this.#atHand(), [number]);
    const sheet = found ?? fail({ code: 'bad-input', what: 'sheet', reason: 'no such sheet' });
    const { words, holder } = sheet;
    return { sheet: number, words: [...words], code: this.#options.papers.code(sheet), holder };
  }

  async print(numbers: readonly number[]): Promise<boolean> {
    const issued = this.#atHand();
    return this.#options.papers.print(await this.#sheetsOf(issued, numbers), issued.paper);
  }

  async save(numbers: readonly number[], each: boolean) {
    const issued = this.#atHand();
    return this.#options.papers.save(await this.#sheetsOf(issued, numbers), issued.paper, each);
  }

  ask(sheet: number): number[] {
    const { shares, questions } = this.#atHand();
    const words = shares[sheet - 1] ?? fail({ code: 'bad-input', what: 'sheet', reason: 'no such sheet' });
    const positions = new Set<number>();
    while (positions.size < asked) positions.add(1 + randomInt(words.length));
    const sorted = [...positions].sort((a, b) => a - b);
    questions.set(sheet, sorted);
    return sorted;
  }

  /** Three words for a question of `ask`; a wrong one is named by its place and may be tried again. */
  async answer(sheet: number, words: readonly string[]): Promise<RecoveryStatus> {
    const { shares, questions } = this.#atHand();
    const positions = questions.get(sheet) ?? fail({ code: 'bad-input', what: 'sheet', reason: 'not asked' });
    const wrong = positions.filter((at, i) => !isWord(words[i] ?? '', shares[sheet - 1]?.[at - 1] ?? ''));
    if (wrong.length > 0) fail({ code: 'share-refused', reason: 'not-genuine', sheet, words: wrong });
    questions.delete(sheet);
    return this.#shownStatus(await this.#recovery.markProven([sheet]));
  }

  async activate(): Promise<RecoveryStatus> {
    const status = await this.#recovery.activate();
    this.#issued = undefined;
    this.stopGathering();
    return this.#shownStatus(status);
  }

  async abandon(): Promise<RecoveryStatus> {
    this.#issued = undefined;
    return this.#shownStatus(await this.#recovery.abandon());
  }

  revoke(): Promise<RecoveryStatus> {
    return this.#after(this.#recovery.revoke());
  }
  setHolders(names: readonly string[]): Promise<RecoveryStatus> {
    return this.#after(this.#recovery.setHolders(names));
  }
  setReminder(months: number): Promise<RecoveryStatus> {
    return this.#after(this.#recovery.setReminder(months));
  }
  decline(declined: boolean): Promise<RecoveryStatus> {
    return this.#after(this.#recovery.decline(declined));
  }

  async gather(purpose: Purpose): Promise<Shown> {
    this.stopGathering();
    const { session } = this.#options;
    this.#gathering = purpose === 'recover' ? await session.gather() : await this.#recovery.gather(purpose);
    return this.#shown();
  }

  async giveText(text: string): Promise<Shown> {
    const gathering = this.#collecting();
    const before = new Set(gathering.state().taken);
    await gathering.give(text);
    await this.#noteProven(gathering, before);
    return this.#shown();
  }

  async givePicture(bytes: Uint8Array): Promise<Shown> {
    this.#collecting();
    if (bytes.length === 0) fail({ code: 'picture-refused', reason: 'empty' });
    return this.#giveTexts(await this.#options.reader.picture(bytes));
  }

  /** The camera sees one sheet many times a second: what was seen last is not given again. */
  async giveFrame(width: number, height: number, grey: Uint8Array) {
    this.#collecting();
    if (grey.length !== width * height) fail({ code: 'picture-refused', reason: 'damaged' });
    const [text] = await this.#options.reader.frame(width, height, grey);
    if (text === undefined || text === this.#lastFrame)
      return { found: false, gathering: await this.#shown() };
    this.#lastFrame = text;
    return { found: true, gathering: await this.#giveTexts([text]) };
  }

  async giveClipboard(): Promise<Shown> {
    this.#collecting();
    const { picture, text } = await this.#options.clipboard();
    if (picture !== undefined) return this.givePicture(picture);
    if (text === undefined || text.trim() === '') fail({ code: 'share-refused', reason: 'empty' });
    return this.giveText(text.slice(0, recoveryLimits.text));
  }

  async takeBack(sheet: number): Promise<Shown> {
    await this.#collecting().takeBack(sheet);
    this.#lastFrame = '';
    return this.#shown();
  }

  stopGathering(): void {
    this.#gathering?.forget();
    this.#gathering = undefined;
    this.#lastFrame = '';
    this.camera(false);
  }

  camera(on: boolean): void {
    if (!on) this.#options.reader.rest();
    this.#options.camera(on);
  }

  /** Opens the chosen vault, or a copy of it, with the sheets collected. */
  async restore(passphrase: string, to: string | undefined): Promise<State> {
    const gathering = this.#collecting();
    if (gathering.purpose !== 'recover')
      fail({ code: 'bad-input', what: 'purpose', reason: 'not a recovery' });
    const fault = gathering.fault();
    if (fault !== undefined) fail(fault);
    const state = await this.#options.session.restore(gathering.sheets(), passphrase, to);
    this.stopGathering();
    return state;
  }

  async recordRehearsal(): Promise<RecoveryStatus> {
    const gathering = this.#collecting();
    const fault = gathering.fault();
    if (fault !== undefined) fail(fault);
    if (gathering.purpose !== 'rehearse')
      fail({ code: 'bad-input', what: 'purpose', reason: 'not a rehearsal' });
    const status = await this.#after(this.#recovery.recordRehearsal(gathering.state().taken));
    this.stopGathering();
    return status;
  }

  /** Nothing of a sheet outlives the lock. */
  forget(): void {
    this.#issued = undefined;
    this.stopGathering();
  }

  get #recovery() {
    return this.#options.session.vault.recovery;
  }

  #atHand(): Issued {
    return this.#issued ?? fail({ code: 'no-set', what: 'pending' });
  }

  #collecting(): Gathering {
    return this.#gathering ?? fail({ code: 'cancelled' });
  }

  async #after(work: Promise<RecoveryStatus>): Promise<RecoveryStatus> {
    return this.#shownStatus(await work);
  }

  #shownStatus(status: RecoveryStatus): RecoveryStatus {
    const { pending } = status;
    if (pending === undefined) return status;
    return { ...status, pending: { ...pending, atHand: this.#issued?.set === pending.set } };
  }

  /** The sheets of these numbers; of all when none is named. */
  async #sheetsOf({ set, shares, paper: _ }: Issued, numbers: readonly number[]) {
    const { session } = this.#options;
    const { pending } = await this.#recovery.status();
    if (pending?.set !== set) return fail({ code: 'no-set', what: 'pending' });
    const wanted = numbers.length === 0 ? shares.map((_words, i) => i + 1) : numbers;
    return wanted.map((sheet) => ({
      vaultName: session.name,
      vault: session.vault.id,
      set,
      created: pending.created,
      sheet,
      shares: pending.shares,
      threshold: pending.threshold,
      holder: pending.holders[sheet - 1]?.name ?? '',
      words: shares[sheet - 1] ?? fail({ code: 'bad-input', what: 'sheet', reason: 'no such sheet' }),
    }));
  }

  // A PDF may hold several sheets: all that can be taken are, and a refusal is told only when none was.
  async #giveTexts(texts: readonly string[]): Promise<Shown> {
    const gathering = this.#collecting();
    if (texts.length === 0) fail({ code: 'picture-refused', reason: 'no-code' });
    const before = new Set(gathering.state().taken);
    let refused: Failure = { code: 'picture-refused', reason: 'other-code' };
    for (const text of texts) {
      if (parseSheetText(text) === undefined) continue;
      try {
        await gathering.give(text);
      } catch (error) {
        refused = failureOf(error) ?? thrown(error);
      }
    }
    if (gathering.state().taken.every((sheet) => before.has(sheet))) fail(refused);
    await this.#noteProven(gathering, before);
    return this.#shown();
  }

  async #noteProven(gathering: Gathering, before: ReadonlySet<number>): Promise<void> {
    if (gathering.purpose !== 'prove') return;
    const fresh = gathering.state().taken.filter((sheet) => !before.has(sheet));
    if (fresh.length > 0) await this.#recovery.markProven(fresh);
  }

  async #shown(): Promise<Shown> {
    const { session } = this.#options;
    const { set, taken, need, suspects, complete, purpose } = this.#collecting().state();
    const shown = { purpose, vaultName: session.name, ...(set && { set }), need, suspects: [...suspects] };
    if (purpose !== 'prove') return { ...shown, taken: [...taken], complete };
    // Sheets proven by typing count as much as those that were read.
    const proven = (await this.#recovery.status()).pending?.proven ?? [];
    return { ...shown, taken: [...proven], complete: proven.length === need };
  }
}

/** Four letters name a word of the list. */
function isWord(typed: string, word: string): boolean {
  const plain = typed.normalize('NFKC').trim().toLowerCase();
  return plain === word || (plain.length >= 4 && word.startsWith(plain));
}

function thrown(error: unknown): never {
  throw error;
}
