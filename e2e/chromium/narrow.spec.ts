import { Vault } from '../pages/vault.ts';
import { expect, test } from './fixtures.ts';

for (const speaks of ['en', 'de'] as const)
  test.describe(`a narrow window, in ${speaks}`, () => {
    test.use({ scene: { secrets: 2 }, speaks });

    test('a line above the vault takes three lines at most, its button among them', async ({ page }) => {
      const { words } = await import(`../../src/shared/words/${speaks}/window/index.ts`);
      await page.setViewportSize({ width: 480, height: 800 });
      await new Vault(page).search.waitFor();
      const { label, make } = words.recovery.banner;
      const line = page.getByRole('region', { name: label });
      await expect(line.getByRole('button', { name: make })).toBeInViewport({ ratio: 1 });
      const textLine = await line.evaluate((one) => Number.parseFloat(getComputedStyle(one).lineHeight));
      const { height = 0 } = (await line.boundingBox()) ?? {};
      expect(height).toBeLessThan(2 * textLine + 44);
    });
  });
