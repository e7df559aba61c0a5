import { argon2Sync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Argon2Input, argon2, deriveApart } from './primitives.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex');

const small: Argon2Input = {
  algorithm: 'argon2id',
  version: 0x13,
  password: text('password'),
  salt: text('somesalt'),
  memoryKiB: 256,
  passes: 2,
  lanes: 1,
  length: 32,
};

// Section 5 of the RFC has associated data, which our library does not take. So OpenSSL's Argon2 is
// shown to be the RFC's, and then ours to be OpenSSL's.
describe('OpenSSL, our reference', () => {
  it.each([
    ['argon2d', '512b391b6f1162975371d30919734294f868e3be3984f3c1a13a4db9fabe4acb'],
    ['argon2i', 'c814d9d1dc7f37aa13f0d77f2494bda1c8de6b016dd388d29952a4c4672b6ce8'],
    ['argon2id', '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659'],
  ] as const)('equals RFC 9106, 5.1 to 5.3: %s', (algorithm, tag) => {
    const output = argon2Sync(algorithm, {
      message: new Uint8Array(32).fill(1),
      nonce: new Uint8Array(16).fill(2),
      secret: new Uint8Array(8).fill(3),
      associatedData: new Uint8Array(12).fill(4),
      parallelism: 4,
      tagLength: 32,
      memory: 32,
      passes: 3,
    });
    expect(hex(output)).toBe(tag);
  });
});

describe('argon2', () => {
  it('equals OpenSSL for any parameters, with a secret and without', async () => {
    const inputs = fc.record({
      algorithm: fc.constantFrom('argon2d', 'argon2i', 'argon2id'),
      password: fc.uint8Array({ maxLength: 100 }),
      salt: fc.uint8Array({ minLength: 8, maxLength: 64 }),
      memoryKiB: fc.integer({ min: 32, max: 1024 }),
      passes: fc.integer({ min: 1, max: 4 }),
      lanes: fc.integer({ min: 1, max: 4 }),
      length: fc.integer({ min: 4, max: 100 }),
      secret: fc.option(fc.uint8Array({ minLength: 1, maxLength: 64 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        const expected = argon2Sync(input.algorithm, {
          message: input.password,
          nonce: input.salt,
          parallelism: input.lanes,
          tagLength: input.length,
          memory: input.memoryKiB,
          passes: input.passes,
          ...(input.secret && { secret: input.secret }),
        });
        expect(hex(await argon2({ ...input, version: 0x13 }))).toBe(hex(expected));
      }),
      { numRuns: 200 },
    );
  });

  // Published values of the reference implementation, phc-winner-argon2, src/test.c (CC0).
  it.each([
    [256, 2, 1, 'password', 'somesalt', '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe'],
    [256, 2, 2, 'password', 'somesalt', '6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037'],
    [65536, 1, 1, 'password', 'somesalt', 'f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98'],
    [65536, 2, 1, 'password', 'somesalt', '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7'],
    [65536, 4, 1, 'password', 'somesalt', '9025d48e68ef7395cca9079da4c4ec3affb3c8911fe4f86d1a2520856f63172c'],
    [
      65536,
      2,
      1,
      'differentpassword',
      'somesalt',
      '0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde',
    ],
    [65536, 2, 1, 'password', 'diffsalt', 'bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c'],
  ])('equals the reference: m=%i t=%i p=%i %s %s', async (memoryKiB, passes, lanes, password, salt, tag) => {
    const output = await argon2({
      ...small,
      memoryKiB,
      passes,
      lanes,
      password: text(password),
      salt: text(salt),
    });
    expect(hex(output)).toBe(tag);
  });

  it('knows version 0x10, which old KeePass files use, from 0x13', async () => {
    const output = await argon2({ ...small, version: 0x10 });
    expect(output).toHaveLength(32);
    expect(output).not.toEqual(await argon2(small));
  });

  it('leaves the event loop turning', async () => {
    let turns = 0;
    let done = false;
    const turn = () => {
      turns += 1;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    await argon2({ ...small, memoryKiB: 64 * 1024 });
    done = true;
    expect(turns).toBeGreaterThan(10);
  });
});

describe('several at once', () => {
  const dear: Argon2Input = { ...small, memoryKiB: 64 * 1024 };

  it('are derived one after the other, so that their memory is not held together', async () => {
    const order: string[] = [];
    const first = argon2(dear).then(() => order.push('dear'));
    const second = argon2(small).then(() => order.push('cheap'));
    await Promise.all([first, second]);
    expect(order).toEqual(['dear', 'cheap']);
  });

  it('begin when a cancelled one is over, and also when one failed', async () => {
    const abort = new AbortController();
    let ended = false;
    deriveApart(() => ({
      output: new Promise((resolve) => setImmediate(() => setImmediate(() => resolve(undefined)))).then(
        () => {
          ended = true;
          return undefined;
        },
      ),
      end: () => undefined,
    }));
    const cut = argon2({ ...dear, passes: 32 }, abort.signal).catch((reason: unknown) => reason);
    await Promise.resolve().then(() => abort.abort('enough'));
    expect(await cut).toBe('enough');
    expect(ended).toBe(false);
    const failed = argon2({ ...small, salt: new Uint8Array(0) }).catch(() => ended);
    expect(await failed).toBe(true);
    expect(await argon2(small)).toHaveLength(32);
    deriveApart(undefined);
  });

  it('never begin when they are cancelled while they wait', async () => {
    const abort = new AbortController();
    const first = argon2(dear);
    // A derivation that began would fail with a reason of its own, this memory being beyond what
    // any machine has.
    const waiting = argon2({ ...dear, memoryKiB: 2 ** 32 - 1 }, abort.signal).catch(
      (reason: unknown) => reason,
    );
    abort.abort('enough');
    expect(await waiting).toBe('enough');
    await first;
    await argon2(small);
  });
});

describe('aborting', () => {
  it('rejects at once with the reason, and does not wait for the native call', async () => {
    const abort = new AbortController();
    const whole = argon2({ ...small, memoryKiB: 64 * 1024 });
    const order: string[] = [];
    const cut = argon2({ ...small, memoryKiB: 128 * 1024, passes: 4 }, abort.signal).catch(
      (reason: unknown) => {
        order.push('aborted');
        return reason;
      },
    );
    abort.abort('enough');
    expect(await cut).toBe('enough');
    await whole.then(() => order.push('whole'));
    expect(order).toEqual(['aborted', 'whole']);
  });

  it('does not begin when the signal has aborted already', async () => {
    await expect(argon2(small, AbortSignal.abort('enough'))).rejects.toBe('enough');
  });

  it('changes nothing when it comes too late', async () => {
    const abort = new AbortController();
    const output = await argon2(small, abort.signal);
    abort.abort();
    expect(output).toEqual(await argon2(small));
  });
});
