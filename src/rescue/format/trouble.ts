/** Why something cannot be read. Words for it stand in the tree of words (`rescue.trouble`). */
export const troubles = [
  'no-vault',
  'newer',
  'no-manifest',
  'head',
  'wrong-passphrase',
  'no-slot',
  'key-file-size',
  'kdf',
  'memory',
  'wrong-shares',
  'unreadable',
] as const;
export type TroubleCode = (typeof troubles)[number];

/** What stops the reading of a vault, or of one thing in it. */
export class Trouble extends Error {
  readonly code: TroubleCode;
  constructor(code: TroubleCode) {
    super(code);
    this.name = 'Trouble';
    this.code = code;
  }
}

/** Something that did not open, or has another shape than docs/format.md gives it. */
export class Damaged extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'Damaged';
  }
}

/** What is wrong with one part of a vault whose rest is read. */
export type Lost =
  | { readonly what: 'page' | 'policies' | 'clients' | 'device' | 'audit' }
  | { readonly what: 'version'; readonly path: string; readonly version: number }
  | { readonly what: 'file'; readonly path: string; readonly version: number; readonly field: string };

/** What is made of an entry; `undefined` where it has another shape than the format gives it. */
export function tried<T>(make: () => T, lost: () => void): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    lost();
    return undefined;
  }
}
