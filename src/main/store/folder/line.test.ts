import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scratchFolder } from '../../backend/testing/vaults.ts';
import { folder } from './folder.ts';

let root: string;
beforeEach(() => {
  root = path.join(scratchFolder({ fast: true }), 'vault');
});
afterEach(() => fs.rmSync(path.dirname(root), { recursive: true }));

const manifest = (n: number) => Buffer.alloc(64, n);
const heads = (at = root) => fs.readdirSync(path.join(at, 'heads')).sort();
const tell = async (at: string, revision: number) => {
  const store = await folder.open(at);
  await store.latestManifest();
  const outcome = await store.commit({ objects: [], manifest: manifest(revision), revision });
  await store.close();
  return outcome;
};

it('a machine goes on under its id, a copy under another', async () => {
  await (await folder.create(root, manifest(1))).close();
  expect(await tell(root, 2)).toBe('done');
  expect(heads()).toHaveLength(1);
  const copy = `${root} copy`;
  fs.cpSync(root, copy, { recursive: true });
  expect(await tell(copy, 3)).toBe('done');
  expect(heads(copy)).toHaveLength(2);
  expect(await tell(copy, 4)).toBe('done');
  expect(heads(copy)).toHaveLength(2);
});

it('a folder that was put back goes on under another id', async () => {
  await (await folder.create(root, manifest(1))).close();
  const [own = ''] = heads();
  await tell(root, 2);
  const line = path.join(root, 'heads', own);
  fs.rmSync(path.join(line, '0000000000000002.manifest'));
  fs.writeFileSync(path.join(line, '0000000000000001.manifest'), manifest(1));
  expect(await tell(root, 2)).toBe('done');
  expect(heads()).toHaveLength(2);
  expect(fs.readdirSync(line)).toEqual(['0000000000000001.manifest']);
});

it('a folder of the earlier layout is taken over, also where that was cut short', async () => {
  await (await folder.create(root, manifest(1))).close();
  const [own = ''] = heads();
  const back = () => {
    fs.renameSync(path.join(root, 'heads', own), path.join(root, 'manifests'));
    fs.rmdirSync(path.join(root, 'heads'));
    fs.writeFileSync(path.join(root, 'holdfast.json'), '{"holdfast-folder":1}\n');
  };
  back();
  const store = await folder.open(root);
  expect(await store.latestManifest()).toEqual({ revision: 1, bytes: manifest(1) });
  await store.close();
  expect(fs.readFileSync(path.join(root, 'holdfast.json'), 'utf8')).toBe('{"holdfast-folder":2}\n');
  const [now = ''] = heads();
  fs.renameSync(path.join(root, 'heads', now), path.join(root, 'heads', own));
  back();
  fs.mkdirSync(path.join(root, 'heads'));
  expect(await (await folder.open(root)).latestManifest()).toMatchObject({ revision: 1 });
});
