import { readFileSync } from 'node:fs';
import Slip39 from 'slip39';
import { describe, expect, it } from 'vitest';
import { combineSlip39, splitSlip39 } from '../recovery/testing/slip39-spec.ts';
import { combineShares, splitSecret } from './slip39.ts';

// trezor/python-shamir-mnemonic, vectors.json (MIT): name, mnemonics, master secret ('' when they
// must be refused), root key.
type Vector = [name: string, mnemonics: string[], secret: string, xprv: string];
const vectors = JSON.parse(
  readFileSync(new URL('./vectors/slip39.json', import.meta.url), 'utf8'),
) as Vector[];
const hex = (bytes: Iterable<number> | undefined) => bytes && Buffer.from([...bytes]).toString('hex');
const secret = Uint8Array.from({ length: 32 }, (_, index) => index * 7);

describe('the official vectors of SLIP-39', () => {
  it('are 45', () => expect(vectors).toHaveLength(45));

  it.each(vectors)('%s', (_, mnemonics, expected) => {
    const combine = () => hex(Slip39.recoverSecret(mnemonics, 'TREZOR'));
    if (expected === '') expect(combine).toThrow();
    else expect(combine()).toBe(expected);
  });

  it('are what the reader written from the specification says, where it reads such shares', () => {
    const extendable = vectors.filter(([name, , expected]) => /extendable/i.test(name) && expected !== '');
    expect(extendable).toHaveLength(4);
    for (const [, mnemonics, expected] of extendable) {
      const sheets = mnemonics.map((mnemonic) => mnemonic.split(' '));
      expect(hex(combineSlip39(sheets, 'TREZOR'))).toBe(expected);
    }
  });
});

describe('splitting and combining', () => {
  it('bring the secret back, of 33 words a share', async () => {
    const { identifier, shares } = await splitSecret(secret, { threshold: 3, shares: 5 });
    expect(identifier).toBeLessThan(0x8000);
    for (const share of shares) expect(share.split(' ')).toHaveLength(33);
    expect(await combineShares(shares.slice(1, 4))).toEqual(secret);
    expect(secret[1]).toBe(7);
  });

  it('give undefined for too few, too many, and shares of two splits', async () => {
    const one = await splitSecret(secret, { threshold: 2, shares: 3 });
    const two = await splitSecret(secret, { threshold: 2, shares: 3 });
    for (const shares of [[], one.shares.slice(0, 1), one.shares, [one.shares[0] ?? '', two.shares[1] ?? '']])
      expect(await combineShares(shares)).toBeUndefined();
  });

  it('are understood by another implementation, both ways', async () => {
    for (const [threshold, count] of [
      [1, 1],
      [2, 3],
      [3, 5],
      [16, 16],
    ] as const) {
      const ours = await splitSecret(secret, { threshold, shares: count });
      const sheets = ours.shares.map((share) => share.split(' '));
      expect(combineSlip39(sheets.slice(-threshold))).toEqual(Buffer.from(secret));
      const theirs = splitSlip39(secret, { identifier: 0x7abc, threshold, shares: count });
      const words = theirs.slice(0, threshold).map((sheet) => sheet.join(' '));
      expect(await combineShares(words)).toEqual(secret);
    }
  });

  it("leave nothing of the library's to be found in others' arrays and strings", async () => {
    await combineShares([]);
    const found: string[] = [];
    for (const name in [] as unknown[]) found.push(name);
    for (const name in Object('') as object) found.push(name);
    expect(found).toEqual([]);
    expect('slip39Generate' in Array.prototype).toBe(true);
  });
});
