import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'uqr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { languageNames } from '../shared/words/languages.ts';
import { builtForTest } from './testing/built.ts';
import { png } from './testing/png.ts';
import { cheap } from './testing/vault.ts';

// The built program: pictures are read by a process that only the build has.
const { home, vault: open, holdfast, remove } = builtForTest();
const locked = ['--vault', 'a.holdfast'];

beforeAll(() => {
  writeFileSync(join(home, 'q'), 'a new passphrase\n');
  expect(holdfast([...open, 'secret', 'put', 'prod/db', 'password=s3cret']).code).toBe(0);
});
afterAll(remove);

/** The words of a printed page, as somebody would copy them. */
function wordsOn(page: string): string {
  const html = readFileSync(join(home, page), 'utf8');
  const words = [...html.matchAll(/<li><i>\d+<\/i> ([a-z]+)<\/li>/g)].map(([, word]) => word);
  expect(words).toHaveLength(33);
  return words.join(' ').toUpperCase();
}

test('issue: one page for each sheet, for the owner alone, read back before the set counts', () => {
  const issued = holdfast([
    ...[...open, 'recovery', 'issue', '--shares', '4', '--threshold', '2', '--out', 'sheets'],
    ...['--holder', 'Ada <b>', '--owner', 'Ann, 555 0100', '--json'],
  ]);
  expect(issued).toMatchObject({
    code: 0,
    err: expect.stringMatching(/print these files.*delete the files/),
  });
  const { active, files, set } = JSON.parse(issued.out) as { active: boolean; files: string[]; set: string };
  expect(active).toBe(true);
  expect(readdirSync(join(home, 'sheets'))).toEqual(files.map((file) => file.slice(-12)));
  for (const file of files) {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('Ann, 555 0100');
  }
  expect(statSync(join(home, 'sheets')).mode & 0o777).toBe(0o700);
  const status = JSON.parse(holdfast([...open, 'recovery', 'status', '--json']).out);
  expect(status.active).toMatchObject({
    set,
    shares: 4,
    threshold: 2,
    holders: [{ name: 'Ada <b>' }, {}, {}, {}],
  });
  const check = (...names: string[]) => holdfast([...locked, 'recovery', 'check', ...names]).code;
  expect(check('sheets/sheet-4.html', 'sheets/sheet-1.html')).toBe(0);
  expect(check('sheets/sheet-4.html')).toBe(4);
  // Nothing that is there is written over, and the set stays.
  expect(holdfast([...open, 'recovery', 'issue', '--out', 'sheets']).code).toBe(8);
  expect(check('sheets/sheet-2.html', 'sheets/sheet-3.html')).toBe(0);
});

test('sheets of one language are read in any other: by a page, by words, by a picture', () => {
  const vault = ['--vault', 'german.holdfast', '--passphrase-file', 'p'];
  expect(holdfast(['init', 'german.holdfast', '--passphrase-file', 'p', ...cheap]).code).toBe(0);
  const some = ['--shares', '3', '--threshold', '3', '--out', 'blätter'];
  const issued = holdfast([...vault, 'recovery', 'issue', ...some], '', 'de');
  expect(issued).toMatchObject({ code: 0, err: expect.stringMatching(/Drucken Sie diese Dateien/) });
  const names = ['blatt-1.html', 'blatt-2.html', 'blatt-3.html'];
  expect(readdirSync(join(home, 'blätter'))).toEqual(names);
  const [page = '', words = '', picture = ''] = names.map((name) => `blätter/${name}`);
  expect(readFileSync(join(home, page), 'utf8')).toMatch(/<html lang="de">.*>Notfallblatt</s);
  expect(readFileSync(join(home, page), 'utf8')).not.toMatch(/sheet of|Recovery|Held by/);
  writeFileSync(join(home, 'words.txt'), wordsOn(words));
  writeFileSync(join(home, 'photo-de.png'), png(encode(wordsOn(picture), { ecc: 'Q', border: 4 }).data, 6));
  const given = [page, 'words.txt', 'photo-de.png'];
  for (const language of languageNames) {
    const check = holdfast(
      ['--vault', 'german.holdfast', 'recovery', 'check', ...given, '--json'],
      '',
      language,
    );
    expect(check).toMatchObject({ code: 0, out: expect.stringContaining('"opens":true') });
    // Nothing that is there is written over.
    expect(holdfast([...vault, 'recovery', 'issue', ...some], '', 'de').code).toBe(8);
  }
  // And what was printed in English, by a German command line.
  const mine = ['sheets/sheet-4.html', 'sheets/sheet-1.html'];
  expect(holdfast([...locked, 'recovery', 'check', ...mine], '', 'de').code).toBe(0);
});

test('issue --format pdf where there is no app: one sentence, exit 9, nothing left, and the set before still counts', () => {
  const refused = holdfast([...open, 'recovery', 'issue', '--out', 'pdf', '--format', 'pdf']);
  expect(refused).toMatchObject({
    code: 9,
    out: '',
    err: expect.stringMatching(/^holdfast: .*PDF.*--format html\.\n$/),
  });
  expect(readdirSync(home)).not.toContain('pdf');
  const { active, pending } = JSON.parse(holdfast([...open, 'recovery', 'status', '--json']).out);
  expect([active.shares, pending]).toEqual([4, undefined]);
});

test('issue --pending leaves the set inert until activate was given every sheet', () => {
  const argv = ['recovery', 'issue', '--shares', '2', '--threshold', '2', '--out', 'next', '--pending'];
  expect(holdfast([...open, ...argv])).toMatchObject({
    code: 0,
    err: expect.stringMatching(/opens nothing until/),
  });
  const next = ['next/sheet-1.html', 'next/sheet-2.html'];
  // Good sheets, and not of the set that opens the vault: what a wrong passphrase is.
  expect(holdfast([...locked, 'recovery', 'check', ...next])).toMatchObject({
    code: 4,
    err: expect.stringMatching(/sheet-1\.html:\n.* is from set .*, which is not in use/),
  });
  expect(holdfast([...open, 'recovery', 'activate', ...next]).code).toBe(0);
  expect(holdfast([...locked, 'recovery', 'check', ...next]).code).toBe(0);
});

test('issue in place of another set gives the vault new keys, unless they are kept; the first set does not', () => {
  const vault = ['--vault', 'sets.holdfast', '--passphrase-file', 'p'];
  expect(holdfast(['init', 'sets.holdfast', '--passphrase-file', 'p', ...cheap]).code).toBe(0);
  const rekeyedBy = (...argv: string[]): string | null => {
    const some = ['--shares', '1', '--threshold', '1'];
    expect(holdfast([...vault, 'recovery', 'issue', ...some, '--out', ...argv]).code).toBe(0);
    return JSON.parse(holdfast([...vault, 'rekey', '--list', '--json']).out).rekeyed;
  };
  expect([rekeyedBy('set-1'), rekeyedBy('set-2', '--keep-keys')]).toEqual([null, null]);
  const third = rekeyedBy('set-3');
  expect(third).toMatch(/Z$/);
  expect([rekeyedBy('set-4', '--pending'), rekeyedBy('set-5', '--keep-keys')]).toEqual([third, third]);
});

test('restore: a picture of a code and a page, no display, and the new passphrase opens', () => {
  writeFileSync(
    join(home, 'photo.png'),
    png(encode(wordsOn('next/sheet-2.html'), { ecc: 'Q', border: 4 }).data, 6),
  );
  const before = readFileSync(join(home, 'a.holdfast'));
  const give = (...sheets: string[]) =>
    holdfast([...locked, 'recovery', 'restore', ...sheets, '--new-passphrase-file', 'q']);
  writeFileSync(join(home, 'cat.png'), png(encode('https://example.org/').data, 6));
  expect(give('photo.png')).toMatchObject({ code: 4 });
  expect(give('cat.png')).toMatchObject({ code: 8, err: expect.stringMatching(/none of Holdfast/) });
  writeFileSync(join(home, 'blank.png'), png([[false, false]], 100));
  expect(give('blank.png')).toMatchObject({
    code: 8,
    err: expect.stringMatching(/blank\.png:\n.*No code was found/),
  });
  expect(readFileSync(join(home, 'a.holdfast'))).toEqual(before);
  expect(give('photo.png', 'next/sheet-1.html')).toMatchObject({ code: 0 });
  const get = ['secret', 'get', 'prod/db', 'password'];
  expect(holdfast([...open, ...get]).code).toBe(4);
  expect(holdfast([...locked, '--passphrase-file', 'q', ...get])).toMatchObject({ code: 0, out: 's3cret' });
});
