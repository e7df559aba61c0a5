import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { channel, type State } from '../../shared/contract.ts';
import { fileAt, type Place } from '../../shared/place.ts';
import { defaultPreferences } from '../../shared/preferences.ts';
import { refusal } from '../backend/testing/harness.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { type TestApp, testApp } from '../ipc/testing/app.ts';

// Two vaults that are open at once, as the window asks for them.
let folder: string;
let app: TestApp;
let time: number;
let home: Place;
let work: Place;
const value = (text: string) => [{ name: 'password', type: 'secret' as const, value: text }];

beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  time = 1_000_000;
  app = testApp({ folder, store: 'sqlite', now: () => time });
  [home, work] = [fileAt(join(folder, 'home.holdfast')), fileAt(join(folder, 'work.holdfast'))];
  await app.session.create(home, 'one');
  await app.session.vault.secrets.put('mail', value('of home'));
  await call('vault', 'chooseAnother');
  await app.session.create(work, 'two');
  await app.session.vault.secrets.put('mail', value('of work'));
});
afterEach(async () => {
  await app.session.lock('quit');
  fs.rmSync(folder, { recursive: true });
  expect(app.faults).toEqual([]);
});

async function call<T = State>(group: string, method: string, input?: unknown): Promise<T> {
  const reply = await app.ask(channel(group, method), input);
  if (!reply.ok) throw Object.assign(new Error('refused'), reply);
  return reply.value as T;
}
const to = (place: Place, keep = true) => call('vault', 'select', { place, keep });
const mail = () =>
  call<{ value: string }>('secrets', 'reveal', { path: 'mail', version: 1, field: 'password' });
const beside = async () => ((await call('app', 'state')).beside ?? []).map(({ name }) => name);

test('a switch asks for no passphrase and locks nothing; each call goes to the vault in front', async () => {
  expect(await beside()).toEqual(['home']);
  expect(await mail()).toMatchObject({ value: 'of work' });
  expect(await to(home)).toMatchObject({ vault: 'open', name: 'home', beside: [{ name: 'work' }] });
  expect(await mail()).toMatchObject({ value: 'of home' });
  await call('secrets', 'delete', { path: 'mail' });
  await to(work);
  expect(await mail()).toMatchObject({ value: 'of work' });
});

test('what was begun in one vault ends there, though another one is in front by then', async () => {
  const { vault } = app.session;
  let goOn = () => undefined as unknown;
  const held = new Promise((resolve) => {
    goOn = () => resolve(undefined);
  });
  const under = app.session.during(async () => {
    await held;
    await app.session.vault.secrets.put('later', value('x'));
    app.session.noteWrite();
    return app.session.place;
  });
  await to(home);
  goOn();
  expect(await under).toEqual(work);
  expect(await vault.secrets.get('later')).toMatchObject({ version: 1 });
  expect(await refusal(app.session.vault.secrets.get('later'))).toMatchObject({ code: 'not-found' });
});

test('a lock locks all of them; one can be locked alone, and the other is still open', async () => {
  expect(await call('vault', 'lockAlone')).toMatchObject({
    vault: 'locked',
    name: 'work',
    beside: [{ name: 'home' }],
  });
  expect(await to(home)).toMatchObject({ vault: 'open', name: 'home' });
  await to(work);
  await call('vault', 'unlock', { passphrase: 'two' });
  const state = await call('vault', 'lock');
  expect(state.vault).toBe('locked');
  expect(state.beside).toBeUndefined();
  expect(await to(home)).toMatchObject({ vault: 'locked' });
});

test('an automatic lock, the crash of the page and the end of the app lock all of them, too', async () => {
  for (const reason of ['idle', 'suspend', 'crash', 'quit'] as const) {
    expect(await beside()).toEqual(['home']);
    const other = app.session.openVault(app.session.vault.id)?.vault;
    await app.session.lock(reason);
    expect([app.session.isAnyOpen, await beside()]).toEqual([false, []]);
    expect(await refusal(other?.secrets.info('mail') ?? Promise.resolve())).toEqual({ code: 'closed' });
    await to(home);
    await call('vault', 'unlock', { passphrase: 'one' });
    await to(work);
    await call('vault', 'unlock', { passphrase: 'two' });
  }
});

test('one that nobody looked at for the time of the automatic lock locks by itself', async () => {
  time += (defaultPreferences.autoLockMinutes - 1) * 60_000;
  await app.session.lookBeside();
  expect(await beside()).toEqual(['home']);
  time += 60_000;
  await app.session.lookBeside();
  expect(await beside()).toEqual([]);
  expect(app.session.isOpen).toBe(true);
  expect(await to(home)).toMatchObject({ vault: 'locked' });
});

test('choosing another vault without keeping this one open locks this one alone', async () => {
  await to(home, false);
  expect(await beside()).toEqual([]);
  expect(app.session.isOpen).toBe(true);
  expect(await to(work)).toMatchObject({ vault: 'locked', name: 'work', beside: [{ name: 'home' }] });
});

test('a choice that fails changes nothing', async () => {
  const gone = fileAt(join(folder, 'none.holdfast'));
  app.choices.existing = gone.location;
  await call('vault', 'choosePlace', { kind: 'sqlite', purpose: 'existing' });
  await expect(to(gone)).rejects.toThrow('refused');
  expect(await mail()).toMatchObject({ value: 'of work' });
  expect(await beside()).toEqual(['home']);
});

test('secrets are copied and moved into the other vault with their versions, and a move is taken back here', async () => {
  const chosen = { paths: ['list', 'note'] };
  await app.session.vault.secrets.put('list', value('one'));
  await app.session.vault.secrets.put('list', value('two'));
  await app.session.vault.secrets.put('note', value('n'));
  const other = app.session.besideAt(home);
  expect(await call('several', 'toVault', { chosen: { paths: ['list'] }, to: home, move: false })).toEqual({
    secrets: 1,
    undo: 0,
  });
  expect((await other.secrets.get('list', 1)).fields).toEqual(value('one'));
  // One of them is there already: nothing is moved.
  await expect(call('several', 'toVault', { chosen, to: home, move: true })).rejects.toMatchObject({
    failure: { code: 'exists', name: 'list' },
  });
  expect(await refusal(other.secrets.info('note'))).toMatchObject({ code: 'not-found' });
  const move = { chosen: { paths: ['note'] }, to: home, move: true };
  const { undo } = await call<{ undo: number }>('several', 'toVault', move);
  expect((await other.secrets.get('note')).fields).toEqual(value('n'));
  expect((await app.session.vault.secrets.info('note')).current).toBe(0);
  expect(await call('several', 'undo', { undo })).toEqual({ secrets: 1, stays: [] });
  expect((await app.session.vault.secrets.get('note')).fields).toEqual(value('n'));
  await expect(call('several', 'toVault', { ...move, to: work })).rejects.toMatchObject({
    failure: { code: 'locked' },
  });
});

test('a vault that is open beside and asked for from outside is not opened a second time', async () => {
  await call('vault', 'lockAlone');
  expect(await app.session.offer(home)).toMatchObject({ vault: 'open', name: 'home' });
  expect(await beside()).toEqual([]);
  expect(await mail()).toMatchObject({ value: 'of home' });
});
