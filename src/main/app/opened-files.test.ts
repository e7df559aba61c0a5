import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import type { FileField } from './file-field.ts';
import { OpenedFiles, safeName } from './opened-files.ts';

let home: string;
let shown: string[];
let opens: boolean;
const folder = () => join(home, 'opened');
const files = () =>
  new OpenedFiles({
    folder: folder(),
    show: async (file) => {
      shown.push(file);
      return opens;
    },
  });
const file = (name: string, text: string): FileField => ({
  field: { name, type: 'file', value: Buffer.from(text).toString('base64') },
  load: async () => expect.fail('it lies in the version'),
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-opened-'));
  shown = [];
  opens = true;
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('a copy lies where its owner alone may read it, under its own name, and two of one name lie apart', async () => {
  const opened = files();
  expect(await opened.open(file('scan.pdf', 'one'))).toBe(true);
  expect(await opened.open(file('scan.pdf', 'two'))).toBe(true);
  expect(shown.map((at) => readFileSync(at, 'utf8'))).toEqual(['one', 'two']);
  for (const at of shown) {
    expect(basename(at)).toBe('scan.pdf');
    expect(statSync(at).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(at)).mode & 0o777).toBe(0o700);
  }
  expect(statSync(folder()).mode & 0o777).toBe(0o700);
});

test('every copy goes when it is cleared, also those that a crash left behind', async () => {
  await files().open(file('a.txt', 'x'));
  files().clear();
  expect(existsSync(folder())).toBe(false);
  files().clear();
});

test('where no program opens it there is no copy', async () => {
  opens = false;
  expect(await files().open(file('a.xyz', 'x'))).toBe(false);
  expect(existsSync(shown[0] ?? '')).toBe(false);
});

test('a file that breaks off leaves no copy, and a field that is no file is refused', async () => {
  const broken: FileField = {
    field: { name: 'image', type: 'attachment', value: '' },
    load: async () => ({
      ...{ size: 9, digest: '' },
      pieces: async function* () {
        yield Buffer.from('half');
        throw new Error('gone');
      },
    }),
  };
  await expect(files().open(broken)).rejects.toThrow('gone');
  expect(shown).toEqual([]);
  const text: FileField = { field: { name: 'user', type: 'text', value: 'x' }, load: broken.load };
  const refused = await files().open(text).catch(failureOf);
  expect(refused).toEqual({ code: 'not-found', what: 'field', name: 'user' });
});

test('no name leads out of the folder, and its ending stays', () => {
  expect(safeName('../../etc/passwd')).not.toContain('/');
  expect(safeName('..')).toBe('file');
  expect(safeName('a\u0000b:c.pdf')).toBe('a_b_c.pdf');
  // A name that reads backwards could hide its ending.
  expect(safeName('a\u202efdp.exe')).toBe('a_fdp.exe');
  expect(safeName(`${'x'.repeat(300)}.pdf`)).toMatch(/^x{76}[.]pdf$/);
});
