import { expect, test } from 'vitest';
import { pictureFaults, shareFaults } from '../shared/failure-reasons.ts';
import { languageNames } from '../shared/words/languages.ts';
import { speakAs } from './language.ts';
import { sentence } from './sentences.ts';
import { cli } from './testing/fake.ts';

test.each<[Record<string, string>, string]>([
  [{}, 'Usage:'],
  [{ LANG: 'fr_FR.UTF-8' }, 'Usage:'],
  [{ LANG: 'de_DE.UTF-8' }, 'Aufruf:'],
  [{ LANG: 'de_DE.UTF-8', LC_MESSAGES: 'C' }, 'Usage:'],
  [{ LANG: 'C', LC_MESSAGES: 'en_US.UTF-8', LC_ALL: 'de_AT' }, 'Aufruf:'],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: '' }, 'Aufruf:'],
])('the first of LC_ALL, LC_MESSAGES and LANG that is set says the language: %j', async (env, first) => {
  const { code, out } = await cli(['--help'], { env });
  expect([code, out.startsWith(first)]).toEqual([0, true]);
});

test('wrong usage and failures are told in the language, with the same exit codes', async () => {
  const env = { LANG: 'de_DE.UTF-8' };
  const misuse = await cli(['secret', 'put'], { env });
  expect(misuse).toMatchObject({ code: 2, err: expect.stringContaining('Etwas fehlt:') });
  const missing = await cli(['--vault', '/nowhere/a.holdfast', 'status'], { env });
  expect(missing).toMatchObject({ code: 3, err: expect.stringContaining('gibt es keinen Tresor') });
});

test('what programs read is the same in every language', async () => {
  const json = await Promise.all(
    languageNames.map((LANG) => cli(['store', 'probe', '/tmp/any.holdfast', '--json'], { env: { LANG } })),
  );
  expect(new Set(json.map(({ out }) => out)).size).toBe(1);
});

test.each(languageNames)(
  'in %s every way in which a sheet or a picture is refused has a sentence of its own',
  async (LANG) => {
    speakAs({ LANG });
    const told = await Promise.all([
      ...shareFaults.map((reason) => sentence({ code: 'share-refused', reason })),
      ...pictureFaults.map((reason) => sentence({ code: 'picture-refused', reason })),
    ]);
    speakAs({});
    expect(new Set(told).size).toBe(told.length);
    for (const one of told) expect(one).toMatch(/^[A-Z].*\.$/);
  },
);
