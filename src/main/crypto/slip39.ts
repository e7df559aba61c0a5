// The one door to the SLIP-39 library: Shamir's sharing over GF(256) is not ours to write.
/// <reference path="./slip39-library.d.ts" />
import type Slip39 from 'slip39';
import { secretBytes } from './wipe.ts';

/** One split: 15 random bits that all shares of it carry, and the words of each share. */
export interface Split {
  readonly identifier: number;
  readonly shares: readonly string[];
}

/**
 * Splits a secret into one SLIP-39 group; no passphrase, extendable, iteration exponent 0
 * (format.md, 13).
 */
export async function splitSecret(
  secret: Uint8Array,
  size: { readonly threshold: number; readonly shares: number },
): Promise<Split> {
  const bytes = Array.from(secret);
  try {
    const made = (await library()).fromArray(bytes, {
      passphrase: '',
      threshold: 1,
      groups: [[size.threshold, size.shares, '']],
      iterationExponent: 0,
      extendableBackupFlag: 1,
      title: '',
    });
    const [high = 0, low = 0] = made.identifier;
    return { identifier: high * 256 + low, shares: made.root.mnemonics };
  } finally {
    bytes.fill(0);
  }
}

/**
 * The secret, for the caller to wipe; `undefined`: these are not exactly enough good shares of one
 * split.
 */
export async function combineShares(shares: readonly string[]): Promise<Uint8Array | undefined> {
  const slip39 = await library();
  let bytes: number[] | undefined;
  try {
    bytes = slip39.recoverSecret(shares, '');
    return secretBytes(Uint8Array.from(bytes));
  } catch {
    // What the library says may hold words of a share: nobody hears it.
    return undefined;
  } finally {
    bytes?.fill(0);
  }
}

let loaded: Promise<typeof Slip39> | undefined;

// Loaded when a sheet is first made or read, for nothing else needs it.
function library(): Promise<typeof Slip39> {
  loaded ??= import('slip39').then((module) => {
    hideMethods();
    return module.default;
  });
  return loaded;
}

// The library adds methods to every array and string. Hidden, they turn up in no `for … in` of
// anybody else's.
function hideMethods(): void {
  for (const prototype of [Array.prototype, String.prototype]) {
    for (const name of Object.keys(prototype)) Object.defineProperty(prototype, name, { enumerable: false });
  }
}
