import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeSheetText } from '../../shared/sheets/sheet-text.ts';
import { words as englishWindow } from '../../shared/words/en/window/index.ts';
import { languageNames } from '../../shared/words/languages.ts';
import { type SheetWords, sheetWords } from '../../shared/words/sheet.ts';
import { windowWords } from '../../shared/words/window.ts';
import { codeOf, drawn } from './code.ts';
import { decodeGrey } from './read/decode.ts';
import { type Sheet, sheetHtml, sheetsHtml } from './sheet.ts';
import { bold, regular } from './sheet-font.ts';

const words = 'academic acid acne acquire acrobat activity actress adapt adequate adjust admit'.split(' ');
const sheet: Sheet = {
  vaultName: 'Family papers',
  vault: '3f2a90bc0011223344556677',
  set: '7KQ2M9XT',
  created: Date.UTC(2026, 4, 3),
  sheet: 2,
  shares: 5,
  threshold: 3,
  words: [...words, ...words, ...words],
  holder: 'Aunt Margarete',
};
const english = await sheetWords('en');
const german = await sheetWords('de');
const a4 = { paper: 'a4', words: english } as const;
const letter = { paper: 'letter', words: english } as const;
const textOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

test('a sheet says what it is, whose, and how many are needed', () => {
  const text = textOf(sheetHtml(sheet, a4));
  for (const said of [
    'Family papers',
    '3F2A-90BC',
    '7KQ2-M9XT',
    '3 May 2026',
    'Sheet 2 of 5',
    'any 3 of 5',
    'Aunt Margarete',
    'SLIP-39',
  ])
    expect(text).toContain(said);
  expect(text).toContain('Any 3 of these 5 sheets open the vault again. This one alone opens nothing.');
  words.forEach((word, index) => {
    for (const row of [0, 11, 22]) expect(text).toContain(` ${index + row + 1} ${word} `);
  });
});

test('a sheet says which rescue page lies beside the backup, by its SHA-256 in eight groups', () => {
  const hash = '0123456789abcdef'.repeat(4);
  const text = textOf(sheetHtml(sheet, { ...a4, rescue: { version: '1.2.3', hash } }));
  expect(text).toContain(`rescue.html 1.2.3: ${'01234567 89abcdef '.repeat(4).trim()}`);
  expect(text).toContain('On a computer, open rescue.html, which lies beside the backup.');
  expect(textOf(sheetHtml(sheet, a4))).not.toContain('SHA-256');
});

test('a sheet says beside whose it is and where things are, as far as the owner wants it', () => {
  const lines = { owner: 'Ann <b>Example</b>, 555 0100', program: 'holdfast.example' };
  const html = sheetHtml({ ...sheet, lines }, a4);
  const text = textOf(html);
  expect(text).toContain('Whose it is, how to reach them Ann &lt;b&gt;Example&lt;/b&gt;, 555 0100');
  expect(text).toContain('Where Holdfast is found holdfast.example');
  expect(text).not.toContain('Where the backups lie');
  expect(textOf(sheetHtml(sheet, a4))).not.toContain('Whose it is');
});

test('the only sheet of a set says that it opens everything', () => {
  const text = textOf(sheetHtml({ ...sheet, sheet: 1, shares: 1, threshold: 1, holder: '' }, letter));
  expect(text).toContain('This sheet alone opens the vault.');
  expect(text).not.toContain('opens nothing');
});

test('a sheet in German says all of it in German, and keeps the words of its share English', () => {
  const html = sheetHtml(sheet, { paper: 'a4', words: german });
  const text = textOf(html);
  for (const said of [
    'Holdfast Notfallblatt 3 dieser 5 Blätter öffnen den Tresor, dieses allein öffnet nichts.',
    'Blatt 2 von 5',
    'Family papers 3F2A-90BC',
    'Erstellt am 3. Mai 2026',
    'Nötige Blätter 3 von 5',
    'Person oder Ort Aunt Margarete',
    'Die 33 Wörter',
    'SLIP-39',
  ])
    expect(text).toContain(said);
  words.forEach((word, index) => {
    expect(text).toContain(` ${index + 1} ${word} `);
  });
  expect(html).toContain('<html lang="de">');
  expect(html).toContain('aria-label="QR-Code"');
});

const filled: Readonly<Record<string, readonly number[]>> = {
  date: [sheet.created],
  words: [sheet.words.length],
  of: [sheet.shares],
  whatPart: [2, 3, 5],
};

/** Every text of a sheet in a language, with these figures where it is made of some. */
const textsOf = (said: SheetWords) =>
  Object.entries({ ...said, beside: '', ...said.beside }).map(([name, text]) =>
    typeof text === 'string' ? text : (text as (...n: number[]) => string)(...(filled[name] ?? [3, 5])),
  );

test.each(languageNames)('no text of a sheet in %s is left out, and none is of another', async (language) => {
  const said = await sheetWords(language);
  const lines = { owner: 'x', backups: 'x', program: 'x' };
  const both = [
    { ...sheet, lines },
    { ...sheet, shares: 1, threshold: 1, sheet: 1 },
    { ...sheet, threshold: 5 },
  ]
    .map((one) => sheetHtml(one, { paper: 'a4', words: said, rescue: { version: '3', hash: '5' } }))
    .join();
  expect(textsOf(said).filter((text) => !both.includes(text))).toEqual([]);
  const others = await Promise.all(languageNames.filter((name) => name !== language).map(sheetWords));
  const foreign = others.flatMap(textsOf).filter((text) => /\p{L}{4}/u.test(text));
  expect(foreign.filter((text) => textOf(both).includes(` ${text} `))).toEqual([]);
});

test.each(languageNames)('a sheet in %s names the way in as the window calls it', async (language) => {
  const { recovery } = language === 'en' ? englishWindow : await windowWords(language);
  const said = await sheetWords(language);
  const forgot = new RegExp(`[“„]${recovery.recover.forgot}[”“]`);
  expect(said.todoAlone).toMatch(forgot);
  expect(said.todoPart(3)).toMatch(forgot);
});

test('a set of which all sheets are needed says so', () => {
  const all = { ...sheet, threshold: 5 };
  expect(textOf(sheetHtml(all, a4))).toContain('All 5 sheets together open the vault again.');
  expect(textOf(sheetHtml(all, { paper: 'a4', words: german }))).toContain('Alle 5 Blätter zusammen');
});

test('each paper has its size, each sheet its page', () => {
  expect(sheetHtml(sheet, a4)).toContain('@page{size:A4 portrait');
  expect(sheetHtml(sheet, letter)).toContain('@page{size:letter portrait');
  const three = sheetsHtml([sheet, { ...sheet, sheet: 3 }, { ...sheet, sheet: 4 }], a4);
  expect(three.match(/<section class="sheet">/g)).toHaveLength(3);
});

test('nothing in it runs, and nothing in it is elsewhere', () => {
  const html = sheetHtml(sheet, a4);
  expect(html).toContain(`content="default-src 'none';`);
  const markup = html.replace(/base64,[^)]*/g, 'base64,');
  expect(/<script|<img|<link|<iframe|<a |href|http(?!-equiv)|\/\/|@import|\son\w+=/i.exec(markup)).toBeNull();
  for (const [, url] of html.matchAll(/url\(([^)]{0,30})/g)) expect(url).toMatch(/^data:font\/woff2;base64,/);
});

test('no name breaks out of its place, however hostile', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom(
      '</bdi><script>alert(1)</script>',
      '"><svg onload=x>',
      "&#60;img src='x'>",
      '\u202Egnp.exe',
      'a\u0000b\u2028c',
    ),
  );
  const plainPage = sheetHtml({ ...sheet, vaultName: '', holder: '' }, a4);
  const tags = (html: string) => html.match(/<[^>]*>/g);
  fc.assert(
    fc.property(hostile, hostile, (vaultName, holder) => {
      const html = sheetHtml({ ...sheet, vaultName, holder }, a4);
      expect(tags(html)).toEqual(tags(plainPage));
      expect(html.length).toBeLessThan(plainPage.length + 2 * 120 * 10);
      expect(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(html.replace(/<style>.*?<\/style>/gs, ''))).toBeNull();
    }),
    { numRuns: 50 },
  );
});

test('the code on it gives the words and where they belong', async () => {
  const html = sheetHtml(sheet, a4);
  const text = encodeSheetText(sheet);
  const code = codeOf(text);
  // The drawing, read back into modules.
  const modules = code.map((row) => row.map(() => false));
  for (const [, x, y, length] of html.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let at = 0; at < Number(length); at++) (modules[Number(y) - 4] ?? [])[Number(x) - 4 + at] = true;
  expect(modules).toEqual(code);
  expect(await decodeGrey(drawn(code, 4))).toEqual([text]);
});

test('its letters are those of the package', () => {
  const require = createRequire(import.meta.url);
  for (const [weight, font] of [
    [400, regular],
    [700, bold],
  ] as const) {
    const name = `@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-${weight}-normal.woff2`;
    expect(font).toBe(readFileSync(require.resolve(name)).toString('base64'));
  }
});
