// Somebody who had everything once: the old passphrase, three of five old sheets, an old copy and
// its whole head, and who may write the file.
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ObjectId } from '../../shared/brand.ts';
import { failureOf } from '../../shared/failure.ts';
import type { Header } from '../backend/format/head-shape.ts';
import { lengthened } from '../backend/format/lineage.ts';
import { buildManifest, headerBytesOf, parseManifest, sealManifest } from '../backend/format/manifest.ts';
import type { ObjectKind } from '../backend/format/object-kind.ts';
import { headText, readSnapshot, type Snapshot } from '../backend/format/snapshot.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { MachineNotes } from '../backups/notes.ts';
import { noteSeen, olderThanSeen } from '../backups/rollback.ts';
import { derive } from '../crypto/derive.ts';
import { hkdfSha256, type Key, random } from '../crypto/primitives.ts';
import { makeRecipient, unwrapWith, wrapTo } from '../keyslots/recipient.ts';
import { type KeySlot, recipientShape } from '../keyslots/slot.ts';
import { combine } from '../recovery/shares.ts';
import { SqliteStore } from '../store/sqlite.ts';
import { createVault, openVault } from './open.ts';
import { openWithShares } from './restore.ts';
import { unwrapAny } from './slots.ts';
import type { Vault } from './vault.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const kinds: ObjectKind[] = ['page', 'version', 'policy', 'client', 'audit', 'garbage', 'draft'];

interface Known {
  readonly rootKey: Uint8Array;
  readonly headKey: Key;
  readonly head: Snapshot;
  readonly psks: Record<string, string>;
  readonly recoverySecret: Uint8Array;
  readonly sheets: string[][];
}

let folder: string;
let location: string;
let copy: string;
let vault: Vault;
let known: Known;
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  copy = path.join(folder, 'old.holdfast');
  vault = await createVault({ location }, { passphrase: 'one', kdf });
  for (let n = 0; n < 5; n++) await put(`prod/${n}`, `before ${n}`);
  await vault.cipher.newKey('backups');
  const { shares } = await vault.recovery.issue({ passphrase: 'one', shares: 5, threshold: 3 });
  await vault.recovery.markProven([1, 2, 3, 4, 5]);
  await vault.recovery.activate();
  fs.copyFileSync(location, copy);
  known = await learn(shares.slice(0, 3));
});
afterEach(async () => {
  await vault.lock();
  fs.rmSync(folder, { recursive: true, force: true });
});

const put = (at: string, text: string) =>
  vault.secrets.put(at, [{ name: 'password', type: 'secret', value: text }]);

async function withStore<T>(file: string, work: (store: SqliteStore) => Promise<T>): Promise<T> {
  const store = await SqliteStore.open(file);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const manifestOf = (file: string) =>
  withStore(file, async (store) => (await store.latestManifest()) ?? expect.unreachable());
const headerOf = async (file: string): Promise<Header> =>
  parseManifest((await manifestOf(file)).bytes).header;

/** All that the old copy gives to who has its passphrase or its sheets. */
async function learn(sheets: string[][]): Promise<Known> {
  const manifest = await manifestOf(copy);
  const { slots, vault: id } = parseManifest(manifest.bytes).header;
  const { rootKey } = await unwrapAny(slots, 'one', id);
  const headKey = derive(rootKey, Buffer.from(id, 'hex'), 'head');
  const head = readSnapshot(headKey, manifest);
  const settings = new Map(head.head.settings);
  const psks = JSON.parse(settings.get('recipients') ?? '{}') as Record<string, string>;
  expect(Object.keys(psks)).toHaveLength(2);
  const recoverySecret = (await combine(sheets.map((words) => ({ words })))) ?? expect.unreachable();
  return { rootKey, headKey, head, psks, recoverySecret, sheets };
}

/**
 * What happened since: sheets revoked, passphrase changed, with new keys, and somebody wrote. What
 * lay there before the new keys.
 */
async function revoked(): Promise<ReadonlySet<ObjectId>> {
  const before = new Set(await withStore(location, (store) => store.list()));
  await vault.recovery.revoke('one');
  await vault.rekey('one', 'two');
  await put('prod/0', 'since');
  await put('new', 'since');
  return before;
}

async function opens(file: string, passphrase: string): Promise<string> {
  try {
    await (await openVault({ location: file }, passphrase)).lock();
    return 'opened';
  } catch (error) {
    return failureOf(error)?.code ?? Promise.reject(error);
  }
}

async function forged(manifest: (revision: number) => Uint8Array): Promise<void> {
  await withStore(location, async (store) => {
    const revision = ((await store.latestManifest())?.revision ?? 0) + 1;
    await store.commit({ objects: [], manifest: manifest(revision), revision });
  });
}

describe('who had everything before the keys were changed', () => {
  it.each([
    ['before everything is sealed anew', false],
    ['after it', true],
  ])('opens nothing that was written since, %s', async (_, sealedAnew) => {
    const before = await revoked();
    if (sealedAnew) await vault.renew();
    expect(await opens(location, 'one')).toBe('wrong-passphrase');
    const restored = openWithShares({ location }, known.sheets, { passphrase: 'x', kdf });
    expect(failureOf(await restored.catch((error) => error))?.code).toBe('share-refused');
    const { keys } = known.head;
    const since = await withStore(location, async (store) => {
      const ids = (await store.list()).filter((id) => sealedAnew || !before.has(id));
      return Promise.all(
        ids.map(async (id) => ({ id, bytes: (await store.readObjects([id]))[0] as Uint8Array })),
      );
    });
    expect(since.length).toBeGreaterThan(2);
    for (const { id, bytes } of since)
      for (const kind of kinds)
        for (const term of [1, 2, 3]) expect(keys.isGenuine(kind, { id, term }, bytes)).toBe(false);
    // The head neither, nor any slot of today, by what the old head, passphrase or sheets give.
    const manifest = await manifestOf(location);
    expect(() => readSnapshot(known.headKey, manifest)).toThrow('wrong-key');
    const { slots, vault: id } = parseManifest(manifest.bytes).header;
    for (const slot of slots.flatMap(recipientsOf)) {
      expect(known.psks[slot.id]).toBeUndefined();
      const tried = [known.rootKey, known.recoverySecret, ...Object.values(known.psks).map(bytesOf)];
      for (const secret of tried)
        expect(await unwrapWith(slot, secret, Buffer.from(id, 'hex'))).toBeUndefined();
    }
  });

  it('has no key of a file that was encrypted since', async () => {
    const keys = new Map(known.head.head.settings).get('cipher/backups')?.split(' ') ?? [];
    const fileKeysOf = (header: Uint8Array) =>
      keys.map((key) => hkdfSha256(bytesOf(key), header, Buffer.from('holdfast/1/cipher'), 32));
    const before = await vault.cipher.newKey('backups');
    expect(fileKeysOf(before.header)).toEqual([new Uint8Array(before.fileKey)]);
    await revoked();
    const since = await vault.cipher.newKey('backups');
    expect(fileKeysOf(since.header)).not.toContainEqual(new Uint8Array(since.fileKey));
  });

  it('writes no head that an open vault takes, or that today’s passphrase opens', async () => {
    await revoked();
    await vault.renew();
    const today = await headerOf(location);
    const untouched = path.join(folder, 'today.holdfast');
    fs.copyFileSync(location, untouched);
    const mine = random(32);
    const mineKey = derive(mine, Buffer.from(today.vault, 'hex'), 'head');
    const head = headText(known.head);
    // The old head, or one under a root key of the attacker's own that is wrapped to the public
    // keys of today.
    const wrapped = await Promise.all(
      today.slots.map(async (slot) => ({ ...slot, ...(await wrappedTo(slot, mine, today.vault)) })),
    );
    expect(wrapped.filter((slot, n) => JSON.stringify(slot) !== JSON.stringify(today.slots[n]))).not.toEqual(
      [],
    );
    const attempts: ((revision: number) => Uint8Array)[] = [
      (revision) => sealManifest(known.headKey, today, revision, head),
      (revision) => sealManifest(known.headKey, known.head.header, revision, head),
      (revision) => sealManifest(mineKey, { ...today, slots: wrapped }, revision, head),
    ];
    for (const attempt of attempts) {
      fs.copyFileSync(untouched, location);
      await forged(attempt);
      expect(failureOf(await vault.refresh().catch((error) => error))?.code).toMatch(/^(wrong-key|store)$/);
      expect(failureOf(await put('x', 'y').catch((error) => error))?.code).toMatch(/^(wrong-key|store)$/);
      expect(await opens(location, 'two')).toMatch(/^(wrong-key|wrong-passphrase|damaged)$/);
    }
  });
});

/**
 * The head of the old copy under a root key of the attacker's own, wrapped to the slots of today
 * with what the old head knows of them, in place of today's vault.
 */
async function forgedForKept(
  settings: Snapshot['head']['settings'] = known.head.head.settings,
): Promise<Key> {
  const today = await headerOf(location);
  const mine = random(32);
  const head = headText({ ...known.head, head: { ...known.head.head, settings } });
  const slots = await Promise.all(
    today.slots.map(async (slot) => ({ ...slot, ...(await wrappedTo(slot, mine, today.vault)) })),
  );
  const key = derive(mine, Buffer.from(today.vault, 'hex'), 'head');
  await forged((revision) => sealManifest(key, { ...today, slots }, revision, head));
  return key;
}

describe('a passphrase or sheets that stay while the keys change', () => {
  const passphrase = {
    change: () => vault.recovery.revoke('one'),
    open: () => openVault({ location }, 'one'),
  };
  const sheets = {
    change: () => vault.rekey('one', 'two'),
    open: () => openWithShares({ location }, known.sheets, { passphrase: 'three', kdf }),
  };
  it.each([
    ['the passphrase', 'no token', passphrase],
    ['the passphrase', 'a made-up token', passphrase],
    ['the sheets', 'no token', sheets],
    ['the sheets', 'a made-up token', sheets],
  ])(
    '%s open what the old head’s holder makes with %s, and a machine that saw the new keys tells',
    async (_, token, kept) => {
      await kept.change();
      const notes = new MachineNotes(undefined);
      await noteSeen(vault, notes, 1_000);
      const { revision } = vault;
      const { settings } = known.head.head;
      const key = await forgedForKept(token === 'no token' ? settings : [...settings, lengthened(undefined)]);
      // The vault that is open takes none of it.
      expect(failureOf(await vault.refresh().catch((error) => error))?.code).toMatch(/^(wrong-key|store)$/);
      const fooled = await kept.open();
      await fooled.secrets.put('since', [{ name: 'x', type: 'text', value: 'x' }]);
      // Their key opens what is stored now, but for sheets, which give new keys at once.
      const theirs = await manifestOf(location)
        .then((manifest) => readSnapshot(key, manifest).revision)
        .catch((error) => (failureOf(error)?.code === 'wrong-key' ? 0 : Promise.reject(error)));
      expect(theirs).toBe(kept === sheets ? 0 : fooled.revision);
      expect(fooled.revision).toBeGreaterThan(revision);
      const older = await olderThanSeen(fooled, notes);
      expect(older).toEqual({ code: 'older-copy', seen: revision, found: fooled.revision, when: 1_000 });
      await noteSeen(fooled, notes, 2_000);
      expect(notes.seen(vault.id)).toMatchObject({ revision, at: 1_000 });
      await fooled.lock();
    },
  );

  it('are told of no keys that came after those that were seen, however often they changed elsewhere', async () => {
    const between = path.join(folder, 'between.holdfast');
    const notes = new MachineNotes(undefined);
    await noteSeen(vault, notes, 1_000);
    for (const [now, next] of [
      ['one', 'two'],
      ['two', 'three'],
      ['three', 'three'],
    ] as const) {
      await vault.rekey(now, next);
      await vault.rekey(next, next);
      const elsewhere = await openVault({ location }, next);
      expect(await olderThanSeen(elsewhere, notes)).toBeUndefined();
      await noteSeen(elsewhere, notes, 2_000);
      expect(notes.seen(vault.id)?.revision).toBe(elsewhere.revision);
      await elsewhere.lock();
      if (next === 'two') fs.copyFileSync(location, between);
    }
    // A copy from before is older, also where it went on by itself; a person may want it, and is
    // not asked again.
    for (const [file, passphrase] of [
      [copy, 'one'],
      [between, 'two'],
    ] as const) {
      const before = await openVault({ location: file }, passphrase);
      while (before.revision <= vault.revision)
        await before.secrets.put('alone', [{ name: 'x', type: 'text', value: `${before.revision}` }]);
      const alone = new MachineNotes(undefined);
      await noteSeen(vault, alone, 1_000);
      expect(await olderThanSeen(before, alone)).toMatchObject({
        code: 'older-copy',
        found: before.revision,
      });
      await noteSeen(before, alone, 3_000, { accept: true });
      expect(await olderThanSeen(before, alone)).toBeUndefined();
      await before.lock();
    }
  });
});

describe('a public key that somebody put into a slot of the header', () => {
  it.each([
    ['in the manifest that lies there', 0],
    ['in one of a next revision', 1],
  ])('is never wrapped to: %s', async (_, later) => {
    const before = await manifestOf(location);
    const parts = parseManifest(before.bytes);
    const secret = random(32);
    const { vault: id } = parts.header;
    const vaultId = Buffer.from(id, 'hex');
    const slots = await Promise.all(
      parts.header.slots.map(async (slot) => {
        if (slot.kind === 'passphrase' || recipientsOf(slot).length === 0) return slot;
        const made = await makeRecipient(
          { id: slot.id, kind: slot.kind, vaultId, rootKey: known.rootKey },
          secret,
        );
        return { ...slot, ...made.recipient };
      }),
    );
    const swapped = buildManifest(headerBytesOf({ ...parts.header, slots }), parts.sealedHead);
    if (later === 1) await forged(() => swapped);
    else overwrite(before.bytes, swapped);
    const tried = await vault.rekey('one', 'two').then(
      () => 'rekeyed',
      (error) => failureOf(error)?.code,
    );
    expect(tried).toMatch(/^(wrong-key|store)$/);
    expect(Buffer.from((await manifestOf(location)).bytes).equals(swapped)).toBe(true);
    // The same for who opens the vault only now: the slots lead to the root key, and the head does
    // not know this header.
    expect(await opens(location, 'one')).toMatch(/^(wrong-key|wrong-passphrase|damaged)$/);
    for (const slot of (await headerOf(location)).slots.flatMap(recipientsOf)) {
      const found = await unwrapWith(slot, secret, vaultId);
      if (found !== undefined) expect(Buffer.from(found).equals(known.rootKey)).toBe(true);
    }
  });
});

/** Puts another manifest of the same length in the place of the one that lies in the file. */
function overwrite(before: Uint8Array, swapped: Uint8Array): void {
  expect(swapped.length).toBe(before.length);
  const store = new Database(location);
  store.prepare('UPDATE manifests SET bytes = ?').run(swapped);
  store.close();
}

function recipientsOf(slot: KeySlot) {
  const parsed = recipientShape.safeParse(slot);
  return parsed.success ? [parsed.data] : [];
}

/**
 * The members of a slot that wrap another root key, with the pre-shared key that the old head knows
 * of it, or one of none.
 */
async function wrappedTo(slot: KeySlot, rootKey: Uint8Array, id: string) {
  const [recipient] = recipientsOf(slot);
  if (recipient === undefined) return {};
  const [any = ''] = Object.values(known.psks);
  const psk = bytesOf(known.psks[slot.id] ?? any);
  return wrapTo({ ...recipient, vaultId: Buffer.from(id, 'hex'), rootKey }, psk);
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64url'));
}
