// A vault of 100,000 secrets and 2 GB of files, in the rescue page: the memory of all the browser's
// processes, from the page's first screen until a long file is saved.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { large, longFile, makeLargeVault, passwordOf, pathOf } from '../../src/rescue/testing/large-vault.ts';
import { words } from '../../src/shared/words/en/rescue.ts';
import { paste, press } from '../pages/rescue.ts';
import { PeakMemory } from '../peak.ts';
import { expect, test } from './fixtures.ts';

test.skip(process.env['HOLDFAST_LONG'] !== '1', 'the long round measures');

const html = join(import.meta.dirname, '../../out/rescue/rescue.html');
const mebi = 1024 * 1024;
const limit = 1_000_000_000;
const folder = mkdtempSync(join(tmpdir(), 'rescue-large-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a large vault is opened by sheets, searched and a long file saved in at most 1 GB', async ({
  browser,
}) => {
  test.setTimeout(1_800_000);
  const location = join(folder, 'large.holdfast');
  const sheets = await makeLargeVault(location);
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  page.setDefaultTimeout(600_000);
  const peak = new PeakMemory(process.pid);
  const reached: [string, number][] = [];
  const measured = (what: string) => reached.push([what, Math.round(peak.take() / mebi)]);
  await page.goto(`file://${html}`);
  await press(page, words.next);
  measured('the page');
  await page.locator('input[data-kind=file]').setInputFiles(location);
  await press(page, words.ways.sheets);
  measured('the file looked through');
  for (const sheet of sheets) {
    await paste(page, sheet);
    await press(page, words.type.submit);
  }
  await expect(page.getByRole('heading', { name: words.list.heading })).toBeVisible({ timeout: 600_000 });
  measured('unlocked');
  await page.getByRole('searchbox').fill('account 77777');
  await press(page, pathOf(77_777));
  await press(page, words.secret.show('password'));
  await expect(page.locator('dd code').getByText(passwordOf(77_777))).toBeVisible();
  await press(page, words.back);
  measured('one secret');
  const { path, field, size } = large.file;
  const saved = await answerPicker(page);
  await page.getByRole('searchbox').fill(path);
  await press(page, path);
  await press(page, words.secret.save(field));
  const file = { name: field, size, sum: await sumOf(longFile()) };
  await expect.poll(saved, { timeout: 900_000 }).toEqual(file);
  measured('a long file saved');
  peak.stop();
  console.log(reached.map(([what, used]) => `${what}: ${used} MiB`).join(', '));
  for (const [what, used] of reached) expect(used * mebi, what).toBeLessThan(limit);
});

interface Saved {
  name: string;
  size: number;
  sum: number;
}
interface Held {
  saved?: Saved;
}

/** Nobody answers the browser's own dialog here: what is written is counted and summed up. */
async function answerPicker(page: Page): Promise<() => Promise<Saved | undefined>> {
  await page.evaluate(() => {
    const showSaveFilePicker = async ({ suggestedName: name }: { suggestedName: string }) => ({
      createWritable: async () => {
        const all = { name, size: 0, sum: 0 };
        return {
          write: async (piece: Uint8Array) => {
            all.size += piece.length;
            for (const word of new Uint32Array(piece.buffer, piece.byteOffset, piece.length / 4))
              all.sum = (Math.imul(all.sum, 31) + word) | 0;
          },
          close: async () => void Object.assign(globalThis, { saved: all }),
        };
      },
    });
    Object.assign(globalThis, { showSaveFilePicker });
  });
  return () => page.evaluate(() => (globalThis as Held).saved);
}

async function sumOf(pieces: AsyncIterable<Uint8Array>): Promise<number> {
  let sum = 0;
  for await (const piece of pieces)
    for (const word of new Uint32Array(piece.buffer, piece.byteOffset, piece.length / 4))
      sum = (Math.imul(sum, 31) + word) | 0;
  return sum;
}
