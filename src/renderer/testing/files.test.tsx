// @vitest-environment jsdom
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fileBytes } from '../../main/backend/testing/statements/attachments.ts';
import { attachmentInfo } from '../../shared/secret.ts';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

const text = words.files;
const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const { app, user } = wholeWindow(async ({ session }) => {
  await session.vault.secrets.put('prod/db', fields('1'));
  await session.vault.secrets.put('prod/ssh', [{ name: 'private-key', type: 'secret', value: key }]);
});
const secrets = () => app.session.vault.secrets;
const press = (name: string) => user.click(vault.detail().getByRole('button', { name }));
const bytes = (size: number) => fileBytes(size) as Uint8Array<ArrayBuffer>;

async function open(title: string): Promise<HTMLElement> {
  await user.click(vault.row(title));
  await vault.detail().findByRole('heading', { name: title });
  const article = document.querySelector('article');
  return article ?? expect.fail('no secret');
}

function dropOn(element: Element, ...files: File[]): void {
  const event = createEvent.drop(element, { dataTransfer: { files, types: ['Files'] } });
  fireEvent(element, event);
  expect(event.defaultPrevented).toBe(true);
}

test('files are dropped onto a secret: small and long ones, and a name that is there already gets a number', async () => {
  const article = await open('db');
  const long = bytes(2_500_000);
  dropOn(
    article,
    new File(['one'], 'notes.txt'),
    new File(['two'], 'notes.txt'),
    new File([long], 'disk.img'),
  );
  await screen.findByText(text.attached(['notes.txt', 'notes.txt', 'disk.img']));
  const { fields: stored } = await secrets().get('prod/db');
  expect(stored.map(({ name, type }) => [name, type])).toEqual([
    ['user', 'text'],
    ['password', 'secret'],
    ['notes.txt', 'file'],
    ['notes.txt (2)', 'file'],
    ['disk.img', 'attachment'],
  ]);
  expect(Buffer.from(stored[3]?.value ?? '', 'base64').toString()).toBe('two');
  expect(attachmentInfo(stored[4]?.value ?? '')?.size).toBe(long.length);
  const pieces: Uint8Array[] = [];
  for await (const piece of (await secrets().file('prod/db', 'disk.img')).pieces()) pieces.push(piece);
  expect(Buffer.concat(pieces).equals(long)).toBe(true);
  expect(await vault.detail().findByText('disk.img')).toBeTruthy();
});

test('a file that is dropped onto a row goes into that secret, beside the rows into a new one', async () => {
  await open('db');
  dropOn(vault.row('ssh'), new File(['x'], 'readme.md'));
  await vault.detail().findByRole('heading', { name: 'ssh' });
  expect((await secrets().get('prod/ssh')).fields.map(({ name }) => name)).toContain('readme.md');
  const list = vault.list().closest('section') ?? expect.fail('no list');
  for (const title of ['passport', 'passport (2)']) {
    dropOn(list, new File(['scan'], 'passport.pdf'));
    await vault.detail().findByRole('heading', { name: title });
  }
  expect((await secrets().get('passport (2)')).fields).toMatchObject([
    { name: 'passport.pdf', type: 'file' },
  ]);
});

test('a file is attached without a mouse that draws: by its button and the chooser', async () => {
  const article = await open('db');
  expect(vault.detail().getByRole('button', { name: text.attach })).toBeTruthy();
  const chooser = article.querySelector<HTMLInputElement>('input[type="file"]') ?? expect.fail('no chooser');
  await user.upload(chooser, new File([''], 'empty.txt'));
  await screen.findByText(text.attached(['empty.txt']));
  expect((await secrets().get('prod/db')).fields.at(-1)).toEqual({
    name: 'empty.txt',
    type: 'file',
    value: '',
  });
});

test('a file that is dropped elsewhere does not take the place of the page', async () => {
  const event = createEvent.drop(document.body, { dataTransfer: { files: [], types: ['Files'] } });
  fireEvent(document.body, event);
  expect(event.defaultPrevented).toBe(true);
});

test('a copy is opened after a question that says where it goes, and is gone when the vault locks', async () => {
  const article = await open('db');
  dropOn(article, new File(['scan'], 'scan.txt'));
  await vault.detail().findByText('scan.txt');
  await press(text.openNamed('scan.txt'));
  const question = within(await screen.findByRole('alertdialog'));
  expect(question.getByText(text.openCopy.text)).toBeTruthy();
  expect(app.handed).toBeUndefined();
  await user.click(question.getByRole('button', { name: text.openCopy.yes }));
  await waitFor(() => expect(app.handed).toBeDefined());
  const copy = app.handed ?? '';
  expect(readFileSync(copy, 'utf8')).toBe('scan');
  expect(copy.startsWith(join(app.folder, 'opened'))).toBe(true);
  app.opens = false;
  await press(text.openNamed('scan.txt'));
  await user.click(
    within(await screen.findByRole('alertdialog')).getByRole('button', { name: text.openCopy.yes }),
  );
  await screen.findByText(text.noProgram);
  await app.session.lock('asked');
  expect(existsSync(copy)).toBe(false);
});

test('of a program the question says that it is one', async () => {
  const article = await open('db');
  dropOn(article, new File(['#!/bin/sh'], 'setup'));
  await vault.detail().findByText('setup');
  app.handed = undefined;
  await press(text.openNamed('setup'));
  const question = within(await screen.findByRole('alertdialog'));
  expect(question.getByText(`${text.openCopy.risks.program} ${text.openCopy.text}`)).toBeTruthy();
  await user.click(question.getByRole('button', { name: text.openCopy.no }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(app.handed).toBeUndefined();
});

test('a file is looked into; of a private key the public half is shown, copied and saved', async () => {
  const article = await open('ssh');
  dropOn(article, new File(['hello there'], 'readme.md'));
  await vault.detail().findByText('readme.md');
  await press(text.lookAt('readme.md'));
  await screen.findByRole('dialog');
  await vault.dialog().findByText('hello there');
  await user.click(vault.dialog().getAllByRole('button', { name: words.actions.close })[0] as HTMLElement);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await press(text.publicKey('private key'));
  await screen.findByRole('dialog');
  const line = await vault.dialog().findByText(/^ssh-ed25519 \S+ ssh$/);
  expect(screen.getByRole('dialog').textContent).not.toContain('PRIVATE');
  await user.click(vault.dialog().getByRole('button', { name: text.copyKey }));
  await waitFor(() => expect(app.copied).toBe(line.textContent));
  const place = join(app.folder, 'ssh.pub');
  app.choices.fieldFile = place;
  await user.click(vault.dialog().getByRole('button', { name: words.detail.saveAs }));
  await waitFor(() => expect(existsSync(place)).toBe(true));
  expect(readFileSync(place, 'utf8')).toBe(`${line.textContent}\n`);
});
