import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page, test } from '@playwright/test';
import { faults } from './axe.ts';
import { CliVault } from './cli-vault.ts';
import { answerChoosers } from './dialogs.ts';
import { Gate } from './gate.ts';
import { takePictures } from './pictures.ts';
import { Vault } from './vault.ts';

const shots = process.env['HOLDFAST_SHOTS'] ?? '';

/** The pages on backups of a vault that has two secrets, and an empty folder for its backups. */
export class Backups {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly cliVault: CliVault;
  readonly folder: string;
  readonly gate: Gate;
  readonly vault: Vault;
  readonly passphrase: string;

  constructor(app: ElectronApplication, page: Page, home: string, passphrase: string) {
    this.app = app;
    this.page = page;
    this.passphrase = passphrase;
    this.cliVault = new CliVault(home, 'house.holdfast', passphrase);
    this.folder = join(home, 'backups');
    this.gate = new Gate(app, page);
    this.vault = new Vault(page);
    mkdirSync(this.folder, { recursive: true });
  }

  async begin(): Promise<void> {
    this.cliVault.put('home/router', { user: 'admin' });
    this.cliVault.put('letters/aunt', {
      letter: 'a long letter, kept for years. '.repeat(2_000),
      user: 'aunt',
    });
    await this.gate.choose(this.cliVault.file);
    await this.unlock();
  }

  async unlock(): Promise<void> {
    await this.gate.unlock(this.passphrase);
    await this.vault.row('router').waitFor();
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** Said in passing, at the foot of the window. */
  told(text: string): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  /** Opens the page, and makes the folder the place of backups, with the first of them in it. */
  async place(): Promise<void> {
    await this.vault.menu('Backups…');
    await answerChoosers(this.app, this.folder);
    await this.button('Choose a folder for backups…').click();
    await this.heading('Everything is backed up').waitFor();
  }

  /**
   * What axe-core has against the screen in light and in dark; pictures of it where they are asked
   * for.
   */
  async inspect(screen: string): Promise<void> {
    if (shots !== '') test.setTimeout(300_000);
    await takePictures(this.app, shots, screen);
    for (const colorScheme of ['dark', 'light'] as const) {
      await this.page.emulateMedia({ colorScheme });
      expect(await faults(this.page), `${screen}, ${colorScheme}`).toEqual([]);
    }
  }
}
