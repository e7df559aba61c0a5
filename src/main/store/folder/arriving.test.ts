import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EncryptedBackend } from '../../backend/encrypted.ts';
import { createStore, readHeader } from '../../backend/initialize.ts';
import { testKey, value } from '../../backend/testing/harness.ts';
import { scratchFolder, vaultId } from '../../backend/testing/vaults.ts';
import { folder } from './folder.ts';
import { headLength } from './pack.ts';

// A folder that a sync tool has not wholly brought yet: each device has a copy of it.
let scratch: string;
let first: string;
beforeEach(async () => {
  scratch = scratchFolder({ fast: true });
  vi.stubEnv('HOLDFAST_DEVICES', path.join(scratch, 'notes'));
  first = path.join(scratch, 'first');
  await createStore({ kind: 'folder', location: first }, { id: vaultId, slots: [], rootKey: testKey() });
});
afterEach(() => {
  vi.unstubAllEnvs();
  fs.rmSync(scratch, { recursive: true });
});

async function at(root: string, options: { readOnly?: boolean } = {}): Promise<EncryptedBackend> {
  const backend = new EncryptedBackend(await folder.open(root, options), testKey());
  await backend.initialize();
  return backend;
}

async function put(root: string, name: string): Promise<void> {
  const backend = await at(root);
  await backend.write([{ op: 'store', path: name, fields: value(name) }]);
  await backend.close();
}

const copyOf = (root: string, name: string) => {
  const to = path.join(scratch, name);
  fs.cpSync(root, to, { recursive: true });
  return to;
};
const headsOf = (root: string) => fs.readdirSync(path.join(root, 'heads')).sort();
const newestOf = (root: string, device: string) => {
  const line = path.join(root, 'heads', device);
  return path.join(line, fs.readdirSync(line).sort().at(-1) ?? '');
};
const packsOf = (root: string) =>
  fs.readdirSync(path.join(root, 'objects')).map((name) => path.join(root, 'objects', name));
/** What a file is while it comes. */
const partly: readonly (readonly [string, (whole: Buffer) => Buffer])[] = [
  ['its first half', (whole) => whole.subarray(0, whole.length / 2)],
  ['all but its last byte', (whole) => whole.subarray(0, -1)],
  ['its first bytes', (whole) => whole.subarray(0, 20)],
  ['nothing of it', () => Buffer.alloc(0)],
  ['its length alone', (whole) => Buffer.alloc(whole.length)],
  [
    'its length and its first half',
    (whole) => Buffer.concat([whole.subarray(0, whole.length / 2), Buffer.alloc(whole.length / 2)]),
  ],
];
const notCome = { failure: { code: 'store', reason: 'not-come' } };

it.each(partly)('a device that begins waits while of the only head there is %s', async (_, part) => {
  await put(first, 'a');
  const [device = ''] = headsOf(first);
  const second = copyOf(first, 'second');
  const head = newestOf(second, device);
  const whole = fs.readFileSync(head);
  fs.writeFileSync(head, part(whole));
  for (const readOnly of [false, true]) await expect(at(second, { readOnly })).rejects.toMatchObject(notCome);
  await expect(readHeader({ kind: 'folder', location: second })).rejects.toMatchObject(notCome);
  fs.writeFileSync(head, whole);
  const backend = await at(second);
  expect((await backend.loadSecret('a'))?.version).toBe(1);
  expect(backend.damaged).toBe(false);
  await backend.close();
});

it.each(partly)('it begins on another one, and waits for the rest, while there is %s', async (_, part) => {
  const second = copyOf(first, 'second');
  await put(second, 'a');
  await put(second, 'b');
  const [device = ''] = headsOf(second).filter((id) => !headsOf(first).includes(id));
  const third = copyOf(first, 'third');
  fs.cpSync(second, third, { recursive: true });
  const head = newestOf(third, device);
  const whole = fs.readFileSync(head);
  fs.writeFileSync(head, part(whole));
  const backend = await at(third);
  expect(await backend.loadSecret('a')).toBeUndefined();
  await backend.write([{ op: 'store', path: 'c', fields: value('c') }]);
  fs.writeFileSync(head, whole);
  await backend.refresh();
  for (const name of ['a', 'b', 'c']) expect((await backend.loadSecret(name))?.version).toBe(1);
  expect(backend.waiting).toEqual([]);
  expect(backend.damaged).toBe(false);
  await backend.close();
});

it('a device that reads on goes on reading while what it begins on comes anew', async () => {
  await put(first, 'a');
  const [device = ''] = headsOf(first);
  const second = copyOf(first, 'second');
  const backend = await at(second);
  await put(first, 'b');
  const [before, next] = [newestOf(second, device), newestOf(first, device)];
  fs.cpSync(path.join(first, 'objects'), path.join(second, 'objects'), { recursive: true });
  fs.writeFileSync(before, '');
  const there = path.join(path.dirname(before), path.basename(next));
  fs.writeFileSync(there, fs.readFileSync(next).subarray(0, 100));
  await backend.refresh();
  expect((await backend.loadSecret('a'))?.version).toBe(1);
  fs.copyFileSync(next, there);
  await backend.refresh();
  expect((await backend.loadSecret('b'))?.version).toBe(1);
  expect(backend.damaged).toBe(false);
  await backend.close();
});

it.each([...partly, ['its first object alone', oneRecord] as const])(
  'a pack of another device of which there is %s is no damage, and read once it is whole',
  async (_, part) => {
    const second = copyOf(first, 'second');
    await put(first, 'of the first');
    await put(second, 'of the second');
    const before = packsOf(second);
    fs.cpSync(path.join(first, 'objects'), path.join(second, 'objects'), { recursive: true });
    const [pack = ''] = packsOf(second).filter((name) => !before.includes(name));
    const whole = fs.readFileSync(pack);
    fs.writeFileSync(pack, part(whole));
    fs.cpSync(path.join(first, 'heads'), path.join(second, 'heads'), { recursive: true });
    const backend = await at(second);
    // A pack's end is of no object.
    if (part(whole).length < whole.length - headLength)
      expect(backend.waiting).toMatchObject([{ files: expect.any(Number) }]);
    expect((await backend.verify()).damaged).toEqual([]);
    await backend.collect();
    fs.writeFileSync(pack, whole);
    await backend.refresh();
    expect(backend.waiting).toEqual([]);
    expect((await backend.loadSecret('of the first'))?.version).toBe(1);
    expect(backend.damaged).toBe(false);
    await backend.close();
  },
);

function oneRecord(pack: Buffer): Buffer {
  return pack.subarray(0, headLength + pack.readUInt32BE(headLength - 8));
}
