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
  /** Characters of what a sheet says beside, each. */
  line: 56,
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

/**
 * What every sheet of a set says beside, where the owner wants it: whose the vault is and how to
 * reach them, where its backups lie, where the program is found.
 */
export const sheetLines = ['owner', 'backups', 'program'] as const;
export type SheetLine = (typeof sheetLines)[number];
/** Missing: nothing is said of it. */
export type SheetLines = Readonly<Partial<Record<SheetLine, string>>>;

/** Whom to ask: some lines in a letter of one page. */
export const letterLimits = { ask: 400 } as const;

export const defaultSetSize: SetSize = { shares: 5, threshold: 3 };

/** Why no set can have this size, or `undefined` when one can. */
export function sizeFault({
  shares,
  threshold,
}: SetSize): 'out-of-range' | 'threshold-too-high' | 'copies' | undefined {
  const inRange = (n: number) => Number.isInteger(n) && n >= 1 && n <= recoveryLimits.shares;
  if (!inRange(shares) || !inRange(threshold)) return 'out-of-range';
  if (threshold > shares) return 'threshold-too-high';
  // SLIP-39 knows 1 of 1 alone: several sheets that each open everything are copies of one, and are
  // called that.
  if (threshold === 1 && shares > 1) return 'copies';
  return undefined;
}

/**
 * True when so many words of a sheet are in no list of ours that they are no slips: places of those
 * words, from 1.
 */
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
