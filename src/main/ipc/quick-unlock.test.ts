import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { State } from '../../shared/contract.ts';
import type { QuickOptions } from '../../shared/contract-quick-unlock.ts';
import type { Failure } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import { mostWrongPins } from '../../shared/quick-unlock.ts';
import { type FakeQuestion, quickPartsForTest } from '../app/quick-unlock/testing/parts.ts';
import { kdf } from '../app/testing/session.ts';
import { watchSecrets } from '../crypto/wipe.ts';
import { KernelKeyring } from '../native/keyring.ts';
import { openVault, readKey } from '../vault/open.ts';
import { type TestApp, testApp } from './testing/app.ts';

const passphrase = 'correct horse battery';
const pin = '8364';
const hour = 3_600_000;

let folder: string;
let app: TestApp;
let now: number;
let steady: number;
let parts: ReturnType<typeof quickPartsForTest>;
let vaults = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-quick-'));
  now = 1_800_000_000_000;
  steady = 0;
  start();
  await app.session.create(place(), passphrase);
  await app.session.vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 'hunter2' }]);
});
afterEach(async () => {
  watchSecrets(undefined);
  vi.useRealTimers();
  await app.session.leave();
  expect(app.faults).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

/** As when the app is started: nothing is in memory, the files are there. */
function start(): void {
  app = testApp({ folder, store: 'sqlite', now: () => now, steady: () => steady });
  parts = quickPartsForTest();
  app.quickParts = parts;
}
const place = () => fileAt(join(folder, `vault-${vaults}.holdfast`));

type Answer = { value?: unknown; failure?: Failure };
async function call(method: string, input?: unknown): Promise<Answer> {
  return (await app.ask(`holdfast:quickUnlock.${method}`, input)) as Answer;
}
const setPin = (chosen = pin, hours = 8) => call('setPin', { passphrase, pin: chosen, hours });
const options = async () => (await call('options')).value as QuickOptions;
const open = async (given?: string) =>
  (await call('unlock', given === undefined ? {} : { pin: given })).failure;
const lock = () => app.session.lock('idle');
const offered = async () => (await app.session.state()).quickUnlock;
const refused = (reason: string, left?: number) => ({
  ...{ code: 'quick-unlock', reason },
  ...(left !== undefined && { left }),
});

describe('a PIN', () => {
  it('is off until somebody sets it, and then opens the vault after each lock', async () => {
    expect(await options()).toEqual({ asker: 'polkit' });
    await lock();
    expect(await offered()).toBeUndefined();
    expect(await open(pin)).toEqual(refused('not-ready'));
    await app.session.unlock(passphrase);
    expect((await setPin()).value).toEqual({ set: { means: 'pin', hours: 8 }, asker: 'polkit' });
    for (const reason of ['idle', 'suspend', 'minimized', 'asked'] as const) {
      await app.session.lock(reason);
      expect(app.session.isOpen).toBe(false);
      expect(await offered()).toBe('pin');
      expect(await open(pin)).toBeUndefined();
      expect((await app.session.vault.secrets.get('prod/db')).fields[0]?.value).toBe('hunter2');
    }
  });

  it('waits for the passphrase after the app has ended, and is there again after that', async () => {
    await setPin();
    await lock();
    const before = parts.keyring.kept.size;
    start();
    await app.session.select(place());
    expect(await offered()).toBeUndefined();
    expect(await open(pin)).toEqual(refused('not-ready'));
    await app.session.unlock(passphrase);
    expect((await options()).set).toEqual({ means: 'pin', hours: 8 });
    expect([before, parts.keyring.kept.size]).toEqual([1, 1]);
    await lock();
    expect(await open(pin)).toBeUndefined();
  });

  it('takes five wrong ones: then it is gone, and only the passphrase opens', async () => {
    await setPin();
    await lock();
    for (let left = mostWrongPins - 1; left > 0; left--)
      expect(await open(`${left}000`)).toEqual(refused('wrong-pin', left));
    expect(await open('0000')).toEqual(refused('too-many'));
    expect(parts.keyring.kept.size).toBe(0);
    expect(await offered()).toBeUndefined();
    expect(await open(pin)).toEqual(refused('not-ready'));
    await app.session.unlock(passphrase);
    const entries = await app.session.vault.audit.read({ limit: 50 });
    const failed = entries.filter(({ action }) => action === 'unlock.failed');
    expect(failed.map(({ outcome }) => outcome)).toEqual(Array(mostWrongPins).fill('quick-unlock'));
  });

  it('is not to be tried more often by asking at once', async () => {
    await setPin();
    await lock();
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => open(`${1_000 + i}`)));
    expect(
      answers.filter((one) => one?.code === 'quick-unlock' && one.reason === 'wrong-pin').length,
    ).toBeLessThan(mostWrongPins);
    expect(await offered()).toBeUndefined();
    expect(await open(pin)).toEqual(refused('not-ready'));
    await app.session.unlock(passphrase);
    await lock();
    const wrong = Array.from({ length: mostWrongPins }, (_, i) => open(`${1_000 + i}`));
    expect((await Promise.all([...wrong, open(pin)])).at(-1)).toEqual(refused('too-many'));
    expect(app.session.isOpen).toBe(false);
  });

  it('counts anew after the right one', async () => {
    await setPin();
    for (let round = 0; round < 2; round++) {
      await lock();
      for (let left = mostWrongPins - 1; left > 1; left--) await open('0000');
      expect(await open(pin)).toBeUndefined();
    }
  });

  it.each([
    ['pin-short', ['', '1', '123', 'äöü']],
    ['pin-easy', ['0000', '1234', '4321', '7777777', 'abcd', '😀😀😀😀']],
  ])('%s: it is refused, and what was set stays', async (reason, pins) => {
    await setPin();
    for (const weak of pins) expect((await setPin(weak)).failure).toEqual(refused(reason));
    await lock();
    expect(await open(pin)).toBeUndefined();
  });

  it('is set by who knows the passphrase', async () => {
    const reply = await call('setPin', { passphrase: 'wrong', pin, hours: 8 });
    expect(reply.failure).toEqual({ code: 'wrong-passphrase' });
    expect((await options()).set).toBeUndefined();
    await lock();
    expect(await offered()).toBeUndefined();
  });

  it('replaces the one before, and is turned off', async () => {
    await setPin('9182');
    await setPin();
    expect(parts.keyring.kept.size).toBe(1);
    await lock();
    expect(await open('9182')).toEqual(refused('wrong-pin', 4));
    expect(await open(pin)).toBeUndefined();
    expect((await call('turnOff')).value).toEqual({ asker: 'polkit' });
    expect(parts.keyring.kept.size).toBe(0);
    await lock();
    expect(await offered()).toBeUndefined();
    await app.session.unlock(passphrase);
    await lock();
    expect(await offered()).toBeUndefined();
  });

  it('is not had where the kernel refuses its keyring, which is said', async () => {
    parts.keyring.reason = 'keyring-refused';
    expect(await options()).toEqual({ pin: 'keyring-refused', asker: 'polkit' });
    expect((await setPin()).failure).toEqual(refused('keyring-refused'));
    expect((await options()).set).toBeUndefined();
  });

  it('is not had for a vault in memory', async () => {
    const memory = testApp({ folder, now: () => now });
    await memory.session.create(fileAt(join(folder, 'none')), passphrase);
    const reply = (await memory.ask('holdfast:quickUnlock.options', undefined)) as Answer;
    expect(reply.value).toEqual({ pin: 'not-stored', system: 'not-stored', asker: 'polkit' });
    const set = await memory.ask('holdfast:quickUnlock.setPin', { passphrase, pin, hours: 8 });
    expect((set as Answer).failure).toEqual(refused('not-stored'));
  });
});

describe('its end', () => {
  it.each(['wall', 'steady', 'kernel'])('the hours are over (%s)', async (clock) => {
    await setPin(pin, 4);
    expect(parts.keyring.seconds).toBe(4 * 3_600);
    await lock();
    now += 3.9 * hour;
    steady += 3.9 * hour;
    expect(await open(pin)).toBeUndefined();
    await lock();
    if (clock === 'kernel') parts.keyring.empty();
    else if (clock === 'wall') now += 0.2 * hour;
    // The wall clock was set back.
    else [now, steady] = [now - hour, steady + 0.2 * hour];
    expect(await open(pin)).toEqual(refused(clock === 'kernel' ? 'over' : 'not-ready'));
    expect(await offered()).toBeUndefined();
    expect(parts.keyring.kept.size).toBe(0);
  });

  it('opening it quickly does not begin the hours anew, the passphrase does', async () => {
    await setPin(pin, 4);
    for (let round = 0; round < 3; round++) {
      await lock();
      now += hour;
      expect(await open(pin)).toBeUndefined();
    }
    await lock();
    await app.session.unlock(passphrase);
    now += 3.5 * hour;
    await lock();
    expect(await open(pin)).toBeUndefined();
  });

  it.each(['crash', 'quit'] as const)('a lock because of: %s', async (reason) => {
    await setPin();
    await app.session.lock(reason);
    expect(parts.keyring.kept.size).toBe(0);
    expect(await offered()).toBeUndefined();
  });

  it('a lock that wants the passphrase', async () => {
    await setPin();
    const state = (await call('lockAndForget')).value as State;
    expect(state).toMatchObject({ vault: 'locked' });
    expect(state.quickUnlock).toBeUndefined();
    expect(parts.keyring.kept.size).toBe(0);
  });

  const ask = (channel: string, input: unknown) => app.ask(`holdfast:${channel}`, input);
  it.each([
    [
      'another passphrase',
      () => ask('vault.changePassphrase', { old: passphrase, new: 'another one entirely' }),
    ],
    [
      'another passphrase with the same keys',
      () => ask('vault.changePassphrase', { old: passphrase, new: 'another one entirely', keepKeys: true }),
    ],
    ['new keys', () => ask('vault.rekey', { passphrase })],
    [
      'new sheets',
      () =>
        ask('recovery.issue', { passphrase, threshold: 2, shares: 3, holders: ['', '', ''], paper: 'a4' }),
    ],
  ])('a change of who opens the vault: %s', async (_, change) => {
    await setPin();
    expect(await change()).toMatchObject({ ok: true });
    app.session.noteWrite();
    expect(parts.keyring.kept.size).toBe(0);
    await lock();
    expect(await offered()).toBeUndefined();
  });

  it.each([false, true])(
    'the same, by another program, while it is locked; keys kept: %s',
    async (keepKeys) => {
      await setPin();
      await lock();
      const other = await openVault(place(), passphrase);
      await other.changePassphrase(passphrase, 'another one entirely', { kdf, keepKeys });
      await other.lock();
      expect(await open(pin)).toEqual(refused('keys-changed'));
      expect(app.session.isOpen).toBe(false);
      expect(await offered()).toBeUndefined();
      expect(parts.keyring.kept.size).toBe(0);
    },
  );

  it('a vault that is forgotten', async () => {
    await setPin();
    await app.session.leave();
    await app.session.forget(place());
    expect(parts.keyring.kept.size).toBe(0);
  });

  it('secrets that another program writes are none', async () => {
    await setPin();
    await lock();
    const other = await openVault(place(), passphrase);
    await other.secrets.put('new', [{ name: 'a', type: 'text', value: 'b' }]);
    await other.lock();
    expect(await open(pin)).toBeUndefined();
    expect((await app.session.vault.secrets.get('new')).path).toBe('new');
  });
});

describe('the system', () => {
  const question = () => parts.question as FakeQuestion;
  const setSystem = () => call('setSystem', { passphrase, hours: 8 });

  it('is asked each time, and no PIN then opens anything', async () => {
    expect((await setSystem()).value).toEqual({ set: { means: 'system', hours: 8 }, asker: 'polkit' });
    expect([parts.keyring.kept.size, parts.keychain.kept.size]).toEqual([0, 1]);
    for (let round = 1; round < 3; round++) {
      await lock();
      expect(await offered()).toBe('system');
      expect(await open()).toBeUndefined();
      expect(question().asked).toBe(round);
    }
    question().says = 'no';
    await lock();
    expect(await open()).toEqual(refused('not-confirmed'));
    expect(await open(pin)).toEqual(refused('not-confirmed'));
    expect(app.session.isOpen).toBe(false);
    // It may be asked again.
    question().says = 'yes';
    expect(await open()).toBeUndefined();
  });

  it('can be called off while it asks', async () => {
    await setSystem();
    await lock();
    question().says = 'waits';
    const opening = open();
    await expect.poll(() => question().asked).toBe(1);
    await app.ask('holdfast:vault.cancelUnlock', undefined);
    expect(await opening).toEqual({ code: 'cancelled' });
    expect(await offered()).toBe('system');
  });

  it.each([
    ['no-keychain', () => (parts.keychain.reason = 'no-keychain')],
    ['no-policy', () => (question().reason = 'no-policy')],
    ['asks-nothing', () => (question().reason = 'asks-nothing')],
  ])('%s: it is refused, and said', async (reason, lacks) => {
    lacks();
    expect(await options()).toEqual({ system: reason, asker: 'polkit' });
    expect((await setSystem()).failure).toEqual(refused(reason));
    expect((await options()).set).toBeUndefined();
  });
});

describe('what is kept', () => {
  it('is neither the key nor the PIN, in any file, in any notation', async () => {
    const kernel = new KernelKeyring();
    if (kernel.fault() === undefined) app.quickParts = { ...parts, keyring: kernel };
    await setPin('Q7z!planted');
    await lock();
    await open('wrong one');
    expect(await open('Q7z!planted')).toBeUndefined();
    await lock();
    const { rootKey } = await readKey(place(), passphrase);
    const secrets = [Buffer.from(rootKey), Buffer.from('Q7z!planted'), ...parts.keyring.kept].flatMap((one) =>
      (['latin1', 'hex', 'base64', 'base64url'] as const).map((how) => Buffer.from(one).toString(how)),
    );
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.map(({ name }) => name)).toContainEqual(expect.stringMatching(/\.quick-unlock$/));
    for (const { name, parentPath } of files) {
      const text = readFileSync(join(parentPath, name), 'latin1');
      for (const secret of secrets) expect(text.includes(secret), name).toBe(false);
    }
  });

  it('in memory is sealed: every key that was made on the way is overwritten', async () => {
    await setPin();
    await lock();
    const made = new Set<Uint8Array>();
    watchSecrets((bytes) => made.add(bytes));
    await open('0000');
    expect(await open(pin)).toBeUndefined();
    await lock();
    watchSecrets(undefined);
    expect(made.size).toBeGreaterThan(5);
    const left = [...made].filter((bytes) => bytes.length <= 64 && bytes.some((byte) => byte !== 0));
    expect(left).toEqual([]);
  });

  it('is bound to its vault: the note of one does nothing for another', async () => {
    await setPin();
    vaults += 1;
    await app.session.create(place(), passphrase);
    expect((await options()).set).toBeUndefined();
    await lock();
    expect(await offered()).toBeUndefined();
    expect(await open(pin)).toEqual(refused('not-ready'));
  });
});
