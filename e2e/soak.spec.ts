import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Bridge } from '../src/shared/contract.ts';
import { makeVault } from './files.ts';
import { expect, test } from './fixtures.ts';
import { Gate } from './pages/gate.ts';
import { Vault } from './pages/vault.ts';
import { descendants } from './processes.ts';

// Twenty minutes of use: `npm run test:long`; HOLDFAST_SOAK=60 for a short look. 500 rounds are 500
// unlocks, locks and edits, and 5,000 searches.
const wanted = process.env['HOLDFAST_SOAK'];
const rounds = wanted === undefined ? 500 : Number(wanted);
const searches = 10;
const passphrase = 'slate-orchard-tandem-buoy';
/** Rounds before memory counts, and rounds that one figure is the middle of. */
const warmUp = Math.min(100, Math.floor(rounds / 4));
const window = Math.max(5, Math.floor(rounds / 25));

test.skip(process.env['HOLDFAST_LONG'] !== '1' && wanted === undefined, 'only in the long tests');

test('hours of use in minutes: memory stays what it was', async ({ app, page, home }) => {
  test.setTimeout(3_600_000);
  const gate = new Gate(app, page);
  const vault = new Vault(page);
  await stayUnlocked(page);
  const file = join(home, 'soak.holdfast');
  makeVault(file, passphrase);
  await gate.choose(file);
  await gate.unlock(passphrase);
  for (let i = 0; i < 20; i++)
    await vault.add(`group-${i % 4}/entry-${i}`, { user: `user-${i}`, password: `p-${i}` });
  await vault.lock();

  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await gate.unlock(passphrase);
    await vault.list.waitFor();
    for (let i = 0; i < searches; i++) await search(vault, `entry-${(round + i) % 20}`);
    await edit(page, vault, `entry-${(round + searches - 1) % 20}`, `user-${round}`);
    await vault.lock();
    taken.push(resident(Number(app.process().pid)));
  }
  const [before, after] = [median(taken.slice(warmUp, warmUp + window)), median(taken.slice(-window))];
  console.log(
    `resident: ${before.toFixed(0)} MB after ${warmUp} rounds, ${after.toFixed(0)} MB after ${rounds}`,
  );
  expect(after / before).toBeLessThan(1.1);
});

// What Playwright types does not pass the X server: to that nobody has been there for ten minutes,
// and the vault locks.
async function stayUnlocked(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { app } = (globalThis as unknown as { holdfast: Bridge }).holdfast;
    const current = await app.preferences(undefined);
    if (!current.ok) throw new Error(current.failure.code);
    const changed = await app.setPreferences({ ...current.value, autoLockMinutes: 0 });
    if (!changed.ok) throw new Error(changed.failure.code);
  });
}

async function search(vault: Vault, text: string): Promise<void> {
  await vault.search.fill(text);
  await expect(vault.row(text).first()).toBeVisible();
}

async function edit(page: Page, vault: Vault, title: string, user: string): Promise<void> {
  await vault.list
    .getByRole('option')
    .filter({ has: page.getByText(title, { exact: true }) })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
  await page.keyboard.press('Control+e');
  await vault.box('user').fill(user);
  await vault.save();
}

/** Megabytes that all processes of the app hold, shared pages counted once each process. */
function resident(root: number): number {
  const kibibytes = descendants(root).map(({ pid }) => {
    try {
      return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kibibytes.reduce((sum, one) => sum + one, 0) / 1024;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
