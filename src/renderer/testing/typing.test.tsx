// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { words } from '../words/words.ts';
import { fields, passphrase, vault, wholeWindow } from './window.tsx';

// What is typed right after a key that leads elsewhere lands there, however slow the machine: here
// no frame is drawn and no answer comes before the test lets it.

const { app, user } = wholeWindow(
  async ({ session }) => {
    await session.vault.secrets.put('prod/db', fields('1'));
    await session.vault.secrets.put('home/router', fields('2'));
  },
  { store: 'sqlite' },
);
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

test('the words of a sheet can be typed as soon as their fields are there', async () => {
  const { api } = await import('../api.ts');
  const { openRecovery } = await import('../stores/recovery.ts');
  const { issue, give, type } = words.recovery;
  const set = { threshold: 2, shares: 3, holders: ['Anna', 'Ben', 'Cleo'], paper: 'a4' as const };
  expect(await api.recovery.issue({ passphrase, ...set })).toMatchObject({ ok: true });
  openRecovery('prove');
  await user.click(await screen.findByRole('button', { name: issue.prove.three(1) }));
  const [asked] = await screen.findAllByRole('combobox');
  expect(document.activeElement).toBe(asked);

  await user.click(screen.getByRole('button', { name: words.actions.back }));
  await user.click(await screen.findByRole('button', { name: new RegExp(give.type) }));
  expect(document.activeElement).toBe(await screen.findByRole('combobox', { name: type.word(1) }));
  const sheet = await api.recovery.sheet({ sheet: 1 });
  const right = sheet.ok ? sheet.value.words : [];
  const wrong = right.with(9, right[9] === 'acid' ? 'acne' : 'acid');
  await user.paste(wrong.join(' '));
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('button', { name: type.use(10, right[9] ?? '') }));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: type.submit }));
});
