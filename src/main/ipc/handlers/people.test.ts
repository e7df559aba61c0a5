import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { channel, type Reply } from '../../../shared/contract.ts';
import { fileAt } from '../../../shared/place.ts';
import { type TestApp, testApp } from '../testing/app.ts';

let folder: string;
let app: TestApp;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'people-'));
  app = testApp({ folder, store: 'sqlite' });
  await app.session.create(fileAt(join(folder, 'a.holdfast')), 'one');
});
afterEach(async () => {
  await app.session.leave();
  expect(app.faults).toEqual([]);
  rmSync(folder, { recursive: true });
});

const ask = (method: string, input?: unknown) =>
  app.ask(channel('people', method), input) as Promise<Reply<never>>;
async function told<T>(method: string, input?: unknown): Promise<T> {
  const reply = await ask(method, input);
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value as T;
}
const refusal = async (method: string, input?: unknown) => {
  const reply = await ask(method, input);
  return reply.ok ? 'done' : reply.failure;
};

interface Code {
  readonly code: string;
}

async function answered(name: string): Promise<Code & { words: string[] }> {
  const { code } = await told<Code>('invite', { name });
  return told('join', { code, passphrase: 'their own' });
}

test('somebody is invited, answers, is let in and removed, each told to the window as a change', async () => {
  await told('rename', { name: 'Anna' });
  const before = app.session.changes;
  const { code, words } = await answered('Bob');
  expect(app.session.changes).toBe(before + 1);
  expect(await told('look', { code })).toEqual({ name: 'Bob', words, cheap: false });
  expect(await refusal('confirm', { code, words: 'a b c d e f', passphrase: 'one' })).toEqual({
    code: 'code-refused',
    reason: 'words',
  });
  expect(await refusal('confirm', { code, words: words.join(' '), passphrase: 'their own' })).toMatchObject({
    code: 'wrong-passphrase',
  });
  await told('confirm', { code, words: words.join(' '), passphrase: 'one' });
  const list = await told<{ people: { name: string; you: boolean }[]; most: number }>('list');
  expect(list.people.map(({ name, you }) => [name, you])).toEqual([
    ['Anna', true],
    ['Bob', false],
  ]);
  expect(list.most).toBe(8);
  await told('remove', { name: 'Bob', passphrase: 'one' });
  expect(await told('list')).toMatchObject({ people: [{ name: 'Anna' }], invited: [] });
  expect(app.session.keys().rekeyed).toBeDefined();
});

test('an invitation says where the vault lies, and is read and answered without a vault', async () => {
  const { code } = await told<Code>('invite', { name: 'Bob' });
  await app.session.leave();
  expect(await told('read', { code })).toEqual({
    vault: expect.stringMatching(/^[0-9a-f]{32}$/),
    name: 'Bob',
    place: join(folder, 'a.holdfast'),
  });
  expect(await refusal('join', { code, passphrase: '' })).toMatchObject({
    code: 'bad-input',
    what: 'passphrase',
  });
  expect(await refusal('join', { code, passphrase: 'x', keyFile: '/etc/hostname' })).toMatchObject({
    code: 'denied',
    reason: 'not-chosen',
  });
  expect(await refusal('list')).toMatchObject({ code: 'locked' });
});

test('a file is written with a code and nothing else, and read as text of bounded length', async () => {
  const { code } = await told<Code>('invite', { name: 'Bob' });
  const file = join(folder, 'invitation.txt');
  app.choices.newPersonFile = file;
  app.choices.personFile = file;
  expect(await told('save', { kind: 'invitation', code, name: 'Bob' })).toEqual({ file: 'invitation.txt' });
  expect(readFileSync(file, 'utf8').replaceAll('\n', '')).toBe(code);
  expect(await told<string>('choose')).toContain(code.slice(0, 60));
  expect(await refusal('save', { kind: 'answer', code, name: 'Bob' })).toEqual({
    code: 'code-refused',
    reason: 'invitation',
  });
  expect(await refusal('save', { kind: 'invitation', code: 'rm -rf', name: 'Bob' })).toMatchObject({
    code: 'code-refused',
  });
  expect(await refusal('copy', { kind: 'invitation', code: 'a secret' })).toMatchObject({
    code: 'code-refused',
  });
  await told('copy', { kind: 'invitation', code });
  expect(app.copied).toBe(code);
  writeFileSync(file, Buffer.alloc(200_000, 'A'));
  expect(await refusal('choose')).toMatchObject({ code: 'too-large', what: 'code' });
  app.choices.personFile = folder;
  expect(await refusal('choose')).toMatchObject({ code: 'code-refused', reason: 'unknown' });
  app.choices.personFile = join(folder, 'none');
  expect(await refusal('choose')).toMatchObject({ code: 'store' });
  delete app.choices.personFile;
  expect(await told('choose')).toBeUndefined();
});
