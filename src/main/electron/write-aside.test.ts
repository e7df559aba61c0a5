import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { writeAside } from './write-aside.ts';

const full = vi.hoisted(() => ({ now: false }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof files>();
  const open = async (...args: Parameters<typeof real.open>) => {
    const handle = await real.open(...args);
    if (full.now)
      handle.writeFile = async () => {
        await handle.write('half');
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      };
    return handle;
  };
  return { ...real, open };
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aside-'));
});
afterEach(() => {
  full.now = false;
  rmSync(folder, { recursive: true });
});

test('a file is for the owner alone, and takes the place of none', async () => {
  const file = join(folder, 'sheet.pdf');
  const names: string[] = [];
  for (const text of ['one', 'two', 'three']) names.push(await writeAside(file, Buffer.from(text)));
  expect(names.map((name) => basename(name))).toEqual(['sheet.pdf', 'sheet (2).pdf', 'sheet (3).pdf']);
  expect(names.map((name) => readFileSync(name, 'utf8'))).toEqual(['one', 'two', 'three']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('of a file that cannot be written whole nothing is left', async () => {
  full.now = true;
  const refused = await writeAside(join(folder, 'sheet.pdf'), Buffer.from('words')).catch(failureOf);
  expect(refused).toEqual({ code: 'no-space' });
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that is not there is a failure by its name', async () => {
  const refused = await writeAside(join(folder, 'gone/sheet.pdf'), Buffer.from('words')).catch(failureOf);
  expect(refused).toEqual({ code: 'store', reason: 'system', os: 'ENOENT' });
});
