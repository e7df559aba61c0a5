import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { openVault } from '../../src/main/vault/open.ts';
import { type Expected, expectedOf } from '../../src/rescue/testing/random-vault.ts';
import { sorted } from '../../src/rescue/testing/told.ts';
import { CliVault } from '../pages/cli-vault.ts';
import { fillForRescue, password } from '../pages/rescue-vault.ts';

export const passphrase = 'naïve horse staple';
export const fileSize = 2_300_000;

/** All that somebody has who has nothing else: a folder of backups, and printed sheets. */
export interface Left {
  readonly page: string;
  readonly backup: string;
  /** The words of each sheet, as they stand on its print. */
  readonly sheets: readonly string[][];
  /** What the vault holds, by the app. */
  readonly expected: Expected;
}

/** Made by the app's own command line: a vault, its sheets that Chromium prints, and a backup. */
export async function leaveBackup(home: string): Promise<Left> {
  const cli = new CliVault(home, 'home.holdfast', passphrase);
  await fillVault(cli.file);
  const papers = join(home, 'sheets');
  cli.run('recovery', 'issue', '--out', papers, '--shares', '3', '--threshold', '2');
  const folder = join(home, 'backups');
  cli.run('backup', 'create', folder);
  const vault = await openVault({ location: cli.file }, passphrase);
  const expected = sorted(await expectedOf(vault));
  await vault.lock();
  const [backup = ''] = readdirSync(folder).filter((name) => name.endsWith('.holdfast'));
  return {
    page: join(folder, 'rescue.html'),
    backup: join(folder, backup),
    sheets: (await printed(papers)).map(printedWords),
    expected,
  };
}

async function fillVault(file: string): Promise<void> {
  const vault = await openVault({ location: file }, passphrase);
  await fillForRescue(vault, fileSize);
  await vault.secrets.put('gone', password('deleted'));
  await vault.secrets.delete('gone');
  for (let i = 0; i < 200; i++) await vault.secrets.put(`many/${i}`, password(`value ${i}`));
  await vault.lock();
}

async function printed(folder: string): Promise<string[]> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: true });
  const page = await browser.newPage();
  const pdfs: string[] = [];
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.html'))) {
    const pdf = join(folder, `${name}.pdf`);
    await page.goto(`file://${join(folder, name)}`);
    await page.pdf({ path: pdf, format: 'A4', printBackground: true });
    pdfs.push(pdf);
  }
  await browser.close();
  return pdfs.sort();
}

/** Numbered words, as pdftotext reads them off the paper. */
function printedWords(pdf: string): string[] {
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  const [, list = ''] = text.split('The 33 words');
  const found = [...list.matchAll(/\b(\d{1,2}) *([a-z]{4,8})\b/g)];
  const byNumber = new Map(found.map(([, number, word = '']) => [Number(number), word]));
  const words = Array.from({ length: 33 }, (_, i) => byNumber.get(i + 1) ?? '');
  if (words.includes('')) throw new Error(`not 33 words: ${text}`);
  return words;
}
