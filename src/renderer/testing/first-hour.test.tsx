// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

const text = words.firstSteps;
const { app, user } = wholeWindow(
  async ({ session }) => {
    await session.vault.secrets.put('a', fields('1'));
  },
  { store: 'sqlite' },
);
const steps = () => within(screen.getByRole('region', { name: text.title }));
async function emptied() {
  await app.session.vault.secrets.forget('a');
  const { close } = await import('../stores/detail.ts');
  close();
  app.session.noteWrite();
  await screen.findByRole('region', { name: text.title });
}
const press = (name: string) => user.click(steps().getByRole('button', { name }));

test('an empty vault says its first steps, in place of the banners', async () => {
  await emptied();
  for (const name of [text.add, words.vault.emptyImport, words.backups.banner.action])
    expect(await steps().findByRole('button', { name })).toBeTruthy();
  expect(await steps().findByRole('button', { name: words.recovery.banner.make })).toBeTruthy();
  expect(screen.queryByRole('region', { name: words.recovery.banner.label })).toBeNull();
  await press(text.add);
  await vault.detail().findByRole('listbox', { name: words.editor.choose });
});

test('steps that are undone stay in reach, until they are done', async () => {
  await emptied();
  expect(screen.queryByRole('button', { name: text.dismiss })).toBeNull();
  await app.session.vault.secrets.put('a', fields('1'));
  app.session.noteWrite();
  await user.click(await screen.findByRole('option'));
  await vault.detail().findByRole('heading', { name: 'a' });
  expect(screen.queryByRole('region', { name: text.title })).toBeNull();
  // They say what the banners would.
  expect(screen.queryByRole('region', { name: words.recovery.banner.label })).toBeNull();
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: text.title }));
  const heading = await screen.findByRole('heading', { name: text.title });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  await steps().findByText(text.done);
  expect(steps().queryByRole('button', { name: text.add })).toBeNull();

  await app.session.vault.recovery.decline(true);
  app.choices.backupFolder = app.folder;
  await app.ask('holdfast:backups.addDestination', undefined);
  await waitFor(() => expect(steps().getAllByText(text.done)).toHaveLength(2));
  await user.click(steps().getByRole('button', { name: words.recovery.banner.make }));
  await screen.findByRole('dialog');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('region', { name: text.title })).toBeNull());
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await screen.findAllByRole('menuitem');
  expect(screen.queryByRole('menuitem', { name: text.title })).toBeNull();
});

test('who sends the steps away has the banners, and one press brings the steps back', async () => {
  const { close } = await import('../stores/detail.ts');
  close();
  await user.click(await screen.findByRole('button', { name: text.dismiss }));
  await screen.findByRole('region', { name: words.recovery.banner.label });
  expect(screen.queryByRole('region', { name: text.title })).toBeNull();
  await user.click(screen.getByRole('button', { name: words.actions.undo }));
  await screen.findByRole('region', { name: text.title });
  expect(screen.queryByRole('region', { name: words.recovery.banner.label })).toBeNull();
});
