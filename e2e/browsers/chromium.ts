import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { StartBrowser } from './browser.ts';

/** Debian's Chromium without a window. */
export const startChromium: StartBrowser = async ({ downloads }) => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: true });
  const page = await (await browser.newContext({ locale: 'en-GB', acceptDownloads: true })).newPage();
  page.on('download', (one) => void one.saveAs(join(downloads, one.suggestedFilename())));
  return {
    open: async (address) => void (await page.goto(address)),
    run: <T>(body: string, ...args: readonly unknown[]) =>
      page.evaluate(`(async function () { ${body} }).apply(null, ${JSON.stringify(args)})`) as Promise<T>,
    keys: async (...keys) => {
      for (const key of keys) {
        if (key.length > 1 && /^[A-Z]/.test(key)) await page.keyboard.press(key);
        else await page.keyboard.type(key);
      }
    },
    click: (selector) => page.click(selector),
    choose: (selector, file) => page.setInputFiles(selector, file),
    close: () => browser.close(),
  };
};
