import type { Locator, Page } from '@playwright/test';

/** What goes into a field of the form. */
export interface Value {
  name: string;
  value: string;
}

// A form gives `user` the name that other programs know it by.
const alike: Readonly<Record<string, string>> = { user: 'username', note: 'notes' };

function named(attribute: string, field: string, within: string): string {
  const names = [field, ...(alike[field] === undefined ? [] : [alike[field]])];
  return names.map((name) => `[${attribute}="${name}"] ${within}`).join(', ');
}

/** The window of an open vault. */
export class Vault {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get search(): Locator {
    return this.page.getByRole('searchbox');
  }

  get list(): Locator {
    return this.page.getByRole('listbox', { name: 'Secrets' });
  }

  get detail(): Locator {
    return this.page.getByRole('main', { name: 'Secret' });
  }

  get toast(): Locator {
    return this.page.getByRole('status').filter({ hasText: /./ }).last();
  }

  get path(): Locator {
    return this.detail.getByRole('textbox', { name: 'Path' });
  }

  get title(): Locator {
    return this.detail.getByRole('textbox', { name: 'Title' });
  }

  get folder(): Locator {
    return this.detail.getByRole('combobox', { name: 'Folder' });
  }

  get versions(): Locator {
    return this.detail.getByRole('listitem').filter({ hasText: /^Version \d/ });
  }

  row(title: string): Locator {
    return this.list.getByRole('option').filter({ hasText: title });
  }

  place(name: string): Locator {
    return this.page.getByRole('treegrid', { name: 'Folders' }).getByRole('row', { name });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** The shown value of a field in the detail. */
  value(field: string): Locator {
    return this.detail.locator(named('data-copies', field, 'dd')).first();
  }

  /** The box of a field's value in the form. */
  box(field: string): Locator {
    return this.detail.locator(named('data-name', field, '[data-value]'));
  }

  /** Opens the form of a new secret, with its line for the path. */
  async startNew(template = 'Login'): Promise<void> {
    await this.button('New secret').first().click();
    await this.page.getByRole('option', { name: template, exact: true }).click();
    await this.showPath();
  }

  /** Opens the line for the path of the form. */
  async showPath(): Promise<void> {
    await this.title.waitFor();
    if (!(await this.path.isVisible())) await this.button('Advanced').click();
    await this.path.waitFor();
  }

  /** Adds a secret through the form; fields that the form does not have yet are added. */
  async add(path: string, fields: Record<string, string>): Promise<void> {
    await this.startNew();
    await this.path.fill(path);
    for (const [name, value] of Object.entries(fields)) {
      if (!(await this.box(name).isVisible())) await this.addField(name);
      await this.box(name).fill(value);
    }
    await this.save();
  }

  async addField(name: string): Promise<void> {
    await this.button('Add field').click();
    await this.page.keyboard.type(name);
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s');
    await this.page.getByRole('heading', { level: 1, name: /secret$/ }).waitFor({ state: 'detached' });
  }

  /** Chooses from the menu of a version; opens the list of versions first when it is closed. */
  async versionAction(version: number, action: string): Promise<void> {
    const menu = this.button(`Actions for version ${version}`);
    if (!(await menu.isVisible())) await this.button(/^Versions/).click();
    await menu.click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  async menu(item: string): Promise<void> {
    await this.button('Menu').click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async lock(): Promise<void> {
    await this.page.keyboard.press('Control+l');
    await this.page.getByRole('heading', { name: /^Unlock / }).waitFor();
  }
}
