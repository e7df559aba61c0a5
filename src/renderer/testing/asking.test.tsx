// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ShownRequest } from '../../shared/contract-clients.ts';
import { words } from '../words/words.ts';
import { fields, wholeWindow } from './window.tsx';

const { app, user } = wholeWindow(async ({ session }) => {
  await session.vault.secrets.put('prod/db', fields('1'));
});
const text = words.access.asking;

const spiffeId = 'spiffe://vault/client/build';
const request: ShownRequest = {
  ...{ id: '1', name: 'build', spiffeId, program: '/usr/bin/node', uid: 1_000, asked: 1, fresh: true },
  chain: ['/usr/bin/bash', '/usr/bin/xterm', '/usr/lib/systemd/systemd'],
  wants: [{ path: 'prod/payments/Stripe live key', permission: 'read' }],
  ...{ draft: [], stored: [], storedTotal: 0 },
};

async function asked(part: Partial<ShownRequest> = {}) {
  const { useClients } = await import('../stores/clients.ts');
  useClients.setState({ requests: [{ ...request, ...part }] });
  await user.click(await screen.findByRole('button', { name: text.look }));
  return within(await screen.findByRole('alertdialog'));
}

test('a program’s wish is one sentence, and its ids are under Details', async () => {
  const dialog = await asked();
  await dialog.findByRole('heading', { name: 'build wants to read Stripe live key' });
  expect(
    dialog.getByText(/^It is the program node. It was started in a terminal \(XTerm\), by bash\.$/),
  ).toBeTruthy();
  expect(dialog.getByText(text.newName('build'))).toBeTruthy();
  expect(dialog.getByRole('list', { name: text.wantsList }).textContent).toBe(
    'Stripe live key in prod/paymentsRead',
  );
  expect(dialog.queryByText(spiffeId)).toBeNull();
  await user.click(dialog.getByRole('button', { name: text.details }));
  for (const told of [spiffeId, '/usr/bin/xterm', '/usr/bin/node', 'Read: prod/payments/Stripe live key'])
    expect(dialog.getByText(told)).toBeTruthy();
  for (const name of [text.deny, text.once, text.unlock, text.always]) dialog.getByRole('button', { name });
});

test('the answer that is pressed is sent, once no key was pressed for a moment', async () => {
  const dialog = await asked();
  await waitFor(async () => {
    await user.click(dialog.getByRole('button', { name: text.once }));
    expect(app.calls).toContain('clients.answer');
  });
  // Main knows no such request any more.
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
});

test('several wishes are counted and listed; of different kinds, it wants to use them', async () => {
  const wants = [
    { path: 'a/one', permission: 'read' as const },
    { path: 'two', permission: 'write' as const },
    { path: 'a/one', permission: 'write' as const },
  ];
  const dialog = await asked({ wants, fresh: false });
  await dialog.findByRole('heading', { name: 'build wants to use one and 1 more' });
  expect(dialog.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'one in aRead',
    'twoWrite',
    'one in aWrite',
  ]);
  expect(dialog.queryByText(text.newName('build'))).toBeNull();
});

const exporting = (path: string, secrets: number) => ({
  wants: [{ path, permission: 'export' as const, secrets }],
  draft: [
    {
      ...{ name: `build: ${path}`, spiffeIdPattern: spiffeId },
      pathPattern: path === '/' ? '**' : `${path}**`,
      permissions: ['export' as const],
    },
  ],
});

test('an export is told by how many secrets it takes, what that means, and what “Always” would mean', async () => {
  const dialog = await asked(exporting('/', 1_204));
  await dialog.findByRole('heading', {
    name: 'build wants to export 1,204 secrets: everything in this vault',
  });
  expect(dialog.getByText(text.exportMeans)).toBeTruthy();
  expect(dialog.queryByRole('alert')).toBeNull();
  await waitFor(async () => {
    await user.click(dialog.getByRole('button', { name: text.always }));
    expect(dialog.getByRole('alert').textContent).toBe(text.exportAlways(['**']));
  });
  // The person narrows it, and then leaves it out.
  const path = dialog.getByLabelText(text.draftPath);
  await user.clear(path);
  await user.type(path, 'prod/db');
  expect(dialog.getByRole('alert').textContent).toBe(text.exportAlways(['prod/db']));
  await user.click(dialog.getByLabelText(words.access.policies.permission.export.name));
  expect(dialog.queryByRole('alert')).toBeNull();
});

test('an export of a folder names the folder', async () => {
  const dialog = await asked(exporting('prod/eu/', 1));
  await dialog.findByRole('heading', { name: 'build wants to export 1 secret in prod/eu' });
  expect(dialog.getByRole('list', { name: text.wantsList }).textContent).toBe('eu in prodExport');
});

test('one that names no secret wants to be let in, and who started it may be unknown', async () => {
  const dialog = await asked({ wants: [], chain: [], program: '' });
  await dialog.findByRole('heading', { name: 'build wants to be let in' });
  expect(dialog.getByText('The system does not say what started it.')).toBeTruthy();
});
