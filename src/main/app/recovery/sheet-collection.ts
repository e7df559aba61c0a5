import { basename } from 'node:path';
import type { Gathering as Shown } from '../../../shared/contract.ts';
import { type Failure, fail, failureOf } from '../../../shared/failure.ts';
import { recoveryLimits } from '../../../shared/recovery.ts';
import { parseSheetText } from '../../../shared/sheets/sheet-text.ts';
import type { Gathering } from '../../recovery/gathering.ts';
import type { Session } from '../session.ts';
import type { DrillSession } from './drill-session.ts';

type Purpose = Shown['purpose'];

/**
 * Reads the codes in pictures, in a process of its own; every text found, in no order.
 * `picture-refused`.
 */
export interface PictureReader {
  picture(bytes: Uint8Array): Promise<string[]>;
  frame(width: number, height: number, grey: Uint8Array): Promise<string[]>;
  /** Ends the process that `frame` keeps. */
  rest(): void;
}

export interface TableOptions {
  readonly session: Session;
  readonly reader: PictureReader;
  /** What lies on the clipboard: a picture as PNG, or else a text; neither when it is empty. */
  readonly clipboard: () => Promise<{ picture?: Uint8Array | undefined; text?: string | undefined }>;
  readonly camera: (on: boolean) => void;
  readonly drill: DrillSession;
}

/** The sheets that are being collected, by whichever way they come. No word of them leaves. */
export class SheetCollection {
  readonly #options: TableOptions;
  #gathering: Gathering | undefined;
  #lastFrame = '';

  constructor(options: TableOptions) {
    this.#options = options;
  }

  async gather(purpose: Purpose): Promise<Shown> {
    this.stop();
    this.#gathering = await this.#gather(purpose);
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

  stop(): void {
    this.#gathering?.forget();
    this.#gathering = undefined;
    this.#lastFrame = '';
    this.camera(false);
  }

  /** It goes on only while sheets are collected: `cancelled`. */
  camera(on: boolean): void {
    if (on) this.#collecting();
    else this.#options.reader.rest();
    this.#options.camera(on);
  }

  /**
   * Those of a collection for this purpose, which are enough. `wrong-shares`, `bad-input`,
   * `cancelled` where none is collected.
   */
  enough(purpose: Purpose): Gathering {
    const gathering = this.#collecting();
    if (gathering.purpose !== purpose) fail({ code: 'bad-input', what: 'purpose', reason: 'other' });
    const fault = gathering.fault();
    return fault === undefined ? gathering : fail(fault);
  }

  #gather(purpose: Purpose): Promise<Gathering> {
    if (purpose === 'recover') return this.#options.session.gather();
    return purpose === 'drill' ? this.#options.drill.gather() : this.#recovery.gather(purpose);
  }

  get #recovery() {
    return this.#options.session.vault.recovery;
  }

  #collecting(): Gathering {
    return this.#gathering ?? fail({ code: 'cancelled' });
  }

  // A PDF may hold several sheets: all that can be taken are, and a refusal is told only when none
  // was.
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
    const { session, drill } = this.#options;
    const { set, unused, taken, need, suspects, complete, purpose } = this.#collecting().state();
    const known = { ...(set && { set }), ...(unused !== undefined && { unused }) };
    const shown = { purpose, vaultName: session.name, ...known, need, suspects: [...suspects] };
    if (purpose !== 'prove') {
      const { backup } = purpose === 'drill' ? drill : {};
      const named = backup && {
        ...{ name: basename(backup.place.location), time: backup.time, unread: [...backup.unread] },
      };
      return { ...shown, taken: [...taken], complete, ...(named && { backup: named }) };
    }
    // Sheets proven by typing count as much as those that were read.
    const proven = (await this.#recovery.status()).pending?.proven ?? [];
    return { ...shown, taken: [...proven], complete: proven.length === need };
  }
}

function thrown(error: unknown): never {
  throw error;
}
