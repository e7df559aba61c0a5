import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EncryptedBackend } from '../../backend/encrypted.ts';
import { createStore } from '../../backend/initialize.ts';
import { refusal, testKey, value } from '../../backend/testing/harness.ts';
import { vaultId } from '../../backend/testing/vaults.ts';
import { destroySecret, storeSecret, updateMetadata } from '../../backend/testing/write.ts';
import { s3With } from '../s3/s3.ts';
import { S3Double, testEnv } from '../s3/testing/double.ts';
import type { FaultOf } from '../s3/testing/faults.ts';
import { replicated } from './replicated.ts';

let double: S3Double;
let folder: string;
let place: string;
let open: EncryptedBackend[] = [];
beforeEach(async () => {
  for (const [name, text] of Object.entries(testEnv)) vi.stubEnv(name, text);
  double = await S3Double.start();
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-join-'));
  place = `s3://vaults/desk?endpoint=${encodeURIComponent(double.endpoint)}`;
  await createStore({ kind: 's3', location: place }, { id: vaultId, slots: [], rootKey: testKey() });
});
afterEach(async () => {
  double.fault = () => undefined;
  for (const backend of open) await backend.close();
  open = [];
  await double.stop();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const service = s3With({ patience: 100, answerIn: 5_000 });
const cut: FaultOf = () => ({ kind: 'cut', effect: false });
const online: FaultOf = () => undefined;

/** The vault on a machine. */
async function on(machine: string): Promise<EncryptedBackend> {
  const waits = { answer: 30_000, return: 2_000, again: 0 };
  const opener = replicated(service, () => path.join(folder, machine), waits);
  const backend = new EncryptedBackend(await opener.open(place), testKey());
  open.push(backend);
  await backend.initialize();
  return backend;
}

/** Every version that can be read, by path. */
async function all(backend: EncryptedBackend): Promise<Record<string, (string | undefined)[]>> {
  const found: Record<string, (string | undefined)[]> = {};
  for (const { path: at, versions } of await backend.listSecrets(''))
    found[at] = await Promise.all(
      versions.map(async ({ version }) => (await backend.loadSecret(at, version))?.fields[0]?.value),
    );
  return found;
}

it('what one machine wrote without the service joins what another wrote with it; what met is told once', async () => {
  const a = await on('a');
  await storeSecret(a, 'both', value('first'));
  await storeSecret(a, 'mine', value('first'));
  const b = await on('b');
  double.fault = cut;
  await a.refresh();
  await storeSecret(a, 'both', value('from a'));
  await storeSecret(a, 'mine', value('second'));
  await storeSecret(a, 'new/a', value('new'));
  expect(a.link).toMatchObject({ unsent: 3, offline: { failure: { code: 'store' } } });
  expect((await a.loadSecret('both'))?.fields).toEqual(value('from a'));
  double.fault = online;
  await b.refresh();
  await storeSecret(b, 'both', value('from b'));
  await storeSecret(b, 'new/b', value('new'));
  const met: unknown[] = [];
  a.whenMet((meeting) => met.push(meeting));
  expect(await a.refresh()).toBe(true);
  expect(met).toMatchObject([{ secrets: 1 }]);
  expect([a.link?.offline, a.link?.unsent]).toEqual([undefined, 0]);
  const whole = await all(a);
  expect(Object.keys(whole).sort()).toEqual(['both', 'mine', 'new/a', 'new/b']);
  expect(whole['both']?.toSorted()).toEqual(['first', 'from a', 'from b']);
  expect(whole['mine']).toEqual(['first', 'second']);
  await b.refresh();
  expect(await all(b)).toEqual(whole);
  expect(await all(await on('c'))).toEqual(whole);
  expect((await b.verify()).damaged).toEqual([]);
  // It is joined, and stays so.
  expect(await a.refresh()).toBe(false);
  expect(met).toHaveLength(1);
  await storeSecret(a, 'mine', value('third'));
  expect((await (await on('a')).loadSecret('mine'))?.version).toBe(3);
}, 120_000);

it('where nobody else wrote, what waits comes on top as it is', async () => {
  const a = await on('a');
  await storeSecret(a, 'x', value('1'));
  double.fault = cut;
  await a.refresh();
  await storeSecret(a, 'x', value('2'));
  await a.close();
  const again = await on('a');
  expect((await again.loadSecret('x'))?.version).toBe(2);
  await storeSecret(again, 'x', value('3'));
  await again.close();
  double.fault = online;
  const back = await on('a');
  expect([back.link?.offline, back.link?.unsent]).toEqual([undefined, 0]);
  expect(await all(back)).toEqual({ x: ['1', '2', '3'] });
  expect(await all(await on('b'))).toEqual({ x: ['1', '2', '3'] });
}, 120_000);

it('two machines without the service meet in any order, again and again, and hold the same', async () => {
  const [a, b] = [await on('a'), await on('b')];
  await updateMetadata(a, 'x', { maxVersions: 100 }).catch(() => undefined);
  await storeSecret(a, 'x', value('0'));
  const written = ['0'];
  for (let round = 0; round < 4; round++) {
    await Promise.all([a.refresh(), b.refresh()]);
    double.fault = cut;
    for (const [name, backend] of [
      ['a', a],
      ['b', b],
    ] as const) {
      await backend.refresh();
      for (let n = 0; n < 2; n++) {
        await storeSecret(backend, 'x', value(`${name}${round}${n}`));
        written.push(`${name}${round}${n}`);
        await storeSecret(backend, `${name}/${round}/${n}`, value('own'));
      }
    }
    double.fault = online;
    const order = round % 2 === 0 ? [a, b] : [b, a];
    for (const backend of [...order, ...order]) await backend.refresh();
    expect(await all(a)).toEqual(await all(b));
  }
  expect(Object.keys(await all(a))).toHaveLength(17);
  const values = (await all(a))['x'] ?? [];
  // Ten versions of a secret are kept; each is one that was written, and none is there twice.
  expect(new Set(values).size).toBe(values.length);
  for (const one of values) expect(written).toContain(one);
  expect((await a.verify()).damaged).toEqual([]);
}, 240_000);

it('what was destroyed on either side stays destroyed', async () => {
  const a = await on('a');
  await storeSecret(a, 'x', value('1'));
  await storeSecret(a, 'x', value('2'));
  await storeSecret(a, 'y', value('1'));
  const b = await on('b');
  double.fault = cut;
  await a.refresh();
  await destroySecret(a, 'x', [1]);
  await storeSecret(a, 'y', value('2'));
  double.fault = online;
  await destroySecret(b, 'y', [1]);
  await a.refresh();
  await b.refresh();
  for (const backend of [a, b]) {
    for (const at of ['x', 'y'])
      expect(await refusal(backend.loadSecret(at, 1))).toMatchObject({ code: 'not-found', what: 'version' });
    expect((await backend.loadSecret('y'))?.fields).toEqual(value('2'));
  }
  expect((await a.verify()).damaged).toEqual([]);
}, 120_000);

it('a return that is broken off at a request is gone on with: joined once', async () => {
  const a = await on('a');
  await storeSecret(a, 'x', value('1'));
  await a.close();
  const steps = process.env['HOLDFAST_LONG'] === '1' ? 30 : 8;
  for (let at = 0; at < steps; at++) {
    double.fault = cut;
    const away = await on('a');
    await storeSecret(away, 'x', value(`round ${at}`));
    await away.close();
    // As for a program that ends there: whatever it asks for from then on is not answered.
    let asked = 0;
    double.fault = () =>
      asked++ >= at ? { kind: 'cut', effect: at % 2 === 0 && asked === at + 1 } : undefined;
    const broken = await on('a').catch(() => undefined);
    await broken?.close();
    double.fault = online;
    const back = await on('a');
    expect([back.link?.offline, back.link?.unsent]).toEqual([undefined, 0]);
    const values = (await all(back))['x'] ?? [];
    expect(new Set(values).size, `request ${at}`).toBe(values.length);
    expect(values.at(-1)).toBe(`round ${at}`);
    await back.close();
  }
}, 240_000);
