// @vitest-environment jsdom
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Place } from '../../shared/place.ts';
import { words } from '../words/words.ts';
import { fields, passphrase, wholeWindow } from './window.tsx';

const { app, user } = wholeWindow(
  async ({ session }) => {
    await session.vault.secrets.put('prod/db', fields('1'));
  },
  { store: 'sqlite' },
);
const { restore } = words.backups;
const offer = /^Restore the backup of /;
const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));

/** Backs the open vault up, and leaves it; where it lies. */
async function backedUp(): Promise<Place> {
  const { place } = app.session;
  const folder = join(app.folder, 'backups');
  mkdirSync(folder, { recursive: true });
  app.choices.backupFolder = folder;
  await app.ask('holdfast:backups.addDestination', undefined);
  await app.ask('holdfast:backups.run', {});
  const { leave } = await import('../stores/session.ts');
  await leave();
  await screen.findByRole('heading', { name: words.welcome.recents });
  return place;
}
const recent = async (place: Place) => {
  const row = (await screen.findByText(place.location)).closest('button');
  await user.click(row as HTMLElement);
};
async function opens(): Promise<void> {
  await user.type(await screen.findByLabelText(words.unlock.passphrase), passphrase);
  await press(words.unlock.submit);
  const list = await screen.findByRole('listbox', { name: words.vault.list });
  expect(within(list).getByRole('option', { name: /db/ })).toBeTruthy();
}

test('a vault that is gone leads with its newest backup, which comes back where it was', async () => {
  const place = await backedUp();
  renameSync(place.location, `${place.location}.gone`);
  await recent(place);
  await press(offer);
  const where = await screen.findByRole<HTMLInputElement>('radio', { name: new RegExp(restore.whereAgain) });
  expect(where.checked).toBe(true);
  // Nothing is replaced, so nothing is asked.
  await press(restore.run);
  await opens();
});

test('so does one that is no vault any more, which is kept under a dated name', async () => {
  const place = await backedUp();
  writeFileSync(place.location, 'what a broken disk left '.repeat(400));
  await recent(place);
  await press(offer);
  const where = await screen.findByRole<HTMLInputElement>('radio', { name: new RegExp(restore.inPlace) });
  expect(where.checked).toBe(true);
  await press(restore.run);
  await press(restore.yes);
  await screen.findByText(/is kept beside it|kept as/i);
  await opens();
});

test('where nothing was backed up no restore is offered', async () => {
  const { place } = app.session;
  const { leave } = await import('../stores/session.ts');
  await leave();
  renameSync(place.location, `${place.location}.gone`);
  await recent(place);
  await screen.findByRole('alert');
  await waitFor(() => expect(app.calls).toContain('backups.newest'));
  expect(screen.queryByRole('button', { name: offer })).toBeNull();
});
