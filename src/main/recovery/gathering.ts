import { setImmediate as breathe } from 'node:timers/promises';
import { type Failure, fail } from '../../shared/failure.ts';
import { recoveryLimits } from '../../shared/recovery.ts';
import type { SetInfo } from '../../shared/recovery-schema.ts';
import { readShare, refuse, type Share } from '../../shared/sheets/share.ts';
import { parseSheetText } from '../../shared/sheets/sheet-text.ts';
import { plainText, tokensOf } from '../../shared/sheets/words.ts';
import { wipe } from '../crypto/wipe.ts';
import { setInfoOf, unwrapWithSecret } from '../keyslots/recovery.ts';
import type { PendingNote, RecoverySlot, RetiredSets } from '../keyslots/slot.ts';
import { combine, fingerprint } from './shares.ts';

/**
 * To open the vault, to hear whether the sheets would open it, to read back every sheet of a new
 * set, or to open a copy of a backup.
 */
export type Purpose = 'recover' | 'rehearse' | 'prove' | 'drill';

/** What sheets are compared with. */
export interface Wanted {
  /** 32 hex digits. */
  readonly vaultId: string;
  /** The set that is wanted; missing: the vault has none, and no sheet can open it. */
  readonly slot?: RecoverySlot | undefined;
  /**
   * Fingerprints of its sheets in order, which an unlocked vault knows: a forged one is named at
   * once.
   */
  readonly prints?: readonly string[] | undefined;
  readonly retired: RetiredSets['sets'];
  /** A set that was issued and is not in use; missing: none. */
  readonly pending?: PendingNote | undefined;
}

/** What was collected so far; no word of any sheet is in it. */
export interface Gathered {
  readonly purpose: Purpose;
  readonly set?: SetInfo | undefined;
  /** When a set was issued that is not in use, where no other is; missing: none was. In ms. */
  readonly unused?: number | undefined;
  /** Sheets in the order they came. */
  readonly taken: readonly number[];
  readonly need: number;
  /** Sheets that do not fit the others. */
  readonly suspects: readonly number[];
  /**
   * True once the sheets were seen to open the vault; to `prove`, once every one was also read
   * back.
   */
  readonly complete: boolean;
}

/** Subsets tried before the event loop gets a turn: some milliseconds. */
const subsetsAtOnce = 16;

/**
 * Sheets that are being collected, one at a time and in any order. Holds words in memory until
 * `forget`.
 */
export class Gathering {
  readonly purpose: Purpose;
  readonly #wanted: Wanted;
  readonly #shares = new Map<number, Share>();
  /** Sheets that were seen to open the set's slot together; `undefined`: none were. */
  #opening: readonly Share[] | undefined;
  #suspects: readonly number[] = [];
  #last: Promise<unknown> = Promise.resolve();

  constructor(purpose: Purpose, wanted: Wanted) {
    this.purpose = purpose;
    this.#wanted = wanted;
  }

  get need(): number {
    const { slot } = this.#wanted;
    return (this.purpose === 'prove' ? slot?.shares : slot?.threshold) ?? 0;
  }

  state(): Gathered {
    const { slot, pending } = this.#wanted;
    const taken = [...this.#shares.keys()];
    const complete = this.#opening !== undefined && taken.length >= this.need;
    return {
      purpose: this.purpose,
      ...(slot && { set: setInfoOf(slot) }),
      ...(!slot && pending && { unused: Date.parse(pending.created) }),
      taken,
      need: this.need,
      suspects: this.#suspects,
      complete,
    };
  }

  /**
   * Takes one sheet, as its words or as the text of its code. `share-refused`, `no-set`. Sheets
   * that are enough and do not open the vault are no refusal: `complete` stays false, and another
   * sheet may tell which one is wrong.
   */
  async give(text: string): Promise<Gathered> {
    const share = this.#read(text);
    this.#shares.set(share.sheet, share);
    await this.#judge(share);
    return this.state();
  }

  /** Forgets one sheet; nothing happens where it was not taken. */
  async takeBack(sheet: number): Promise<Gathered> {
    this.#shares.delete(sheet);
    await this.#judge();
    return this.state();
  }

  forget(): void {
    this.#shares.clear();
    this.#opening = undefined;
    this.#suspects = [];
  }

  /** The words of the sheets taken: what `openWithShares` wants. */
  sheets(): string[][] {
    return [...this.#shares.values()].map(({ words }) => [...words]);
  }

  /** Why the sheets taken are not enough; `undefined` when they are. */
  fault(): Failure | undefined {
    const { taken, need, suspects, complete } = this.state();
    if (this.#wanted.slot === undefined) return { code: 'no-set', what: 'active' };
    if (complete) return undefined;
    const named = suspects.length > 0 ? { suspects: [...suspects] } : {};
    return { code: 'wrong-shares', have: taken.length, need, ...named };
  }

  /** The root key, for the caller to wipe. Refuses as `fault` says. */
  async rootKey(): Promise<Uint8Array> {
    const fault = this.fault();
    if (fault !== undefined) fail(fault);
    const key = this.#opening && (await this.#unwrap(this.#opening));
    return key ?? fail({ code: 'wrong-shares', have: this.#shares.size, need: this.need });
  }

  #read(text: string): Share {
    if (text.length > recoveryLimits.text) refuse({ reason: 'too-many-words' });
    const read = parseSheetText(plainText(text));
    this.#refuseOther(read?.vault, read?.set);
    const share = readShare(tokensOf(read?.words.join(' ') ?? text));
    this.#refuseSet(share);
    this.#refuseKnown(share);
    return share;
  }

  // What the header of a code says is beyond doubt; the words of a share carry 15 bits alone.
  #refuseOther(vault: string | undefined, set: string | undefined): void {
    if (vault !== undefined && !this.#wanted.vaultId.startsWith(vault)) {
      refuse({ reason: 'other-vault', ...(set !== undefined && { set }) });
    }
    if (set === undefined || set === this.#wanted.slot?.set) return;
    this.#refuseRetired(({ set: retired }) => retired === set);
    this.#refusePending((pending) => pending.set === set);
    this.#refuseMissingSet();
    this.#refuseElse({ set });
  }

  #refuseSet({ identifier, threshold, sheet }: Share): void {
    const { slot } = this.#wanted;
    const same = slot?.identifier === identifier && slot.threshold === threshold && sheet <= slot.shares;
    if (same) return;
    if (slot?.identifier !== identifier) {
      this.#refuseRetired((retired) => retired.identifier === identifier, sheet);
      this.#refusePending((pending) => pending.identifier === identifier, sheet);
    }
    this.#refuseMissingSet();
    this.#refuseElse({ sheet });
  }

  #refuseRetired(isIt: (set: RetiredSets['sets'][number]) => boolean, sheet?: number): void {
    const found = this.#wanted.retired.find(isIt);
    if (found === undefined) return;
    const { set, created, ended } = found;
    const times = { created: Date.parse(created), ended: Date.parse(ended) };
    // Where there is no set, none took its place.
    const reason = this.#wanted.slot === undefined ? 'ended-set' : 'retired-set';
    refuse({ reason, set, ...times, ...(sheet !== undefined && { sheet }) });
  }

  #refusePending(isIt: (set: PendingNote) => boolean, sheet?: number): void {
    const { pending } = this.#wanted;
    if (pending === undefined || !isIt(pending)) return;
    const { set, created } = pending;
    refuse({
      reason: 'pending-set',
      set,
      created: Date.parse(created),
      ...(sheet !== undefined && { sheet }),
    });
  }

  #refuseElse(told: { set?: string; sheet?: number }): never {
    const wanted = this.#wanted.slot?.set;
    return refuse({ reason: 'other-set', ...told, ...(wanted !== undefined && { wanted }) });
  }

  #refuseMissingSet(): void {
    if (this.#wanted.slot !== undefined) return;
    fail({ code: 'no-set', what: this.purpose === 'prove' ? 'pending' : 'active' });
  }

  #refuseKnown({ sheet, words }: Share): void {
    const { vaultId, slot, prints } = this.#wanted;
    const known = prints?.[sheet - 1];
    if (known !== undefined && slot !== undefined && fingerprint(vaultId, slot.set, words) !== known) {
      refuse({ reason: 'not-genuine', sheet });
    }
    const before = this.#shares.get(sheet);
    if (before === undefined) return;
    refuse({ reason: before.words.join(' ') === words.join(' ') ? 'same-sheet' : 'contradicts', sheet });
  }

  // One after the other: a sheet that comes while others are tried is tried with them.
  #judge(fresh?: Share): Promise<void> {
    const judging = this.#last.then(() => this.#judgeNow(fresh));
    this.#last = judging.catch(() => undefined);
    return judging;
  }

  async #judgeNow(fresh: Share | undefined): Promise<void> {
    const shares = [...this.#shares.values()];
    const still = this.#opening?.every((share) => this.#shares.get(share.sheet) === share) === true;
    if (!still) this.#opening = await this.#findOpening(shares, fresh);
    this.#suspects = this.#opening === undefined ? [] : await this.#misfits(shares, this.#opening);
  }

  // At most C(16, 8) of them. Those without the fresh sheet were tried when the others came.
  async #findOpening(
    shares: readonly Share[],
    fresh: Share | undefined,
  ): Promise<readonly Share[] | undefined> {
    const threshold = this.#wanted.slot?.threshold ?? Number.POSITIVE_INFINITY;
    const others = shares.filter((share) => share !== fresh);
    const first = fresh === undefined ? [] : [fresh];
    let tried = 0;
    for (const subset of subsetsOf(others, threshold - first.length)) {
      const opening = [...first, ...subset];
      const key = await this.#unwrap(opening);
      wipe(key);
      if (key !== undefined) return opening;
      tried += 1;
      if (tried % subsetsAtOnce === 0) await breathe();
    }
    return undefined;
  }

  // A good share can stand in for any other of those that open.
  async #misfits(shares: readonly Share[], opening: readonly Share[]): Promise<number[]> {
    const misfits: number[] = [];
    for (const share of shares) {
      if (opening.includes(share)) continue;
      const key = await this.#unwrap([share, ...opening.slice(1)]);
      if (key === undefined) misfits.push(share.sheet);
      wipe(key);
    }
    return misfits;
  }

  async #unwrap(shares: readonly Share[]): Promise<Uint8Array | undefined> {
    const { slot, vaultId } = this.#wanted;
    const secret = await combine(shares);
    try {
      return secret && slot && (await unwrapWithSecret(slot, secret, Buffer.from(vaultId, 'hex')));
    } finally {
      wipe(secret);
    }
  }
}

/** Every choice of `count` of these, in their order. */
export function* subsetsOf<T>(all: readonly T[], count: number): Generator<T[]> {
  if (count === 0) yield [];
  for (let first = 0; count > 0 && first <= all.length - count; first++) {
    for (const rest of subsetsOf(all.slice(first + 1), count - 1))
      yield [...all.slice(first, first + 1), ...rest];
  }
}
