import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EncryptedBackend } from '../../backend/encrypted.ts';
import { createStore } from '../../backend/initialize.ts';
import { refusal, testKey, value } from '../../backend/testing/harness.ts';
import { scratchFolder, vaultId } from '../../backend/testing/vaults.ts';
import { keepDevicesIn } from '../folder/device-notes.ts';
import { s3, s3With } from '../s3/s3.ts';
import { S3Double, testEnv } from '../s3/testing/double.ts';

// A bucket of a service that lets a writer overwrite what another has just created. Each device of
// the tests has a state folder of its own.
let scratch: string;
let double: S3Double;
beforeEach(async () => {
  scratch = scratchFolder({ fast: true });
  double = await S3Double.start();
  double.conditions = 'ignored';
  for (const [name, text] of Object.entries(testEnv)) vi.stubEnv(name, text);
  on(1);
  await createStore({ kind: 's3', location: place() }, { id: vaultId, slots: [], rootKey: testKey() });
});
afterEach(async () => {
  keepDevicesIn(undefined);
  vi.unstubAllEnvs();
  await double.stop();
  fs.rmSync(scratch, { recursive: true });
});

const place = () => `s3://vaults/desk?endpoint=${encodeURIComponent(double.endpoint)}`;
/** From now on what is opened is opened on this device. */
const on = (n: number) => keepDevicesIn(path.join(scratch, `device ${n}`));
const keys = () => [...double.bucket('vaults').keys()].map((key) => key.replace('desk/', ''));
async function openOn(n: number): Promise<EncryptedBackend> {
  on(n);
  const backend = new EncryptedBackend(await s3With({ patience: 100 }).open(place()), testKey());
  await backend.initialize();
  return backend;
}
/** A pack that this device keeps. */
function aPackOn(n: number): string {
  const all = path.join(scratch, `device ${n}/carried`);
  const found = fs
    .readdirSync(all, { recursive: true })
    .map(String)
    .find((name) => name.endsWith('.pack'));
  return path.join(all, found ?? 'none');
}
const put = (backend: EncryptedBackend, name: string, text = name) =>
  backend.write([{ op: 'store', path: name, fields: value(text), keepOlder: true }]);
const read = async (backend: EncryptedBackend, name: string) =>
  (await backend.loadSecret(name).catch(() => undefined))?.fields[0]?.value;

describe('a vault where conditions are ignored', () => {
  test('lies as in a folder: a head for each device, and packs of all', async () => {
    expect(await s3.probe?.(place())).toEqual({ way: 'heads', why: 'ignored' });
    expect(await s3.survey?.(place())).toBe('vault');
    const [one, two] = [await openOn(1), await openOn(2)];
    await put(one, 'a');
    await put(two, 'b');
    for (const name of keys())
      expect(name).toMatch(
        /^(holdfast\.json|objects\/[0-9a-f]{32}\.pack|heads\/[0-9a-f]{32}\/\d{16}\.manifest)$/,
      );
    const lines = new Set(keys().flatMap((name) => /^heads\/([^/]+)/.exec(name)?.[1] ?? []));
    expect(lines.size).toBe(2);
    await one.refresh();
    await two.refresh();
    for (const backend of [one, two]) {
      expect([await read(backend, 'a'), await read(backend, 'b')]).toEqual(['a', 'b']);
      expect((await backend.verify()).damaged).toEqual([]);
      await backend.close();
    }
  });

  test('goes on under one id for each device, whatever opens it there', async () => {
    for (let n = 0; n < 3; n++) {
      const backend = await openOn(1);
      await put(backend, `a${n}`);
      await backend.close();
    }
    expect(new Set(keys().flatMap((name) => /^heads\/([^/]+)/.exec(name)?.[1] ?? [])).size).toBe(1);
  });

  test('is written while the service is away, and sent once it is there', async () => {
    const [one, two] = [await openOn(1), await openOn(2)];
    await put(one, 'a');
    double.fault = () => ({ kind: 'cut', effect: false });
    await put(one, 'b');
    expect(await read(one, 'b')).toBe('b');
    expect(one.link).toMatchObject({ unsent: 1, offline: { failure: { code: 'store' } } });
    await one.close();
    double.fault = () => undefined;
    const again = await openOn(1);
    expect(again.link).toEqual({ unsent: 0 });
    await two.refresh();
    expect([await read(two, 'a'), await read(two, 'b')]).toEqual(['a', 'b']);
    await again.close();
    await two.close();
  });

  test('takes away everywhere what one device destroyed', async () => {
    const [one, two] = [await openOn(1), await openOn(2)];
    await put(one, 'a', 'only here');
    await two.refresh();
    const packs = keys().filter((name) => name.startsWith('objects/'));
    await one.write([{ op: 'destroy', path: 'a', versions: [1] }]);
    expect(keys().filter((name) => packs.includes(name)).length).toBeLessThan(packs.length);
    await two.refresh();
    expect((await two.loadInfo('a'))?.versions).toMatchObject([{ version: 1, destroyed: true }]);
    const files = fs.readdirSync(path.join(scratch, 'device 2/carried'), { recursive: true }).map(String);
    const there = new Set(keys().map((name) => path.basename(name)));
    for (const file of files) if (file.endsWith('.pack')) expect(there).toContain(path.basename(file));
    await one.close();
    await two.close();
  });

  test('is whole after a first opening that broke off, here and at the service', async () => {
    const one = await openOn(1);
    for (const name of ['a', 'b', 'c']) await put(one, name);
    const packs = keys().filter((name) => name.startsWith('objects/'));
    double.fault = ({ method, key }) =>
      method === 'GET' && key.includes('/heads/') ? { kind: 'cut', effect: false } : undefined;
    expect(await refusal(openOn(2))).toMatchObject({ code: 'store', reason: 'unreachable' });
    double.fault = () => undefined;
    const two = await openOn(2);
    await put(two, 'd');
    expect(keys()).toEqual(expect.arrayContaining(packs));
    await one.refresh();
    for (const backend of [one, two]) {
      for (const name of ['a', 'b', 'c', 'd']) expect(await read(backend, name)).toBe(name);
      await backend.close();
    }
  });

  test.each([
    ['one of its files', () => fs.rmSync(aPackOn(2))],
    ['all of its files', () => fs.rmSync(path.join(scratch, 'device 2/carried'), { recursive: true })],
    [
      'its files but not what was noted of them',
      () => fs.rmSync(path.join(path.dirname(aPackOn(2)), '..'), { recursive: true }),
    ],
  ])('loses nothing to a machine that lost %s', async (_, lose) => {
    const [one, two] = [await openOn(1), await openOn(2)];
    for (const name of ['a', 'b']) await put(one, name);
    await two.refresh();
    await two.close();
    const packs = keys().filter((name) => name.startsWith('objects/'));
    lose();
    const again = await openOn(2);
    await put(again, 'c');
    await again.refresh();
    await one.refresh();
    expect(keys()).toEqual(expect.arrayContaining(packs));
    for (const backend of [one, again]) {
      for (const name of ['a', 'b', 'c']) expect(await read(backend, name)).toBe(name);
      expect((await backend.verify()).damaged).toEqual([]);
      await backend.close();
    }
  });

  test('is used while another program notes what it carried', async () => {
    const one = await openOn(1);
    await put(one, 'a');
    const lock = new Database(path.join(path.dirname(aPackOn(1)), '../../alike'));
    lock.exec('BEGIN EXCLUSIVE');
    expect(one.link).toEqual({ unsent: 0 });
    const [written, opened] = [put(one, 'b'), openOn(1)];
    await new Promise(setImmediate);
    lock.exec('COMMIT');
    lock.close();
    await written;
    const again = await opened;
    expect([await read(again, 'a'), one.link]).toEqual(['a', { unsent: 0 }]);
    for (const backend of [one, again]) await backend.close();
  });

  test('is put there again where the service lost what it had', async () => {
    const one = await openOn(1);
    await put(one, 'a');
    const saved = new Map(double.bucket('vaults'));
    await put(one, 'b');
    double.bucket('vaults').clear();
    for (const [key, stored] of saved) double.bucket('vaults').set(key, stored);
    await one.refresh();
    expect([await read(one, 'a'), await read(one, 'b')]).toEqual(['a', 'b']);
    const two = await openOn(2);
    expect([await read(two, 'a'), await read(two, 'b')]).toEqual(['a', 'b']);
    double.bucket('vaults').clear();
    await one.refresh();
    const three = await openOn(3);
    expect([await read(three, 'a'), await read(three, 'b')]).toEqual(['a', 'b']);
    for (const backend of [one, two, three]) await backend.close();
  });

  test('is not written over by a machine that was put back, and has what it wrote before and after', async () => {
    const one = await openOn(1);
    await put(one, 'a');
    await one.close();
    const state = path.join(scratch, 'device 1');
    fs.cpSync(state, `${state} before`, { recursive: true });
    const later = await openOn(1);
    await put(later, 'b');
    await later.close();
    // In place, as a whole machine is put back: its files are the same ones to its file system.
    for (const name of fs.readdirSync(state, { recursive: true }).map(String)) {
      const [file, saved] = [path.join(state, name), path.join(`${state} before`, name)];
      if (!fs.existsSync(saved)) fs.rmSync(file, { recursive: true, force: true });
      else if (fs.statSync(saved).isFile()) fs.writeFileSync(file, fs.readFileSync(saved));
    }
    for (const name of fs.readdirSync(`${state} before`, { recursive: true }).map(String))
      if (!fs.existsSync(path.join(state, name)))
        fs.cpSync(path.join(`${state} before`, name), path.join(state, name));
    const back = await openOn(1);
    await put(back, 'c');
    const two = await openOn(2);
    for (const backend of [back, two]) {
      await backend.refresh();
      for (const name of ['a', 'b', 'c']) expect(await read(backend, name)).toBe(name);
      await backend.close();
    }
  });

  test('is not lost to a manifest that the service made up under an id of a device', async () => {
    const one = await openOn(1);
    await put(one, 'a');
    const [head = ''] = keys()
      .filter((name) => name.startsWith('heads/'))
      .sort()
      .slice(-1);
    const forged = head.replace(/\d{16}/, '0000000000000099');
    double.lay('vaults', `desk/${forged}`, Buffer.alloc(500, 7));
    await one.refresh();
    await put(one, 'b');
    expect([await read(one, 'a'), await read(one, 'b'), one.damaged]).toEqual(['a', 'b', false]);
    await one.close();
    const two = await openOn(2);
    expect(await read(two, 'b')).toBe('b');
    await two.close();
  });

  test('that was there before is not made again, and a copy of another one is set aside', async () => {
    const again = { id: vaultId, slots: [], rootKey: testKey() };
    expect(await refusal(createStore({ kind: 's3', location: place() }, again))).toMatchObject({
      code: 'exists',
    });
    double.bucket('vaults').clear();
    await createStore({ kind: 's3', location: place() }, again);
    const one = await openOn(1);
    expect(await one.listSecrets('')).toEqual([]);
    await one.close();
  });
});
