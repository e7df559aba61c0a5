import type { Locator, Page } from '@playwright/test';

/** The page on policies and the audit. */
export class Access {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get yaml(): Locator {
    return this.page.getByRole('textbox', { name: 'As YAML' });
  }

  get name(): Locator {
    return this.page.getByRole('textbox', { name: 'Name' });
  }

  get programs(): Locator {
    return this.page.getByRole('textbox', { name: 'Programs, by ID' });
  }

  get paths(): Locator {
    return this.page.getByRole('textbox', { name: 'Secrets, by path' });
  }

  get save(): Locator {
    return this.page.getByRole('button', { name: 'Save' });
  }

  get entries(): Locator {
    return this.page.getByRole('table', { name: 'Entries, newest first' });
  }

  policy(name: string): Locator {
    return this.page.getByRole('grid', { name: 'Policies' }).getByRole('row', { name });
  }

  permission(name: string): Locator {
    return this.page.getByRole('checkbox', { name });
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** Narrows the audit. */
  async choose(filter: string, option: string): Promise<void> {
    await this.page.getByRole('button', { name: filter }).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  async check(program: string, path: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Program, by ID' }).fill(program);
    await this.page.getByRole('textbox', { name: 'Path of a secret' }).fill(path);
    await this.page.keyboard.press('Enter');
  }
}
