import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scratchFolder } from '../../backend/testing/vaults.ts';
import { syncToolAt } from './sync-tool.ts';

let root: string;
beforeEach(() => {
  root = scratchFolder({ fast: true });
});
afterEach(() => fs.rmSync(root, { recursive: true }));
const at = (...names: string[]) => path.join(root, ...names);

it.each([
  ['syncthing', 'Sync/.stfolder/'],
  ['dropbox', 'Files/.dropbox'],
  ['dropbox', 'Files/.dropbox.cache/'],
  ['nextcloud', 'Cloud/.nextcloudsync.log'],
  ['nextcloud', 'Cloud/.sync_0a1b2c3d4e5f.db'],
  ['nextcloud', 'Cloud/._sync_0a1b2c3d4e5f.db'],
  ['nextcloud', 'Cloud/.owncloudsync.log'],
  ['onedrive', 'Work/.849C9593-D756-4E56-8D6E-42412F2A707B'],
])('%s is known by %s above the vault, whether that is there or not', async (tool, mark) => {
  const carried = path.dirname(mark);
  fs.mkdirSync(at(carried, 'a/b'), { recursive: true });
  if (mark.endsWith('/')) fs.mkdirSync(at(mark));
  else fs.writeFileSync(at(mark), '');
  expect(await syncToolAt(at(carried, 'a/b'))).toBe(tool);
  expect(await syncToolAt(at(carried, 'a/not there yet/vault'))).toBe(tool);
  expect(await syncToolAt(at(carried))).toBe(tool);
});

it.each([
  ['icloud', 'Library/Mobile Documents/com~apple~CloudDocs/vaults'],
  ['icloud', 'iCloudDrive/vaults'],
  ['onedrive', 'OneDrive/vaults'],
  ['onedrive', 'OneDrive - Example Ltd/vaults'],
  ['dropbox', 'Dropbox (Personal)/vaults'],
])('%s is known by the name of its folder: %s', async (tool, folder) => {
  fs.mkdirSync(at(folder), { recursive: true });
  expect(await syncToolAt(at(folder, 'vault'))).toBe(tool);
});

it('goes by where a link leads', async () => {
  fs.mkdirSync(at('Sync/.stfolder'), { recursive: true });
  fs.mkdirSync(at('Sync/vault'));
  fs.symlinkSync(at('Sync/vault'), at('link'));
  expect(await syncToolAt(at('link'))).toBe('syncthing');
});

it('names none where there is none, nor by a name that only begins so', async () => {
  for (const name of ['OneDriver', 'Dropboxes', 'my iCloud', '.stfolder2'])
    fs.mkdirSync(at(name, 'vault'), { recursive: true });
  for (const name of ['OneDriver', 'Dropboxes', 'my iCloud', '.stfolder2'])
    expect(await syncToolAt(at(name, 'vault'))).toBeUndefined();
});
