import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe-core has against the window as it stands, one line a rule. */
export async function faults(page: Page): Promise<string[]> {
  await stillness(page);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

// What fades in is between two colours until it is there: its contrast is nobody's. A ring that
// turns for ever is not waited for.
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // What was clicked a moment ago begins to move in the next frame.
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const passing = () =>
      document
        .getAnimations()
        .filter(
          (one) =>
            Number.isFinite(Number(one.effect?.getComputedTiming().endTime)) && one.playState === 'running',
        );
    do {
      await Promise.allSettled(passing().map(({ finished }) => finished));
      await frame();
      await frame();
    } while (passing().length > 0);
  });
}
