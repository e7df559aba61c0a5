// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

// What is typed right after a key that leads elsewhere lands there, however slow the machine: here
// no frame is drawn and no answer comes before the test lets it.

const { app, user } = wholeWindow(async ({ session }) => {
  await session.vault.secrets.put('prod/db', fields('1'));
  await session.vault.secrets.put('home/router', fields('2'));
});
const frames: FrameRequestCallback[] = [];
const draw = () => {
  for (const frame of frames.splice(0)) frame(performance.now());
};
beforeEach(() => {
  vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame));
});
afterEach(() => {
  draw();
  vi.restoreAllMocks();
});

async function edit(name: string) {
  await user.click(vault.row('db'));
  await user.click(await vault.detail().findByRole('button', { name: words.actions.edit }));
  await vault.detail().findByRole('heading', { name: words.editor.editTitle });
  await user.clear(vault.box('user'));
  await user.type(vault.box('user'), name);
}

test('who begins to search while a secret is being saved loses no letter and is not moved away', async () => {
  await edit('41128');
  const answer = app.holds('secrets.put');
  await user.keyboard('{Control>}s{/Control}{Control>}f{/Control}41');
  expect(vault.search().value).toBe('41');
  answer();
  await screen.findByRole('heading', { level: 1, name: 'db' });
  draw();
  await user.keyboard('128');
  expect(vault.search().value).toBe('41128');
});

test('who begins to search while a secret is being opened is not moved away', async () => {
  await user.click(vault.row('db'));
  await vault.detail().findByRole('heading', { name: 'db' });
  vault.list().focus();
  const answer = app.holds('secrets.get');
  await user.keyboard('{ArrowDown}{Enter}/rou');
  answer();
  await vault.detail().findByRole('heading', { name: 'router' });
  draw();
  await user.keyboard('ter');
  expect(vault.search().value).toBe('router');
  await waitFor(() => expect(vault.rows()).toHaveLength(1));
});

test('who leaves a form and searches at once loses no letter', async () => {
  await user.click(screen.getAllByRole('button', { name: words.actions.add })[0] as HTMLElement);
  await vault.detail().findByRole('heading', { name: words.editor.newTitle });
  await user.keyboard('{Escape}/db');
  draw();
  await user.keyboard('x');
  expect(vault.search().value).toBe('dbx');
});
