import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { State } from '../../shared/contract.ts';
import { HoldfastError } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import { MachineNotes } from '../backups/notes.ts';
import { noteSeen, olderThanSeen } from '../backups/rollback.ts';
import { createVault, openVault, readHeader } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import type { Core } from './core.ts';
import { memoryOf } from './memory.ts';
import type { Recent } from './recents.ts';
import type { SessionOptions } from './session/options.ts';
import type { Session } from './session.ts';
import { core, kdf, sessionForTest } from './testing/session.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function begin(options: Partial<SessionOptions> = {}) {
  const kept: Recent[] = [];
  const states: State[] = [];
  const written: number[] = [];
  const session = sessionForTest({
    recents: { get: () => kept, set: (next) => kept.splice(0, kept.length, ...next) },
    changed: (state) => states.push(state),
    written: (revision) => written.push(revision),
    ...options,
  });
  return { session, states, written, recents: () => kept };
}

const failure = async (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => (error instanceof HoldfastError ? error.failure : error),
  );

describe('what expires', () => {
  test('is told once its time has come, and not after a lock', async () => {
    let now = 1_000;
    const { session, written } = begin({ now: () => now });
    await session.create(fileAt(join(folder, 'team.holdfast')), 'horse');
    const { revision } = session.vault;
    session.noteExpiry(1_001);
    // The timer rings before its time has come by our clock: it is set again.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(written).toEqual([]);
    now = 1_001;
    await expect.poll(() => written).toEqual([revision]);
    session.noteExpiry(Number.POSITIVE_INFINITY);
    session.noteExpiry(8_640_000_000_000_000);
    session.noteExpiry(1_001);
    await session.lock('asked');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(written).toEqual([revision]);
  });
});

describe('a session in a file', () => {
  test('goes from nothing to open, locked, open and back to nothing', async () => {
    const { session, states, recents } = begin();
    const file = join(folder, 'team.holdfast');
    expect(await session.state()).toEqual({ vault: 'none', readOnly: false, notices: [], recents: [] });

    expect(await session.create(fileAt(file), 'horse')).toMatchObject({
      vault: 'open',
      place: fileAt(file),
      name: 'team',
    });
    expect(await session.lock('asked')).toMatchObject({ vault: 'locked', place: fileAt(file) });
    expect(await session.unlock('horse')).toMatchObject({ vault: 'open', place: fileAt(file) });
    expect(await session.leave()).toMatchObject({
      vault: 'none',
      recents: [{ place: fileAt(file), name: 'team', opened: 1_000, missing: false }],
    });
    expect(states.map(({ vault }) => vault)).toEqual(['open', 'locked', 'open', 'none']);
    expect(recents()).toEqual([{ place: fileAt(file), opened: 1_000 }]);
  });

  test('refuses a wrong passphrase and keeps the choice', async () => {
    const { session } = begin();
    const file = join(folder, 'a.holdfast');
    await session.create(fileAt(file), 'horse');
    await session.lock('asked');
    expect(await failure(session.unlock('cow'))).toEqual({ code: 'wrong-passphrase' });
    expect(await session.state()).toMatchObject({ vault: 'locked', place: fileAt(file) });
    expect(await session.unlock('horse')).toMatchObject({ vault: 'open' });
    // An entry of our own waits behind those of the unlock.
    await session.vault.audit.append({ client: 'owner', action: 'audit.list', outcome: 'done' });
    const said = (await session.vault.audit.list()).map(({ action, outcome }) => `${action} ${outcome}`);
    expect(said).toEqual(['unlock.failed wrong-passphrase', 'unlock done', 'audit.list done']);
    await session.leave();
  });

  test('refuses to choose what is no vault, and keeps the one it has', async () => {
    const { session } = begin();
    const file = join(folder, 'a.holdfast');
    await session.create(fileAt(file), 'horse');
    expect(await failure(session.select(fileAt(folder)))).toMatchObject({
      code: 'not-a-vault',
      reason: 'folder',
    });
    expect(await failure(session.select(fileAt(join(folder, 'nope'))))).toMatchObject({ code: 'not-found' });
    expect(await session.state()).toMatchObject({ vault: 'open', place: fileAt(file) });
    await session.leave();
  });

  test('choosing the vault that is open leaves it open, another one locks it', async () => {
    const { session } = begin();
    const [first, second] = [join(folder, 'a.holdfast'), join(folder, 'b.holdfast')];
    await session.create(fileAt(first), 'horse');
    await session.create(fileAt(second), 'cow');
    const vault = session.vault;
    expect(await session.select(fileAt(second))).toMatchObject({ vault: 'open', place: fileAt(second) });
    expect(await session.select(fileAt(first))).toMatchObject({ vault: 'locked', place: fileAt(first) });
    expect(await failure(vault.secrets.list(''))).toEqual({ code: 'closed' });
  });

  test('flags a recent vault that is gone', async () => {
    const { session } = begin();
    const file = join(folder, 'a.holdfast');
    await session.create(fileAt(file), 'horse');
    await session.leave();
    rmSync(file);
    expect((await session.state()).recents).toMatchObject([{ place: fileAt(file), missing: true }]);
    expect((await session.forget(fileAt(file))).recents).toEqual([]);
  });

  test('follows what another program commits', async () => {
    const { session, written } = begin();
    const file = join(folder, 'a.holdfast');
    await session.create(fileAt(file), 'horse');
    await session.refresh();
    expect(written).toEqual([]);

    const other = await openVault({ location: file }, 'horse');
    await other.secrets.put('a/b', [{ name: 'user', type: 'text', value: 'ada' }]);
    await other.lock();
    await session.refresh();
    expect(written).toEqual([session.vault.revision]);
    expect((await session.vault.catalog()).all().map(({ path }) => path)).toEqual(['a/b']);
    await session.leave();
  });

  test('tells once of a file that was replaced or is gone, and no more once it is back', async () => {
    const { session, states } = begin();
    const file = join(folder, 'a.holdfast');
    await session.create(fileAt(file), 'horse');
    await session.refresh();
    const before = states.length;
    renameSync(file, `${file}.away`);
    await session.refresh();
    await session.refresh();
    expect(states.slice(before).map(({ notices }) => notices)).toEqual([['gone']]);
    copyFileSync(`${file}.away`, file);
    await session.refresh();
    expect((await session.state()).notices).toEqual(['replaced']);
    renameSync(`${file}.away`, file);
    await session.refresh();
    expect((await session.state()).notices).toEqual([]);
    renameSync(file, `${file}.away`);
    await session.refresh();
    expect((await session.lock('asked')).notices).toEqual([]);
  });
});

describe('an unlock that is called off', () => {
  const slow = () => {
    const opened: Vault[] = [];
    let finish = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const openSlowly = async (): Promise<Vault> => {
      await gate;
      const vault = await createVault({ kind: 'memory' }, { passphrase: '', kdf });
      opened.push(vault);
      return vault;
    };
    const ready = begin({ store: 'memory', core: async () => ({ ...core, openVault: openSlowly }) });
    return { ...ready, opened, finish };
  };

  test.each<[string, (session: Session) => unknown]>([
    ['by cancelling', (session) => session.cancel()],
    ['by locking', (session) => session.lock('idle')],
    ['by leaving', (session) => session.leave()],
  ])('%s: the caller hears at once, the late vault is locked', async (_, callOff) => {
    const { session, opened, finish } = slow();
    await session.select(fileAt('/chosen.holdfast'));
    const attempt = failure(session.unlock('horse'));
    // The attempt begins once the core is there.
    await new Promise(setImmediate);
    await callOff(session);
    expect(await attempt).toEqual({ code: 'cancelled' });
    expect(session.isOpen).toBe(false);

    finish();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(opened).toHaveLength(1);
    expect(session.isOpen).toBe(false);
    expect(await failure(opened[0]?.secrets.list('') ?? Promise.resolve())).toEqual({ code: 'closed' });
  });

  test('by a second one: only that one counts', async () => {
    const { session, opened, finish } = slow();
    await session.select(fileAt('/chosen.holdfast'));
    const first = failure(session.unlock('horse'));
    const second = session.unlock('horse');
    finish();
    expect(await first).toEqual({ code: 'cancelled' });
    expect(await second).toMatchObject({ vault: 'open' });
    expect(opened).toHaveLength(2);
  });
});

describe('a kind of store that is unknown', () => {
  test('opens memory, says so and touches no file', async () => {
    const { session, recents } = begin({ store: 'weird', notices: ['test-runtime'] });
    expect(await session.state()).toMatchObject({ notices: ['test-runtime', 'memory-only'] });
    const file = join(folder, 'a.holdfast');
    expect(await session.create(fileAt(file), 'horse')).toMatchObject({
      vault: 'open',
      notices: ['test-runtime', 'memory-only'],
    });
    await session.vault.secrets.put('a', [{ name: 'user', type: 'text', value: 'ada' }]);
    await session.leave();
    expect(recents()).toEqual([]);
    expect(await failure(readHeader({ location: file }))).toMatchObject({ code: 'not-found' });
  });
});

test('what was filled with plaintext is emptied before the keys go', async () => {
  const order: string[] = [];
  const { session } = begin({ store: 'memory', locking: () => order.push('emptied') });
  await session.create(fileAt('/a.holdfast'), 'horse');
  const vault = session.vault;
  await session.lock('asked');
  await session.lock('asked');
  expect(order).toEqual(['emptied']);
  expect(() => session.vault).toThrow('locked');
  expect(await failure(vault.secrets.list(''))).toEqual({ code: 'closed' });
});

describe('a copy that is older than what this machine has seen', () => {
  const memory = () => {
    const notes = new MachineNotes(undefined);
    return {
      ...memoryOf(async () => notes),
      older: (vault: Vault) => olderThanSeen(vault, notes),
      note: (vault: Vault, accept: boolean) => noteSeen(vault, notes, 5, { accept }),
    };
  };

  test('opens only once that is accepted, and is the newest from then on', async () => {
    const seen: Vault[] = [];
    const told = memory();
    const older = async (vault: Vault) => told.older(seen[seen.push(vault) - 1] as Vault);
    const { session } = begin({ memory: { ...told, older } });
    const file = join(folder, 'team.holdfast');
    await session.create(fileAt(file), 'one');
    await session.lock('asked');
    const old = readFileSync(file);
    await session.unlock('one');
    await session.vault.secrets.put('a', []);
    session.noteWrite();
    await session.lock('asked');
    writeFileSync(file, old);
    expect(await failure(session.unlock('one'))).toMatchObject({ code: 'older-copy', found: 1, when: 5 });
    expect((await session.state()).vault).toBe('locked');
    expect(await failure(seen.at(-1)?.secrets.list('') ?? expect.unreachable())).toEqual({ code: 'closed' });
    expect((await session.unlock('one', true)).vault).toBe('open');
    await session.lock('asked');
    expect((await session.unlock('one')).vault).toBe('open');
    await session.lock('asked');
  });

  test('a memory that fails keeps nobody out', async () => {
    const broken = async () => {
      throw new Error('disk');
    };
    const { session } = begin({ memory: { older: broken, note: broken, restored: broken, told: broken } });
    await session.create(fileAt(join(folder, 'team.holdfast')), 'one');
    await session.lock('asked');
    expect((await session.unlock('one')).vault).toBe('open');
    await session.lock('asked');
  });
});

test('a damaged vault opens read-only, and the state says so', async () => {
  const { session, states } = begin();
  const file = join(folder, 'team.holdfast');
  await session.create(fileAt(file), 'one');
  for (let i = 0; i < 5; i++) await session.vault.secrets.put(`a${i}`, []);
  await session.lock('asked');
  truncateSync(file, statSync(file).size - 4_096);
  const state = await session.unlock('one');
  expect(state).toMatchObject({ vault: 'open', readOnly: true, notices: ['damaged'] });
  expect(await failure(session.vault.secrets.put('b', []))).toMatchObject({ code: 'damaged' });
  expect(states.at(-1)?.notices).toEqual(['damaged']);
  await session.lock('asked');
});

test('that a vault is open for reading only is said while it is open, and goes with it', async () => {
  const reading: Core = {
    ...core,
    openVault: (config, ...rest) => openVault({ ...config, readOnly: true }, ...rest),
    readHeader: async (config) => ({ ...(await readHeader(config)), readOnly: true }),
  };
  const { session, states } = begin({ core: async () => reading });
  const [file, other] = [join(folder, 'team.holdfast'), join(folder, 'other.holdfast')];
  for (const location of [file, other])
    await (await createVault({ location }, { passphrase: 'one', kdf })).lock();
  expect((await session.select(fileAt(file))).notices).toEqual([]);
  expect(await session.unlock('one')).toMatchObject({ readOnly: true, notices: ['read-only'] });
  expect(await session.lock('asked')).toMatchObject({ vault: 'locked', readOnly: false, notices: [] });
  await session.unlock('one');
  expect(await session.select(fileAt(other))).toMatchObject({
    place: fileAt(other),
    readOnly: false,
    notices: [],
  });
  await session.unlock('one');
  expect(await session.leave()).toMatchObject({ vault: 'none', readOnly: false, notices: [] });
  for (const { vault, notices } of states) if (vault !== 'open') expect(notices).toEqual([]);
});

test('what is in memory is kept in a file after all, which is the open vault from then on', async () => {
  const stored: string[] = [];
  const { session, states } = begin({ store: 'memory', stored: () => stored.push('durable') });
  await session.create(fileAt(join(folder, 'nowhere.holdfast')), 'any');
  await session.vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 'x' }]);
  const file = join(folder, 'kept.holdfast');
  expect(await session.keep(fileAt(file), 'horse')).toEqual({ place: fileAt(file), secrets: 1 });
  expect(states.at(-1)).toMatchObject({ vault: 'open', place: fileAt(file), notices: [] });
  expect(stored).toEqual(['durable']);
  await session.vault.secrets.put('prod/web', [{ name: 'password', type: 'secret', value: 'y' }]);
  await session.lock('asked');
  expect(await failure(session.unlock('cow'))).toEqual({ code: 'wrong-passphrase' });
  await session.unlock('horse');
  expect((await session.vault.secrets.list('')).map(({ path }) => path)).toEqual(['prod/db', 'prod/web']);
  expect(await failure(session.keep(fileAt(join(folder, 'b.holdfast')), 'horse'))).toMatchObject({
    code: 'denied',
  });
});

test('a session that cannot be kept goes on in memory', async () => {
  const { session } = begin({ store: 'memory' });
  await session.create(fileAt(join(folder, 'nowhere.holdfast')), 'any');
  await session.vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 'x' }]);
  const file = join(folder, 'taken.holdfast');
  writeFileSync(file, 'mine');
  expect(await failure(session.keep(fileAt(file), 'horse'))).toMatchObject({ code: 'exists' });
  expect(await session.state()).toMatchObject({ vault: 'open', notices: ['memory-only'] });
  expect(await session.vault.secrets.list('')).toHaveLength(1);
});

test('a vault asked for from outside is chosen, and only told of while another is open', async () => {
  const offers: unknown[] = [];
  const { session } = begin({ offered: (place, name) => offers.push(place, name) });
  const [first, second] = [join(folder, 'first.holdfast'), join(folder, 'second.holdfast')];
  await session.create(fileAt(first), 'one');
  await session.offer(fileAt(first));
  expect(offers).toEqual([]);
  expect(await session.offer(fileAt(second))).toMatchObject({ vault: 'open', place: fileAt(first) });
  expect(offers).toEqual([fileAt(second), 'second']);
  await session.lock('asked');
  expect(await session.offer(fileAt(second))).toMatchObject({ vault: 'locked', place: fileAt(second) });
});

test('what was done about a journal is told until another vault is chosen', async () => {
  const { session, states } = begin();
  const [a, b] = [join(folder, 'a.holdfast'), join(folder, 'b.holdfast')];
  await session.create(fileAt(b), 'one');
  await session.create(fileAt(a), 'one');
  for (let n = 1; n <= 5; n++) session.noteSettled({ file: a, did: 'set-aside', kept: [`${a}-${n}`] });
  await session.lock('asked');
  expect((await session.state()).settled?.map(({ kept }) => kept)).toEqual(
    [3, 4, 5].map((n) => [`${a}-${n}`]),
  );
  expect(states.at(-1)?.settled).toHaveLength(3);
  await session.unlock('one');
  expect((await session.state()).settled).toHaveLength(3);
  await session.select(fileAt(b));
  expect((await session.state()).settled).toBeUndefined();
});
