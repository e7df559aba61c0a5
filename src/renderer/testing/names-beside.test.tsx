// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { passphrase, wholeWindow } from './window.tsx';

const { issue, letter: text } = words.recovery;

const { app, user } = wholeWindow(
  async ({ session: { vault } }) => {
    await vault.secrets.put('mail', [{ name: 'password', type: 'secret', value: 'x' }]);
  },
  { store: 'sqlite' },
);

/** Makes a set, and activates it in the window. */
async function activated(holders: string[]) {
  const { recovery } = app.session.vault;
  await recovery.issue({ passphrase, threshold: 1, shares: 1, holders });
  await recovery.markProven([1]);
  const { loadStatus, openRecovery } = await import('../stores/recovery.ts');
  await loadStatus();
  openRecovery('prove');
  await user.click(await screen.findByRole('button', { name: issue.activate.submit }));
  await screen.findByText(issue.done.title);
}
const offered = () => screen.queryByRole<HTMLInputElement>('checkbox', { name: text.beside });
const kept = async () => (await app.session.vault.recovery.status()).letter;

test('whoever activates sheets may let their names lie beside the backups, and take them out again', async () => {
  await activated(['Anna']);
  expect(offered()?.checked).toBe(false);
  await user.click(screen.getByRole('checkbox', { name: text.beside }));
  await waitFor(() => expect(offered()?.checked).toBe(true));
  expect(await kept()).toEqual({ names: false, beside: true, ask: '' });

  // The letter was not made thereby, and says the same.
  await user.click(screen.getByRole('button', { name: issue.done.finish }));
  const { openRecovery } = await import('../stores/recovery.ts');
  openRecovery('letter');
  await screen.findByText(text.title);
  expect(offered()?.checked).toBe(true);
  expect(screen.queryByText(/The last letter/)).toBeNull();
  await app.session.vault.recovery.setLetter({ names: true, beside: true, ask: 'The notary' });

  await activated(['Ben']);
  expect(offered()?.checked).toBe(true);
  await user.click(screen.getByRole('checkbox', { name: text.beside }));
  await waitFor(() => expect(offered()?.checked).toBe(false));
  expect(await kept()).toMatchObject({ names: true, beside: false, ask: 'The notary' });
  expect((await kept())?.made).toBeGreaterThan(0);
});

test('nothing is offered where no name was given', async () => {
  await activated(['']);
  expect(offered()).toBeNull();
});
