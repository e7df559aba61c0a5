// @vitest-environment jsdom
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { sha1Hex } from '../../main/crypto/primitives.ts';
import { labelOf } from '../words/fields.ts';
import { words } from '../words/words.ts';
import { vault, wholeWindow } from './window.tsx';

const text = words.health;
const strong = 'kQ9#vLp2!xR7-wZt4&mB8@';
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const { app, user } = wholeWindow(async ({ session }) => {
  const { secrets } = session.vault;
  await secrets.put('web/weak', [{ name: 'api-key', type: 'secret', value: 'letmein' }]);
  await secrets.put('web/soon', [{ name: 'password', type: 'secret', value: strong }]);
  await secrets.updateMetadata('web/soon', { set: [['expires', day(10)]] });
});

async function openIt() {
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: text.menu }));
  return within(await screen.findByRole('dialog', { name: text.title }));
}
const close = () => user.keyboard('{Escape}');

test('a banner and a badge tell what expires, and lead to the list with all reasons', async () => {
  const banner = within(await screen.findByRole('region', { name: text.banner.label }));
  expect(banner.getByText(text.banner.text({ expired: 0, expiring: 1 }))).toBeTruthy();
  expect(vault.row('soon').textContent).toContain(text.badge.expiring);
  expect(vault.row('weak').textContent).not.toContain(text.badge.expiring);
  await user.click(banner.getByRole('button', { name: text.banner.look }));
  const dialog = within(await screen.findByRole('dialog', { name: text.title }));
  expect(await dialog.findByText(text.total(2))).toBeTruthy();
  const [soon, weak] = within(dialog.getByRole('list', { name: text.list })).getAllByText(/web\//);
  expect([soon?.textContent, weak?.textContent]).toEqual(['web/soon', 'web/weak']);
  // Fields are called there as in a secret.
  expect(weak?.closest('li')?.textContent).toContain(`${text.reasons.weak} ${labelOf('api-key')}`);
  expect(document.body.textContent).not.toContain('letmein');
  await user.click(dialog.getByRole('button', { name: text.showPath('web/weak') }));
  expect(await vault.detail().findByRole('heading', { name: 'weak' })).toBeTruthy();
});

test('what a person finds to be fine goes from the list, stays in the vault, and comes back', async () => {
  const dialog = await openIt();
  await user.click(await dialog.findByRole('button', { name: text.fineOf('weak', 'web/weak') }));
  expect(await dialog.findByText(text.total(1))).toBeTruthy();
  expect((await app.session.vault.secrets.info('web/weak')).custom).toEqual([['health-ok', 'weak']]);
  await user.click(dialog.getByRole('checkbox', { name: text.showAccepted }));
  await user.click(await dialog.findByRole('button', { name: text.notFineOf('weak', 'web/weak') }));
  await waitFor(async () => expect((await app.session.vault.secrets.info('web/weak')).custom).toEqual([]));
  expect(await dialog.findByText(text.total(2))).toBeTruthy();
  await close();
});

test('passwords are compared with a list on this machine; another file is refused', async () => {
  const dialog = await openIt();
  await dialog.findByText(text.total(2));
  const file = join(app.folder, 'pwned.txt');
  writeFileSync(file, 'nothing\n');
  app.choices.breachList = file;
  await user.click(dialog.getByRole('button', { name: text.compare }));
  expect(await dialog.findByRole('alert')).toBeTruthy();
  writeFileSync(
    file,
    [sha1Hex('letmein'), sha1Hex('password')]
      .sort()
      .map((hash) => `${hash}:7\r\n`)
      .join(''),
  );
  await user.click(dialog.getByRole('button', { name: text.compare }));
  expect(await dialog.findByText(text.reasons.breached)).toBeTruthy();
  expect(dialog.getByText(new RegExp(text.seen(7)))).toBeTruthy();
  expect(dialog.getByText(/pwned.txt/)).toBeTruthy();
  await close();
});

test('a date is set, refused where it is none, and taken away', async () => {
  const expires = async () =>
    new Map((await app.session.vault.secrets.info('web/weak')).custom).get('expires');
  await user.click(vault.row('weak'));
  await vault.detail().findByRole('heading', { name: 'weak' });
  await user.click(vault.detail().getByRole('button', { name: new RegExp(text.end.title) }));
  await user.type(await vault.detail().findByLabelText(text.end.day), 'soon{Enter}');
  expect(await vault.detail().findByRole('alert')).toBeTruthy();
  await user.clear(vault.detail().getByLabelText(text.end.day));
  await user.type(vault.detail().getByLabelText(text.end.day), `${day(3)}{Enter}`);
  await screen.findByText(text.end.saved);
  expect(await expires()).toBe(day(3));
  await waitFor(() => expect(vault.row('weak').textContent).toContain(text.badge.expiring));
  await user.click(await vault.detail().findByRole('button', { name: text.end.remove }));
  await waitFor(async () => expect(await expires()).toBeUndefined());
});
