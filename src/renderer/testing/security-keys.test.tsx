// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { type FakeKey, fakeKey } from '../../main/keyslots/testing/fake-keys.ts';
import { failureText } from '../words/failures.ts';
import { words } from '../words/words.ts';
import { passphrase, fields as secretFields, vault, wholeWindow } from './window.tsx';

const { app, user } = wholeWindow(
  async ({ session }) => {
    await session.vault.secrets.put('prod/db', secretFields('1'));
  },
  { store: 'sqlite' },
);
const text = words.securityKeys;
const keys = () => app.securityKeys;
let blue: FakeKey;
let red: FakeKey;
beforeEach(() => {
  [blue, red] = [fakeKey(), fakeKey('2468')];
  Object.assign(keys(), { connected: [blue], untouched: false, fault: undefined });
});

async function openDialog() {
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: text.menu }));
  return within(await screen.findByRole('dialog', { name: text.title }));
}
type Dialog = Awaited<ReturnType<typeof openDialog>>;
async function fill(dialog: Dialog, name: string, button: string) {
  await user.type(dialog.getByLabelText(text.name), name);
  const field = dialog.getByLabelText(text.passphrase);
  await user.clear(field);
  await user.click(field);
  await user.paste(passphrase);
  await user.click(dialog.getByRole('button', { name: button }));
}
const lock = () => act(async () => void (await app.session.lock('idle')));
const isOpen = () => screen.findByRole('listbox', { name: words.vault.list });
const both = (reason: 'needs-pin' | 'no-key') => {
  const { what, next } = failureText({ code: 'security-key', reason });
  return `${what} ${next}`;
};
/** The same as by the dialog, which another test uses. */
const hasKeys = () =>
  act(async () => {
    const { signal } = new AbortController();
    const made = [];
    for (const key of [blue, red]) {
      keys().connected = [key];
      made.push({
        name: key === blue ? 'Blue' : 'Red',
        made: await keys().make([], { signal, pin: key.pin }),
      });
    }
    await app.session.vault.securityKeys.add(made, passphrase);
    keys().connected = [blue];
  });

test('two keys are set up without sheets; the second asks for its PIN, and nothing counts before', async () => {
  const dialog = await openDialog();
  await dialog.findByText(text.none);
  await fill(dialog, 'Blue', text.addFirst);
  await dialog.findByText(text.waiting('Blue'));
  expect(app.session.vault.takesSecurityKey).toBe(false);
  keys().connected = [red];
  await fill(dialog, 'Red', text.addSecond);
  const pin = await dialog.findByLabelText(text.pin);
  dialog.getByText(both('needs-pin'));
  // Where it is asked for is where one types.
  await waitFor(() => expect(document.activeElement).toBe(pin));
  await user.keyboard('2468{Enter}');
  const list = within(await dialog.findByRole('list', { name: text.list }));
  expect(list.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
    expect.stringContaining(text.verified.no),
    expect.stringContaining(text.verified.yes),
  ]);
  // The form is away with what was typed, and comes back when it is asked for.
  expect(dialog.queryByLabelText(text.passphrase)).toBeNull();
  await user.click(dialog.getByRole('button', { name: text.another }));
  expect((dialog.getByLabelText(text.passphrase) as HTMLInputElement).value).toBe('');
  await waitFor(() => expect(document.activeElement).toBe(dialog.getByLabelText(text.name)));
});

test('a touch that does not come is called off, and what is typed stays', async () => {
  keys().untouched = true;
  const dialog = await openDialog();
  await dialog.findByText(text.none);
  await fill(dialog, 'Blue', text.addFirst);
  await dialog.findByText(text.touch);
  await user.click(dialog.getByRole('button', { name: words.actions.cancel }));
  await dialog.findByRole('button', { name: text.addFirst });
  expect((dialog.getByLabelText(text.name) as HTMLInputElement).value).toBe('Blue');
  expect(dialog.queryByRole('alert')).toBeNull();
});

test('the first of two is forgotten when the dialog closes', async () => {
  const dialog = await openDialog();
  await dialog.findByText(text.none);
  await fill(dialog, 'Blue', text.addFirst);
  await dialog.findByText(text.waiting('Blue'));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog', { name: text.title })).toBeNull());
  await (await openDialog()).findByText(text.none);
});

test('a locked vault opens by a key; without one it says so, and the passphrase is there', async () => {
  await hasKeys();
  keys().connected = [];
  await lock();
  const use = await screen.findByRole('button', { name: text.unlock });
  await user.click(use);
  await screen.findByText(failureText({ code: 'security-key', reason: 'no-key' }).what);
  screen.getByLabelText(words.unlock.passphrase);
  keys().connected = [red];
  await user.click(screen.getByRole('button', { name: text.unlock }));
  await user.type(await screen.findByLabelText(text.pin), '2468{Enter}');
  await isOpen();
});

test('while the key waits for a touch, Esc calls it off', async () => {
  await hasKeys();
  await lock();
  keys().untouched = true;
  await user.click(await screen.findByRole('button', { name: text.unlock }));
  await screen.findByText(text.touch);
  await user.keyboard('{Escape}');
  await screen.findByRole('button', { name: text.unlock });
  expect(await app.session.state()).toMatchObject({ vault: 'locked' });
});

test('no key is offered where the vault has none', async () => {
  await lock();
  await screen.findByLabelText(words.unlock.passphrase);
  expect(screen.queryByRole('button', { name: text.unlock })).toBeNull();
});

test('a key is renamed, and removed with the passphrase', async () => {
  await hasKeys();
  await openDialog();
  await user.click(await screen.findByRole('button', { name: text.renameOf('Blue') }));
  const renaming = within(await screen.findByRole('dialog', { name: text.renaming.title }));
  const field = renaming.getByLabelText(text.name);
  await user.clear(field);
  await user.type(field, 'red{Enter}');
  const taken = failureText({ code: 'security-key', reason: 'name-taken' });
  await renaming.findByText(`${taken.what} ${taken.next}`);
  await user.clear(field);
  await user.type(field, 'Sky{Enter}');
  await user.click(await screen.findByRole('button', { name: text.removeOf('Sky') }));
  const removing = within(await screen.findByRole('dialog', { name: text.removing.title('Sky') }));
  await user.click(removing.getByLabelText(text.passphrase));
  await user.paste(passphrase);
  await user.click(removing.getByRole('button', { name: text.removing.submit }));
  await waitFor(() => expect(screen.queryByText('Sky')).toBeNull());
  expect((await app.session.vault.securityKeys.list()).map(({ name }) => name)).toEqual(['Red']);
  void vault;
});
