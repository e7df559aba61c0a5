import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openVault } from '../main/vault/open.ts';
import { issuedTo } from './testing/sheets.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await vaultForTest();
});
afterEach(() => fixture.remove());

const letter = (...args: string[]) => fixture.run(['recovery', 'letter', ...args, '--format', 'html']);

test('a letter names the holders unless they are left out, and keeps what it says', async () => {
  const files = await issuedTo(fixture);
  const vault = await openVault({ location: fixture.file }, 'correct horse battery');
  await vault.recovery.setHolders(['Anna', 'The safe']);
  const { active, askDue = 0 } = await vault.recovery.confirmHolder(2);
  expect(active?.holders[1]?.has).toBeGreaterThan(0);
  // A year after the activation, when all were read back: one answer does not stand for the others.
  expect(askDue - Date.now()).toBeGreaterThan(360 * 86_400_000);
  await vault.lock();
  const out = join(fixture.folder, 'letter.html');
  expect((await letter(out, '--ask', 'Ask the notary')).code).toBe(0);
  const html = readFileSync(out, 'utf8');
  for (const text of ['Anna', 'The safe', 'Ask the notary', 'a.holdfast']) expect(html).toContain(text);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  for (const word of readFileSync(files[0] ?? '', 'utf8').matchAll(/[A-Z]{4,}/g))
    expect(html).not.toContain(word[0]);
  expect((await letter(out)).code).not.toBe(0);
  const silent = join(fixture.folder, 'silent.html');
  expect((await letter(silent, '--without-names')).code).toBe(0);
  expect(readFileSync(silent, 'utf8')).not.toContain('Anna');
  expect(readFileSync(silent, 'utf8')).toContain('Ask the notary');
  const status = JSON.parse((await fixture.run(['recovery', 'status', '--json'])).out);
  expect(status.letter).toMatchObject({ names: false, beside: false, ask: 'Ask the notary' });
  expect((await letter(join(fixture.folder, 'beside.html'), '--names-beside-backups')).code).toBe(0);
  expect(JSON.parse((await fixture.run(['recovery', 'status', '--json'])).out).letter.beside).toBe(true);
});
