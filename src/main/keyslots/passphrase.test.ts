import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { derive } from '../crypto/derive.ts';
import { argon2 } from '../crypto/primitives.ts';
import {
  KDF_FLOOR,
  passphraseBytes,
  refuseKdf,
  refuseSlots,
  scaleKdf,
  tuneKdf,
  unwrapWithPassphrase,
  wrapWithPassphrase,
} from './passphrase.ts';
import { unwrapWith } from './recipient.ts';
import { otherSlot, type PassphraseSlot, passphraseSlot } from './slot.ts';

const params = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
const passphrase = passphraseBytes('correct horse battery staple');
const rootKey = Uint8Array.from({ length: 32 }, (_, index) => index + 1);
const vaultId = new Uint8Array(16).fill(0xab);
const now = new Date('2025-01-02T03:04:05.678Z');
const gib = 1024 ** 3;

const made = await wrapWithPassphrase({ passphrase, rootKey, vaultId, params, label: 'Passphrase', now });
const { slot, psk } = made;
const unwrap = (altered: Partial<PassphraseSlot>) =>
  unwrapWithPassphrase({ ...slot, ...altered }, passphrase, vaultId);

describe('a passphrase slot', () => {
  it('gives the root key back', async () => {
    expect(await unwrap({})).toEqual(rootKey);
  });

  it('is what its schema says, also after a trip through JSON', () => {
    expect(passphraseSlot.parse(JSON.parse(JSON.stringify(slot)))).toEqual(slot);
    expect(slot).toMatchObject({
      kind: 'passphrase',
      label: 'Passphrase',
      created: '2025-01-02T03:04:05.678Z',
    });
  });

  it('is wrapped as format.md says', async () => {
    const salt = Buffer.from(slot.kdf.salt, 'base64url');
    const output = await argon2({
      algorithm: 'argon2id',
      version: 19,
      password: passphrase,
      salt,
      ...params,
      length: 32,
    });
    expect(await unwrapWith(slot, output, vaultId)).toEqual(rootKey);
    expect(Buffer.from(psk, 'base64url')).toEqual(derive(output, vaultId, 'slot/psk').export());
  });

  it('has an id, a salt and a nonce of its own each time', async () => {
    const { slot: other } = await wrapWithPassphrase({
      passphrase,
      rootKey,
      vaultId,
      params,
      label: 'Passphrase',
      now,
    });
    expect(other.id).not.toBe(slot.id);
    expect(other.kdf.salt).not.toBe(slot.kdf.salt);
    expect(other.wrapped).not.toBe(slot.wrapped);
  });

  it('does not open with another passphrase', async () => {
    for (const wrong of ['', 'Correct horse battery staple', 'correct horse battery staple ']) {
      expect(await unwrapWithPassphrase(slot, passphraseBytes(wrong), vaultId)).toBeUndefined();
    }
  });

  it('leaves passphrase and root key as they were, for the caller to wipe', () => {
    expect(passphrase).toEqual(passphraseBytes('correct horse battery staple'));
    expect(rootKey[31]).toBe(32);
  });

  it('stops when it is told to', async () => {
    await expect(
      unwrapWithPassphrase(slot, passphrase, vaultId, { signal: AbortSignal.abort('enough') }),
    ).rejects.toBe('enough');
  });
});

describe('an altered slot does not open', () => {
  it('any byte of the wrapped key', async () => {
    const wrapped = Buffer.from(slot.wrapped, 'base64url');
    expect(wrapped).toHaveLength(60);
    for (let index = 0; index < wrapped.length; index += 1) {
      const altered = Buffer.from(wrapped);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(await unwrap({ wrapped: altered.toString('base64url') }), `byte ${index}`).toBeUndefined();
    }
  });

  it('its id, or the vault that it stands in', async () => {
    expect(await unwrap({ id: '0'.repeat(32) })).toBeUndefined();
    expect(await unwrapWithPassphrase(slot, passphrase, new Uint8Array(16))).toBeUndefined();
  });

  it.each([{ memoryKiB: 8 * 1024 + 4 }, { passes: 2 }, { lanes: 2 }, { salt: 'AAAAAAAAAAAAAAAAAAAAAA' }])(
    'its KDF: %o',
    async (kdf) => {
      expect(await unwrap({ kdf: { ...slot.kdf, ...kdf } })).toBeUndefined();
    },
  );
});

describe('a hostile KDF is refused before it costs anything', () => {
  const hostile = [
    { memoryKiB: 4 * 1024 * 1024 + 1 },
    { memoryKiB: 8 * 1024 - 1 },
    { memoryKiB: -1 },
    { passes: 0 },
    { passes: 101 },
    { lanes: 0 },
    { lanes: 65 },
    { lanes: 1.5 },
    { passes: Number.NaN },
    { memoryKiB: 4 * 1024 * 1024, passes: 5 },
    { memoryKiB: 1024 * 1024, passes: 17 },
    { memoryKiB: 168 * 1024, passes: 100 },
  ];

  it.each(hostile)('%o', async (kdf) => {
    const refused = await unwrapWithPassphrase(
      { ...slot, kdf: { ...slot.kdf, ...kdf } },
      passphrase,
      vaultId,
      { machineBytes: 64 * gib },
    ).catch(failureOf);
    expect(refused).toMatchObject({ code: 'kdf-refused' });
    const made = await wrapWithPassphrase({
      passphrase,
      rootKey,
      vaultId,
      params: { ...params, ...kdf },
      label: '',
      now,
    }).catch(failureOf);
    expect(made).toMatchObject({ code: 'kdf-refused' });
  });

  it('is anything over half of the machine', () => {
    const one = { memoryKiB: 1024 * 1024, passes: 1, lanes: 1 };
    expect(() => refuseKdf(one, 2 * gib)).not.toThrow();
    expect(() => refuseKdf(one, 2 * gib - 2048)).toThrow('kdf-refused');
  });

  it.each([
    { memoryKiB: 4 * 1024 * 1024, passes: 4, lanes: 64 },
    { memoryKiB: 1024 * 1024, passes: 16, lanes: 4 },
    { memoryKiB: 160 * 1024, passes: 100, lanes: 1 },
  ])('is not the dearest one allowed: %o', (dearest) => {
    expect(() => refuseKdf(dearest, 8 * gib)).not.toThrow();
  });

  it('is more than eight passphrases, and any slot among them, before one is tried', () => {
    const many = (count: number) => Array.from({ length: count }, () => slot);
    expect(() => refuseSlots(many(8))).not.toThrow();
    expect(() => refuseSlots(many(9))).toThrow('kdf-refused');
    const hostile = { ...slot, kdf: { ...slot.kdf, passes: 0 } };
    expect(() => refuseSlots([slot, hostile])).toThrow('kdf-refused');
  });
});

describe('slot schemas', () => {
  it.each([
    { id: 'A'.repeat(32) },
    { id: 'ab' },
    { created: 'yesterday' },
    { wrapped: slot.wrapped.slice(1) },
    { wrapped: `${slot.wrapped}AAAA` },
    { wrapped: `+${slot.wrapped.slice(1)}` },
    { label: 'x'.repeat(201) },
    { kdf: { ...slot.kdf, name: 'argon2i' } },
    { kdf: { ...slot.kdf, version: 16 } },
    { kdf: { ...slot.kdf, salt: 'A'.repeat(21) } },
    { kdf: { ...slot.kdf, salt: 'A'.repeat(87) } },
    { kdf: { ...slot.kdf, passes: '1' } },
    { kdf: { ...slot.kdf, more: 1 } },
    { more: 1 },
  ])('a passphrase slot is not one with %o', (altered) => {
    expect(passphraseSlot.safeParse({ ...slot, ...altered }).success).toBe(false);
  });

  it('takes salts of 16 to 64 bytes', () => {
    for (let length = 16; length <= 64; length += 1) {
      const salt = Buffer.alloc(length, 0xfb).toString('base64url');
      expect(passphraseSlot.safeParse({ ...slot, kdf: { ...slot.kdf, salt } }).success, `${length}`).toBe(
        true,
      );
    }
  });

  it('keeps a slot of an unknown kind verbatim', () => {
    const unknown = { kind: 'moonbeam', id: '1'.repeat(32), wrapped: 'x', nested: { a: [1, null] } };
    expect(JSON.stringify(otherSlot.parse(unknown))).toBe(JSON.stringify(unknown));
  });

  it('takes no malformed passphrase slot for one of an unknown kind', () => {
    expect(otherSlot.safeParse({ ...slot, wrapped: '' }).success).toBe(false);
  });
});

describe('passphraseBytes', () => {
  it('is one passphrase whether accents were typed composed or not', () => {
    expect(passphraseBytes('caf\u00e9')).toEqual(passphraseBytes('cafe\u0301'));
    expect([...passphraseBytes('caf\u00e9')]).toEqual([0x63, 0x61, 0x66, 0xc3, 0xa9]);
  });

  it('keeps case, width and spaces', () => {
    expect(passphraseBytes(' A\uff21 ')).toHaveLength(6);
  });
});

describe('tuning', () => {
  it('never goes below the floor, whatever was measured', () => {
    for (const slow of [500, 501, 60_000, Number.NaN, -1])
      expect(scaleKdf(slow, 500, 64 * gib)).toEqual(KDF_FLOOR);
  });

  it.each([
    [250, { memoryKiB: 64 * 1024, passes: 6, lanes: 4 }],
    [50, { memoryKiB: 192 * 1024, passes: 10, lanes: 4 }],
    [1, { memoryKiB: 1024 * 1024, passes: 10, lanes: 4 }],
    [0, { memoryKiB: 1024 * 1024, passes: 10, lanes: 4 }],
  ])('raises passes to 10, then memory to 1 GiB: %d ms', (measured, tuned) => {
    expect(scaleKdf(measured, 500, 64 * gib)).toEqual(tuned);
  });

  it('lands close below the target, or at the ceiling, and is always allowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 64 }), (measured, gibs) => {
        const tuned = scaleKdf(measured, 500, gibs * gib);
        expect(() => refuseKdf(tuned, gibs * gib)).not.toThrow();
        const expected =
          (measured * tuned.memoryKiB * tuned.passes) / (KDF_FLOOR.memoryKiB * KDF_FLOOR.passes);
        expect(expected).toBeLessThanOrEqual(Math.max(500, measured) + 1e-6);
        const ceiling = Math.min(1024 * 1024, gibs * 256 * 1024);
        if (measured < 500 && tuned.memoryKiB < ceiling) expect(expected).toBeGreaterThan(470);
      }),
    );
  });

  it('measures the floor, once', async () => {
    const measured: unknown[] = [];
    const tuned = await tuneKdf(500, async (floor) => measured.push(floor) * 250);
    expect(measured).toEqual([KDF_FLOOR]);
    expect(tuned).toMatchObject({ passes: 6 });
  });

  it('measures for real when nothing else is given', async () => {
    const { passes, lanes } = await tuneKdf(1);
    expect({ passes, lanes }).toEqual({ passes: 3, lanes: 4 });
  });
});
