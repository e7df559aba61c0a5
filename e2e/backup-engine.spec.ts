import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'amber-sextant-quarry-lodge';

type Reply = { ok: boolean; value?: never; failure?: { code: string } };
type Loose = Record<string, Record<string, (input?: unknown) => Promise<Reply>>>;

/** Calls what no screen is needed for. */
async function call(page: Page, name: string, input?: unknown): Promise<Reply> {
  return page.evaluate(
    async ([method, given]) => {
      const { backups } = (window as unknown as { holdfast: Loose }).holdfast;
      return (await backups?.[method as string]?.(given)) ?? { ok: false };
    },
    [name, input],
  );
}

const whole = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.holdfast'));

test('backs up when asked, after a lock and before the app ends', async ({ app, page, home }) => {
  await new Gate(app, page).create(join(home, 'desk.holdfast'), passphrase);
  const folder = join(home, 'backups');
  mkdirSync(folder);
  await answerChoosers(app, folder);
  expect(await call(page, 'addDestination')).toMatchObject({
    ok: true,
    value: { destinations: [{ folder, present: true }] },
  });
  expect(await call(page, 'run', {})).toMatchObject({ ok: true, value: [{ proven: 'everything' }] });
  expect(whole(folder)).toHaveLength(1);

  const vault = new Vault(page);
  await vault.add('prod/db/orders', { user: 'orders_app' });
  await vault.lock();
  await expect.poll(() => whole(folder).length).toBe(2);
  expect(await call(page, 'overview')).toMatchObject({
    value: { destinations: [{ last: { proven: 'structure', behind: 0 } }] },
  });

  await new Gate(app, page).unlock(passphrase);
  await vault.add('prod/db/users', { user: 'users_app' });
  const ended = new Promise((done) => app.process().once('exit', done));
  await app.evaluate(({ app: main }) => main.quit());
  await ended;
  expect(whole(folder).length).toBe(3);
  // Three backups, what opens them without the app, and the pages that a reader of them needs.
  const beside = readdirSync(folder).filter((name) => !name.endsWith('.holdfast'));
  expect(beside.sort()).toEqual(['READ ME FIRST.txt', 'holdfast-docs', 'holdfast-rescue.py', 'rescue.html']);
  const pages = ['format.md', 'recovery.md', 'rescue.md'];
  expect(readdirSync(join(folder, 'holdfast-docs')).sort()).toEqual(pages);
});

test('settings that are damaged are set aside, and the app starts', async ({ launch, home }) => {
  const folder = join(home, 'config/holdfast');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), '{"preferences": {"theme": "dark"');
  const page = await (await launch()).firstWindow();
  await expect(page.getByRole('button', { name: 'Create a vault' })).toBeVisible();
  expect(readFileSync(join(folder, 'settings.damaged.json'), 'utf8')).toContain('dark');
});
