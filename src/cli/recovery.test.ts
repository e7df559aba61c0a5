import { chmodSync, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shownSet } from '../shared/recovery.ts';
import { cli } from './testing/fake.ts';
import { issuedTo } from './testing/sheets.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await vaultForTest();
  await fixture.run(['secret', 'put', 'prod/db', 'user=app', 'password=s3cret']);
});
afterEach(() => fixture.remove());

const issued = (wanted: { threshold?: number; shares?: number; pending?: boolean } = {}) =>
  issuedTo(fixture, wanted);

// As a person would, who has forgotten the passphrase.
const locked = (argv: readonly string[], stdin = '') => cli(['--vault', fixture.file, ...argv], { stdin });
const pick = (files: readonly string[], ...sheets: number[]) => sheets.map((n) => files[n - 1] ?? '');

test('check: enough sheets would open the vault, fewer would not; nothing changes', async () => {
  const files = await issued();
  const before = readFileSync(fixture.file);
  expect(await locked(['recovery', 'check', ...pick(files, 4, 2, 5)])).toEqual({
    code: 0,
    out: '',
    bytes: Buffer.alloc(0),
    err: 'Sheets 4, 2, 5 would open the vault. Nothing was changed.\n',
  });
  const two = await locked(['recovery', 'check', ...pick(files, 4, 2)]);
  expect(two).toMatchObject({ code: 4, out: '', err: expect.stringMatching(/takes 3, and 2 are here/) });
  const json = await locked(['recovery', 'check', ...pick(files, 4, 2), '--json']);
  expect(json.code).toBe(4);
  expect(JSON.parse(json.out)).toEqual({ opens: false, sheets: [4, 2], need: 3, suspects: [] });
  const words = readFileSync(files[4] ?? '', 'utf8');
  expect((await locked(['recovery', 'check', '-', ...pick(files, 4, 2)], words)).code).toBe(0);
  expect(readFileSync(fixture.file)).toEqual(before);
});

test('check: a bad sheet is named by its file, and what is wrong with it is said', async () => {
  const files = await issued();
  const good = readFileSync(files[0] ?? '', 'utf8')
    .toLowerCase()
    .replace(/\d+\. /g, '')
    .trim()
    .split('\n');
  const bad = (name: string, words: readonly string[]) => fixture.write(name, words.join(' '));
  const other = good[4] === 'acid' ? 'acne' : 'acid';
  const at = good.findIndex((word, n) => n > 4 && word !== good[n + 1]);
  const swapped = good.with(at, good[at + 1] ?? '').with(at + 1, good[at] ?? '');
  const cases: [string, RegExp][] = [
    [bad('bad.txt', good.with(4, other)), /bad\.txt:\n.*words is wrong.*Word 5 may be "/s],
    [bad('short.txt', good.slice(1)), /short\.txt:\n.*Words are missing/s],
    [bad('swapped.txt', swapped), new RegExp(`Words ${at + 1} and ${at + 2} have changed`)],
    [
      bad(
        'garbled.txt',
        good.map((_, n) => ['acid', 'acne', 'acquire'][n % 3] ?? ''),
      ),
      /Some of the words/,
    ],
    [
      bad(
        'wallet.txt',
        good.map(() => 'abandon'),
      ),
      /Most of its words are on no sheet/,
    ],
    [fixture.write('empty.txt', ''), /empty\.txt:\n.*The file is empty/s],
    [fixture.write('blank.txt', ' \n'), /blank\.txt:\n.*no words/s],
    [fixture.write('zeros.png', Buffer.alloc(5_000)), /zeros\.png:\n.*no PNG, JPEG, PDF or text/s],
    [fixture.write('noise.bin', Buffer.from([0x80, 0xff, 0])), /noise\.bin:\n.*no PNG, JPEG, PDF or text/s],
    [join(fixture.folder, 'gone.txt'), /gone\.txt:\n.*there is no such file/s],
  ];
  for (const [file, words] of cases) {
    const ran = await locked(['recovery', 'check', file]);
    expect(ran).toMatchObject({ code: 8, out: '', err: expect.stringMatching(words) });
    // One of its words may be in any sentence ("picture"); two in a row are in none.
    const said = ran.err
      .toLowerCase()
      .split(/[^a-z]+/)
      .join(' ');
    for (const [place, word] of good.slice(1).entries()) expect(said).not.toContain(`${good[place]} ${word}`);
  }
  const twice = await locked(['recovery', 'check', ...pick(files, 1, 1)]);
  expect(twice).toMatchObject({ code: 8, err: expect.stringMatching(/Sheet 1 was given already/) });
});

test('restore: a new passphrase in place of the old one, or a copy with it; without enough sheets nothing', async () => {
  const files = await issued();
  const fresh = fixture.write('q', 'a new passphrase\n');
  const before = readFileSync(fixture.file);
  const few = await locked(['recovery', 'restore', ...pick(files, 1, 2), '--new-passphrase-file', fresh]);
  expect(few.code).toBe(4);
  expect(readFileSync(fixture.file)).toEqual(before);

  const to = join(fixture.folder, 'b.holdfast');
  chmodSync(fixture.file, 0o400);
  const copied = await locked([
    ...['recovery', 'restore', ...pick(files, 1, 3, 5), '--new-passphrase-file', fresh],
    ...['--to', to, '--json'],
  ]);
  expect({ code: copied.code, out: JSON.parse(copied.out) }).toMatchObject({
    code: 0,
    out: { file: to, sheets: [1, 3, 5] },
  });
  expect(readFileSync(fixture.file)).toEqual(before);
  const get = ['secret', 'get', 'prod/db', 'password'];
  expect(await cli(['--vault', to, '--passphrase-file', fresh, ...get])).toMatchObject({
    code: 0,
    out: 's3cret',
  });
  chmodSync(fixture.file, 0o600);

  const done = await cli(['--vault', fixture.file, 'recovery', 'restore', ...pick(files, 5, 4, 3)], {
    typed: ['a new passphrase', 'a new passphrase'],
  });
  expect(done).toMatchObject({
    code: 0,
    err: expect.stringMatching(/opens with the new passphrase.*new set/),
  });
  expect(await fixture.run(get)).toMatchObject({ code: 4 });
  expect(await cli(['--vault', fixture.file, '--passphrase-file', fresh, ...get])).toMatchObject({
    out: 's3cret',
  });
  expect((await locked(['recovery', 'check', ...pick(files, 1, 2, 3)])).code).toBe(0);
  const both = await locked(['recovery', 'restore', '-', '--new-passphrase-file', '-']);
  expect(both).toMatchObject({ code: 2 });
});

test('activate: the new set counts once every sheet was read back, in one run or several', async () => {
  const old = (await issued({ threshold: 2, shares: 2 })).map((file) => {
    const kept = file.replace('words', 'old');
    copyFileSync(file, kept);
    return kept;
  });
  const files = await issued({ pending: true });
  expect((await locked(['recovery', 'check', ...old])).code).toBe(0);
  const some = await fixture.run(['recovery', 'activate', ...pick(files, 1, 2, 3)]);
  expect(some).toMatchObject({
    code: 4,
    err: expect.stringMatching(/3 of 5 sheets of the new set are read back/),
  });
  expect((await fixture.run(['recovery', 'activate', ...pick(old, 1)])).code).toBe(4);
  const all = await fixture.run(['recovery', 'activate', ...pick(files, 4, 5)]);
  expect(all).toMatchObject({ code: 0, out: expect.stringMatching(/3 of 5 sheets\n(.*\n)*retired:/) });
  const stale = await locked(['recovery', 'check', ...old]);
  expect(stale).toMatchObject({
    code: 4,
    err: expect.stringMatching(/is from set .* of .*, which was replaced on/),
  });
  expect((await fixture.run(['recovery', 'activate', ...pick(files, 1)])).code).toBe(3);
});

test('status: what a locked vault shows, and what an open one knows; revoke ends it', async () => {
  expect((await locked(['recovery', 'status'])).out).toBe('set:        none\n');
  const none = await locked(['recovery', 'check', fixture.write('w', 'acid')]);
  expect(none).toMatchObject({ code: 8 });
  const files = await issued();
  const short = JSON.parse((await locked(['recovery', 'status', '--json'])).out);
  expect(short).toMatchObject({ active: { shares: 5, threshold: 3 }, retired: [] });
  expect(short.active.created).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect((await locked(['status'])).out).toContain(`recovery set ${shownSet(short.active.set)} of `);
  const whole = await fixture.run(['recovery', 'status']);
  expect(whole.out).toMatch(
    /^set: {8}\S{4}-\S{4} of .*\n {2}sheet 1: {2}\(nobody noted\), seen .*\n(.*\n){4}due: {8}/,
  );
  const json = JSON.parse((await fixture.run(['recovery', 'status', '--json'])).out);
  expect(json).toMatchObject({
    active: { holders: [{ sheet: 1, name: '' }, {}, {}, {}, {}] },
    declined: false,
  });
  expect(await fixture.run(['recovery', 'revoke'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^set: {8}none\n(.*\n)*retired: /),
    err: expect.stringContaining('Older copies'),
  });
  expect((await fixture.run(['recovery', 'revoke'])).code).toBe(3);
  const after = await locked(['recovery', 'check', ...pick(files, 1, 2, 3)]);
  expect(after).toMatchObject({ code: 4, err: expect.stringMatching(/Sheet 1 is from set .* ended on /) });
});

test('issue: wrong usage is said before a passphrase is asked for', async () => {
  const out = ['--out', join(fixture.folder, 'sheets')];
  const cases: [string[], RegExp][] = [
    [[], /--out DIR/],
    [[...out, '--shares', '17'], /1 to 16/],
    [[...out, '--shares', '2', '--threshold', '3'], /--threshold 3 is more than the 2/],
    [[...out, '--shares', '2', '--threshold', '1'], /--shares 1/],
    [[...out, '--format', 'svg'], /html, pdf/],
    [[...out, '--paper', 'a5'], /a4, letter/],
    [[...out, '--owner', 'x'.repeat(57)], /--owner is too long/],
    [[...out, '--shares', '2', '--holder', 'a', '--holder', 'b', '--holder', 'c'], /3 times/],
  ];
  for (const [argv, words] of cases)
    expect(await locked(['recovery', 'issue', ...argv])).toMatchObject({
      code: 2,
      err: expect.stringMatching(words),
    });
  fixture.write('sheet-2.html', 'mine');
  const taken = await locked(['recovery', 'issue', '--out', fixture.folder]);
  expect(taken).toMatchObject({ code: 8, err: expect.stringMatching(/sheet-2\.html" is in it already/) });
  expect(readFileSync(join(fixture.folder, 'sheet-2.html'), 'utf8')).toBe('mine');
  expect(existsSync(join(fixture.folder, 'sheets'))).toBe(false);
});
