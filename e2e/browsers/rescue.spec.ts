// The rescue page that lies beside a backup, opened from the disk in the browsers of the system.
// There is no network but the machine's own loop, by which a browser is driven.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { fileBytes } from '../../src/main/backend/testing/statements/attachments.ts';
import { expectedFrom, type Told } from '../../src/rescue/testing/told.ts';
import { words as german } from '../../src/shared/words/de/rescue.ts';
import { words as english } from '../../src/shared/words/en/rescue.ts';
import { hostile } from '../pages/rescue-vault.ts';
import { fileSize, type Left, leaveBackup, passphrase } from './backup.ts';
import type { Browser, StartBrowser } from './browser.ts';
import { startChromium } from './chromium.ts';
import { startFirefox } from './firefox.ts';
import { Person } from './person.ts';
import { until } from './until.ts';
import { startWebKit } from './webkit.ts';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
const browsers: Record<string, StartBrowser> = {
  Chromium: startChromium,
  Firefox: startFirefox,
  WebKitGTK: startWebKit,
};

let folder = '';
let left: Left;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rescue-browsers-'));
  left = await leaveBackup(folder);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('there is no network', () => {
  expect(Object.keys(networkInterfaces())).toEqual(['lo']);
});

for (const [name, start] of Object.entries(browsers)) {
  test(`${name} opens a backup by sheets, with the keyboard alone, and gives all of it`, async () => {
    await inBrowser(start, async (browser, downloads) => {
      const person = new Person(browser);
      await begin(browser, person);
      await person.presses(english.ways.sheets);
      await person.sees(english.sheets.heading);
      const [first = [], second = []] = left.sheets;
      await person.reaches(english.type.word(1));
      for (const word of first) await person.types(word.slice(0, 4), 'Space');
      await expectAccessible(browser);
      await person.presses(english.type.submit);
      await person.reads(english.sheets.taken([1]));
      await browser.run(pasting, second.map((word, i) => `${i + 1}. ${word}`).join('\n'));
      await person.presses(english.type.submit);
      await person.sees(english.list.heading);
      await expectAccessible(browser);
      await showsOne(browser, person);
      await person.presses(english.list.saveAll);
      await person.sees(english.save.heading);
      await person.presses(english.save.zip);
      const zip = await saved(downloads, '.zip');
      expectWhole(unzipSync(zip));
    });
  });

  test(`${name} opens it by the passphrase, in German`, async () => {
    await inBrowser(start, async (browser, downloads) => {
      const person = new Person(browser);
      await begin(browser, person, german);
      await person.presses(german.ways.passphrase);
      await person.sees(german.passphrase.heading);
      await person.reaches(german.passphrase.label);
      await person.types('falsch', 'Enter');
      await person.reads(german.trouble['wrong-passphrase'].what);
      await expectAccessible(browser);
      await person.reaches(german.passphrase.label);
      await person.types(passphrase, 'Enter');
      await person.sees(german.list.heading);
      await expectAccessible(browser);
      await person.presses(german.list.saveAll);
      await person.sees(german.save.heading);
      await expectAccessible(browser);
      await person.presses(german.save.json);
      const told: Told = JSON.parse((await saved(downloads, '.json')).toString());
      expect(expectedFrom(told)).toEqual(left.expected);
      expect(told.damaged).toEqual([]);
    });
  });
}

async function inBrowser(start: StartBrowser, walk: (browser: Browser, downloads: string) => Promise<void>) {
  const home = mkdtempSync(join(folder, 'home-'));
  const downloads = join(home, 'Downloads');
  mkdirSync(downloads);
  const browser = await start({ home, downloads });
  try {
    await walk(browser, downloads);
  } finally {
    await browser.close();
  }
}

/** From the page's first screen to the ways in. */
async function begin(browser: Browser, person: Person, text: typeof english = english): Promise<void> {
  await browser.open(`file://${left.page}`);
  await person.sees(english.before.heading);
  if (text !== english) await person.presses(english.other);
  await person.sees(text.before.heading);
  await person.reads(text.before.offline);
  const hash = createHash('sha256').update(readFileSync(left.page)).digest('hex');
  expect((await person.all()).replaceAll(/\s/g, '')).toContain(hash);
  await expectAccessible(browser);
  await person.presses(text.next);
  await person.sees(text.choose.heading);
  // Its Enter would open the browser's own dialog, which nobody can drive.
  await person.reaches(text.choose.file);
  await browser.choose('input[data-kind=file]', left.backup);
  await person.sees(text.ways.heading);
}

/** A secret field is hidden until it is shown; what would be markup is text. */
async function showsOne(browser: Browser, person: Person): Promise<void> {
  await person.reaches(english.list.search);
  await person.types('orders');
  await person.reads(english.list.found(1));
  await person.presses('prod/db/orders');
  await person.sees('prod/db/orders');
  expect(await person.all()).not.toContain('s3cret');
  await person.presses(english.secret.show('password'));
  await person.reads('s3cret');
  await person.presses(english.back);
  await person.sees(english.list.heading);
  await person.reaches(english.list.search);
  await browser.run(
    "const at = document.activeElement; at.value = ''; at.dispatchEvent(new Event('input'));",
  );
  await person.types('onerror');
  await person.presses(`prod/${hostile}`);
  await person.sees(`prod/${hostile}`);
  expect(await browser.run<number>("return document.querySelectorAll('main img').length")).toBe(0);
  await person.presses(english.back);
  await person.sees(english.list.heading);
}

async function saved(downloads: string, ending: string): Promise<Buffer> {
  const whole = () => readdirSync(downloads).find((name) => name.endsWith(ending));
  await until(`a file ${ending} is saved`, async () => {
    const names = readdirSync(downloads);
    return (
      names.some((name) => name.endsWith(ending)) &&
      names.every((name) => !/[.](part|wkdownload)$/.test(name))
    );
  });
  const file = join(downloads, whole() ?? '');
  let size = -1;
  await until('it is written', async () => {
    const before = size;
    size = existsSync(file) ? readFileSync(file).length : -1;
    return size > 0 && size === before;
  });
  return readFileSync(file);
}

function expectWhole(files: Record<string, Uint8Array>): void {
  const told: Told = JSON.parse(Buffer.from(files['secrets.json'] ?? []).toString());
  expect(expectedFrom(told)).toEqual(left.expected);
  expect(told.damaged).toEqual([]);
  const [name = ''] = Object.keys(files).filter((one) => one.startsWith('files/'));
  expect(Buffer.from(files[name] ?? []).equals(Buffer.from(fileBytes(fileSize)))).toBe(true);
}

async function expectAccessible(browser: Browser): Promise<void> {
  const script = `${axe}; return (await axe.run()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);`;
  expect(await browser.run(script)).toEqual([]);
}

const pasting = `
  const [data] = arguments;
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', data);
  // Firefox takes what is pasted by members of its own.
  const own = { data, dataType: 'text/plain' };
  const paste = new ClipboardEvent('paste', { clipboardData, ...own, bubbles: true, cancelable: true });
  document.getElementById('word-1').dispatchEvent(paste);`;
