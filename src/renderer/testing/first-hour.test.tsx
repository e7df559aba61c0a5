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

test('a step that is done says so, and all go with the first secret', async () => {
  await emptied();
  await app.session.vault.recovery.decline(true);
  app.choices.backupFolder = app.folder;
  await app.ask('holdfast:backups.addDestination', undefined);
  await steps().findByText(text.done);
  await app.session.vault.secrets.put('a', fields('1'));
  app.session.noteWrite();
  await waitFor(() => expect(screen.queryByRole('region', { name: text.title })).toBeNull());
});
