// @vitest-environment jsdom
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor } from '@testing-library/react';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { S3Double, testKeys } from '../../main/store/s3/testing/double.ts';
import { words } from '../words/words.ts';
import { fields, wholeWindow } from './window.tsx';

const { app, user } = wholeWindow(
  async ({ session }) => {
    await session.vault.secrets.put('prod/db', fields('1'));
  },
  { store: 'sqlite' },
);
const { restore, page } = words.backups;
let double: S3Double;
beforeAll(async () => {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']) vi.stubEnv(name, '');
  vi.stubEnv('HOME', app.folder);
  double = await S3Double.start();
});
afterAll(async () => {
  await double.stop();
  vi.unstubAllEnvs();
});

const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const type = async (field: keyof typeof words.places.fields, text: string) => {
  await user.click(screen.getByLabelText(words.places.fields[field].label));
  await user.paste(text);
};

test('a backup is restored to a server that a form names; what is missing there is asked for', async () => {
  mkdirSync(join(app.folder, 'backups'), { recursive: true });
  app.choices.backupFolder = join(app.folder, 'backups');
  await press(words.actions.menu);
  await user.click(await screen.findByRole('menuitem', { name: words.menu.backups }));
  await press(page.choose);
  // The first backup takes the place of the buttons while it runs.
  await waitFor(() =>
    expect(screen.queryAllByText(new RegExp(`^${words.backups.place.proven('')}`))).not.toEqual([]),
  );
  await press(/^See its backups: /);
  await press(/^More about the backup of /);
  await user.click(await screen.findByRole('menuitem', { name: words.backups.list.restore }));
  await user.click(await screen.findByRole('radio', { name: new RegExp(words.places.service.into) }));
  await press(restore.run);
  expect(await screen.findByText(words.places.fields.bucket.missing)).toBeTruthy();
  await type('endpoint', double.endpoint);
  await type('bucket', 'vaults');
  await type('prefix', 'home');
  await type('accessKey', testKeys.accessKeyId);
  await type('secretKey', testKeys.secretAccessKey);
  await press(restore.run);
  await screen.findByRole('heading', { name: restore.doneTitle });
  expect([...double.bucket('vaults').keys()].some((key) => key.startsWith('home/manifests/'))).toBe(true);
});
