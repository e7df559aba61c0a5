import type { CDPSession, Page } from '@playwright/test';
import { words } from '../../src/shared/words/en/window/index.ts';
import { Vault } from '../pages/vault.ts';
import { expect, test } from './fixtures.ts';

// No frame waits longer than this, in milliseconds. What counts is the processor time of the
// window's own thread: what else a busy machine does meanwhile is not the window's.
const most = 50;

interface Traced {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The longest task of the page's main thread while something is done, in milliseconds. */
async function longestTask(cdp: CDPSession, act: () => Promise<unknown>): Promise<number> {
  const events: Traced[] = [];
  const collect = ({ value }: { value: object[] }) => events.push(...(value as Traced[]));
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] },
  });
  await act();
  const ended = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await ended;
  cdp.off('Tracing.dataCollected', collect);
  const thread = ({ pid, tid }: Traced) => `${pid} ${tid}`;
  const main = new Set(events.filter(({ args }) => args?.name === 'CrRendererMain').map(thread));
  const tasks = events.filter((one) => one.name === 'RunTask' && one.ph === 'X' && main.has(thread(one)));
  expect(tasks.length, 'tasks of the page').toBeGreaterThan(0);
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1_000));
}

/** What a person does, and waits for, by name. */
function deedsOf(page: Page): Record<string, () => Promise<unknown>> {
  const vault = new Vault(page);
  const first = (title: string) =>
    expect(vault.list.getByRole('option').first()).toContainText(title, { timeout: 60_000 });
  const sort = async (by: keyof typeof words.list.sortedBy) => {
    await vault.button(words.list.sort).click();
    await page.getByRole('menuitemradio', { name: words.list.sortedBy[by] }).click();
  };
  const wheel = async () => {
    const { x = 0, y = 0 } = (await vault.list.boundingBox()) ?? {};
    await page.mouse.move(x + 100, y + 100);
    for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(0, turn < 15 ? 120 : 4_000);
    await expect(vault.list.getByRole('option').first()).not.toHaveAttribute('aria-posinset', '1');
  };
  return {
    scroll: wheel,
    'sort by folder': () => sort('folder').then(() => first('just as long as its path')),
    'sort by title': () => sort('title').then(() => first('emoji')),
    'select all': async () => {
      await vault.list.focus();
      await page.keyboard.press('Control+a');
      await page.getByRole('heading', { name: /selected$/ }).waitFor();
    },
    'scroll all selected': wheel,
    'select none': async () => {
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { name: /selected$/ }).waitFor({ state: 'detached' });
    },
    'open the palette, and type': async () => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').pressSequentially('orders 9');
      await page
        .getByRole('option', { name: /^orders 9/ })
        .first()
        .waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
    'type in the search': async () => {
      await vault.search.pressSequentially('orders 16');
      await first('orders 16');
    },
  };
}

for (const secrets of [2_000, 100_000])
  test.describe(`${secrets} secrets`, () => {
    test.skip(process.env['HOLDFAST_LONG'] !== '1', 'the long round measures');
    test.use({ scene: { secrets } });

    test('no frame waits for the list, the palette or the search', async ({ page, context }) => {
      test.setTimeout(600_000);
      await new Vault(page).list.waitFor({ timeout: 300_000 });
      const cdp = await context.newCDPSession(page);
      const longest: Record<string, number> = {};
      for (const [name, act] of Object.entries(deedsOf(page)))
        longest[name] = Math.round(await longestTask(cdp, act));
      console.log(`${secrets} secrets, longest task in ms:`, longest);
      expect(Object.entries(longest).filter(([, ms]) => ms > most)).toEqual([]);
    });
  });
