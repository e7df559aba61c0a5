import type { Locator, Page } from '@playwright/test';
import { words } from '../../src/shared/words/en/window/index.ts';
import { Vault } from '../pages/vault.ts';
import { expect, test } from './fixtures.ts';

test.use({ scene: { secrets: 2 } });

/** Leaves a toast in the window for as long as the test goes on. */
async function keepToasts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { setTimeout: wait } = window;
    const shorter = (run: TimerHandler, ms?: number) => ((ms ?? 0) < 4_000 ? wait(run, ms) : 0);
    window.setTimeout = shorter as typeof wait;
  });
}

/** How far one reaches into the other from above, in pixels; below 0: they are apart. */
async function overlap(above: Locator, below: Locator): Promise<number> {
  const [one, other] = [await above.boundingBox(), await below.boundingBox()];
  if (one === null || other === null) throw new Error('nothing to compare');
  return one.y + one.height - other.y;
}

// A low window, and the same at 150 %.
for (const [width, height] of [
  [720, 480],
  [480, 320],
] as const)
  test(`a toast covers no button of a dialogue, at ${width} by ${height}`, async ({ page }) => {
    const vault = new Vault(page);
    await vault.list.waitFor();
    await keepToasts(page);
    await page.setViewportSize({ width, height });
    const toast = page.getByText(/^Deleted /).locator('..');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    await toast.waitFor();
    await vault.menu(words.export.menu);
    const dialog = page.getByRole('dialog');
    const footer = dialog.locator('footer');
    await footer.waitFor();
    expect(await overlap(footer, toast)).toBeLessThanOrEqual(0);
    // The dialogue is as high as what is left.
    await expect(dialog.getByRole('button', { name: words.actions.close })).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    // What takes the whole window ends above it.
    await vault.menu(words.menu.preferences);
    const panel = page.getByRole('tabpanel');
    await panel.waitFor();
    expect(await overlap(panel, toast)).toBeLessThanOrEqual(0);
  });

test('a dialogue that has room stays where it is while a toast comes and goes', async ({ page }) => {
  const vault = new Vault(page);
  await vault.list.waitFor();
  await keepToasts(page);
  await vault.menu(words.menu.keyFile);
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const without = await dialog.boundingBox();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await vault.list.focus();
  await page.keyboard.press('Delete');
  await page.getByText(/^Deleted /).waitFor();
  await vault.menu(words.menu.keyFile);
  await dialog.waitFor();
  expect(await dialog.boundingBox()).toEqual(without);
});
