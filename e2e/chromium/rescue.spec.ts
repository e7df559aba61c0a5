// The rescue page as it lies on a disk, in the system's Chromium, beside what the app says.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { fileBytes } from '../../src/main/backend/testing/statements/attachments.ts';
import { codeOf, drawn } from '../../src/main/recovery/code.ts';
import { pngOf } from '../../src/main/recovery/read/testing/files.ts';
import { createVault } from '../../src/main/vault/open.ts';
import { encodeSheetText } from '../../src/shared/sheets/sheet-text.ts';
import { words as german } from '../../src/shared/words/de/rescue.ts';
import { words } from '../../src/shared/words/en/rescue.ts';
import { paste, press } from '../pages/rescue.ts';
import { fillForRescue, hostile } from '../pages/rescue-vault.ts';
import { expect, test } from './fixtures.ts';

const html = join(import.meta.dirname, '../../out/rescue/rescue.html');
const folder = mkdtempSync(join(tmpdir(), 'rescue-'));
const passphrase = 'naïve horse';

/** A vault with sheets, earlier versions, files and names that would be markup. */
async function makeVault() {
  const location = join(folder, 'a.holdfast');
  const vault = await createVault(
    { location },
    { passphrase, kdf: { memoryKiB: 8192, passes: 1, lanes: 1 } },
  );
  await fillForRescue(vault, 1_200_000);
  const { shares } = await vault.recovery.issue({ passphrase, threshold: 2, shares: 3 });
  await vault.recovery.markProven([1, 2, 3]);
  await vault.recovery.activate();
  const id = vault.id;
  const set = (await vault.recovery.status()).active?.set ?? '';
  await vault.lock();
  return { location, shares, codes: shares.map((one) => encodeSheetText({ vault: id, set, words: one })) };
}

let made: Awaited<ReturnType<typeof makeVault>>;
test.beforeAll(async () => {
  made = await makeVault();
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The page from the disk; whatever it asks for, and what goes wrong in it, fails the test. */
async function open(browser: Browser, locale = 'en-GB'): Promise<Page> {
  const context = await browser.newContext({ locale, acceptDownloads: true });
  const page = await context.newPage();
  page.on('pageerror', (error) => expect(error.message, 'an error in the page').toBe(''));
  page.on('console', (message) => expect(message.text(), 'a complaint of the page').toBe(''));
  page.on('request', (request) => expect(request.url()).toMatch(/^(file:.*rescue[.]html|blob:)/));
  page.on('dialog', () => expect('a dialog', 'markup from a vault').toBe(''));
  await page.goto(`file://${html}`);
  return page;
}

async function choose(page: Page, file: string, text: typeof words = words): Promise<void> {
  await page.getByRole('button', { name: text.next, exact: true }).click();
  await page.locator('input[data-kind=file]').setInputFiles(file);
}

async function unlock(page: Page): Promise<void> {
  await choose(page, made.location);
  await page.getByRole('button', { name: words.ways.passphrase, exact: true }).click();
  await page.locator('#passphrase').fill(passphrase);
  await page.getByRole('button', { name: words.passphrase.open, exact: true }).click();
  await expect(page.getByRole('heading', { name: words.list.heading })).toBeVisible();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html: at }) => at)])).toEqual([]);
}

test('is one small file that says its own SHA-256, and asks for nothing', async ({ browser }) => {
  const page = await open(browser);
  await expect(page.getByRole('heading', { name: words.before.heading })).toBeVisible();
  const hash = createHash('sha256').update(readFileSync(html)).digest('hex');
  expect((await page.locator('footer code').textContent())?.replaceAll(' ', '')).toBe(hash);
  expect(readFileSync(`${html}.sha256`, 'utf8')).toBe(`${hash}  rescue.html\n`);
  expect(statSync(html).size).toBeLessThan(150_000);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await page.context().setOffline(true);
  await expect(page.getByText(words.before.offline)).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText(words.before.online)).toBeVisible();
  await expectAccessible(page);
  // The browser says why it does not send.
  page.removeAllListeners('console');
  const blocked = await page.evaluate(() =>
    fetch('https://example.org').then(
      () => 'sent',
      () => 'blocked',
    ),
  );
  expect(blocked).toBe('blocked');
});

test('opens with the passphrase: hidden fields, earlier versions, codes, files, hostile names', async ({
  browser,
}) => {
  const page = await open(browser);
  await unlock(page);
  await expectAccessible(page);
  await press(page, words.list.folder('prod'));
  await press(page, words.list.folder('db'));
  await press(page, 'orders');
  const value = page.locator('dd code');
  await expect(value).toHaveText('••••••••');
  await press(page, words.secret.show('password'));
  await expect(value).toHaveText('s3cret');
  await expectAccessible(page);
  await page.getByLabel(words.secret.version).selectOption('1');
  await expect(value).toHaveText('••••••••');
  await press(page, words.secret.show('password'));
  await expect(value).toHaveText('old');
  await press(page, words.back);
  await page.getByRole('searchbox').fill('mail');
  await press(page, 'mail');
  await expect(page.locator('dd code')).toHaveText(/^[0-9]{6}$/);
  await press(page, words.back);
  await page.getByRole('searchbox').fill('onerror');
  await page.locator('.rows button').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`prod/${hostile}`);
  await expect(page.locator('dd code')).toHaveText(`${hostile}\n</script>`);
  expect(await page.locator('main img').count()).toBe(0);
  await press(page, words.back);
  await page.getByRole('searchbox').fill('papers');
  await press(page, 'papers');
  const waiting = page.waitForEvent('download');
  await press(page, words.secret.save('scan.bin'));
  const saved = await waiting;
  expect(saved.suggestedFilename()).toBe('scan.bin');
  expect(readFileSync(await saved.path()).equals(Buffer.from(fileBytes(1_200_000)))).toBe(true);
});

test('opens with two sheets, one typed by keyboard alone and one pasted; a wrong word is named', async ({
  browser,
}) => {
  const page = await open(browser);
  await choose(page, made.location);
  await press(page, words.ways.sheets);
  await expect(page.locator('#word-1')).toBeFocused();
  const [first = [], second = []] = made.shares;
  for (const word of first) {
    await page.keyboard.type(word.slice(0, 4));
    await page.keyboard.press('Space');
  }
  await expect(page.locator('#word-33')).toHaveValue(first[32] ?? '');
  await page.locator('#word-7').fill(first[6] === 'acid' ? 'aunt' : 'acid');
  await page.locator('#word-33').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(words.share.suggestion(7, first[6] ?? ''));
  await page.locator('#word-7').fill('xyzw');
  await page.locator('#word-8').focus();
  await expect(page.locator('#word-7')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await page.locator('#word-7').fill(first[6] ?? '');
  await page.keyboard.press('Enter');
  await press(page, words.type.submit);
  await expect(page.getByText(words.sheets.taken([1]))).toBeVisible();
  await paste(page, first.join(' '));
  await press(page, words.type.submit);
  await expect(page.getByRole('alert')).toContainText(words.share['same-sheet']('Sheet 1').what);
  await press(page, words.type.clear);
  await paste(page, second.map((word, i) => `${i + 1}. ${word.toUpperCase()}`).join('\n'));
  await press(page, words.type.submit);
  await expect(page.getByRole('heading', { name: words.list.heading })).toBeVisible();
});

test('reads the code of a sheet from a picture', async ({ browser }) => {
  const page = await open(browser);
  await choose(page, made.location);
  await press(page, words.ways.sheets);
  for (const [i, code] of made.codes.slice(1).entries()) {
    const picture = join(folder, `code-${i}.png`);
    writeFileSync(picture, pngOf(drawn(codeOf(code), 6)));
    await page.locator('input[accept="image/*"]').setInputFiles(picture);
    if (i === 0) await expect(page.getByText(words.sheets.taken([2]))).toBeVisible();
  }
  await expect(page.getByRole('heading', { name: words.list.heading })).toBeVisible();
});

test('saves everything as a ZIP, in German too', async ({ browser }) => {
  const page = await open(browser, 'de-AT');
  await choose(page, made.location, german);
  await press(page, german.ways.passphrase);
  await page.locator('#passphrase').fill('falsch');
  await press(page, german.passphrase.open);
  await expect(page.getByRole('alert')).toContainText(german.trouble['wrong-passphrase'].what);
  await page.locator('#passphrase').fill(passphrase);
  await press(page, german.passphrase.open);
  await press(page, german.list.saveAll);
  await expect(page.getByText(german.save.warning)).toBeVisible();
  await expectAccessible(page);
  const waiting = page.waitForEvent('download');
  await press(page, german.save.zip);
  const files = unzipSync(readFileSync(await (await waiting).path()));
  const told = JSON.parse(Buffer.from(files['secrets.json'] ?? []).toString());
  expect(told.secrets.map(({ path }: { path: string }) => path)).toEqual([
    'mail',
    'papers',
    `prod/${hostile}`,
    'prod/db/orders',
  ]);
  const [name = ''] = Object.keys(files).filter((one) => one.startsWith('files/'));
  expect(Buffer.from(files[name] ?? []).equals(Buffer.from(fileBytes(1_200_000)))).toBe(true);
  await page.locator('#language').click();
  await expect(page.getByText(words.save.done(4))).toBeVisible();
});

test('says what is no vault, what is newer and what is damaged, and reads the rest', async ({ browser }) => {
  const page = await open(browser);
  const text = join(folder, 'text.txt');
  writeFileSync(text, 'a letter');
  await choose(page, text);
  await expect(page.getByRole('alert')).toContainText(words.trouble['no-vault'].what);
  const newer = readFileSync(made.location);
  newer.writeUInt32BE(2, 60);
  writeFileSync(text, newer);
  await page.locator('input[data-kind=file]').setInputFiles(text);
  await expect(page.getByRole('alert')).toContainText(words.trouble.newer.what);
  // One byte of a part of the attached file, which is the longest object there is.
  const damaged = readFileSync(made.location);
  const at = damaged.length - 300_000;
  damaged[at] = (damaged[at] ?? 0) ^ 1;
  writeFileSync(text, damaged);
  await page.locator('input[data-kind=file]').setInputFiles(text);
  await press(page, words.ways.passphrase);
  await page.locator('#passphrase').fill(passphrase);
  await press(page, words.passphrase.open);
  await page.getByRole('searchbox').fill('papers');
  await press(page, 'papers');
  await press(page, words.secret.save('scan.bin'));
  await expect(page.getByRole('alert')).toContainText(words.secret.fileDamaged.what);
  await press(page, words.back);
  await expect(page.getByText(words.list.lost(1))).toBeVisible();
});
