import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { refusal } from '../../backend/testing/harness.ts';
import { sha1Hex } from '../../crypto/primitives.ts';
import { openBreaches } from './breaches.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-breaches-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hashes = Array.from({ length: 20_000 }, (_, n) => sha1Hex(`word ${n}`));
const mark = sha1Hex('password');
const sorted = [...hashes, mark].sort();
let files = 0;
function written(lines: readonly string[], end = '\r\n'): string {
  const file = join(folder, `list-${++files}`);
  writeFileSync(file, lines.join(end) + (end === '' ? '' : end));
  return file;
}
const counted = (hash: string) => `${hash}:${Number.parseInt(hash.slice(0, 4), 16) + 1}`;

test.each([
  ['with line ends of Windows', sorted.map(counted), '\r\n'],
  ['with plain line ends', sorted.map(counted), '\n'],
])('every hash of the list is found with its count, and no other: %s', async (_, lines, end) => {
  const list = await openBreaches(written(lines, end));
  for (const hash of [sorted[0], sorted.at(-1), mark, ...hashes.slice(0, 500)] as string[])
    expect([hash, await list.count(hash)]).toEqual([hash, Number.parseInt(hash.slice(0, 4), 16) + 1]);
  for (let n = 0; n < 500; n++) expect(await list.count(sha1Hex(`other ${n}`))).toBe(0);
  expect([await list.count('0'.repeat(40)), await list.count('F'.repeat(40))]).toEqual([0, 0]);
  expect(await list.count(mark.toLowerCase())).toBeGreaterThan(0);
  await list.close();
});

test('a list in small letters, without counts or a last line end is read as well', async () => {
  const file = join(folder, 'small');
  writeFileSync(file, sorted.map((hash) => hash.toLowerCase()).join('\n'));
  const list = await openBreaches(file);
  expect([await list.count(sorted.at(-1) ?? ''), await list.count(sorted[0] ?? '')]).toEqual([1, 1]);
  await list.close();
});

test('a list of a few lines, of one, and one in which hashes lie unevenly', async () => {
  for (const lines of [[mark], [sorted[0] ?? '', mark].sort(), sorted.filter((hash) => hash < '6')]) {
    const list = await openBreaches(written(lines));
    for (const hash of lines.slice(0, 300)) expect(await list.count(hash)).toBe(1);
    await list.close();
  }
});

test('refused is what is not the list, what is sorted by count, and one of NTLM', async () => {
  const refused = async (file: string) => await refusal(openBreaches(file));
  expect(await refused(join(folder, 'none'))).toEqual({
    code: 'bad-input',
    what: 'breach-list',
    reason: 'missing',
  });
  const no = { code: 'bad-input', what: 'breach-list', reason: 'not-the-list' };
  expect(await refused(written([]))).toEqual(no);
  expect(await refused(written(['password', 'letmein']))).toEqual(no);
  expect(await refused(written(sorted.filter((hash) => hash !== mark).map(counted)))).toEqual(no);
  expect(await refused(written([...hashes.slice(0, 10_000), mark, ...hashes.slice(10_000)]))).toEqual(no);
  const ntlm = { ...no, reason: 'ntlm' };
  expect(await refused(written(['8846F7EAEE8FB117AD06BDD830B7586C:9']))).toEqual(ntlm);
});
