import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { answerChoosers } from './dialogs.ts';
import { Vault } from './vault.ts';

/**
 * The screens of recovery: the page of the set, the wizard that makes one, the wizard that leads
 * back in.
 */
export class Recovery {
  readonly page: Page;
  readonly app: ElectronApplication;

  constructor(app: ElectronApplication, page: Page) {
    this.app = app;
    this.page = page;
  }

  get alert(): Locator {
    return this.page.getByRole('alert');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name });
  }

  async open(): Promise<void> {
    await new Vault(this.page).menu('Recovery sheets…');
  }

  /** From the page of a vault without a set to the screen with the sheets, with the usual size. */
  async make(passphrase: string): Promise<void> {
    // The banner behind the page has a button of this name too.
    await this.page.getByRole('dialog').getByRole('button', { name: 'Make recovery sheets' }).click();
    await this.decide();
    await this.confirm(passphrase);
  }

  async decide(): Promise<void> {
    await this.heading('How many sheets?').waitFor();
    await this.button('Next').click();
    await this.page.getByRole('textbox', { name: 'Sheet 1', exact: true }).fill('Anna');
    await this.button('Next').click();
    await this.page.getByText('A4', { exact: true }).click();
    await this.button('Next').click();
  }

  async confirm(passphrase: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase);
    await this.button('Make the sheets').click();
    await this.heading('Put them on paper').waitFor({ timeout: 60_000 });
  }

  /** Saves one PDF to a sheet into `folder`. */
  async savePdfs(folder: string): Promise<void> {
    await answerChoosers(this.app, folder);
    await this.page.getByText('One file for each holder').click();
    await this.button('Save as PDF…').click();
    await this.page.getByText(/^Saved 5 files in /).waitFor({ timeout: 60_000 });
  }

  /** The words of a sheet, as its screen shows them; then back to all sheets. */
  async wordsOf(sheet: number): Promise<string[]> {
    await this.button(`Show sheet ${sheet}`).click();
    const list = this.page.getByRole('list', { name: 'Words' }).getByRole('listitem');
    await list.nth(32).waitFor();
    const words = (await list.allTextContents()).map((text) => text.replace(/^[\d.\s]+/, '').trim());
    await this.button('Back to all sheets').click();
    return words;
  }

  /** Gives pictures or PDFs by way of the file chooser. */
  async giveFiles(...files: string[]): Promise<void> {
    await this.page.locator('input[type=file][multiple][accept*="application/pdf"]').setInputFiles(files);
  }

  async typeWords(words: readonly string[]): Promise<void> {
    await this.button(/^Type the words/).click();
    await this.enterWords(words);
  }

  /** The words of a sheet into the fields that are there, by keys alone. */
  async enterWords(words: readonly string[]): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Word 1', exact: true }).focus();
    for (const word of words) {
      await this.page.keyboard.type(word.slice(0, 4));
      await this.page.keyboard.press('Space');
    }
    await this.page.keyboard.press('Enter');
  }
}
