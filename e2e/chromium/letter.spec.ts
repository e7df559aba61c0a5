import { type Letter, letterHtml } from '../../src/main/recovery/letter.ts';
import type { Paper } from '../../src/main/recovery/sheet.ts';
import { letterLimits } from '../../src/shared/recovery.ts';
import { languageNames } from '../../src/shared/words/languages.ts';
import { letterWords } from '../../src/shared/words/letter.ts';
import { expect, test } from './fixtures.ts';

const shots = process.env['HOLDFAST_SHOTS'];
// The most of everything that a letter may have to say.
const letter: Letter = {
  vaultName: 'Family papers '.repeat(4),
  vault: '3f2a90bc'.repeat(4),
  at: Date.UTC(2028, 8, 28),
  set: { set: '7KQ2M9XT', shares: 16, threshold: 13 },
  holders: Array.from({ length: 16 }, (_, i) => ({
    sheet: i + 1,
    name: 'Aunt Margarete of the mill '.repeat(3),
  })),
  places: Array.from(
    { length: 9 },
    (_, i) => `/media/margarete/disk-${i}/backups/of/the/family/${'papers/'.repeat(8)}`,
  ),
  ask: 'Anna '.repeat(letterLimits.ask / 5),
};
const rescue = { version: '10.20.30', hash: 'd'.repeat(64) };

for (const language of languageNames)
  for (const paper of ['a4', 'letter'] satisfies Paper[])
    test(`a letter in ${language} on ${paper} takes one page`, async ({ browser }) => {
      const page = await browser.newPage();
      const words = await letterWords(language);
      await page.setContent(letterHtml(letter, { paper, words, rescue }));
      await page.evaluate(() => document.fonts.ready);
      if (shots)
        await page.locator('.sheet').screenshot({ path: `${shots}/letter-${language}-${paper}.png` });
      const { high, shown } = await page
        .locator('.sheet')
        .evaluate((one) => ({ high: one.scrollHeight, shown: one.clientHeight }));
      expect(high).toBeLessThanOrEqual(shown + 1);
      await page.close();
    });
