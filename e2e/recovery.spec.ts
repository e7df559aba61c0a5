import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { environment, expect, test } from './fixtures.ts';
import { faults } from './pages/axe.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { takePictures } from './pages/pictures.ts';
import { Recovery } from './pages/recovery.ts';
import { Vault } from './pages/vault.ts';

const long = process.env['HOLDFAST_LONG'] === '1';
const shots = process.env['HOLDFAST_SHOTS'] ?? '';
const passphrase = 'plumb-violet-harbour-sedan';
const fresh = 'quiet-marble-otter-lantern';

/** A vault with one secret, and the recovery page open over it. */
async function begin(app: ElectronApplication, page: Page, file: string) {
  const gate = new Gate(app, page);
  const vault = new Vault(page);
  const recovery = new Recovery(app, page);
  await gate.create(file, passphrase);
  await vault.add('prod/db/orders', { user: 'orders_app', password: 'hidden-first-value' });
  await recovery.open();
  return { gate, vault, recovery };
}

/**
 * Issues three of five into PDFs, reads them back as pictures of those PDFs, and lets the set
 * count.
 */
async function issueFive(recovery: Recovery, folder: string): Promise<string[]> {
  await recovery.make(passphrase);
  await recovery.savePdfs(folder);
  await recovery.button('I have them on paper').click();
  const pdfs = readdirSync(folder)
    .filter((name) => name.endsWith('.pdf'))
    .sort()
    .map((name) => join(folder, name));
  await recovery.giveFiles(...pdfs.map(pictureOf));
  await recovery.button('Activate these sheets').click({ timeout: 60_000 });
  await recovery.heading('Your recovery sheets are valid').waitFor();
  return pdfs;
}

/** The page of a PDF as a picture, made by a tool that is not ours. */
function pictureOf(pdf: string): string {
  const name = pdf.replace(/\.pdf$/, '');
  execFileSync('pdftoppm', ['-r', '150', '-png', '-singlefile', pdf, name]);
  return `${name}.png`;
}

/**
 * A film of a sheet held before a camera: raw YUV, which Chromium plays in the place of a device.
 */
function filmOf(pdf: string, file: string): string {
  const pgm = execFileSync('pdftoppm', ['-r', '110', '-gray', '-singlefile', pdf], { maxBuffer: 2 ** 26 });
  const [, width = '', height = ''] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 40)) ?? [];
  const [w, h] = [Number(width) & ~1, 960];
  const page = pgm.subarray(pgm.length - Number(width) * Number(height));
  const luma = Buffer.alloc(w * h, 255);
  for (let y = 0; y < h; y++) page.copy(luma, y * w, y * Number(width), y * Number(width) + w);
  const chroma = Buffer.alloc((w * h) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
  const head = Buffer.from(`YUV4MPEG2 W${w} H${h} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, frame, frame]));
  return file;
}

/** The words on a sheet's PDF, read from its picture by a tool that is not ours. */
function wordsOf(pdf: string): string[] {
  const text = execFileSync('zbarimg', ['-q', '--raw', pictureOf(pdf)], { encoding: 'utf8' });
  return text.trim().toLowerCase().split(' ').slice(-33);
}

const folderIn = (home: string, name: string) => {
  const folder = join(home, name);
  mkdirSync(folder);
  return folder;
};

test('three of five sheets and a backup bring everything back on a fresh machine, by camera, PDF and typing', async ({
  launch,
  home,
}) => {
  test.setTimeout(240_000);
  const file = join(home, 'home.holdfast');
  const paper = folderIn(home, 'paper');
  const first = await launch();
  const { recovery } = await begin(first, await first.firstWindow(), file);
  const sheets = await issueFive(recovery, paper);
  const at = (n: number) => sheets[n - 1] ?? '';
  expect(sheets).toHaveLength(5);
  const typed = wordsOf(at(5));
  expect(typed).toHaveLength(33);
  await first.close();

  const backup = join(home, 'backup.holdfast');
  copyFileSync(file, backup);
  const before = readFileSync(backup);
  rmSync(file);
  for (const name of ['config', 'cache', 'data', 'state', 'run'])
    rmSync(join(home, name), { recursive: true });

  const film = filmOf(at(2), join(home, 'film.y4m'));
  const second = await launch({
    args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
  });
  const page = await second.firstWindow();
  const back = new Recovery(second, page);
  await takePictures(second, shots, '28-welcome');
  await back.button('Recover a lost vault').click();
  await takePictures(second, shots, '29-needs-file');
  await answerChoosers(second, backup);
  await back.button('Choose the vault or backup…').click();
  await back.heading('Sheets for backup').waitFor();

  await back.button(/^Use the camera/).click();
  await expect(page.getByText('Sheet 2 is here.')).toBeAttached({ timeout: 30_000 });
  await takePictures(second, shots, '30-camera');
  await back.giveFiles(at(4));
  await expect(page.getByText('Sheet 4 is here.')).toBeAttached({ timeout: 30_000 });
  await back.typeWords(typed);

  await back.heading('Choose a new passphrase').waitFor();
  const restored = join(home, 'again.holdfast');
  await answerChoosers(second, restored);
  await back.button('Choose…').click();
  await takePictures(second, shots, '31-place');
  await page.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(fresh);
  await page.getByRole('textbox', { name: 'New passphrase again' }).fill(fresh);
  await back.button('Open the vault').click();
  await back.heading('The vault is open again').waitFor({ timeout: 60_000 });
  await back.button('Go to the vault').click();

  const vault = new Vault(page);
  await vault.row('orders').click();
  await expect(vault.value('user')).toHaveText('orders_app');
  await vault.button('Reveal password').click();
  await expect(vault.value('password')).toHaveText('hidden-first-value');
  expect(readFileSync(backup).equals(before), 'the backup is as it was').toBe(true);

  await vault.lock();
  const gate = new Gate(second, page);
  await gate.unlock(passphrase);
  await expect(page.getByText('This passphrase does not open the vault.').first()).toBeVisible();
  await gate.passphrase.fill(fresh);
  await gate.unlockButton.click();
  await expect(vault.row('orders')).toBeVisible();
});

test('a sheet of a replaced set, the same sheet twice and a picture without a code each get their own sentence', async ({
  app,
  page,
  home,
}) => {
  test.setTimeout(180_000);
  const { recovery, vault } = await begin(app, page, join(home, 'home.holdfast'));
  const old = await issueFive(recovery, folderIn(home, 'old'));
  await recovery.button('Done').click();
  await recovery.open();
  await recovery.button('Make a new set…').click();
  await recovery.decide();
  await recovery.confirm(passphrase);
  const folder = folderIn(home, 'new');
  await recovery.savePdfs(folder);
  await recovery.button('I have them on paper').click();
  const sheets = readdirSync(folder).map((name) => join(folder, name));
  await recovery.giveFiles(old[0] ?? '');
  await expect(recovery.alert).toContainText(/another set of this vault/);
  await takePictures(app, shots, '40-other-set');
  await recovery.giveFiles(...sheets);
  await recovery.button('Activate these sheets').click({ timeout: 60_000 });
  await takePictures(app, shots, '41-done');
  await recovery.button('Done').click();
  await recovery.open();
  await takePictures(app, shots, '42-page');
  await recovery.button('Rehearse…').click();
  await recovery.giveFiles(...sheets.slice(1, 4));
  await recovery.heading('These sheets would open your vault').waitFor({ timeout: 60_000 });
  await page.getByText(/^Noted: rehearsed on /).waitFor();
  await takePictures(app, shots, '43-rehearsed');
  await recovery.button('Done').click();
  await page.keyboard.press('Escape');
  await vault.lock();

  await recovery.button('I forgot the passphrase').click();
  await recovery.button('Begin').click();
  await recovery.giveFiles(old[1] ?? '');
  await expect(recovery.alert).toContainText('was replaced on');
  await takePictures(app, shots, '44-replaced');
  await recovery.giveFiles(sheets[0] ?? '');
  await expect(page.getByText('Sheet 1 is here.')).toBeAttached();
  await recovery.giveFiles(sheets[0] ?? '');
  await expect(recovery.alert).toContainText('Sheet 1 is here already.');
  const blank = join(home, 'blank.png');
  writeFileSync(blank, Buffer.alloc(0));
  await recovery.giveFiles(blank);
  await expect(recovery.alert).toContainText('There is nothing in this picture.');
  await takePictures(app, shots, '45-empty');
  expect(await faults(page)).toEqual([]);

  await recovery.button('Stop').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click();
  await new Gate(app, page).unlock(passphrase);
  await expect(vault.row('orders')).toBeVisible();
});

test(`an app that is killed ${long ? 'at any step' : 'after what is written at a step'} of the wizard leaves the vault and its sheets as they were`, async ({
  launch,
  home,
}) => {
  test.setTimeout(360_000);
  const file = join(home, 'home.holdfast');
  const first = await launch();
  const begun = await begin(first, await first.firstWindow(), file);
  const old = await issueFive(begun.recovery, folderIn(home, 'paper'));
  await first.close();
  const active = statusOf(file, home).active;
  let printed: string[] = [];
  const steps: ((recovery: Recovery) => Promise<void>)[] = [
    async (recovery) => recovery.button('Make a new set…').click(),
    (recovery) => recovery.decide(),
    (recovery) => recovery.confirm(passphrase),
    async (recovery) => {
      const folder = mkdtempSync(join(home, 'fresh-'));
      await recovery.savePdfs(folder);
      printed = readdirSync(folder).map((name) => join(folder, name));
    },
    (recovery) => recovery.button('I have them on paper').click(),
    async (recovery) => {
      await recovery.giveFiles(...printed.slice(0, 2));
      await recovery.page.getByText('read back', { exact: true }).nth(1).waitFor({ timeout: 30_000 });
    },
    async (recovery) => {
      await recovery.giveFiles(...printed.slice(2));
      await recovery.heading('Every sheet reads well').waitFor({ timeout: 60_000 });
    },
    (recovery) => recovery.button('Activate these sheets').click({ noWaitAfter: true }),
  ];
  // The set is made, two of its sheets are read back, it is put to use.
  for (let many = 1; many <= steps.length; many++) {
    if (!long && ![3, 6, 8].includes(many)) continue;
    const app = await launch();
    const page = await app.firstWindow();
    const gate = new Gate(app, page);
    const recovery = new Recovery(app, page);
    await gate.choose(file);
    await gate.unlock(passphrase);
    await new Vault(page).row('orders').waitFor();
    await recovery.open();
    await recovery.heading('Any three of five sheets open this vault').waitFor();
    // What the app had made before it was killed still waits, inert.
    if (statusOf(file, home).pending) {
      await recovery.button('Forget this set…').click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Forget it' }).click();
    }
    for (const step of steps.slice(0, many)) await step(recovery);
    await kill(app);
    const now = statusOf(file, home);
    // The last step is one commit: it took place, or it did not.
    if (many === steps.length && now.active?.set !== active?.set)
      expect(opens(file, home, printed)).toBe(true);
    else {
      expect(now.active).toEqual(active);
      expect(opens(file, home, old)).toBe(true);
    }
  }
});

test('an app that is killed at any step of a recovery has written nothing', async ({ launch, home }) => {
  test.setTimeout(240_000);
  const file = join(home, 'home.holdfast');
  const first = await launch();
  const begun = await begin(first, await first.firstWindow(), file);
  const sheets = await issueFive(begun.recovery, folderIn(home, 'paper'));
  await first.close();
  const before = readFileSync(file);
  const steps: ((recovery: Recovery) => Promise<void>)[] = [
    (recovery) => recovery.button('I forgot the passphrase').click(),
    (recovery) => recovery.button('Begin').click(),
    async (recovery) => {
      await recovery.giveFiles(sheets[0] ?? '');
      await expect(recovery.page.getByText('Sheet 1 is here.')).toBeAttached({ timeout: 30_000 });
    },
    async (recovery) => {
      await recovery.giveFiles(...sheets.slice(1, 3));
      await recovery.heading('Choose a new passphrase').waitFor({ timeout: 30_000 });
      await recovery.page.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(fresh);
    },
  ];
  // After the last one nothing was written, so at none before.
  for (let many = long ? 1 : steps.length; many <= steps.length; many++) {
    const app = await launch();
    const recovery = new Recovery(app, await app.firstWindow());
    await new Gate(app, recovery.page).choose(file);
    for (const step of steps.slice(0, many)) await step(recovery);
    await kill(app);
    expect(readFileSync(file).equals(before), `after step ${many}`).toBe(true);
  }

  // And while the last step is under way: either passphrase opens the vault, and the other does
  // not.
  const app = await launch();
  const recovery = new Recovery(app, await app.firstWindow());
  await new Gate(app, recovery.page).choose(file);
  for (const step of steps) await step(recovery);
  await recovery.page.getByRole('textbox', { name: 'New passphrase again' }).fill(fresh);
  await recovery.button('Open the vault').click({ noWaitAfter: true });
  await kill(app);
  const which = [passphrase, fresh].filter((one) => ask(file, home, one, ['secret', 'list']).status === 0);
  expect(which).toHaveLength(1);
});

async function kill(app: ElectronApplication): Promise<void> {
  const gone = new Promise((resolve) => app.process().once('exit', resolve));
  app.process().kill('SIGKILL');
  await gone;
}

/** The command line with a vault and a passphrase; '' for none. */
function ask(file: string, home: string, words: string, args: readonly string[]) {
  const holdfast = join(import.meta.dirname, '../bin/holdfast');
  const secret = join(home, 'passphrase');
  writeFileSync(secret, words);
  const before = ['--vault', file, ...(words === '' ? [] : ['--passphrase-file', secret])];
  return spawnSync(holdfast, [...before, ...args], { encoding: 'utf8', env: environment(home) });
}

/** What the command line says of a vault's sets. */
function statusOf(file: string, home: string): { active?: { set: string }; pending?: { set: string } } {
  return JSON.parse(ask(file, home, passphrase, ['--json', 'recovery', 'status']).stdout);
}

/** True when the first three of these sheets would open the vault. */
function opens(file: string, home: string, sheets: readonly string[]): boolean {
  return ask(file, home, '', ['recovery', 'check', ...sheets.slice(0, 3)]).status === 0;
}
