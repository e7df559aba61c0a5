import { fileAt } from '../../shared/place.ts';
import './browser.ts';
import { cleanup, configure, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import type { TestAppOptions } from '../../main/ipc/testing/app.ts';
import { words } from '../words/words.ts';
import { type Behind, behindWindow } from './app.ts';

// The machine may be busy.
configure({ asyncUtilTimeout: 20_000 });

export const passphrase = 'copper-meadow-lantern-fjord';

/** A secret as the tests put it there. */
export const fields = (value: string) => [
  { name: 'user', type: 'text' as const, value: 'ann' },
  { name: 'password', type: 'secret' as const, value },
];

/**
 * The whole window in jsdom, over the real handlers, for all tests of a file: each begins with a
 * new vault, open, and what `fill` puts there.
 */
export function wholeWindow(fill: (app: Behind) => Promise<void>, options: Partial<TestAppOptions> = {}) {
  const app = behindWindow(options);
  const user = userEvent.setup();
  let vaults = 0;
  beforeEach(async () => {
    const [{ App }, { start, take }] = await Promise.all([
      import('../app.tsx'),
      import('../stores/session.ts'),
    ]);
    await app.session.create(fileAt(`${app.folder}/vault-${++vaults}.holdfast`), passphrase);
    await fill(app);
    if (vaults === 1) start();
    // What was told of the vault before is heard before the window shows this one.
    await new Promise(setImmediate);
    take(await app.session.state());
    app.calls.length = 0;
    render(<App />);
    await screen.findByRole('listbox', { name: words.vault.list });
  });
  afterEach(async () => {
    cleanup();
    await app.session.lock('quit');
    await app.session.leave();
    const { closeDialog } = await import('../stores/dialog.ts');
    closeDialog();
    expect(app.faults).toEqual([]);
  });
  afterAll(() => app.close());
  return { app, user };
}

/** The parts of an open vault, as a person names them. */
export const vault = {
  list: () => screen.getByRole('listbox', { name: words.vault.list }),
  row: (title: string) => within(vault.list()).getByRole('option', { name: new RegExp(title) }),
  rows: () => within(vault.list()).getAllByRole('option'),
  detail: () => within(screen.getByRole('main', { name: words.vault.detail })),
  search: () => screen.getByRole<HTMLInputElement>('searchbox'),
  /** The box of a field's value in the form, by the field's name. */
  box: (field: string) => {
    const found = document.querySelector<HTMLInputElement>(`[data-name="${field}"] [data-value]`);
    if (found === null) throw new Error(`no box of ${field}`);
    return found;
  },
  title: () => vault.detail().getByRole<HTMLInputElement>('textbox', { name: words.editor.title }),
  folder: () => vault.detail().getByRole<HTMLInputElement>('combobox', { name: words.editor.folder }),
  path: () => vault.detail().getByRole<HTMLInputElement>('textbox', { name: words.editor.path }),
  dialog: () => within(screen.getByRole('dialog')),
};
