import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import { ChosenFiles } from '../electron/chosen.ts';
import { vaultHandlers } from '../ipc/handlers/vault.ts';
import { answerCode, readInvitation } from '../keyslots/invitation.ts';
import { readKeyFile } from '../keyslots/key-file.ts';
import { openVault } from '../vault/open.ts';
import { CredentialBook } from './credentials.ts';
import type { Recent } from './recents.ts';
import { sessionForTest } from './testing/session.ts';

// The window of a vault that asks for a key file, from the side of main.
const missing = { code: 'wrong-passphrase', keyFile: 'missing' };
const given = { code: 'wrong-passphrase', keyFile: 'given' };

let folder: string;
let vault: string;
let key: string;
let kept: Recent[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-key-'));
  vault = join(folder, 'a.holdfast');
  key = written('a.key', 'abc');
  kept = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const begin = () =>
  sessionForTest({
    recents: { get: () => kept, set: (next) => kept.splice(0, kept.length, ...next) },
  });

const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => failureOf(error) ?? error,
  );

test('its place is known from the head on, and remembered as the vault is, never its content', async () => {
  const first = begin();
  const made = await first.create(fileAt(vault), { passphrase: 'one', keyFile: key });
  expect(made.keyFile).toEqual({ file: key, missing: false });
  expect(kept).toEqual([{ place: fileAt(vault), opened: 1_000, keyFile: key }]);
  expect((await first.leave()).keyFile).toBeUndefined();

  const session = begin();
  expect((await session.select(fileAt(vault))).keyFile).toEqual({ file: key, missing: false });
  expect(await failure(session.unlock('one'))).toEqual(missing);
  expect(await failure(session.unlock({ passphrase: 'two', keyFile: key }))).toEqual(given);
  expect((await session.state()).keyFile).toEqual({ file: key, missing: false });
  const moved = join(folder, 'moved.key');
  renameSync(key, moved);
  expect((await session.state()).keyFile).toEqual({ file: key, missing: true });
  expect(await failure(session.unlock({ passphrase: 'one', keyFile: key }))).toMatchObject({
    code: 'bad-input',
    what: 'key-file',
  });
  await session.unlock({ passphrase: 'one', keyFile: moved });
  expect(kept).toEqual([{ place: fileAt(vault), opened: 1_000, keyFile: moved }]);
  expect((await session.lock('asked')).keyFile).toEqual({ file: moved, missing: false });
});

test('a file that was named for one vault is none of another', async () => {
  const session = begin();
  await session.create(fileAt(vault), { passphrase: 'one', keyFile: key });
  await session.create(fileAt(join(folder, 'b.holdfast')), 'two');
  expect((await session.state()).keyFile).toBeUndefined();
  expect(kept.map(({ keyFile }) => keyFile)).toEqual([undefined, key]);
  expect((await session.offer(fileAt(vault))).keyFile).toBeUndefined();
  await session.leave();
  await session.offer(fileAt(vault));
  expect((await session.select(fileAt(vault))).keyFile).toEqual({ file: key, missing: false });
});

test('an open vault takes one in, another in its place, and lets it go; wrong is wrong', async () => {
  const session = begin();
  await session.create(fileAt(vault), 'one');
  expect(await failure(session.changeKeyFile('two', key))).toEqual({ code: 'wrong-passphrase' });
  const none = join(folder, 'none');
  expect(await failure(session.changeKeyFile('one', none))).toMatchObject({ what: 'key-file' });
  expect((await session.state()).keyFile).toBeUndefined();

  await session.changeKeyFile('one', key);
  expect((await session.state()).keyFile).toEqual({ file: key, missing: false });
  const other = written('b.key', 'other');
  await session.changeKeyFile('one', other);
  expect(kept).toEqual([{ place: fileAt(vault), opened: 1_000, keyFile: other }]);
  expect((await session.lock('asked')).keyFile).toEqual({ file: other, missing: false });
  expect(await failure(session.unlock({ passphrase: 'one', keyFile: key }))).toEqual(given);
  await session.unlock({ passphrase: 'one', keyFile: other });

  const away = join(folder, 'away');
  renameSync(other, away);
  expect(await failure(session.changeKeyFile('one', undefined))).toMatchObject({ what: 'key-file' });
  renameSync(away, other);
  await session.changeKeyFile('one', undefined);
  expect((await session.state()).keyFile).toBeUndefined();
  expect(kept).toEqual([{ place: fileAt(vault), opened: 1_000 }]);
  await session.lock('asked');
  await session.unlock('one');
});

test('another passphrase and other keys leave it as it is', async () => {
  const session = begin();
  const nobody = {
    place: async () => undefined,
    freshPlace: async () => undefined,
    mayConnect: async () => false,
  };
  const chooser = { ...nobody, keyFile: async () => key, newKeyFile: async () => join(folder, 'new.key') };
  const chosen = new ChosenFiles(() => [fileAt(vault)]);
  const calls = vaultHandlers(
    session,
    chooser,
    chosen,
    new CredentialBook(() => undefined, { get: () => ({}), set: () => undefined }),
  );
  expect(
    await failure(
      Promise.resolve().then(() => calls.create({ place: fileAt(vault), passphrase: 'one', keyFile: key })),
    ),
  ).toEqual({ code: 'denied', reason: 'not-chosen' });
  expect(await calls.chooseKeyFile(undefined)).toMatchObject({ file: key });
  await calls.create({ place: fileAt(vault), passphrase: 'one', keyFile: key });
  await calls.changePassphrase({ old: 'one', new: 'two' });
  await calls.rekey({ passphrase: 'two' });
  await session.reseal();
  await session.lock('asked');
  expect(await failure(openVault({ location: vault }, 'two'))).toEqual(missing);
  await calls.unlock({ passphrase: 'two', keyFile: key });

  const made = await calls.makeKeyFile(undefined);
  expect(made).toEqual({ file: join(folder, 'new.key'), open: false });
  await calls.changeKeyFile({ passphrase: 'two', file: join(folder, 'new.key') });
  await session.lock('asked');
  const keyFile = await readKeyFile(join(folder, 'new.key'));
  await (await openVault({ location: vault }, { passphrase: 'two', keyFile })).lock();
  expect(await failure(Promise.resolve(calls.makeKeyFile(undefined)))).toMatchObject({ code: 'exists' });
});

test('a vault of which some people have a key file asks for it without insisting, and knows whose it is', async () => {
  const first = begin();
  await first.create(fileAt(vault), 'one');
  const { people } = first.vault;
  const code = await people.invite('Bob');
  const keyFile = await readKeyFile(key);
  const params = { memoryKiB: 8192, passes: 1, lanes: 1 };
  const passphrase = new TextEncoder().encode('two');
  const answer = await answerCode(readInvitation(code), { passphrase, keyFile, params });
  await people.confirm(answer, (await people.look(answer)).words.join(' '), 'one');
  expect((await first.state()).keyFile).toBeUndefined();
  await first.leave();

  const session = begin();
  expect((await session.select(fileAt(vault))).keyFile).toEqual({ missing: false, optional: true });
  expect(await failure(session.unlock('wrong'))).toEqual(missing);
  expect((await session.state()).keyFile).toEqual({ missing: false, optional: true });
  expect((await session.unlock('one')).keyFile).toBeUndefined();
  expect((await session.lock('asked')).keyFile).toEqual({ missing: false, optional: true });
  expect((await session.unlock({ passphrase: 'two', keyFile: key })).keyFile).toEqual({
    file: key,
    missing: false,
  });
  expect(await session.withCredentials('two', async (given) => given)).toMatchObject({ passphrase: 'two' });
  expect((await session.lock('asked')).keyFile).toEqual({ file: key, missing: false, optional: true });
  expect((await session.unlock('one')).keyFile).toBeUndefined();
  await session.leave();
});
