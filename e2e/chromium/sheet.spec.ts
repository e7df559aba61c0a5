import { type Paper, type Sheet, sheetHtml } from '../../src/main/recovery/sheet.ts';
import { recoveryLimits, sheetLines } from '../../src/shared/recovery.ts';
import { languageNames } from '../../src/shared/words/languages.ts';
import { sheetWords } from '../../src/shared/words/sheet.ts';
import { expect, test } from './fixtures.ts';

const shots = process.env['HOLDFAST_SHOTS'];
// The widest figures, month and word that there are.
const sheet: Sheet = {
  vaultName: 'Family papers',
  vault: '3f2a90bc0011223344556677',
  set: '7KQ2M9XT',
  created: Date.UTC(2028, 8, 28),
  sheet: 12,
  shares: 16,
  threshold: 13,
  words: Array.from({ length: 33 }, () => 'mountain'),
  holder: 'Aunt Margarete',
};
const rescue = { version: '10.20.30', hash: 'd'.repeat(64) };
const kinds = {
  part: sheet,
  all: { ...sheet, threshold: 16 },
  alone: { ...sheet, shares: 1, threshold: 1, sheet: 1 },
  beside: {
    ...sheet,
    lines: { owner: 'Ann Example, 555 0100, ann@example.org', backups: 'The drive in the safe at home' },
  },
  // The widest letters that the longest lines can have.
  widest: {
    ...sheet,
    lines: Object.fromEntries(sheetLines.map((name) => [name, 'W'.repeat(recoveryLimits.line)])),
  },
  long: { ...sheet, vaultName: 'W\u0301\u0302 '.repeat(300), holder: '漢字'.repeat(300) },
};

for (const language of languageNames)
  for (const paper of ['a4', 'letter'] satisfies Paper[])
    test(`a sheet in ${language} on ${paper} shows all of itself`, async ({ browser }) => {
      const page = await browser.newPage();
      const words = await sheetWords(language);
      for (const [kind, one] of Object.entries(kinds)) {
        await page.setContent(sheetHtml(one, { paper, words, rescue }));
        await page.evaluate(() => document.fonts.ready);
        if (shots)
          await page
            .locator('.sheet')
            .screenshot({ path: `${shots}/sheet-${language}-${paper}-${kind}.png` });
        expect(await page.evaluate(cutOff), kind).toEqual([]);
        const [words33, foot] = [page.locator('.words'), page.locator('footer')];
        const end = async (box: typeof foot) =>
          (await box.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
        const { y, height } = await end(words33);
        expect((await end(foot)).y, `${kind}: the foot is under the words`).toBeGreaterThan(y + height);
      }
      await page.close();
    });

/**
 * Parts of the page that are higher or wider than what shows them, by their text; names alone may
 * be cut.
 */
function cutOff(): string[] {
  const [page] = document.querySelectorAll('.sheet');
  const edge = page?.getBoundingClientRect();
  const all = [page, ...(page?.querySelectorAll('*') ?? [])].filter((one) => one instanceof HTMLElement);
  const isCut = (one: HTMLElement) => {
    const box = one.getBoundingClientRect();
    const isOutside = edge === undefined || box.bottom > edge.bottom || box.right > edge.right;
    return isOutside || one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  };
  return all
    .filter(
      (one) =>
        one.clientWidth > 0 && one.closest('.clamp, .number b, .steps i, .words i') === null && isCut(one),
    )
    .map((one) => `${one.tagName} ${one.textContent.slice(0, 60)}`);
}
