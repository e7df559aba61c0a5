// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { quickPartsForTest } from '../../main/app/quick-unlock/testing/parts.ts';
import { failureText } from '../words/failures.ts';
import { words } from '../words/words.ts';
import { passphrase, fields as secretFields, vault, wholeWindow } from './window.tsx';

const { app, user } = wholeWindow(
  async ({ session }) => {
    await session.vault.secrets.put('prod/db', secretFields('1'));
  },
  { store: 'sqlite' },
);
const text = words.quickUnlock;
const pin = '8364';

let parts: ReturnType<typeof quickPartsForTest>;
beforeEach(() => {
  parts = quickPartsForTest();
  app.quickParts = parts;
});

async function security() {
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: new RegExp(`^${words.menu.preferences}`) }));
  await screen.findByRole('dialog', { name: words.preferences.title });
  await user.click(vault.dialog().getByRole('tab', { name: words.preferences.parts.security }));
  return within(await screen.findByRole('region', { name: text.title }));
}
async function set(means: 'pin' | 'system', type: (dialog: ReturnType<typeof within>) => Promise<void>) {
  await user.click((await security()).getByRole('button', { name: text.use[means] }));
  const dialog = within(await screen.findByRole('dialog', { name: text.dialog[means] }));
  await type(dialog);
  await user.click(dialog.getByRole('button', { name: text.dialog.yes }));
  return dialog;
}
const typePin =
  (first: string, second = first) =>
  async (dialog: ReturnType<typeof within>) => {
    for (const [label, value] of [
      [text.dialog.newPin, first],
      [text.dialog.again, second],
      [text.dialog.passphrase, passphrase],
    ] as const) {
      const box = dialog.getByLabelText(label);
      await user.clear(box);
      if (value !== '') await user.type(box, value);
    }
  };
const typePassphrase = async (dialog: ReturnType<typeof within>) => {
  await user.click(dialog.getByLabelText(text.dialog.passphrase));
  await user.paste(passphrase);
};
/** The same as by the dialog, which other tests use. */
const hasPin = () =>
  act(async () => void (await app.session.setQuickUnlock(passphrase, { means: 'pin', pin, hours: 8 })));
const wrong = (left: number) => failureText({ code: 'quick-unlock', reason: 'wrong-pin', left });
const lock = () => act(async () => void (await app.session.lock('idle')));
const isOpen = () => screen.findByRole('listbox', { name: words.vault.list });

test('a PIN is set by keys alone, offered first after a lock, and the passphrase beside it', async () => {
  await set('pin', typePin(pin));
  const part = within(await screen.findByRole('region', { name: text.title }));
  await part.findByText(text.set.pin(text.hours(8)));
  part.getByText(text.cost);
  await lock();
  const field = await screen.findByLabelText(text.pin);
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(screen.queryByLabelText(words.unlock.passphrase)).toBeNull();
  await user.keyboard('{Enter}');
  await screen.findAllByText(text.pinEmpty);
  await user.keyboard('0000{Enter}');
  await screen.findAllByText(`${wrong(4).what} ${wrong(4).next}`);
  // What was wrong is selected: typing replaces it.
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(text.pin)));
  await user.keyboard(`${pin}{Enter}`);
  await isOpen();
  await lock();
  await user.click(await screen.findByRole('button', { name: text.usePassphrase }));
  await screen.findByLabelText(words.unlock.passphrase);
});

test('after five wrong PINs the screen says so, and asks for the passphrase', async () => {
  await hasPin();
  await lock();
  await screen.findByLabelText(text.pin);
  for (let i = 0; i < 4; i++) await app.ask('holdfast:quickUnlock.unlock', { pin: '0000' });
  await user.keyboard('0000{Enter}');
  const { what, next } = failureText({ code: 'quick-unlock', reason: 'too-many' });
  await screen.findByText(what);
  screen.getByText(next);
  const field = await screen.findByLabelText(words.unlock.passphrase);
  expect(screen.queryByLabelText(text.pin)).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.paste(passphrase);
  await user.keyboard('{Enter}');
  await isOpen();
});

test('a PIN that is weak, or differs, is told of before anything is asked of main', async () => {
  const dialog = await set('pin', typePin('1234'));
  await dialog.findByText(new RegExp(failureText({ code: 'quick-unlock', reason: 'pin-easy' }).what));
  expect(document.activeElement).toBe(dialog.getByLabelText(text.dialog.newPin));
  await typePin('8364', '8365')(dialog);
  await user.click(dialog.getByRole('button', { name: text.dialog.yes }));
  await dialog.findByText(text.dialog.differ);
  expect(document.activeElement).toBe(dialog.getByLabelText(text.dialog.again));
  expect(app.calls).not.toContain('quickUnlock.setPin');
  await user.click(dialog.getByRole('button', { name: words.actions.cancel }));
});

test('the system asks, and the question can be called off with Escape', async () => {
  await set('system', typePassphrase);
  await waitFor(() => expect(parts.keychain.kept.size).toBe(1));
  await lock();
  parts.question.says = 'waits';
  const button = await screen.findByRole('button', { name: text.bySystem });
  await waitFor(() => expect(document.activeElement).toBe(button));
  await user.keyboard('{Enter}');
  await screen.findByRole('button', { name: words.actions.cancel });
  await user.keyboard('{Escape}');
  await screen.findByRole('button', { name: text.bySystem });
  parts.question.says = 'no';
  await user.click(screen.getByRole('button', { name: text.bySystem }));
  await screen.findByText(failureText({ code: 'quick-unlock', reason: 'not-confirmed' }).what);
  parts.question.says = 'yes';
  await user.click(screen.getByRole('button', { name: text.bySystem }));
  await isOpen();
});

test('what cannot be had here is shown with its reason, and what is set can be turned off', async () => {
  parts.question.reason = 'no-policy';
  await hasPin();
  const part = await security();
  const off = await part.findByRole('button', { name: text.off });
  expect(part.queryByRole('button', { name: text.use.system })).toBeNull();
  const { what } = failureText({ code: 'quick-unlock', reason: 'no-policy' });
  part.getByText(text.lacks(text.systems.polkit, what));
  await user.click(off);
  await waitFor(() => expect(part.queryByRole('button', { name: text.off })).toBeNull());
  expect(parts.keyring.kept.size).toBe(0);
  part.getByRole('button', { name: text.use.pin });
});

test('the palette locks so that only the passphrase opens', async () => {
  await hasPin();
  await user.keyboard('{Control>}k{/Control}');
  await user.paste(text.forget.slice(0, 12));
  await user.click(await screen.findByRole('option', { name: new RegExp(text.forget) }));
  await screen.findByLabelText(words.unlock.passphrase);
  expect(parts.keyring.kept.size).toBe(0);
});
