// Somebody who was let in and then removed, with a copy of the vault from before and all that its
// head holds; and somebody between two people.
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ObjectId } from '../../shared/brand.ts';
import { failureOf } from '../../shared/failure.ts';
import { parseManifest, sealManifest } from '../backend/format/manifest.ts';
import type { ObjectKind } from '../backend/format/object-kind.ts';
import { headText, readSnapshot, type Snapshot } from '../backend/format/snapshot.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { derive } from '../crypto/derive.ts';
import { type Key, random } from '../crypto/primitives.ts';
import { codeOf } from '../keyslots/code.ts';
import {
  answerCode,
  invitationCode,
  newInvitationKeys,
  openAnswer,
  readAnswer,
  readInvitation,
} from '../keyslots/invitation.ts';
import { passphraseBytes, secretOf } from '../keyslots/passphrase.ts';
import { publicPart, unwrapWith, wrapTo } from '../keyslots/recipient.ts';
import { isPassphraseSlot, type PassphraseSlot, recipientShape } from '../keyslots/slot.ts';
import { SqliteStore } from '../store/sqlite.ts';
import { createVault, openVault } from './open.ts';
import { sixWords } from './six-words.ts';
import { unwrapAny } from './slots.ts';
import type { Vault } from './vault.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const kinds: ObjectKind[] = ['page', 'version', 'policy', 'client', 'audit', 'garbage', 'draft'];

let folder: string;
let location: string;
let vault: Vault;
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  vault = await createVault({ location }, { passphrase: 'one', kdf });
  await put('prod/db', 'before');
});
afterEach(async () => {
  await vault.lock();
  fs.rmSync(folder, { recursive: true, force: true });
});

const put = (at: string, text: string) =>
  vault.secrets.put(at, [{ name: 'password', type: 'secret', value: text }]);
const answerTo = (code: string, words: string) =>
  answerCode(readInvitation(code), { passphrase: passphraseBytes(words), params: kdf });
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));

async function add(name: string, words: string): Promise<void> {
  const answer = await answerTo(await vault.people.invite(name), words);
  await vault.people.confirm(answer, (await vault.people.look(answer)).words.join(' '), 'one');
}

async function withStore<T>(work: (store: SqliteStore) => Promise<T>): Promise<T> {
  const store = await SqliteStore.open(location);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
const manifest = () => withStore(async (store) => (await store.latestManifest()) ?? expect.unreachable());
const passphraseSlots = async (): Promise<PassphraseSlot[]> =>
  parseManifest((await manifest()).bytes).header.slots.filter(isPassphraseSlot);

interface Known {
  readonly rootKey: Uint8Array;
  readonly headKey: Key;
  readonly head: Snapshot;
  readonly settings: ReadonlyMap<string, string>;
}

/** All that a person's copy gives to them. */
async function learn(words: string): Promise<Known> {
  const at = await manifest();
  const { slots, vault: id } = parseManifest(at.bytes).header;
  const { rootKey } = await unwrapAny(slots, words, id);
  const headKey = derive(rootKey, Buffer.from(id, 'hex'), 'head');
  const head = readSnapshot(headKey, at);
  return { rootKey, headKey, head, settings: new Map(head.head.settings) };
}

describe('a person who was removed, with a copy from before', () => {
  let known: Known;
  let before: ReadonlySet<ObjectId>;
  beforeEach(async () => {
    await add('Bob', 'two');
    await add('Carol', 'three');
    await vault.people.invite('Dora');
    known = await learn('two');
    before = new Set(await withStore((store) => store.list()));
    await vault.people.remove('Bob', 'one');
    await put('prod/db', 'since');
    await put('new', 'since');
  });

  it.each([
    ['before everything is sealed anew', false],
    ['after it', true],
  ])('opens nothing that was written since, %s', async (_, sealedAnew) => {
    if (sealedAnew) await vault.renew();
    const opening = openVault({ location }, 'two').catch((error) => failureOf(error)?.code);
    expect(await opening).toBe('wrong-passphrase');
    const now = await manifest();
    expect(() => readSnapshot(known.headKey, now)).toThrow('wrong-key');
    const { slots, vault: id } = parseManifest(now.bytes).header;
    const vaultId = Buffer.from(id, 'hex');
    const old = known.head.header.slots.filter(isPassphraseSlot)[1] ?? expect.unreachable();
    const secret = await secretOf(old.kdf, passphraseBytes('two'), vaultId, {});
    const psks = Object.values(
      JSON.parse(known.settings.get('recipients') ?? '{}') as Record<string, string>,
    );
    expect(psks).toHaveLength(3);
    const recipients = slots.map((slot) => recipientShape.parse(slot));
    expect(recipients).toHaveLength(2);
    for (const slot of recipients)
      for (const tried of [secret, known.rootKey, ...psks.map(bytesOf)])
        expect(await unwrapWith(slot, tried, vaultId)).toBeUndefined();
    const since = await withStore(async (store) => {
      const ids = (await store.list()).filter((one) => sealedAnew || !before.has(one));
      return Promise.all(
        ids.map(async (one) => ({ id: one, bytes: (await store.readObjects([one]))[0] as Uint8Array })),
      );
    });
    expect(since.length).toBeGreaterThan(2);
    for (const { id: object, bytes } of since)
      for (const kind of kinds)
        for (const term of [1, 2, 3])
          expect(known.head.keys.isGenuine(kind, { id: object, term }, bytes)).toBe(false);
  });

  it('has no use for the keys of invitations in it: none is left, and later ones have others', async () => {
    const names = [...known.settings.keys()].filter((name) => name.startsWith('invitation/'));
    expect(names).toHaveLength(1);
    const { private: stolen } = JSON.parse(known.settings.get(names[0] ?? '') ?? '{}');
    const { answer } = readAnswer(await answerTo(await vault.people.invite('Eve'), 'four'));
    expect(openAnswer(answer, stolen)).toBeUndefined();
    const key = names[0]?.slice('invitation/'.length) ?? '';
    const theirs = await answerTo(invitationCode({ vault: vault.id, key, name: 'Dora' }), 'mallory');
    const looking = vault.people.look(theirs).catch((error) => failureOf(error));
    expect(await looking).toEqual({ code: 'code-refused', reason: 'not-invited' });
  });

  it('makes no head that a vault which is open takes', async () => {
    const today = parseManifest((await manifest()).bytes).header;
    const { revision } = vault;
    await withStore((store) =>
      store.commit({
        objects: [],
        manifest: sealManifest(known.headKey, today, revision + 1, headText(known.head)),
        revision: revision + 1,
      }),
    );
    expect(failureOf(await vault.refresh().catch((error) => error))?.code).toMatch(/^(wrong-key|store)$/);
  });
});

describe('somebody between two people', () => {
  it('who only reads an answer learns no pre-shared key: no root key of theirs opens for that person', async () => {
    const answer = await answerTo(await vault.people.invite('Bob'), 'two');
    const { answer: parts } = readAnswer(answer);
    const vaultId = Buffer.from(vault.id, 'hex');
    const { psk, public: publicKey } = await publicPart(
      await secretOf(parts.kdf, passphraseBytes('two'), vaultId, {}),
      vaultId,
    );
    expect(parts.public).toBe(publicKey);
    expect(Buffer.from(parts.psk, 'base64url').includes(Buffer.from(psk))).toBe(false);
    for (const tried of [random(32), bytesOf(parts.invitation), bytesOf(parts.ephemeral)])
      expect(openAnswer(parts, Buffer.from(tried).toString('base64url'))).toBeUndefined();
    await vault.people.confirm(answer, (await vault.people.look(answer)).words.join(' '), 'one');
    const [, slot = expect.unreachable()] = await passphraseSlots();
    const mine = random(32);
    const wrapped = await wrapTo(
      { id: slot.id, kind: slot.kind, public: slot.public, vaultId, rootKey: mine },
      random(32),
    );
    const forged = { ...slot, ...wrapped };
    const opened = unwrapAny([forged], 'two', vault.id).catch((error) => failureOf(error)?.code);
    expect(await opened).toBe('wrong-passphrase');
  });

  it('who gives the invited another invitation, and the owner an answer made of theirs, is told by the words', async () => {
    const invitation = readInvitation(await vault.people.invite('Bob'));
    const mallory = newInvitationKeys();
    const given = invitationCode({ ...invitation, key: mallory.key });
    const sent = readAnswer(await answerTo(given, 'two'));
    // They know the psk now, and seal it to the owner's invitation.
    const psk = openAnswer(sent.answer, mallory.private);
    expect(psk).toBeDefined();
    const own = readAnswer(await answerTo(invitationCode(invitation), 'two')).answer;
    const passed = codeOf(
      'answer',
      Buffer.from(JSON.stringify({ ...sent.answer, invitation: own.invitation })),
    );
    const { words } = await vault.people.look(passed);
    expect(words).not.toEqual(await sixWords(sent.bytes));
    const said = (await sixWords(sent.bytes)).join(' ');
    const confirming = vault.people.confirm(passed, said, 'one').catch((error) => failureOf(error));
    expect(await confirming).toEqual({ code: 'code-refused', reason: 'words' });
    expect(await passphraseSlots()).toHaveLength(1);
  });
});
