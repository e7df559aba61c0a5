/** Sheets in one set, and how many of them bring the vault back. SLIP-39 allows up to 16. */
export interface SetSize {
  /** N: how many sheets there are. */
  readonly shares: number;
  /** T: how many suffice. */
  readonly threshold: number;
}

export const recoveryLimits = {
  shares: 16,
  /** Characters of a holder's name. */
  holder: 80,
  /** Words of one share that carries a 32-byte secret. */
  words: 33,
  /** Bytes of one picture or PDF of a sheet. */
  picture: 32 * 1024 * 1024,
  /** Pixels of one picture. */
  pixels: 64_000_000,
  pages: 50,
  /** Characters of a text given as words or as the text of a code. */
  text: 10_000,
} as const;

export const defaultSetSize: SetSize = { shares: 5, threshold: 3 };

/** Why no set can have this size, or `undefined` when one can. */
export function sizeFault({
  shares,
  threshold,
}: SetSize): 'out-of-range' | 'threshold-too-high' | 'copies' | undefined {
  const inRange = (n: number) => Number.isInteger(n) && n >= 1 && n <= recoveryLimits.shares;
  if (!inRange(shares) || !inRange(threshold)) return 'out-of-range';
  if (threshold > shares) return 'threshold-too-high';
  // SLIP-39 knows 1 of 1 alone: several sheets that each open everything are copies of one, and are called that.
  if (threshold === 1 && shares > 1) return 'copies';
  return undefined;
}

/** A set as a locked vault shows it. Times in ms. `set` is 8 characters of Crockford's base32: people see `7KQ2-M9XT`. */
export interface SetInfo extends SetSize {
  readonly set: string;
  readonly created: number;
}

/** A set that opens nothing any more. */
export interface RetiredSet {
  readonly set: string;
  readonly created: number;
  readonly ended: number;
}

/** Who has which sheet. `name` '' when nobody wrote it down; `seen`: when the sheet was last read back; missing: never. */
export interface Holder {
  readonly sheet: number;
  readonly name: string;
  readonly seen?: number | undefined;
}

/** A set as an unlocked vault knows it. */
export interface RecoverySet extends SetInfo {
  readonly holders: readonly Holder[];
}

/** A set that was issued and opens nothing yet. `atHand`: its sheets can still be shown and printed, until the vault locks. */
export interface PendingSet extends RecoverySet {
  readonly proven: readonly number[];
  readonly atHand?: boolean | undefined;
}

/** Everything the recovery page shows. */
export interface RecoveryStatus {
  /** The set that opens the vault; missing: none. */
  readonly active?: RecoverySet | undefined;
  /** A set that was issued and not yet read back: it opens nothing. `proven`: sheets that were. */
  readonly pending?: PendingSet | undefined;
  readonly retired: readonly RetiredSet[];
  /** When T sheets were last seen to open the vault; missing: never. */
  readonly rehearsed?: number | undefined;
  /** Months between reminders to rehearse; 0: none. */
  readonly remindMonths: number;
  /** When the next reminder is due; missing: no set, or no reminders. */
  readonly due?: number | undefined;
  /** True once the person said that this vault is to have no set. */
  readonly declined: boolean;
}

/** True when so many words of a sheet are in no list of ours that they are no slips: places of those words, from 1. */
export function isOtherList(unknown: readonly number[] = []): boolean {
  return unknown.length > recoveryLimits.words / 4;
}

/** `7KQ2M9XT` as people read it: `7KQ2-M9XT`. */
export function shownSet(set: string): string {
  return `${set.slice(0, 4)}-${set.slice(4)}`;
}

/** First 8 hex digits of a vault's id as people read them: `3F2A-90BC`. */
export function shownVault(vaultId: string): string {
  const short = vaultId.slice(0, 8).toUpperCase();
  return `${short.slice(0, 4)}-${short.slice(4)}`;
}
