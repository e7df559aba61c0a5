import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli } from './testing/fake.ts';
import { damageLargest, type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await vaultForTest();
  await fixture.run(['secret', 'put', 'prod/db', 'user=app', 'password=s3cret', `note=${'x'.repeat(5_000)}`]);
});
afterAll(() => fixture.remove());

const at = (file: string, argv: readonly string[], env: Record<string, string> = {}) =>
  cli(['--vault', file, '--passphrase-file', fixture.passphraseFile, ...argv], { env });

test('repair: named loss is exit 7 and writes nothing, a backup heals, the damaged file stays as it is', async () => {
  const backup = join(fixture.folder, 'backup.holdfast');
  copyFileSync(fixture.file, backup);
  const whole = readFileSync(fixture.file);
  damageLargest(fixture.file);
  const bytes = readFileSync(fixture.file);
  const to = join(fixture.folder, 'whole.holdfast');
  expect((await fixture.run(['verify'])).code).toBe(7);
  // Where this machine remembers that it repaired.
  const env = { HOME: fixture.folder };
  const healed = await at(fixture.file, ['repair', to, '--from', backup, '--json'], env);
  expect(healed).toMatchObject({ code: 0 });
  expect(JSON.parse(healed.out)).toMatchObject({
    ok: true,
    file: to,
    lost: { versions: [], unnamed: 0, records: [] },
  });
  expect(await at(to, ['secret', 'get', 'prod/db', 'password'])).toMatchObject({
    out: 's3cret',
  });
  // The audit of the repaired vault has it, once.
  await at(to, ['secret', 'put', 'prod/after', 'k=v'], env);
  const audit = (await at(to, ['audit', '--json'], env)).out;
  expect(audit.match(/"vault\.repair"/g)).toHaveLength(1);
  expect(await fixture.run(['repair', to])).toMatchObject({
    code: 8,
    err: expect.stringContaining('exists'),
  });
  expect(readFileSync(fixture.file)).toEqual(bytes);
  writeFileSync(fixture.file, whole);
});

test('merge: takes up what a conflicted copy has, once', async () => {
  const copy = join(fixture.folder, 'a (conflicted copy 2026-05-03).holdfast');
  copyFileSync(fixture.file, copy);
  await at(copy, ['secret', 'put', 'theirs', 'k=v']);
  await at(copy, ['secret', 'put', 'prod/db', 'password=theirs']);
  await fixture.run(['secret', 'put', 'prod/db', 'password=ours']);
  const before = readFileSync(copy);
  const dry = await fixture.run(['merge', copy, '--dry-run', '--json']);
  expect(JSON.parse(dry.out)).toMatchObject({
    dryRun: true,
    added: ['theirs'],
    changed: ['prod/db'],
    versions: 2,
  });
  expect(await fixture.run(['secret', 'get', 'theirs'])).toMatchObject({ code: 3 });
  expect(await fixture.run(['merge', copy])).toMatchObject({
    code: 0,
    out: expect.stringContaining('theirs'),
  });
  expect(await fixture.run(['secret', 'get', 'prod/db', 'password'])).toMatchObject({ out: 'ours' });
  expect(await fixture.run(['secret', 'get', 'theirs', 'k'])).toMatchObject({ out: 'v' });
  expect(await fixture.run(['merge', copy])).toMatchObject({ code: 0, out: 'versions:  0\n' });
  expect(readFileSync(copy)).toEqual(before);
});
