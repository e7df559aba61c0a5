// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { passphrase, wholeWindow } from './window.tsx';

const { letter: text, page } = words.recovery;

const { app, user } = wholeWindow(
  async ({ session: { vault } }) => {
    await vault.secrets.put('mail', [{ name: 'password', type: 'secret', value: 'x' }]);
    await vault.recovery.issue({ passphrase, threshold: 2, shares: 3, holders: ['Anna', 'The safe'] });
    await vault.recovery.markProven([1, 2, 3]);
    await vault.recovery.activate();
  },
  { store: 'sqlite' },
);

test('the letter names holders only where that is ticked, and what it says is kept', async () => {
  const { openRecovery } = await import('../stores/recovery.ts');
  openRecovery();
  await user.click(await screen.findByRole('button', { name: page.letter }));
  await user.type(await screen.findByLabelText(text.ask), 'The notary');
  await user.click(screen.getByRole('button', { name: text.print }));
  await screen.findByText(text.printed);
  expect(app.letters).toMatchObject([{ holders: [], ask: 'The notary', set: { threshold: 2, shares: 3 } }]);
  await user.click(screen.getByRole('checkbox', { name: text.names }));
  await user.click(screen.getByRole('button', { name: text.save }));
  await screen.findByText(text.saved('letter.pdf'));
  expect((await app.session.vault.recovery.status()).letter?.beside).toBe(false);
  await user.click(screen.getByRole('checkbox', { name: text.beside }));
  await user.click(screen.getByRole('button', { name: text.print }));
  await screen.findByText(text.printed);
  expect(app.letters[1]?.holders.map(({ name }) => name)).toEqual(['Anna', 'The safe', '']);
  expect((await app.session.vault.recovery.status()).letter).toMatchObject({
    names: true,
    beside: true,
    ask: 'The notary',
  });

  await user.click(screen.getByRole('button', { name: words.actions.back }));
  const holders = within(await screen.findByRole('region', { name: page.holders }));
  await user.click(holders.getByRole('button', { name: page.stillThereOf(2) }));
  expect(await holders.findByText(/still there on/)).toBeTruthy();
  const { active } = await app.session.vault.recovery.status();
  expect(active?.holders.map(({ has }) => has !== undefined)).toEqual([false, true, false]);
});

test('the page for the day without Holdfast is saved from where the sheets are', async () => {
  const { openRecovery } = await import('../stores/recovery.ts');
  openRecovery();
  await user.click(await screen.findByRole('button', { name: page.rescue }));
  expect(await screen.findByText(page.rescueSaved('rescue.html', 'Documents'))).toBeTruthy();
});
