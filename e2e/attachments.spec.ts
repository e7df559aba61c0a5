import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { words } from '../src/shared/words/en/window/index.ts';
import { expect, test } from './fixtures.ts';
import { CliVault } from './pages/cli-vault.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'a passphrase for e2e';
const text = words.detail;

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

test('an attached file is saved where the system dialogue says, for its owner alone; called off, nothing stays', async ({
  app,
  page,
  home,
}) => {
  test.setTimeout(180_000);
  const cliVault = new CliVault(home, 'files.holdfast', passphrase);
  const [small, long] = [join(home, 'small.bin'), join(home, 'long.bin')];
  writeFileSync(small, randomBytes(300_000));
  writeFileSync(long, Buffer.concat(Array<Buffer>(160).fill(randomBytes(1024 * 1024))));
  cliVault.run('secret', 'put', 'disks/boot', '--file', `small=${small}`, '--file', `long=${long}`);
  const gate = new Gate(app, page);
  await gate.choose(cliVault.file);
  await gate.unlock(passphrase);
  const vault = new Vault(page);
  await vault.row('boot').click();
  const save = (field: string) => vault.detail.getByRole('button', { name: text.saveFile(field) });

  const out = join(home, 'out');
  await answerChoosers(app, undefined);
  await save('small').click();
  await expect(save('small')).toBeEnabled();
  expect(existsSync(out)).toBe(false);

  await answerChoosers(app, out);
  await save('small').focus();
  await page.keyboard.press('Enter');
  await page.getByText(words.status.fileSaved('out')).waitFor();
  expect(await digestOf(out)).toBe(await digestOf(small));
  expect(statSync(out).mode & 0o777).toBe(0o600);

  // The vault itself is not replaced, whatever was answered in the dialogue.
  await answerChoosers(app, cliVault.file);
  const before = await digestOf(cliVault.file);
  await save('small').click();
  await expect(vault.toast).toContainText('There is a file of this name already');
  expect(await digestOf(cliVault.file)).toBe(before);

  const other = join(home, 'elsewhere.bin');
  await answerChoosers(app, other);
  const bar = page.getByRole('progressbar', { name: text.savingFile('long') });
  // It may be saved before the button is pressed: then once more.
  await expect(async () => {
    rmSync(other, { force: true });
    await save('long').click();
    await bar.waitFor();
    await vault.detail.getByRole('button', { name: words.actions.cancel }).click({ timeout: 5_000 });
    await bar.waitFor({ state: 'detached' });
    expect(readdirSync(home).filter((name) => /elsewhere|[.]part$/.test(name))).toEqual([]);
  }).toPass({ timeout: 90_000 });

  await save('long').click();
  await page.getByText(words.status.fileSaved('elsewhere.bin')).waitFor({ timeout: 60_000 });
  expect(await digestOf(other)).toBe(await digestOf(long));
});
