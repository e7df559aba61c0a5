import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { words } from '../../src/shared/words/en/window/index.ts';
import { answerChoosers } from './dialogs.ts';

/** The window in front of an open vault: welcome, create, unlock. */
export class Gate {
  readonly page: Page;
  readonly app: ElectronApplication;

  constructor(app: ElectronApplication, page: Page) {
    this.app = app;
    this.page = page;
  }

  get passphrase(): Locator {
    return this.page.getByRole('textbox', { name: 'Passphrase', exact: true });
  }

  get passphraseAgain(): Locator {
    return this.page.getByRole('textbox', { name: 'Passphrase again' });
  }

  get unlockButton(): Locator {
    return this.page.getByRole('button', { name: 'Unlock' });
  }

  get createButton(): Locator {
    return this.page.getByRole('button', { name: 'Create vault' });
  }

  get alert(): Locator {
    return this.page.getByRole('alert');
  }

  /** Goes through the whole of creating a vault, up to its empty list. */
  async create(file: string, passphrase: string): Promise<void> {
    await this.startCreating(file);
    await this.finishCreating(passphrase);
  }

  /** On *Create a vault*: keeps it in a place that is no file. */
  async keepElsewhere(kind: string): Promise<void> {
    await this.page.getByRole('button', { name: words.places.elsewhere }).click();
    await this.page.getByText(kind, { exact: true }).click();
  }

  /** The same from where the place of the vault is chosen. */
  async finishCreating(passphrase: string): Promise<void> {
    await this.passphrase.fill(passphrase);
    await this.passphraseAgain.fill(passphrase);
    await this.page.getByText('I understand that a lost passphrase cannot be reset').click();
    await this.createButton.click();
    await this.page.getByRole('heading', { name: 'No secrets yet' }).waitFor();
  }

  async startCreating(file: string): Promise<void> {
    await answerChoosers(this.app, file);
    await this.page.getByRole('button', { name: 'Create a vault' }).click();
    await this.page.getByRole('button', { name: 'Choose…' }).click();
    await this.page.getByText(file).waitFor();
  }

  /** Chooses an existing file. */
  async choose(file: string): Promise<void> {
    await answerChoosers(this.app, file);
    await this.page.getByRole('button', { name: 'Open an existing vault' }).click();
  }

  async unlock(passphrase: string): Promise<void> {
    await this.passphrase.fill(passphrase);
    await this.unlockButton.click();
  }
}
