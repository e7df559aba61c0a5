import { expect, type Page } from '@playwright/test';
import { faults } from './axe.ts';

const shots = process.env['HOLDFAST_SHOTS'];

/**
 * A screen as it stands, light and dark, wide and narrow: axe finds nothing, and nothing lies
 * beside the window.
 */
export async function inspect(page: Page, name: string): Promise<void> {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 720],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    if (shots) await page.screenshot({ path: `${shots}/chromium-${name}-${colorScheme}.png` });
    expect(await faults(page), `${name}, ${colorScheme}`).toEqual([]);
    const beside = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await page.evaluate(beside), `${name} is wider than ${width}`).toBe(0);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}
