import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slip39Words } from '../src/shared/slip39-words.ts';
import { expect, test, windowOf } from './fixtures.ts';
import { leftOpen, type Needle, text, whoHolds } from './memory.ts';
import { CliVault } from './pages/cli-vault.ts';
import { Gate } from './pages/gate.ts';
import { Recovery } from './pages/recovery.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'plumb-violet-harbour-sedan';
const marked = 'markedvalue7703lanternharbour';
const fresh = 'quartz-lantern-mosaic-ferry';

test('after the lock no process holds a share of a sheet that was shown or saved', async ({
  launch,
  home,
}) => {
  test.setTimeout(240_000);
  const app = await launch({ env: leftOpen(home) });
  const page = await windowOf(app);
  const main = Number(app.process().pid);
  const recovery = new Recovery(app, page);
  await new Gate(app, page).create(join(home, 'office.holdfast'), passphrase);
  await recovery.open();
  await recovery.make(passphrase);
  const paper = join(home, 'paper');
  mkdirSync(paper);
  await recovery.savePdfs(paper);
  const sheets = readSheets(paper);
  await recovery.button('Show sheet 2').click();
  await page.getByRole('list', { name: 'Words' }).getByRole('listitem').nth(32).waitFor();
  const shares = sheets.map((words, i) => share(`sheet ${i + 1}`, words));
  // What can be found at all is found while it is on the screen.
  expect(whoHolds(main, shares).join()).toContain('sheet 2 in');

  // The menu's own key: what Playwright types reaches the page alone.
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('lock')?.click());
  await overwritten(home, 1);
  expect(whoHolds(main, shares)).toEqual([]);
});

test('after the lock no process holds a share that was typed to come back in, nor the new passphrase', async ({
  launch,
  home,
}) => {
  test.setTimeout(240_000);
  const app = await launch({ env: leftOpen(home) });
  const page = await windowOf(app);
  const main = Number(app.process().pid);
  const cliVault = new CliVault(home, 'office.holdfast', passphrase);
  const paper = join(home, 'paper');
  cliVault.run('recovery', 'issue', '--shares', '3', '--threshold', '2', '--out', paper, '--format', 'html');
  const [first, second] = ['sheet-1', 'sheet-3'].map((name) => wordsIn(join(paper, `${name}.html`)));
  const needles = [
    ...[first, second].map((words, i) => share(`sheet ${i + 1}`, words ?? [])),
    text('new passphrase', fresh),
  ];
  await new Gate(app, page).choose(cliVault.file);
  const recovery = new Recovery(app, page);
  await recovery.button('I forgot the passphrase').click();
  await recovery.button('Begin').click();
  await recovery.typeWords(first ?? []);
  await expect(page.getByText('Sheet 1 is here.')).toBeAttached();
  expect(whoHolds(main, needles).join()).toContain('sheet 1 in');
  await recovery.typeWords(second ?? []);
  await recovery.heading('Choose a new passphrase').waitFor();
  await page.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(fresh);
  await page.getByRole('textbox', { name: 'New passphrase again' }).fill(fresh);
  await recovery.button('Open the vault').click();
  await page.locator('[data-pane=list]').waitFor({ timeout: 60_000 });
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('lock')?.click());
  await overwritten(home, 1);
  expect(whoHolds(main, needles)).toEqual([]);
});

test('after the lock no process holds a value that was marked, which X11 had at once', async ({
  launch,
  home,
}) => {
  test.setTimeout(240_000);
  const cliVault = new CliVault(home, 'office.holdfast', passphrase);
  cliVault.put('notes/door', { code: marked });
  const app = await launch({ env: leftOpen(home) });
  const page = await windowOf(app);
  const main = Number(app.process().pid);
  const gate = new Gate(app, page);
  await gate.choose(cliVault.file);
  await gate.unlock(passphrase);
  const vault = new Vault(page);
  await vault.row('door').click();
  await page.locator('[data-copies="code"]').waitFor();
  // By its place, and later its length: Playwright would keep a copy of the element, and of what is
  // read.
  const { x, y } = await page.evaluate(() => {
    const { left, top } =
      document.querySelector('[data-copies="code"] dd')?.getBoundingClientRect() ?? new DOMRect();
    return { x: left + 8, y: top + 8 };
  });
  await page.mouse.dblclick(x, y);
  const length = () =>
    app.evaluate(
      ({ clipboard }) =>
        (clipboard as unknown as { readText(type: string): string }).readText('selection').trim().length,
    );
  await expect.poll(length).toBe(marked.length);
  const needle = [text('marked value', marked)];
  expect(whoHolds(main, needle)).toContain('marked value in main');
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('lock')?.click());
  await overwritten(home, 1);
  expect(await length()).toBe(0);
  expect(whoHolds(main, needle)).toEqual([]);
});

/** The words of a sheet, as its page numbers them. */
function wordsIn(file: string): string[] {
  const page = readFileSync(file, 'utf8').replace(/<[^>]*>/g, ' ');
  const words = [...page.matchAll(/\s(\d+)\s+([a-z]+)(?=\s)/g)].filter(([, , word = '']) =>
    slip39Words.includes(word),
  );
  return words.slice(-33).map(([, , word = '']) => word);
}

/** The words of every sheet, read from its paper by a tool that is not ours. */
function readSheets(folder: string): string[][] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
  return files.sort().map((name) => {
    const picture = join(folder, name.replace(/\.pdf$/, ''));
    execFileSync('pdftoppm', ['-r', '150', '-png', '-singlefile', join(folder, name), picture]);
    const code = execFileSync('zbarimg', ['-q', '--raw', `${picture}.png`], { encoding: 'utf8' });
    return code.trim().toLowerCase().split(' ').slice(-33);
  });
}

/**
 * What gives a share away: four of its words in a row as text, as JSON, in lines, and as messages
 * between processes carry them; and its 32 bytes. One word alone is in the list of all words.
 */
function share(name: string, words: readonly string[]): Needle {
  const some = words.slice(10, 14);
  const texts = [some.join(' '), some.join('\n'), JSON.stringify(some).slice(1, -1)];
  const message = Buffer.concat(
    some.map((word) => Buffer.from(`"${String.fromCharCode(word.length)}${word}`)),
  );
  return { name, forms: [...texts.flatMap((one) => text(name, one).forms), message, bytesOf(words)] };
}

/**
 * SLIP-39: ten bits a word; after four words of header the value, padded to whole words in front,
 * and three of checksum.
 */
function bytesOf(words: readonly string[]): Buffer {
  const list: readonly string[] = slip39Words;
  const bits = words
    .slice(4, -3)
    .map((word) => list.indexOf(word).toString(2).padStart(10, '0'))
    .join('')
    .slice(-256);
  return Buffer.from(BigInt(`0b${bits}`).toString(16).padStart(64, '0'), 'hex');
}

async function overwritten(home: string, times: number): Promise<void> {
  const file = join(home, 'config/holdfast/logs/holdfast.log');
  const count = () =>
    existsSync(file) ? readFileSync(file, 'utf8').split('"memory.overwritten"').length - 1 : 0;
  await expect.poll(count, { timeout: 60_000 }).toBe(times);
}
