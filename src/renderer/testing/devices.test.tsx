// @vitest-environment jsdom
import fs from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { Apart } from '../../main/ipc/testing/apart.ts';
import { words } from '../words/words.ts';
import { fields, passphrase, vault, wholeWindow } from './window.tsx';

const { app, user } = wholeWindow(
  async ({ session }) => {
    await session.vault.secrets.put('first', fields('0'));
  },
  { store: 'sqlite' },
);
const text = words.devices;

let computers: Apart;
let tests = 0;

beforeEach(async () => {
  computers = new Apart(join(app.folder, `apart-${++tests}`), passphrase);
  await computers.begin(app);
  await app.session.vault.secrets.put('prod/db', fields('1'));
  computers.send();
  await computers.elsewhere(async ({ secrets }) => secrets.put('other', fields('2')));
  computers.receive();
  await app.session.refresh();
  const { take } = await import('../stores/session.ts');
  take(await app.session.state());
  await screen.findByText(words.places.kinds.folder.saved);
});

async function openDevices() {
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: text.menu }));
  await screen.findByRole('tab', { name: text.tab, selected: true });
  return within(await screen.findByRole('list', { name: text.list })).getAllByRole('listitem');
}

test('the devices are listed, and one is declared gone once a plain question was answered', async () => {
  const [first, second] = await openDevices();
  const rows = [first, second].map((row) => row?.textContent ?? '');
  expect(rows.filter((row) => row.includes(text.own))).toHaveLength(1);
  expect(rows.every((row) => row.includes(text.seen(words.ago(Date.now(), Date.now()))))).toBe(true);
  const declare = () => screen.getAllByRole('button', { name: /^Declare gone: / });
  expect(declare()).toHaveLength(1);
  await user.click(declare()[0] as HTMLElement);
  const question = within(await screen.findByRole('alertdialog'));
  expect(question.getByText(text.ask.text)).toBeTruthy();
  await user.click(question.getByRole('button', { name: text.ask.no }));
  expect((await app.session.vault.devices.list()).filter(({ gone }) => gone !== undefined)).toEqual([]);
  await user.click(declare()[0] as HTMLElement);
  await user.click(await screen.findByRole('button', { name: text.ask.yes }));
  await screen.findByText(text.gone(words.date(Date.now())));
  expect(screen.queryByRole('button', { name: /^Declare gone: / })).toBeNull();
  expect((await app.session.vault.audit.list()).map(({ action }) => action)).toContain('device.gone');
});

test('what was changed on both is told once, with a way to see which', async () => {
  await app.session.vault.secrets.put('prod/db', fields('of here'));
  await computers.elsewhere(async ({ secrets }) => secrets.put('prod/db', fields('of there')));
  computers.receive();
  await app.session.refresh();
  const banner = within(await screen.findByRole('region', { name: text.met.label }));
  expect(banner.getByText(/1 secret\. Nothing was dropped\.$/)).toBeTruthy();
  await user.click(banner.getByRole('button', { name: text.met.show }));
  await user.click(await screen.findByRole('button', { name: text.met.open('prod/db') }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await vault.detail().findByRole('heading', { name: 'db' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: text.met.dismiss }));
  await waitFor(() => expect(screen.queryByRole('region', { name: text.met.label })).toBeNull());
  await app.session.refresh();
  expect(app.session.met).toEqual([]);
});

test('files that are awaited are told beside the name and in the list, until they have come', async () => {
  await computers.elsewhere(async ({ secrets }) => secrets.put('late', fields('3')));
  computers.receive(/\.pack$/);
  await app.session.refresh();
  const state = await screen.findByRole('button', { name: /^Waiting for \d+ files?$/ });
  await user.click(state);
  await screen.findByText(text.awaitedHelp);
  const list = await screen.findByRole('list', { name: text.list });
  expect(within(list).getByText(/^Waiting for \d+ files?$/)).toBeTruthy();
  computers.receive();
  await app.session.refresh();
  await waitFor(() => expect(screen.queryByText(text.awaitedHelp)).toBeNull());
  await user.click(screen.getByRole('button', { name: words.actions.close }));
  expect(await screen.findByText(words.places.kinds.folder.saved)).toBeTruthy();
  await waitFor(() => expect(vault.row('late')).toBeTruthy());
});

test('copies that a sync tool left in the folder are told by name', async () => {
  const [line] = fs.readdirSync(join(computers.here.location, 'heads'));
  const name = `heads/${line}/0000000000000009 (conflicted copy).manifest`;
  fs.writeFileSync(join(computers.here.location, name), 'x');
  fs.writeFileSync(join(computers.here.location, '.syncthing.part.tmp'), 'x');
  await openDevices();
  expect(await screen.findByText(text.strangers.text(1, [name]))).toBeTruthy();
});
