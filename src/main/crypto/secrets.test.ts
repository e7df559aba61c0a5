import { webcrypto } from 'node:crypto';
import Slip39 from 'slip39';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { derive } from './derive.ts';
import { padJson } from './padding.ts';
import {
  aesGcmSeal,
  argon2,
  exportedKey,
  pooledGcm,
  random,
  randomKey,
  secretKey,
  sha256Text,
  utf8,
} from './primitives.ts';
import { open, seal } from './seal.ts';
import { combineShares, splitSecret } from './slip39.ts';
import { unwipedAfter } from './testing/secrets.ts';
import { secretBytes, wipe, wipedAtEnd } from './wipe.ts';

afterEach(() => vi.restoreAllMocks());

const key = secretKey(new Uint8Array(32).fill(7));
const aad = new Uint8Array(3);
const cheap = {
  algorithm: 'argon2id',
  version: 0x13,
  memoryKiB: 256,
  passes: 1,
  lanes: 1,
  length: 32,
} as const;

describe('the registry of secret buffers', () => {
  it('names the place of a buffer that nobody wiped, and only that', async () => {
    const left = await unwipedAfter(() => {
      wipe(secretBytes(Uint8Array.of(1)));
      secretBytes(Uint8Array.of(2));
    });
    expect(left).toEqual([expect.stringContaining('crypto/secrets.test.ts')]);
  });

  it('hears of everything that the primitives make of a secret', async () => {
    const sealed = seal(key, aad, Uint8Array.of(1, 2));
    const { shares } = await splitSecret(new Uint8Array(32).fill(1), { threshold: 1, shares: 1 });
    const made: Record<string, () => unknown> = {
      utf8: () => utf8('pass'),
      randomKey,
      exportedKey: () => exportedKey(key),
      open: () => open(key, aad, sealed),
      padJson: () => padJson('{}'),
      argon2: () => argon2({ ...cheap, password: Uint8Array.of(1), salt: new Uint8Array(16) }),
      combineShares: () => combineShares(shares),
    };
    for (const [name, make] of Object.entries(made)) expect(await unwipedAfter(make), name).toHaveLength(1);
  });

  it('wipes at the end of a block, also when it throws', () => {
    const bytes = Uint8Array.of(1);
    const fails = () => {
      using _ = wipedAtEnd(bytes, undefined);
      throw new Error('enough');
    };
    expect(fails).toThrow('enough');
    expect(bytes[0]).toBe(0);
  });
});

describe('nothing secret stays', () => {
  it('of a text that was hashed, a key that was derived, a plaintext that did not authenticate', async () => {
    const forged = seal(key, aad, new Uint8Array(100).fill(5));
    forged[20] = (forged[20] ?? 0) ^ 1;
    const left = await unwipedAfter(() => {
      sha256Text('a share of words');
      derive(new Uint8Array(32), new Uint8Array(16), 'head');
      expect(open(key, aad, forged)).toBeUndefined();
    });
    expect(left).toEqual([]);
  });

  it('of a derivation that was called off', async () => {
    const abort = new AbortController();
    const left = await unwipedAfter(async () => {
      const cut = argon2(
        { ...cheap, memoryKiB: 8192, password: Uint8Array.of(1), salt: random(16) },
        abort.signal,
      );
      // Late enough to have begun, early enough to be unheard.
      setImmediate(() => abort.abort('enough'));
      await expect(cut).rejects.toBe('enough');
      wipe(await argon2({ ...cheap, password: Uint8Array.of(1), salt: random(16) }));
    });
    expect(left).toEqual([]);
  });

  it('of a secret in the arrays that the library of SLIP-39 is given and gives', async () => {
    const secret = new Uint8Array(32).fill(9);
    const [fromArray, recoverSecret] = [vi.spyOn(Slip39, 'fromArray'), vi.spyOn(Slip39, 'recoverSecret')];
    const { shares } = await splitSecret(secret, { threshold: 2, shares: 2 });
    expect(await combineShares(shares)).toEqual(secret);
    const arrays = [fromArray.mock.calls[0]?.[0], recoverSecret.mock.results[0]?.value as number[]];
    for (const bytes of arrays) expect(bytes).toEqual(Array(32).fill(0));
  });
});

describe('what a passphrase lies in', () => {
  it('is memory of its own, never the pool of small buffers', () => {
    const bytes = utf8('correct horse');
    expect(bytes.buffer.byteLength).toBe(bytes.length);
  });
});

describe('what is refused', () => {
  it('is a file key of another length than 32 bytes', async () => {
    for (const length of [16, 24, 31, 33])
      await expect(pooledGcm(new Uint8Array(length))).rejects.toThrow('a key has 32 bytes');
  });

  it('is to take a file key out again', async () => {
    const made = vi.spyOn(webcrypto.subtle, 'importKey');
    await pooledGcm(new Uint8Array(32));
    const imported = (await made.mock.results[0]?.value) as { extractable: boolean };
    expect(imported.extractable).toBe(false);
  });

  it('is bytes too short to be sealed, without an error of the library', () => {
    for (let length = 0; length < 28; length++)
      expect(open(key, aad, new Uint8Array(length))).toBeUndefined();
  });

  it('is nothing of the tag: a file has all 16 bytes of it', async () => {
    const bytes = new Uint8Array(32).fill(1);
    const gcm = await pooledGcm(bytes);
    const nonce = new Uint8Array(12);
    const sealed = await gcm.seal(nonce, new Uint8Array(3));
    expect(sealed).toEqual(aesGcmSeal(secretKey(bytes), nonce, new Uint8Array(0), new Uint8Array(3)));
  });
});
