// @vitest-environment jsdom
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fileBytes, sourceOf } from '../../main/backend/testing/statements/attachments.ts';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

const text = words.detail;
const { app, user } = wholeWindow(async ({ session }) => {
  const { secrets } = session.vault;
  await secrets.put('prod/db', fields('first'), { tags: ['team'] });
  await secrets.put('prod/db', fields('second'));
  const image = sourceOf(fileBytes(100 * 1024));
  await secrets.put('disks/boot', [{ name: 'image', type: 'attachment', value: 'new' }], {
    files: new Map([['new', image]]),
  });
  await secrets.put('letters/aunt', [{ name: 'letter', type: 'text', value: 'dear '.repeat(1_000) }]);
});
const secrets = () => app.session.vault.secrets;

async function look(title: string) {
  await user.click(vault.row(title));
  await vault.detail().findByRole('heading', { name: title });
  return vault.detail();
}
const press = (name: string) => user.click(vault.detail().getByRole('button', { name }));
const said = (what: string) => screen.findByText(what);

test('a hidden value is on the page only after it is asked for, and goes again', async () => {
  const detail = await look('db');
  expect(detail.getByText('ann')).toBeTruthy();
  expect(document.body.textContent).not.toContain('second');
  expect(app.calls).not.toContain('secrets.reveal');
  await press(text.revealField('password'));
  expect(await detail.findByText('second')).toBeTruthy();
  await press(text.hideField('password'));
  expect(document.body.textContent).not.toContain('second');
});

test('a copy goes from main to the clipboard: the page never has the value', async () => {
  await look('db');
  await press(text.copyField('password'));
  await said(words.status.copied('password', 30));
  expect(app.copied).toBe('second');
  expect(document.body.textContent).not.toContain('second');
});

test('a long text is fetched when it is asked for', async () => {
  const detail = await look('aunt');
  expect(document.body.textContent).not.toContain('dear dear');
  await press(text.showLong);
  expect(await detail.findByText(/dear dear/)).toBeTruthy();
});

test('a file is saved where the person wants it: main writes it, and its bytes never come to the page', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-saved-'));
  const place = join(folder, 'boot.img');
  await look('boot');
  // No place was chosen.
  await press(text.saveFile('image'));
  await waitFor(() => expect(app.calls.filter((call) => call === 'secrets.saveFile')).toHaveLength(1));
  app.choices.fieldFile = place;
  const button = () =>
    vault.detail().getByRole<HTMLButtonElement>('button', { name: text.saveFile('image') });
  await waitFor(() => expect(button().disabled).toBe(false));
  await press(text.saveFile('image'));
  await said(words.status.fileSaved('boot.img'));
  expect(readFileSync(place).equals(Buffer.from(fileBytes(100 * 1024)))).toBe(true);
  expect(statSync(place).mode & 0o777).toBe(0o600);
  app.choices.fieldFile = join(folder, 'nowhere', 'boot.img');
  await press(text.saveFile('image'));
  expect(await screen.findByText(new RegExp(words.failures.saveFile.store.what))).toBeTruthy();
  rmSync(folder, { recursive: true });
});

test('an attached file is told by its size, and is no text to copy', async () => {
  const detail = await look('boot');
  expect(detail.getByText('102 kB')).toBeTruthy();
  expect(detail.queryByRole('button', { name: text.copyField('image') })).toBeNull();
});

test('an older version is looked at and restored, and is the newest then', async () => {
  const detail = await look('db');
  await user.click(detail.getByRole('button', { name: new RegExp(`^${text.versions}`) }));
  await press(text.actionsOf(1));
  await user.click(await screen.findByRole('menuitem', { name: text.view }));
  await detail.findByRole('button', { name: text.toCurrent });
  await press(text.restore);
  await said(words.status.restored(1));
  await waitFor(() => expect(detail.queryByRole('button', { name: text.toCurrent })).toBeNull());
  expect(await secrets().get('prod/db')).toMatchObject({ version: 3, fields: fields('first') });
});

test('a version is destroyed after a question, and not by Escape', async () => {
  const detail = await look('db');
  await user.click(detail.getByRole('button', { name: new RegExp(`^${text.versions}`) }));
  const ask = async () => {
    await press(text.actionsOf(1));
    await user.click(await screen.findByRole('menuitem', { name: text.destroyVersion }));
    return within(await screen.findByRole('alertdialog'));
  };
  const { title, yes, no } = words.destroyVersion(1);
  const question = await ask();
  expect(question.getByRole('heading', { name: title })).toBeTruthy();
  expect(document.activeElement?.textContent).toBe(no);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect((await secrets().info('prod/db')).versions[0]?.destroyed).toBeUndefined();
  await user.click((await ask()).getByRole('button', { name: yes }));
  await said(words.status.destroyed);
  expect((await secrets().info('prod/db')).versions[0]?.destroyed).toBe(true);
});
