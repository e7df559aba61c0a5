import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportReport } from '../../shared/contract.ts';
import { refusal } from '../backend/testing/harness.ts';
import { deleteSource, isWholly, sourceOf, stampOf } from './source-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-source-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const write = (name: string, text = 'name,password\n') => {
  writeFileSync(at(name), text);
  return at(name);
};
const stamped = async (file: string) => (await stampOf(file)) ?? expect.unreachable();
const kept = (reason: string) => ({ code: 'source-kept', reason });

test('the file that was read goes, and nothing beside it', async () => {
  const file = write('list.csv');
  const other = write('list.csv.bak');
  await deleteSource(file, await stamped(file));
  expect([existsSync(file), existsSync(other)]).toEqual([false, true]);
});

const changes: [what: string, change: (file: string) => void, reason: string][] = [
  ['grew', (file) => appendFileSync(file, 'x'), 'changed'],
  [
    'has other bytes of the same length and time',
    (file) => {
      writeFileSync(file, 'name,PASSWORD\n');
      utimesSync(file, 1_000, 1_000);
    },
    'changed',
  ],
  [
    'is another file of that name',
    (file) => {
      renameSync(file, `${file}.old`);
      writeFileSync(file, 'name,password\n');
    },
    'changed',
  ],
  [
    'is a folder now',
    (file) => {
      rmSync(file);
      mkdirSync(file);
    },
    'changed',
  ],
  ['is gone', (file) => rmSync(file), 'gone'],
  [
    'is a link to what it was',
    (file) => {
      renameSync(file, `${file}.old`);
      symlinkSync(`${file}.old`, file);
    },
    'link',
  ],
  ['got another name', (file) => linkSync(file, `${file}.too`), 'link'],
];
test.each(changes)('what %s since it was read stays', async (_, change, reason) => {
  const file = write('list.csv');
  utimesSync(file, 1_000, 1_000);
  const stamp = await stamped(file);
  change(file);
  const before = existsSync(file);
  expect(await refusal(deleteSource(file, stamp))).toEqual(kept(reason));
  expect(existsSync(file)).toBe(before);
});

test('a link, a folder and what is not there are none to delete', async () => {
  const file = write('list.csv');
  symlinkSync(file, at('link.csv'));
  mkdirSync(at('folder'));
  for (const name of ['link.csv', 'folder', 'nowhere.csv', 'list.csv/below']) {
    expect(await stampOf(at(name)), name).toBeUndefined();
  }
});

// Root may write everywhere.
test.skipIf(process.getuid?.() === 0)(
  'in a folder that cannot be written to it stays, and that is said',
  async () => {
    mkdirSync(at('shut'));
    const file = write('shut/list.csv');
    const stamp = await stamped(file);
    chmodSync(at('shut'), 0o500);
    expect(await refusal(deleteSource(file, stamp))).toEqual(kept('not-allowed'));
    chmodSync(at('shut'), 0o700);
    expect(existsSync(file)).toBe(true);
  },
);

test('of a file it is known who carries it elsewhere, and what lies beside it', async () => {
  expect(await sourceOf(write('list.csv'), true)).toEqual({ name: 'list.csv', isPlain: true });
  mkdirSync(at('Dropbox'));
  mkdirSync(at('Dropbox/all.json.files'));
  expect(await sourceOf(write('Dropbox/all.json'), false)).toEqual({
    name: 'all.json',
    isPlain: false,
    tool: 'dropbox',
    beside: 'all.json.files',
  });
});

const report: ImportReport = { read: 1, created: 1, skipped: [], failed: [], fields: 2, dryRun: false };
const { fields: _, ...unread } = report;
test.each<[boolean, string, ImportReport]>([
  [true, 'all of it came', report],
  [
    true,
    'the rest was there',
    {
      ...report,
      skipped: [
        { place: 'a', reason: 'same-there' },
        { place: 'b', reason: 'already-imported' },
      ],
    },
  ],
  [false, 'one was left out', { ...report, skipped: [{ place: 'a', reason: 'not-wanted' }] }],
  [false, 'one lay in the bin', { ...report, skipped: [{ place: 'a', reason: 'in-bin' }] }],
  [
    false,
    'a file of an entry was missing',
    { ...report, notes: [{ place: 'a', reason: 'attachment-missing' }] },
  ],
  [true, 'an icon was left out', { ...report, notes: [{ place: 'a', reason: 'left-out' }] }],
  [false, 'one failed', { ...report, failed: [{ place: 'a', reason: 'unfit' }] }],
  [false, 'it was not read back', unread],
  [false, 'nothing was written', { ...report, dryRun: true }],
])('that all is in the vault is %s where %s', (expected, _, told) => {
  expect(isWholly(told)).toBe(expected);
});
