// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { vault, wholeWindow } from './window.tsx';

const text = words.versions;
const field = (name: string, value: string, type: 'text' | 'secret' = 'text') => ({ name, type, value });
const { app, user } = wholeWindow(async ({ session: { vault: open } }) => {
  const put = (...fields: ReturnType<typeof field>[]) => open.secrets.put('prod/db', fields);
  await put(field('user', 'ann'), field('password', 'first', 'secret'));
  await put(field('user', 'ann'), field('password', 'second', 'secret'), field('host', 'old.example'));
  await put(field('user', 'ann'), field('password', 'third', 'secret'));
  await put(field('account', 'ann'), field('password', 'third', 'secret'));
});
const stored = async () => (await app.session.vault.secrets.get('prod/db')).fields;
const press = (name: string) => user.click(screen.getByRole('button', { name }));

async function history() {
  await user.click(vault.row('db'));
  await vault.detail().findByRole('heading', { name: 'db' });
  await user.click(vault.detail().getByRole('button', { name: new RegExp(words.detail.versions) }));
  await vault.detail().findByText(/became/);
}
async function compare(version: number) {
  await press(words.detail.actionsOf(version));
  await user.click(await screen.findByRole('menuitem', { name: text.compare }));
  await screen.findByRole('list', { name: text.title });
}
const rows = () =>
  [...screen.getByRole('list', { name: text.title }).children].map((row) => [
    within(row as HTMLElement).getByRole('heading').textContent,
    (row as HTMLElement).dataset['fate'],
  ]);
const onPage = () => document.body.textContent ?? '';

test('the history says in a line what each version changed, and the page has no hidden value', async () => {
  await history();
  const lines = vault
    .detail()
    .getAllByRole('listitem')
    .map((item) => item.textContent);
  expect(lines.filter((line) => line?.startsWith('Version'))).toEqual([
    expect.stringContaining(text.told.renamed('user name', 'account')),
    expect.stringContaining(text.told.removed(['host'])),
    expect.stringContaining(text.told.added(['host'])),
    expect.not.stringContaining('changed'),
  ]);
  expect(onPage()).not.toMatch(/first|second|third/);
});

test('a version is compared with the one before it; any other two can be chosen', async () => {
  await history();
  await compare(3);
  await waitFor(() =>
    expect(rows()).toEqual([
      ['Password', 'changed'],
      ['Host', 'removed'],
    ]),
  );
  expect(onPage()).not.toMatch(/second|third/);
  await press(words.detail.revealField('password'));
  expect(await screen.findByText('second')).toBeTruthy();
  expect(await screen.findByText('third')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: new RegExp(text.before) }));
  await user.click(await screen.findByRole('option', { name: /^Version 1,/ }));
  await waitFor(() => expect(rows()).toEqual([['Password', 'changed']]));
  expect(onPage()).not.toMatch(/first|second|third/);
  await user.click(screen.getByRole('checkbox', { name: text.all }));
  expect(rows()).toEqual([
    ['User name', 'same'],
    ['Password', 'changed'],
  ]);
});

test('one field is restored: one new version, the others stay, and the comparison follows', async () => {
  await history();
  await compare(3);
  await press(text.restoreField('password', 2));
  await screen.findByText(text.restored('password', 2));
  expect(await stored()).toEqual([field('account', 'ann'), field('password', 'second', 'secret')]);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await compare(5);
  await press(text.restoreField('password', 4));
  // The version that was current is compared no more: its successor is, and has the same fields.
  expect(await screen.findByText(text.same)).toBeTruthy();
  expect((await app.session.vault.secrets.info('prod/db')).newest).toBe(6);
  expect(screen.getByRole('button', { name: /Version 6,/ })).toBeTruthy();
});

test('a destroyed version is told as such, and cannot be chosen', async () => {
  await app.session.vault.secrets.destroy('prod/db', [2]);
  await history();
  expect(vault.detail().getByText(new RegExp(text.told.since(1)))).toBeTruthy();
  await compare(3);
  expect(await screen.findByText(text.destroyed([2]))).toBeTruthy();
  await user.click(screen.getByRole('button', { name: new RegExp(text.before) }));
  await screen.findByRole('option', { name: /^Version 1,/ });
  expect(screen.queryByRole('option', { name: /^Version 2,/ })).toBeNull();
});

test('what was uncovered of one pair of versions is not shown for another, nor when it comes late', async () => {
  await history();
  await compare(3);
  await press(words.detail.revealField('password'));
  await screen.findByText('second');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await compare(3);
  await screen.findByRole('button', { name: words.detail.revealField('password') });
  expect(onPage()).not.toMatch(/second|third/);
});

test('moves, tags and dates stand between the versions, with what was before and who did it', async () => {
  const { secrets, audit } = app.session.vault;
  // What is done in one millisecond has no order in time.
  const later = async () => {
    for (const now = Date.now() + 3; Date.now() <= now; ) await new Promise(setImmediate);
  };
  await later();
  await secrets.move('prod/db', 'old/db');
  audit.actAs('person:Anna');
  await secrets.updateMetadata('old/db', { tags: ['live'], set: [['expires', '2099-01-31']] });
  await later();
  await secrets.put('old/db', [field('account', 'ann')]);
  await later();
  await secrets.updateMetadata('old/db', { tags: [], unset: ['expires'] });
  await secrets.move('old/db', 'prod/db');
  await history();
  const lines = vault
    .detail()
    .getAllByRole('listitem')
    .map((item) => item.textContent ?? '');
  const of = (start: string) => lines.filter((line) => line.startsWith(start));
  expect(of('moved')).toEqual([
    expect.stringMatching(/^moved from old\/db to prod\/db · by Anna\d/),
    expect.stringMatching(/^moved from prod\/db to old\/db\d/),
  ]);
  expect(of('no longer')).toEqual([
    expect.stringMatching(/^no longer tagged live · no expiry any more, before 31 Jan 2099 · by Anna\d/),
  ]);
  expect(of('tagged')).toEqual([
    expect.stringMatching(/^tagged live · expires after 31 Jan 2099 · by Anna\d/),
  ]);
  const kinds = lines.flatMap((line) => /^(Version \d|moved|no longer|tagged)/.exec(line)?.[1] ?? []);
  expect(kinds).toEqual([
    ...['moved', 'no longer', 'Version 5', 'tagged', 'moved'],
    ...['Version 4', 'Version 3', 'Version 2', 'Version 1'],
  ]);
});
