// @vitest-environment jsdom
import { mkdirSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { fields, passphrase, wholeWindow } from './window.tsx';

const { drill: text, drilled, page } = words.recovery;
const { app, user } = wholeWindow(
  async ({ session: { vault } }) => {
    await vault.secrets.put('mail', fields('old'));
  },
  { store: 'sqlite' },
);

const made = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.holdfast'));

async function backedUp(value: string): Promise<void> {
  await app.session.vault.secrets.put('mail', fields(value));
  await app.ask('holdfast:backups.run', {});
}

test('a drill says that the newest backup cannot be read, and which place was not reached', async () => {
  const [folder, stick] = ['backups', 'stick'].map((name) => join(app.folder, name)) as [string, string];
  for (const one of [folder, stick]) {
    mkdirSync(one);
    app.choices.backupFolder = one;
    await app.ask('holdfast:backups.addDestination', undefined);
  }
  await backedUp('first');
  const [before = ''] = made(folder);
  await backedUp('second');
  const newest = made(folder).find((name) => name !== before) ?? '';
  truncateSync(join(folder, newest), 300);
  rmSync(stick, { recursive: true });

  const { openRecovery } = await import('../stores/recovery.ts');
  openRecovery();
  await user.click(await screen.findByRole('button', { name: page.drill }));
  const unread = drilled.unread([{ name: newest, why: 'damaged' }]);
  expect(await screen.findByText(unread)).toBeTruthy();
  expect(screen.getByText(new RegExp(`The newest backup that can be read is ${before}`))).toBeTruthy();
  await user.type(screen.getByLabelText(text.passphrase), passphrase);
  await user.click(screen.getByRole('button', { name: text.open }));
  expect(await screen.findByRole('heading', { name: drilled.okTitle })).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toBe(unread);
  expect(screen.getByText(drilled.unreached([stick]))).toBeTruthy();
});
