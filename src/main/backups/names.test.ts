import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { repairVault } from '../repair/repair.ts';
import { createVault, openVault } from '../vault/open.ts';
import { createBackup } from './backup.ts';
import { restoreTo } from './restore.ts';
import { type Fixture, failure, fixtureForTest, kdf, password } from './testing/fixture.ts';

// SQLite's library trims names, and takes some for no file at all; SQLite itself opens no path
// beyond its bound.
let fixture: Fixture;
beforeEach(async () => {
  fixture = await fixtureForTest();
});
afterEach(() => fixture.remove());

const at = (name: string) => path.join(fixture.folder, name);
const now = () => 0;
/** Bytes that SQLite has room for, its journal's name with it. */
const most = { path: 504, name: 247 };
const ways: [name: string, make: (file: string) => Promise<unknown>][] = [
  [
    'init',
    async (file) => {
      const vault = await createVault({ location: file }, { passphrase: 'one', kdf });
      await vault.secrets.put('s/0', password('value-0'));
      await vault.lock();
    },
  ],
  ['backup create', (file) => createBackup(fixture.vault, file, fixture.options)],
  ['backup restore', (file) => restoreTo(fileAt(fixture.source), fileAt(file), { now })],
  [
    'repair',
    (file) =>
      repairVault(fixture.vault, fileAt(file), { source: fileAt(fixture.source), backups: [], lossy: false }),
  ],
];

async function holds(file: string): Promise<string | undefined> {
  const vault = await openVault({ location: file }, 'one');
  try {
    const { fields } = await vault.secrets.get('s/0');
    return fields[0]?.value?.toString();
  } finally {
    await vault.lock();
  }
}

describe.each(ways)('%s', (_, make) => {
  it.each([
    ' v.holdfast',
    'v.holdfast ',
    'v.holdfast\t',
    'v.holdfast\n',
    'v.holdfast\u00a0',
    '\ufeffv.holdfast',
    'v\u0001.holdfast',
    '\u3000v.holdfast',
    ':memory:.holdfast',
    ':memory:',
    'file:v.holdfast',
    'file:v.holdfast?mode=memory.holdfast',
    'file::memory:?cache=shared.holdfast',
    'v%20w?immutable=1#x.holdfast',
    '~v.holdfast',
  ])('gives the very name %j to a file, and touches none whose name is like it', async (name) => {
    const like = at(name.trim() === name ? `x${name}` : name.trim());
    const before = Buffer.from('another file');
    fs.writeFileSync(like, before);
    // A backup that does not end in .holdfast would be a folder's.
    if (make === ways[1]?.[1] && !name.endsWith('.holdfast')) fs.mkdirSync(at(name));
    await make(at(name));
    const found = fs.statSync(at(name)).isDirectory()
      ? path.join(at(name), fs.readdirSync(at(name)).find((one) => one.endsWith('.holdfast')) ?? '')
      : at(name);
    expect(await holds(found)).toBe('value-0');
    expect(fs.readFileSync(like)).toEqual(before);
  });

  it.each([
    [
      'a path',
      'n',
      (file: string) => pathOf(file, most.path, 'n'),
      (file: string) => pathOf(file, most.path + 1, 'n'),
    ],
    [
      'a path of other letters',
      'é',
      (file: string) => pathOf(file, most.path, 'é'),
      (file: string) => pathOf(file, most.path + 1, 'é'),
    ],
    ['a name', 'n', (file: string) => nameOf(file, most.name), (file: string) => nameOf(file, most.name + 1)],
  ])(
    'goes to %s at the bound, and refuses one byte more in true words, leaving nothing',
    async (_kind, _letter, fits, beyond) => {
      const there = (file: string) =>
        fs
          .readdirSync(path.dirname(file))
          .filter((one) => one.startsWith('.holdfast') || one === path.basename(file));
      const file = fits(fixture.folder);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      expect(await failure(make(file))).toBeUndefined();
      expect(await holds(file)).toBe('value-0');
      const long = beyond(fixture.folder);
      fs.mkdirSync(path.dirname(long), { recursive: true });
      expect(await failure(make(long))).toEqual({ code: 'store', reason: 'path-too-long' });
      expect(there(long)).toEqual([]);
    },
  );
});

describe('an empty name', () => {
  it.each(ways.filter(([way]) => way !== 'backup create'))('is refused: %s', async (_, make) => {
    expect(await failure(make(''))).toBeDefined();
    expect(fs.readdirSync('.').filter((one) => one.includes('.holdfast'))).toEqual([]);
  });
});

describe('opening', () => {
  it('a path beyond the bound, and a file that the system does not open, each in its own words', async () => {
    const file = pathOf(fixture.folder, most.path + 1, 'n');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.copyFileSync(fixture.source, file);
    expect(await failure(openVault({ location: file }, 'one'))).toEqual({
      code: 'store',
      reason: 'path-too-long',
    });
    const loop = at('loop.holdfast');
    fs.symlinkSync(loop, loop);
    expect(await failure(openVault({ location: loop }, 'one'))).toBeDefined();
    const fits = pathOf(fixture.folder, most.path, 'o');
    fs.mkdirSync(path.dirname(fits), { recursive: true });
    fs.copyFileSync(fixture.source, fits);
    expect(await holds(fits)).toBe('value-0');
  });
});

/**
 * A path of so many bytes, in folders within a folder; the name is longer than those that are given
 * on the way.
 */
function pathOf(folder: string, bytes: number, letter: string): string {
  const end = `/${letter.repeat(60)}.holdfast`;
  let left = bytes - Buffer.byteLength(folder + end);
  let made = folder;
  while (left > 0) {
    const part = left > 202 ? 200 : left > 200 ? left - 10 : left;
    made += `/${'d'.repeat(part - 1)}`;
    left -= part;
  }
  return made + end;
}

function nameOf(folder: string, bytes: number): string {
  return path.join(folder, `${'n'.repeat(bytes - '.holdfast'.length)}.holdfast`);
}
