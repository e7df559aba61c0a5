// @vitest-environment jsdom
import { readFileSync, writeFileSync } from 'node:fs';
import { screen, waitFor } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { S3Double, testKeys } from '../../main/store/s3/testing/double.ts';
import type { Place } from '../../shared/place.ts';
import { shownPlace } from '../../shared/place-form.ts';
import { speak, words } from '../words/words.ts';
import { fields, passphrase, wholeWindow } from './window.tsx';

// A backup that lies on a service, wherever one is asked for, in each language.
const { app, user } = wholeWindow(
  async ({ session }) => {
    await session.vault.secrets.put('prod/db', fields('1'));
  },
  { store: 'sqlite' },
);
let double: S3Double;
beforeAll(() => {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']) vi.stubEnv(name, '');
  vi.stubEnv('HOME', app.folder);
});
beforeEach(async () => {
  double = await S3Double.start();
  await backedUp('backup');
});
afterEach(() => double.stop());
afterAll(async () => {
  await speak('en');
  vi.unstubAllEnvs();
});

const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const type = async (field: keyof typeof words.places.fields, text: string) => {
  const box = screen.getByLabelText(words.places.fields[field].label);
  await user.clear(box);
  await user.click(box);
  await user.paste(text);
};
const placeOf = (prefix: string): Place => ({
  kind: 's3',
  location: `s3://vaults/${prefix}?endpoint=${double.endpoint}`,
});
async function name(prefix: string): Promise<void> {
  await screen.findByLabelText(words.places.fields.bucket.label);
  await type('endpoint', double.endpoint);
  await type('bucket', 'vaults');
  await type('prefix', prefix);
  await type('accessKey', testKeys.accessKeyId);
  await type('secretKey', testKeys.secretAccessKey);
}

/** The open vault as it is now, under a prefix of the bucket. */
async function backedUp(prefix: string): Promise<void> {
  const place = placeOf(prefix);
  const parts = { endpoint: double.endpoint, bucket: 'vaults', prefix };
  await app.ask('holdfast:vault.choosePlace', { kind: 's3', purpose: 'restored', typed: parts });
  const credentials = { accessKey: testKeys.accessKeyId, secretKey: testKeys.secretAccessKey };
  await app.ask('holdfast:places.give', { place, credentials, keep: false });
  const made = await app.ask('holdfast:backups.restore', { place: app.session.place, to: place });
  expect(made).toMatchObject({ ok: true });
}
async function left(): Promise<Place> {
  const { place } = app.session;
  const { leave } = await import('../stores/session.ts');
  await leave();
  await screen.findByRole('heading', { name: words.welcome.recents });
  return place;
}

describe.each(['en', 'de'] as const)('in %s', (language) => {
  beforeAll(() => speak(language));
  test('any backup is opened from a server; where nothing lies there that is said', async () => {
    const { any } = words.backups;
    await press(words.actions.menu);
    await user.click(await screen.findByRole('menuitem', { name: words.menu.backups }));
    await press(any.onServer);
    await screen.findByRole('heading', { name: any.serverTitle });
    await press(words.places.service.takeBackup);
    expect(await screen.findByText(words.places.fields.bucket.missing)).toBeTruthy();
    await name('nothing');
    await press(words.places.service.takeBackup);
    expect(await screen.findByText(words.failures.noVaultThere.what)).toBeTruthy();
    await type('prefix', 'backup');
    await press(words.places.service.takeBackup);
    expect(await screen.findByText(words.backups.browser.pick)).toBeTruthy();
  });

  test('a vault that does not open is mended with a backup on a server', async () => {
    const place = await left();
    // Its head alone is left.
    const bytes = readFileSync(place.location);
    writeFileSync(place.location, bytes.fill(7, 200));
    const { offer } = words.repair.salvage;
    await user.click((await screen.findByText(place.location)).closest('button') as HTMLElement);
    await press(offer);
    await press(words.places.service.from);
    await name('backup');
    await press(words.places.service.takeBackup);
    await waitFor(() => expect(screen.queryByLabelText(words.places.fields.bucket.label)).toBeNull());
    expect(screen.getByText(shownPlace(placeOf('backup')))).toBeTruthy();
    await user.type(screen.getByLabelText(words.repair.salvage.passphrase), passphrase);
    await press(words.repair.mend.run);
    await user.type(await screen.findByLabelText(words.unlock.passphrase), passphrase);
    await press(words.unlock.submit);
    await screen.findByRole('listbox', { name: words.vault.list });
  });

  test('a vault on a server is chosen to be opened by sheets', async () => {
    await left();
    await press(words.recovery.recover.haveSheets);
    await press(words.places.service.from);
    await name('backup');
    await press(words.places.service.takeVault);
    // It has no sheets.
    await screen.findByRole('heading', { name: words.recovery.recover.noSetTitle });
    expect(app.session.place).toEqual(placeOf('backup'));
  });
});

test('a damaged vault is repaired with a backup on a server', async () => {
  await speak('en');
  const { cleanup, render } = await import('@testing-library/react');
  const { Mend } = await import('../screens/repair/mend.tsx');
  cleanup();
  render(<Mend />);
  await press(words.places.service.from);
  await name('backup');
  await press(words.places.service.takeBackup);
  expect(await screen.findByText(/backup/, { selector: 'li *' })).toBeTruthy();
  const { useRepair } = await import('../stores/repair.ts');
  expect(useRepair.getState().backups).toEqual([placeOf('backup')]);
});
