import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Failure, failureOf } from '../../shared/failure.ts';
import { EncryptedBackend } from '../backend/encrypted.ts';
import type { BackendConfig } from '../backend/initialize.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { recoverySlotOf } from '../keyslots/recovery.ts';
import { split } from '../recovery/shares.ts';
import { splitSlip39 } from '../recovery/testing/slip39-spec.ts';
import { createVault, openVault, readHeader } from './open.ts';
import { statusOf } from './recovery-status.ts';
import { monthsAfter, parseRegister } from './register.ts';
import { openWithShares } from './restore.ts';
import type { Vault } from './vault.ts';

vi.mock('../recovery/shares.ts', async (load) => {
  const shares = await load<typeof import('../recovery/shares.ts')>();
  return { ...shares, split: vi.fn(shares.split) };
});

// What a set refuses, and what it must not be taken for.
const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const damagedHead = { code: 'damaged', part: 'head' };
const two = { passphrase: 'one', shares: 3, threshold: 2 };

let folder: string;
let location: string;
let time: number;
let vault: Vault;
const config = (more: Partial<BackendConfig> = {}) => ({ location, now: () => time, ...more });

beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  time = Date.UTC(2026, 0, 31);
  vault = await createVault(config(), { passphrase: 'one', kdf });
});
afterEach(async () => {
  await vault.lock();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function refusal(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => expect.unreachable('was not refused'),
    (thrown: unknown) => thrown,
  );
  return failureOf(error) ?? Promise.reject(error);
}

async function activeSet(): Promise<string[][]> {
  const { shares } = await vault.recovery.issue(two);
  await vault.recovery.markProven([1, 2, 3]);
  await vault.recovery.activate();
  return shares;
}

const identifierOf = async () => (await vi.mocked(split).mock.results.at(-1)?.value)?.identifier;

describe('a new set', () => {
  it('is not activated with T of its N sheets read back', async () => {
    await vault.recovery.issue(two);
    await vault.recovery.markProven([1, 3]);
    expect(await refusal(vault.recovery.activate())).toEqual({ code: 'wrong-shares', have: 2, need: 3 });
    expect((await vault.recovery.status()).active).toBeUndefined();
  });

  it('has none of the identifiers of the set in use, the one that waits, and those that ended', async () => {
    const known = new Set();
    for (let ended = 0; ended < 2; ended++) {
      await activeSet();
      known.add(await identifierOf());
    }
    await vault.recovery.issue(two);
    known.add(await identifierOf());
    await vault.recovery.issue(two);
    expect(vi.mocked(split).mock.lastCall?.[2]).toEqual(known);
    expect(known.size).toBe(3);
  });

  it.each([
    ['the first', 0],
    ['the last', 2],
  ])('whose sheets do not give its secret back is not given out: %s', async (_, place) => {
    const { split: real } =
      await vi.importActual<typeof import('../recovery/shares.ts')>('../recovery/shares.ts');
    vi.mocked(split).mockImplementationOnce(async (secret, size, taken) => {
      const made = await real(secret, size, taken);
      const other = splitSlip39(new Uint8Array(32), { ...size, identifier: made.identifier });
      return { ...made, sheets: made.sheets.with(place, other[place] ?? []) };
    });
    expect(await refusal(vault.recovery.issue(two))).toMatchObject({ code: 'internal' });
    expect((await vault.recovery.status()).pending).toBeUndefined();
  });

  it('in a vault that cannot be written is refused before anything else', async () => {
    await vault.lock();
    vault = await openVault(config({ readOnly: true }), 'one');
    expect(await refusal(vault.recovery.issue({ ...two, passphrase: 'wrong' }))).toEqual({
      code: 'read-only',
    });
  });
});

describe('a sheet by its number', () => {
  it.each([0, -1, 1.5, 4, Number.NaN])('%s of 3 is none', async (sheet) => {
    const expected = { code: 'bad-input', what: 'sheet' };
    await vault.recovery.issue(two);
    expect(await refusal(vault.recovery.markProven([1, sheet]))).toMatchObject(expected);
    expect((await vault.recovery.status()).pending?.proven).toEqual([]);
    await activeSet();
    expect(await refusal(vault.recovery.recordRehearsal([1, sheet]))).toMatchObject(expected);
    expect((await vault.recovery.status()).rehearsed).toBeUndefined();
  });
});

describe('the register', () => {
  it('takes a name of 80 letters and a reminder of 60 months, and no more', async () => {
    await vault.recovery.issue(two);
    await vault.recovery.setHolders(['a'.repeat(80)]);
    expect(await refusal(vault.recovery.setHolders(['a'.repeat(81)]))).toMatchObject({ code: 'too-large' });
    await vault.recovery.setReminder(60);
    for (const months of [61, -1, 1.5]) {
      const refused = Promise.resolve().then(() => vault.recovery.setReminder(months));
      expect(await refusal(refused)).toMatchObject({ code: 'bad-input', what: 'reminder' });
    }
    const { pending, remindMonths } = await vault.recovery.status();
    expect([pending?.holders[0]?.name.length, remindMonths]).toEqual([80, 60]);
  });

  it('loses nothing when two change it at once, in one program or in two', async () => {
    await activeSet();
    await Promise.all([vault.recovery.setReminder(6), vault.recovery.setHolders(['Ada'])]);
    const other = await openVault(config(), 'one');
    await other.recovery.recordRehearsal([2]);
    await vault.recovery.decline(true);
    const { active, remindMonths, rehearsed, declined } = await vault.recovery.status();
    expect([active?.holders[0]?.name, remindMonths, rehearsed, declined]).toEqual(['Ada', 6, time, true]);
    await other.lock();
  });

  it('that cannot be read is damage, not an empty one', async () => {
    expect(parseRegister(undefined)).toEqual({ remindMonths: 12, declined: false });
    for (const stored of ['{', '{}', '{"remindMonths":-1,"declined":false}'])
      expect(() => parseRegister(stored)).toThrow(expect.objectContaining({ failure: damagedHead }));
  });

  it('of another set names no holder of the one in the header', async () => {
    await activeSet();
    const { slots } = await readHeader(config());
    const set = recoverySlotOf(slots)?.set ?? '';
    const known = { prints: [], seen: [null, null, null], holders: ['Ada', '', ''] };
    const named = (one: string) => {
      const register = { ...parseRegister(undefined), active: { set: one, ...known } };
      return statusOf(slots, register).active?.holders.map(({ name }) => name);
    };
    expect(named('another')).toEqual(['', '', '']);
    expect(named(set)).toEqual(['Ada', '', '']);
  });

  it('reminds so many months after the last rehearsal, on the last day of a shorter month', async () => {
    await activeSet();
    expect((await vault.recovery.setReminder(1)).due).toBe(Date.UTC(2026, 1, 28));
    time = Date.UTC(2026, 2, 31);
    expect((await vault.recovery.recordRehearsal([1, 2])).due).toBe(Date.UTC(2026, 3, 30));
    expect(monthsAfter(Date.UTC(2024, 0, 30), 1)).toBe(Date.UTC(2024, 1, 29));
  });
});

describe('a recovery', () => {
  const restore = (sheets: readonly string[][], more: Partial<BackendConfig>, signal?: AbortSignal) =>
    openWithShares(config(more), sheets, { passphrase: 'new', kdf, ...(signal && { signal }) });

  it('that is called off changes nothing', async () => {
    const sheets = await activeSet();
    await vault.lock();
    const before = fs.readFileSync(location);
    const close = vi.spyOn(EncryptedBackend.prototype, 'close');
    expect(await refusal(restore(sheets, {}, AbortSignal.abort()))).toEqual({ code: 'cancelled' });
    expect(close).toHaveBeenCalledOnce();
    close.mockRestore();
    expect(fs.readFileSync(location)).toEqual(before);
    await (await openVault(config(), 'one')).lock();
  });

  it('of what cannot be written is refused before a sheet is looked at', async () => {
    await activeSet();
    await vault.lock();
    expect(await refusal(restore([], { readOnly: true }))).toEqual({ code: 'read-only' });
  });

  it('rehearses the sheets that opened the vault, not a forged one among them, and is written down', async () => {
    const sheets = await activeSet();
    const identifier = await identifierOf();
    const forged = splitSlip39(new Uint8Array(32), { identifier: identifier ?? 0, threshold: 2, shares: 3 });
    await vault.lock();
    time += 1;
    vault = await restore([forged[0] ?? [], ...sheets.slice(1)], {});
    const { active } = await vault.recovery.status();
    expect(active?.holders.map(({ seen }) => seen === time)).toEqual([false, true, true]);
    expect((await vault.audit.list()).map(({ action }) => action)).toContain('recovery.restore');
  });
});
