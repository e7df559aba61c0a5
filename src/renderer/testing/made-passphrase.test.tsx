// @vitest-environment jsdom
import './browser.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { behindWindow } from './app.ts';

const app = behindWindow();
afterEach(cleanup);
afterAll(() => app.close());

async function openCreate() {
  const { Create } = await import('../screens/create.tsx');
  render(<Create onBack={() => undefined} />);
}

test('six words are made, shown to be written down, and typed once more by the person', async () => {
  const user = userEvent.setup();
  await openCreate();
  const first = () => screen.getByLabelText<HTMLInputElement>(words.create.passphrase);
  const again = () => screen.getByLabelText<HTMLInputElement>(words.create.again);
  await user.type(again(), 'old');
  await user.click(screen.getByRole('button', { name: words.create.make }));
  await screen.findByText(words.create.made);
  const shown = screen.getAllByRole('listitem').map((item) => item.textContent);
  expect(shown).toHaveLength(6);
  expect(first().value).toBe(shown.join(' '));
  expect(again().value).toBe('');
  const before = first().value;
  await user.click(screen.getByRole('button', { name: words.create.makeAnother }));
  await waitFor(() => expect(first().value).not.toBe(before));
  // One's own words take the place of those that were made.
  await user.type(first(), '!');
  expect(screen.queryByText(words.create.made)).toBeNull();
});

test('a place and a name are ready, and a place that was chosen stays', async () => {
  const user = userEvent.setup();
  app.choices.fresh = '/home/somebody/My vault.holdfast';
  await openCreate();
  expect(await screen.findByText('/home/somebody/My vault.holdfast')).toBeTruthy();
  app.choices.new = '/mnt/other.holdfast';
  await user.click(screen.getByRole('button', { name: words.actions.browse }));
  expect(await screen.findByText('/mnt/other.holdfast')).toBeTruthy();
});
