// @vitest-environment jsdom
import { fileAt } from '../../shared/place.ts';
import './browser.ts';
import { act, cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { quickCalls } from '../../shared/contract-quick.ts';
import { words } from '../words/words.ts';
import { behindWindow } from './app.ts';
import { passphrase } from './window.tsx';

configure({ asyncUtilTimeout: 20_000 });
const text = words.quick;
const app = behindWindow({ store: 'sqlite' });
const user = userEvent.setup();

const secrets = {
  'prod/billing': [
    { name: 'user', type: 'text' as const, value: 'ann' },
    { name: 'password', type: 'secret' as const, value: 'of billing' },
    { name: 'url', type: 'url' as const, value: 'https://billing.example.com/in' },
    { name: 'code', type: 'otp' as const, value: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP' },
  ],
  'home/note': [{ name: 'note', type: 'note' as const, value: 'nothing to copy' }],
};

let vaults = 0;
beforeEach(async () => {
  const [{ Quick }, { start, take }] = await Promise.all([
    import('../screens/quick/quick.tsx'),
    import('../stores/session.ts'),
  ]);
  await app.session.create(fileAt(`${app.folder}/vault-${++vaults}.holdfast`), passphrase);
  for (const [path, fields] of Object.entries(secrets)) await app.session.vault.secrets.put(path, fields);
  if (vaults === 1) start();
  await new Promise(setImmediate);
  take(await app.session.state());
  app.calls.length = 0;
  app.quick.length = 0;
  app.copied = '';
  render(<Quick />);
  await box();
});
afterEach(async () => {
  cleanup();
  await app.session.leave();
  const seldom = app.calls.filter((call) => !(quickCalls as readonly string[]).includes(call));
  expect(seldom, 'calls that the small window does not have').toEqual([]);
  expect(app.faults).toEqual([]);
});
afterAll(() => app.close());

const box = () => screen.findByRole<HTMLInputElement>('combobox', { name: text.title });
const line = async (name: RegExp) =>
  within(await screen.findByRole('listbox')).findByRole('option', { name, selected: true });
const status = () => screen.getByRole('status').textContent;
const closed = () => waitFor(() => expect(app.quick).toEqual(['closed']));

test('what was changed last is there at once, and Enter copies the password and is gone', async () => {
  await line(/note.*home/);
  await user.keyboard('bil');
  await line(/billing.*ann · prod/);
  await user.keyboard('{Enter}');
  await closed();
  expect(app.copied).toBe('of billing');
  expect(document.body.textContent).not.toContain('of billing');
});

test('what is pressed before the answer has come waits for it: never is another secret taken', async () => {
  await line(/note.*home/);
  const answers = app.holds('secrets.browse');
  await user.keyboard('bill{Enter}');
  expect(app.calls).not.toContain('secrets.get');
  answers();
  await closed();
  expect(app.copied).toBe('of billing');
});

test('who types on after a key calls it off', async () => {
  await line(/note.*home/);
  const answers = app.holds('secrets.browse');
  await user.keyboard('b{Enter}ill');
  answers();
  await line(/billing/);
  expect(app.calls).not.toContain('secrets.get');
  expect(app.copied).toBe('');
});

test('keys copy the user name and the code', async () => {
  await user.keyboard('bil');
  await line(/billing/);
  await user.keyboard('{Control>}b{/Control}');
  await waitFor(() => expect(app.copied).toBe('ann'));
  await user.keyboard('{Control>}{Shift>}c{/Shift}{/Control}');
  await waitFor(() => expect(app.copied).toMatch(/^\d{6}$/));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(app.quick).toEqual(['closed', 'closed', 'prod/billing']));
});

test('an address is opened after a question, which Escape takes back', async () => {
  await user.keyboard('bil');
  await line(/billing/);
  await user.keyboard('{Control>}o{/Control}');
  await screen.findByRole('heading', { name: words.list.openAddress.title('billing.example.com') });
  await user.keyboard('{Escape}');
  expect((await box()).value).toBe('bil');
  expect(app.quick).toEqual([]);
  await line(/billing/);
  await user.keyboard('{Control>}o{/Control}');
  await screen.findByRole('alertdialog');
  await user.keyboard('{Enter}');
  await closed();
  expect(app.opened).toEqual(['https://billing.example.com/in']);
});

test('what a secret does not have is said, and the window stays', async () => {
  await line(/note/);
  for (const [keys, said] of [
    ['{Enter}', text.lacks.password],
    ['{Control>}b{/Control}', text.lacks.user],
    ['{Control>}{Shift>}c{/Shift}{/Control}', text.lacks.code],
    ['{Control>}o{/Control}', text.lacks.address],
  ] as const) {
    await user.keyboard(keys);
    await waitFor(() => expect(status()).toBe(said));
  }
  expect(app.quick).toEqual([]);
  await user.keyboard('zzz');
  await screen.findByText(text.none);
  expect(status()).toBe('');
  await user.keyboard('{Escape}');
  await closed();
});

test('put away it holds nothing, and shown again it begins anew', async () => {
  await user.keyboard('bil');
  await line(/billing/);
  act(() => app.tell('quick', { shown: false }));
  await waitFor(() => expect(screen.queryByRole('main')).toBeNull());
  expect(document.body.textContent).toBe('');
  act(() => app.tell('quick', { shown: true }));
  expect((await box()).value).toBe('');
  expect(document.activeElement).toBe(await box());
});

test('a locked vault is opened here by its PIN, and then searched', async () => {
  await app.session.setQuickUnlock(passphrase, { means: 'pin', pin: '8364', hours: 8 });
  await app.session.lock('asked');
  await screen.findByLabelText(words.quickUnlock.pin);
  screen.getByRole('button', { name: words.quickUnlock.usePassphrase });
  await user.keyboard('8364{Enter}');
  await line(/note/);
  expect(app.session.isOpen).toBe(true);
});

test('a button leaves the small window that unlocks, as Escape does', async () => {
  await app.session.lock('asked');
  await user.click(await screen.findByRole('button', { name: words.actions.cancel }));
  await closed();
  await app.session.unlock(passphrase);
  await app.session.setQuickUnlock(passphrase, { means: 'pin', pin: '8364', hours: 8 });
  await app.session.lock('asked');
  await screen.findByLabelText(words.quickUnlock.pin);
  app.quick.length = 0;
  await user.click(screen.getByRole('button', { name: words.actions.cancel }));
  await closed();
});

test('where a security key opens the vault, the small window says that the large one takes it', async () => {
  const { take } = await import('../stores/session.ts');
  await app.session.lock('asked');
  await screen.findByLabelText(words.unlock.passphrase);
  expect(screen.queryByText(text.keyElsewhere)).toBeNull();
  const locked = await app.session.state();
  act(() => take({ ...locked, securityKey: true }));
  await screen.findByText(text.keyElsewhere);
  await user.click(screen.getByRole('button', { name: text.openWindow }));
  expect(app.quick).toEqual(['window']);
});

test('a locked vault is opened here, and then searched', async () => {
  await app.session.lock('asked');
  const field = await screen.findByLabelText(words.unlock.passphrase);
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.keyboard('wrong{Enter}');
  await screen.findByText(new RegExp(words.failures.passphrase.what));
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.clear(field);
  await user.keyboard(`${passphrase}{Enter}`);
  await line(/note/);
  await app.session.lock('asked');
  await user.click(await screen.findByRole('button', { name: text.openWindow }));
  await waitFor(() => expect(app.quick).toEqual(['window']));
});

test('without a vault it leads to the large window', async () => {
  await app.session.leave();
  await screen.findByRole('heading', { name: text.noVault });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(app.quick).toEqual(['window']));
});
