// The preview of a large file in the window, and how its tree scrolls: `npm run bench preview`.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { answerChoosers } from '../e2e/pages/dialogs.ts';
import { findRuntime } from '../scripts/runtime.ts';
import { openScreen } from '../scripts/screen.ts';
import type { Bridge } from '../src/shared/contract.ts';
import { dataset } from './datasets.ts';
import { median, sizes } from './measure.ts';
import { provideHoldfast } from './programs.ts';
import { publish, type Row, table, target } from './results.ts';

const rounds = 5;
const checkout = join(import.meta.dirname, '..');
const hold = join(checkout, 'e2e/hold.cjs');

interface Measured {
  /** From the press on *Preview* until the tree is there, in ms. */
  readonly appears: number;
  /** The longest frames meanwhile, and while the tree scrolls by keys, by wheel and by its bar. */
  readonly waiting: number;
  readonly scrolling: number;
}

provideHoldfast();
const runtime = await findRuntime();
const size = Math.max(...sizes);
const { json } = await dataset(size);
const screen = process.env['DISPLAY'] ? undefined : await openScreen();
try {
  const all: Measured[] = [];
  for (let round = 0; round < rounds; round++) all.push(await measured());
  const of = (name: keyof Measured) => all.map((one) => one[name]).sort((a, b) => a - b);
  const row = (text: string, name: keyof Measured): Row => [text, of(name)[0] ?? 0, median(of(name))];
  publish('Preview', [
    `A JSON file of ${size} entries, chosen in the window of an empty vault; ${rounds} starts of the app, in ms. ${runtime.fallback ? 'The test runtime (Electron 33)' : 'The Electron of package.json'}.`,
    'The tree scrolls by 40 pages, 100 turns of the wheel, and 30 places of its bar from one end to the other.',
    '',
    ...table(
      ['', 'least', 'median'],
      [
        row('from *Preview* until the tree is there', 'appears'),
        row('longest frame meanwhile', 'waiting'),
        row('longest frame while it scrolls', 'scrolling'),
      ],
    ),
    '',
    target('until the tree is there', median(of('appears')), 'at most', 3_000),
    target('longest frame while it scrolls', median(of('scrolling')), 'at most', 50),
  ]);
} finally {
  screen?.close();
}

async function measured(): Promise<Measured> {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-bench-home-'));
  const app = await start(home);
  try {
    const page = await app.firstWindow();
    await page.waitForURL(({ protocol }) => protocol === 'holdfast:');
    await page.evaluate(() =>
      (window as unknown as { holdfast: Bridge }).holdfast.vault.unlock({ passphrase: 'any' }),
    );
    await answerChoosers(app, json);
    await page.getByRole('button', { name: 'Import…' }).first().click();
    await page.getByRole('button', { name: 'Choose files…' }).click();
    const preview = page.getByRole('button', { name: 'Preview', exact: true });
    await preview.waitFor();
    await page.evaluate(watchFrames);
    const start = performance.now();
    await preview.click();
    const tree = page.locator('#import-tree');
    await tree.waitFor();
    const appears = performance.now() - start;
    const waiting = await longest(page);
    await scroll(page);
    return { appears, waiting, scrolling: await longest(page) };
  } finally {
    await app.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function start(home: string): Promise<ElectronApplication> {
  // As scripts/start.ts does: Chromium's sandbox refuses to run for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const display = screen === undefined ? {} : { DISPLAY: screen.display };
  const own = { HOME: home, XDG_CONFIG_HOME: join(home, 'config'), HOLDFAST_STORE: 'memory' };
  return _electron
    .launch({
      executablePath: runtime.executable,
      args: [...sandbox, '-r', hold, checkout, join(home, 'bench.holdfast')],
      env: { ...(process.env as Record<string, string>), ...runtime.env, ...display, ...own },
    })
    .then(async (app) => {
      await app.evaluate(() =>
        (globalThis as unknown as { holdfastRelease(): Promise<void> }).holdfastRelease(),
      );
      return app;
    });
}

async function scroll(page: Page): Promise<void> {
  const tree = page.locator('#import-tree');
  await tree.focus();
  for (let i = 0; i < 40; i++) await page.keyboard.press('PageDown');
  await tree.hover();
  for (let i = 0; i < 100; i++) await page.mouse.wheel(0, 400);
  await tree.evaluate(async (element) => {
    for (let i = 0; i <= 30; i++) {
      element.scrollTop = (element.scrollHeight * i) / 30;
      for (let frames = 0; frames < 3; frames++) await new Promise((done) => requestAnimationFrame(done));
    }
  });
}

interface Frames {
  frames: number[];
}

function watchFrames(): void {
  const watched = window as unknown as Frames;
  watched.frames = [];
  let before = performance.now();
  const next = () => {
    const now = performance.now();
    watched.frames.push(now - before);
    before = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

/** The longest frame since the last call, in ms. */
function longest(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(...(window as unknown as Frames).frames.splice(0)));
}
