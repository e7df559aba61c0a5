import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Bridge } from '../src/shared/contract.ts';
import { expect, test } from './fixtures.ts';
import { answerChoosers } from './pages/dialogs.ts';

const testdata = join(import.meta.dirname, '../src/main/import/testdata');
const kdbx = join(testdata, 'Argon2id.kdbx');
const keyFile = join(testdata, 'demo.key');

/** Opens a vault in memory, for these tests are about what is brought in. */
async function unlock(page: Page): Promise<void> {
  const reply = await page.evaluate(() =>
    (window as unknown as { holdfast: Bridge }).holdfast.vault.unlock({ passphrase: 'any' }),
  );
  expect(reply).toMatchObject({ ok: true, value: { vault: 'open' } });
}

/** Chooses what the choosers answer, and imports it. */
function bringIn(page: Page, credentials: { password?: string; keyFile?: string } = {}) {
  return page.evaluate(async (given) => {
    const { transfer } = (window as unknown as { holdfast: Bridge }).holdfast;
    const chosen = await transfer.chooseImport();
    if (!chosen.ok || chosen.value === undefined) return { chosen };
    const request = { file: chosen.value.file, prefix: '', dryRun: false };
    return { chosen, report: await transfer.import({ ...request, ...given }) };
  }, credentials);
}

test('files are read by a process of their own, and it is gone afterwards', async ({ launch, home }) => {
  const app = await launch({ env: { HOLDFAST_STORE: 'memory' }, args: [join(home, 'a.holdfast')] });
  const page = await app.firstWindow();
  await unlock(page);

  const env = join(home, 'production.env');
  writeFileSync(env, 'DB_USER=ada\nDB_PASSWORD="tr0ub4dor"\n');
  await answerChoosers(app, env);
  expect(await bringIn(page)).toMatchObject({
    chosen: { ok: true, value: { format: 'dotenv', needsPassword: false } },
    report: { ok: true, value: { created: 1, failed: [] } },
  });

  await answerChoosers(app, keyFile);
  await page.evaluate(() => (window as unknown as { holdfast: Bridge }).holdfast.transfer.chooseKeyFile());
  await answerChoosers(app, kdbx);
  const chosen = { ok: true, value: { format: 'kdbx', needsPassword: true } };
  expect(await bringIn(page, { password: 'no', keyFile })).toMatchObject({
    chosen,
    report: { ok: false, failure: { code: 'import-refused', reason: 'wrong-password' } },
  });
  const { report } = await bringIn(page, { password: 'demo', keyFile });
  expect(report).toMatchObject({ ok: true, value: { failed: [] } });

  const children = () =>
    app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ name }) => name));
  await expect.poll(children).not.toContain('Holdfast import');
});

test('a file that no chooser gave is not imported', async ({ launch, home }) => {
  const app = await launch({ env: { HOLDFAST_STORE: 'memory' }, args: [join(home, 'a.holdfast')] });
  const page = await app.firstWindow();
  await unlock(page);
  const reply = await page.evaluate(() =>
    (window as unknown as { holdfast: Bridge }).holdfast.transfer.import({
      file: '/etc/hostname',
      prefix: '',
      dryRun: true,
    }),
  );
  expect(reply).toEqual({ ok: false, failure: { code: 'denied', reason: 'not-chosen' } });

  // A file of an input stands for one that is dropped: the bridge alone knows where it lies.
  const env = join(home, 'production.env');
  writeFileSync(env, 'DB_USER=ada\n');
  await page.evaluate(() => {
    const input = document.createElement('input');
    document.body.append(Object.assign(input, { type: 'file', id: 'dropped' }));
  });
  await page.setInputFiles('#dropped', env);
  const dropped = await page.evaluate(() => {
    const [file] = document.querySelector<HTMLInputElement>('#dropped')?.files ?? [];
    const made = new File(['A=b'], '/etc/hostname');
    const { transfer } = (window as unknown as { holdfast: Bridge }).holdfast;
    return file && transfer.dropImport([file, made]);
  });
  expect(dropped).toEqual({ ok: true, value: { file: env, format: 'dotenv', needsPassword: false } });
});
