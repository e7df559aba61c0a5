import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Failure, failureOf } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import { initializeBackend } from '../backend/initialize.ts';
import { storeSetting } from '../backend/testing/write.ts';
import { subsetsOf } from '../recovery/gathering.ts';
import { createVault, openVault, readHeader } from './open.ts';
import { lockedStatus } from './recovery-status.ts';
import { registerName } from './register.ts';
import { gatherForLocked, openWithShares } from './restore.ts';
import type { Vault } from './vault.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const day = 86_400_000;

let folder: string;
let location: string;
let time: number;
let vault: Vault;
const config = (file = location) => ({ location: file, now: () => time });

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-recovery-'));
  location = path.join(folder, 'a.holdfast');
  time = Date.UTC(2026, 4, 3);
  vault = await createVault(config(), { passphrase: 'one', kdf });
  await vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 's3cret' }]);
});
afterEach(async () => {
  await vault.lock();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function refusal(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    return failureOf(error) ?? Promise.reject(error);
  }
  throw new Error('was not refused');
}

/** A set that was read back and counts. */
async function issue(threshold = 3, shares = 5): Promise<string[][]> {
  const issued = await vault.recovery.issue({ passphrase: 'one', threshold, shares });
  await vault.recovery.markProven(issued.shares.map((_, index) => index + 1));
  await vault.recovery.activate();
  return issued.shares;
}

const pick = (sheets: readonly string[][], ...numbers: number[]) => numbers.map((n) => sheets[n - 1] ?? []);
const restore = (sheets: readonly string[][], file = location, passphrase = 'new') =>
  openWithShares(config(file), sheets, { passphrase, kdf });

describe('a new set', () => {
  it('keeps what its sheets say beside for the next one, without what is empty or too long', async () => {
    const size = { passphrase: 'one', shares: 1, threshold: 1 };
    const lines = { owner: ' Ann, 555 0100 ', backups: '' };
    expect((await vault.recovery.issue({ ...size, lines })).status.lines).toEqual({ owner: 'Ann, 555 0100' });
    expect((await vault.recovery.issue(size)).status.lines).toEqual({ owner: 'Ann, 555 0100' });
    expect((await vault.recovery.issue({ ...size, lines: {} })).status.lines).toEqual({});
    const long = { program: 'x'.repeat(57) };
    expect(await refusal(vault.recovery.issue({ ...size, lines: long }))).toMatchObject({
      code: 'too-large',
      what: 'sheet-line',
    });
  });

  it('has N sheets of 33 words, opens nothing until it is activated, and is shown as pending', async () => {
    const { shares, status } = await vault.recovery.issue({
      passphrase: 'one',
      shares: 5,
      threshold: 3,
      holders: ['Ada', '', 'bank'],
    });
    expect(shares.map((words) => words.length)).toEqual([33, 33, 33, 33, 33]);
    expect(status.active).toBeUndefined();
    expect(status.pending).toMatchObject({ shares: 5, threshold: 3, created: time, proven: [] });
    expect(status.pending?.set).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(status.pending?.holders.map(({ name }) => name)).toEqual(['Ada', '', 'bank', '', '']);
    const { set } = status.pending ?? {};
    const known = { pending: { set, created: time }, retired: [] };
    expect(lockedStatus((await readHeader(config())).slots)).toEqual(known);
    // A locked vault says what the sheets are, not that there are none.
    expect((await gatherForLocked(config())).state()).toMatchObject({ unused: time, need: 0 });
    expect(await refusal(restore(shares))).toMatchObject({ reason: 'pending-set', set, created: time });
    await vault.recovery.abandon();
    expect(await refusal(restore(shares))).toEqual({ code: 'no-set', what: 'active' });
  });

  it('has sheets that an older set knows as not in use, while it waits and when that set is revoked', async () => {
    const old = await issue();
    const { shares, status } = await vault.recovery.issue({ passphrase: 'one', shares: 3, threshold: 2 });
    const { set } = status.pending ?? {};
    expect(await refusal(restore(shares))).toMatchObject({ reason: 'pending-set', set, sheet: 1 });
    const rehearsing = await vault.recovery.gather('rehearse');
    expect(await refusal(rehearsing.give(shares[0]?.join(' ') ?? ''))).toMatchObject({
      reason: 'pending-set',
    });
    await vault.recovery.revoke('one');
    expect(await refusal(restore(shares))).toMatchObject({ reason: 'pending-set', set });
    expect(await refusal(restore(old))).toMatchObject({ reason: 'ended-set' });
    await vault.recovery.markProven([1, 2, 3]);
    await vault.recovery.activate();
    expect((await readHeader(config())).slots.map(({ kind }) => kind)).not.toContain('pending-set');
    await (await restore(pick(shares, 1, 3))).lock();
  });

  it('needs the passphrase and a size that SLIP-39 knows', async () => {
    const make = (shares: number, threshold: number, passphrase = 'one') =>
      refusal(Promise.resolve().then(() => vault.recovery.issue({ passphrase, shares, threshold })));
    expect(await make(5, 3, 'two')).toEqual({ code: 'wrong-passphrase' });
    for (const [shares, threshold] of [
      [17, 2],
      [0, 0],
      [2, 3],
      [2, 1],
      [2.5, 2],
    ] as const)
      expect(await make(shares, threshold)).toMatchObject({ code: 'bad-input', what: 'set-size' });
    expect((await vault.recovery.status()).pending).toBeUndefined();
  });

  it('is activated once every sheet was read back, and not before', async () => {
    const { shares } = await vault.recovery.issue({ passphrase: 'one', shares: 3, threshold: 2 });
    expect(await refusal(vault.recovery.activate())).toEqual({ code: 'wrong-shares', have: 0, need: 3 });
    const [first = [], second = [], third = []] = shares;
    expect((await vault.recovery.prove(second.join(' '))).pending?.proven).toEqual([2]);
    const forged = first.with(20, first[20] === 'acid' ? 'acne' : 'acid').join(' ');
    expect(await refusal(vault.recovery.prove(forged))).toMatchObject({ reason: 'checksum' });
    await vault.recovery.prove(first.join(' '));
    time += day;
    const proven = await vault.recovery.prove(third.join(' '));
    expect(proven.pending?.proven).toEqual([1, 2, 3]);
    const { active, pending, due, rehearsed } = await vault.recovery.activate();
    expect(pending).toBeUndefined();
    expect(active?.holders.map(({ seen }) => seen)).toEqual([time - day, time - day, time]);
    expect(rehearsed).toBeUndefined();
    expect(due).toBe(Date.UTC(2027, 4, 3));
    expect(await refusal(vault.recovery.activate())).toEqual({ code: 'no-set', what: 'pending' });
  });

  it('is forgotten by abandon and replaced by another; the set before stays valid', async () => {
    const old = await issue();
    const { shares: next } = await vault.recovery.issue({ passphrase: 'one', shares: 2, threshold: 2 });
    expect((await vault.recovery.abandon()).pending).toBeUndefined();
    expect(await refusal(vault.recovery.markProven([1]))).toEqual({ code: 'no-set', what: 'pending' });
    expect(await refusal(restore(next))).toMatchObject({ code: 'share-refused', reason: 'other-set' });
    await (await restore(pick(old, 1, 3, 5))).lock();
  });

  it('leaves no word of a share in the file, and none in an error', async () => {
    // Shorter words turn up by chance in what is sealed, and some in the format's own names
    // ("phrase" in "passphrase").
    const names = `${fs.readFileSync(location, 'latin1')} identifier threshold recovery`;
    const told = (word: string) => word.length >= 6 && !names.includes(word);
    const sheets = await issue();
    const bytes = fs.readFileSync(location, 'latin1');
    const words = new Set(sheets.flat().filter(told));
    expect(words.size).toBeGreaterThan(40);
    for (const word of words) expect(bytes.includes(word), word).toBe(false);
    const spoilt = pick(sheets, 1, 2);
    const errors: unknown[] = [];
    for (const words of [...spoilt, ['acid'], spoilt.flat(), [...(spoilt[0] ?? []).slice(1), 'acid']])
      await (await gatherForLocked(config())).give(words.join(' ')).catch((error) => errors.push(error));
    await restore(spoilt).catch((error) => errors.push(error));
    expect(errors.length).toBeGreaterThan(2);
    for (const error of errors) {
      const { message, stack, cause } = error as Error;
      // One word may be in a file's name ("failure"); two of a sheet in a row are in none.
      const text = `${message} ${stack} ${cause} ${JSON.stringify(error)}`.split(/[^a-z]+/).join(' ');
      for (const words of sheets)
        for (const [place, word] of words.slice(1).entries())
          expect(text).not.toContain(`${words[place]} ${word}`);
    }
  });
});

describe('restoring with sheets', () => {
  it('takes any T sheets in any order, sets the new passphrase, and keeps the set and the secrets', async () => {
    const sheets = await issue();
    await vault.lock();
    for (const subset of subsetsOf([1, 2, 3, 4, 5], 3)) {
      const opened = await restore(pick(sheets, ...subset.reverse()), location, `new ${subset}`);
      expect((await opened.secrets.get('prod/db')).fields[0]?.value).toBe('s3cret');
      await opened.lock();
    }
    expect(await refusal(openVault(config(), 'one'))).toEqual({ code: 'wrong-passphrase' });
    const last = await openVault(config(), 'new 5,4,3');
    expect((await last.recovery.status()).active?.shares).toBe(5);
    expect((await last.verify()).damaged).toEqual([]);
    await last.lock();
  });

  it('is a rehearsal too: the sheets that were used are seen, and the date is kept', async () => {
    const sheets = await issue();
    await vault.recovery.setHolders(['Ada']);
    await vault.lock();
    time += 40 * day;
    const opened = await restore(pick(sheets, 5, 2, 3));
    const { active, rehearsed } = await opened.recovery.status();
    expect(rehearsed).toBe(time);
    expect(active?.holders.map(({ seen }) => seen === time)).toEqual([false, true, true, false, true]);
    expect(active?.holders[0]?.name).toBe('Ada');
    await opened.lock();
  });

  it('is kept from nobody by a register that cannot be read', async () => {
    const sheets = pick(await issue(), 1, 2, 3);
    await vault.lock();
    const gathering = await gatherForLocked(config());
    for (const words of sheets) await gathering.give(words.join(' '));
    const { backend } = await initializeBackend(config(), await gathering.rootKey());
    await storeSetting(backend, registerName, '{');
    await backend.close();
    const opened = await restore(sheets);
    expect((await opened.secrets.get('prod/db')).fields[0]?.value).toBe('s3cret');
    await opened.lock();
  });

  it('changes nothing with fewer', async () => {
    const sheets = await issue();
    const before = fs.readFileSync(location);
    for (const subset of subsetsOf([1, 2, 3, 4, 5], 2))
      expect(await refusal(restore(pick(sheets, ...subset)))).toEqual({
        code: 'wrong-shares',
        have: 2,
        need: 3,
      });
    expect(await refusal(restore([]))).toEqual({ code: 'wrong-shares', have: 0, need: 3 });
    expect(fs.readFileSync(location)).toEqual(before);
    expect(fs.readdirSync(folder)).toEqual(['a.holdfast']);
  });

  it('of a backup that cannot be written makes a copy, and leaves the backup as it was', async () => {
    const sheets = await issue();
    await vault.lock();
    fs.chmodSync(location, 0o400);
    const before = fs.readFileSync(location);
    const to = path.join(folder, 'restored.holdfast');
    const readOnly = { ...config(), readOnly: true };
    expect(await refusal(openWithShares(readOnly, sheets, { passphrase: 'new', kdf }))).toEqual({
      code: 'read-only',
    });
    const opened = await openWithShares(readOnly, sheets, { passphrase: 'new', kdf, to: fileAt(to) });
    await opened.secrets.put('prod/new', [{ name: 'a', type: 'text', value: 'b' }]);
    expect(opened.readOnly).toBe(false);
    expect((await opened.verify()).damaged).toEqual([]);
    await opened.lock();
    expect(fs.readFileSync(location)).toEqual(before);
    expect(fs.readdirSync(folder).sort()).toEqual(['a.holdfast', 'restored.holdfast']);
    expect(fs.statSync(to).mode & 0o777).toBe(0o600);
    const again = await openVault(config(to), 'new');
    expect((await again.secrets.list('')).map((info) => info.path)).toEqual(['prod/db', 'prod/new']);
    await again.lock();
    expect(await refusal(openVault(config(to), 'one'))).toEqual({ code: 'wrong-passphrase' });
    const exists = openWithShares(readOnly, sheets, { passphrase: 'x', kdf, to: fileAt(to) });
    expect(await refusal(exists)).toMatchObject({ code: 'exists' });
    await (await openVault(config(to), 'new')).lock();
  });

  it('finds and leaves out a sheet that is not what was printed, when there are more than enough', async () => {
    const sheets = await issue(2, 4);
    const other = await otherSharesOfSameName(sheets);
    const gathering = await gatherForLocked(config());
    const bad = other[1] ?? [];
    expect((await gathering.give(bad.join(' '))).complete).toBe(false);
    const wrong = await gathering.give((sheets[0] ?? []).join(' '));
    expect(wrong).toMatchObject({ taken: [2, 1], need: 2, complete: false, suspects: [] });
    expect(gathering.fault()).toEqual({ code: 'wrong-shares', have: 2, need: 2 });
    expect(await gathering.give((sheets[3] ?? []).join(' '))).toMatchObject({
      complete: true,
      suspects: [2],
    });
    expect((await gathering.takeBack(4)).complete).toBe(false);
    await vault.lock();
    const opened = await restore([bad, ...pick(sheets, 1, 4)]);
    await opened.lock();
  });

  it('is damage, and writes nothing, when the head is not what was written', async () => {
    const sheets = await issue();
    await vault.lock();
    const whole = fs.readFileSync(location);
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(location);
    const row = db.prepare('SELECT revision, bytes FROM manifests').get() as {
      revision: number;
      bytes: Buffer;
    };
    const { buildManifest, parseManifest } = await import('../backend/format/manifest.ts');
    const { headerBytes, sealedHead } = parseManifest(row.bytes);
    const altered = Buffer.from(sealedHead);
    altered[40] = (altered[40] ?? 0) ^ 1;
    db.prepare('UPDATE manifests SET bytes = ?').run(buildManifest(headerBytes, altered));
    db.close();
    const before = fs.readFileSync(location);
    expect(await refusal(restore(sheets))).toEqual({ code: 'damaged', part: 'head' });
    expect(fs.readFileSync(location)).toEqual(before);
    fs.writeFileSync(location, whole);
  });
});

// A second split that carries the first one's identifier: what a dishonest holder could print.
async function otherSharesOfSameName(sheets: readonly string[][]): Promise<string[][]> {
  const { splitSlip39 } = await import('../recovery/testing/slip39-spec.ts');
  const { readShare } = await import('../../shared/sheets/share.ts');
  const { identifier, threshold } = readShare(sheets[0] ?? []);
  return splitSlip39(new Uint8Array(32).fill(9), { identifier, threshold, shares: sheets.length });
}

describe('life with a set', () => {
  it('outlives a change of the passphrase', async () => {
    const sheets = await issue();
    await vault.changePassphrase('one', 'two');
    await vault.lock();
    await (await restore(pick(sheets, 2, 4, 5))).lock();
  });

  it('outlives a new root key, and so does the set that waits', async () => {
    const sheets = await issue();
    const { shares } = await vault.recovery.issue({ passphrase: 'one', shares: 2, threshold: 2 });
    const { active } = await vault.recovery.status();
    await vault.rekey('one');
    expect(await vault.recovery.status()).toMatchObject({ active, retired: [] });
    await vault.lock();
    await (await restore(pick(sheets, 2, 4, 5))).lock();
    vault = await openVault({ location }, 'new');
    await vault.recovery.markProven([1, 2]);
    await vault.recovery.activate();
    await vault.lock();
    await (await restore(shares)).lock();
  });

  it('ends when another replaces it: old sheets open nothing, and are known by their set', async () => {
    const old = await issue();
    const first = await vault.recovery.status();
    time += day;
    const fresh = await issue(2, 3);
    const { active, retired } = await vault.recovery.status();
    expect(active?.set).not.toBe(first.active?.set);
    const ended = { set: first.active?.set, created: time - day, ended: time };
    expect(retired).toEqual([ended]);
    expect(await refusal(restore(old))).toEqual({
      code: 'share-refused',
      reason: 'retired-set',
      sheet: 1,
      ...ended,
    });
    await vault.lock();
    await (await restore(pick(fresh, 3, 1))).lock();
  });

  it('ends when it is revoked: with an old copy its sheets open that copy, and nothing written since', async () => {
    const sheets = await issue();
    const copy = copied();
    expect(await refusal(vault.recovery.revoke('wrong'))).toEqual({ code: 'wrong-passphrase' });
    expect((await vault.recovery.revoke('one')).active).toBeUndefined();
    expect(await refusal(vault.recovery.revoke('one'))).toEqual({ code: 'no-set', what: 'active' });
    expect(await refusal(restore(sheets))).toMatchObject({ reason: 'ended-set' });
    expect(await todayWith(sheets, copy)).toBe('wrong-key');
    const opened = await restore(pick(sheets, 1, 2, 3), copy);
    expect((await opened.secrets.get('prod/db')).fields[0]?.value).toBe('s3cret');
    await opened.lock();
  });

  it('replaced by another opens nothing written since either; the new sheets open all of it', async () => {
    const sheets = await issue();
    const copy = copied();
    const fresh = await issue();
    await vault.renew();
    expect(vault.renewing).toBe(false);
    expect(await todayWith(sheets, copy)).toBe('wrong-key');
    await vault.lock();
    const opened = await restore(pick(fresh, 1, 2, 3));
    expect((await opened.secrets.get('prod/db')).fields[0]?.value).toBe('s3cret');
    await opened.lock();
  });

  it('keeps the keys of the vault where that is wanted, and where it is the first', async () => {
    const { revision } = vault;
    const sheets = await issue();
    expect([vault.renewing, vault.revision > revision]).toEqual([false, true]);
    const copy = copied();
    await vault.recovery.issue({ passphrase: 'one', shares: 1, threshold: 1 });
    await vault.recovery.markProven([1]);
    await vault.recovery.activate({ keepKeys: true });
    expect(await todayWith(sheets, copy)).toBe('opens');
    await vault.recovery.revoke('one', { keepKeys: true });
    expect([vault.renewing, await todayWith(sheets, copy)]).toEqual([false, 'opens']);
  });

  const copied = () => {
    const copy = path.join(folder, 'copy.holdfast');
    fs.copyFileSync(location, copy);
    return copy;
  };
  /** What the root key of an old copy, had by its sheets, does to the vault of today. */
  const todayWith = async (sheets: readonly string[][], copy: string) => {
    const gathering = await gatherForLocked({ location: copy });
    for (const words of pick(sheets, 1, 2, 3)) await gathering.give(words.join(' '));
    const tried = initializeBackend(config(), await gathering.rootKey());
    const opened = await tried.catch((error: unknown) => failureOf(error)?.code);
    if (typeof opened !== 'object') return opened;
    await opened.backend.close();
    return 'opens';
  };

  it('is not revoked without the passphrase, however open the vault is', async () => {
    await issue();
    const { revision } = vault;
    expect(await refusal(vault.recovery.revoke('two'))).toEqual({ code: 'wrong-passphrase' });
    expect([vault.revision, (await vault.recovery.status()).active?.shares]).toEqual([revision, 5]);
  });

  it('remembers 32 sets that ended, the newest first', async () => {
    for (let n = 0; n < 34; n++) {
      time += day;
      await issue(1, 1);
    }
    const { retired } = await vault.recovery.status();
    expect(retired).toHaveLength(32);
    expect(retired[0]?.ended).toBe(time);
  });

  it('is rehearsed with T of its sheets: nothing else changes; forged ones are named at once', async () => {
    const sheets = await issue();
    const slots = (await readHeader(config())).slots;
    const gathering = await vault.recovery.gather('rehearse');
    const forged = (await otherSharesOfSameName(sheets))[1] ?? [];
    expect(await refusal(gathering.give(forged.join(' ')))).toEqual({
      code: 'share-refused',
      reason: 'not-genuine',
      sheet: 2,
    });
    for (const words of pick(sheets, 5, 1)) await gathering.give(words.join(' '));
    expect(gathering.state().complete).toBe(false);
    expect((await gathering.give(pick(sheets, 3).flat().join(' '))).complete).toBe(true);
    time += 40 * day;
    const status = await vault.recovery.recordRehearsal(gathering.state().taken);
    expect(status.rehearsed).toBe(time);
    expect(status.active?.holders.filter(({ seen }) => seen === time).map(({ sheet }) => sheet)).toEqual([
      1, 3, 5,
    ]);
    expect((await readHeader(config())).slots).toEqual(slots);
  });

  it('keeps holders, reminders, and that the person wants no set', async () => {
    await issue(2, 2);
    await vault.recovery.setHolders(['Ada', 'Grace']);
    expect((await vault.recovery.setReminder(0)).due).toBeUndefined();
    await vault.recovery.setReminder(6);
    await vault.lock();
    vault = await openVault(config(), 'one');
    const status = await vault.recovery.status();
    expect(status.active?.holders.map(({ name }) => name)).toEqual(['Ada', 'Grace']);
    expect(status.due).toBe(Date.UTC(2026, 10, 3));
    expect(await refusal(vault.recovery.setHolders(['a', 'b', 'c']))).toMatchObject({ code: 'bad-input' });
    await vault.recovery.revoke('one');
    expect((await vault.recovery.decline(true)).declined).toBe(true);
    await issue(1, 1);
    expect((await vault.recovery.status()).declined).toBe(false);
  });

  it('does not overwrite what another program stored meanwhile', async () => {
    const other = await openVault(config(), 'one');
    const sheets = await issue();
    await other.changePassphrase('one', 'two');
    await other.lock();
    await vault.lock();
    await (await restore(pick(sheets, 1, 2, 3))).lock();
  });
});
