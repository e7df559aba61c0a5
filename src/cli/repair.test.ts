import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli } from './testing/fake.ts';
import { type Bench, damageLargest, vaultForTest } from './testing/vault.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await vaultForTest();
  await bench.run(['secret', 'put', 'prod/db', 'user=app', 'password=s3cret', `note=${'x'.repeat(5_000)}`]);
});
afterAll(() => bench.remove());

const at = (file: string, argv: readonly string[], env: Record<string, string> = {}) =>
  cli(['--vault', file, '--passphrase-file', bench.passphraseFile, ...argv], { env });

test('repair: named loss is exit 7 and writes nothing, a backup heals, the damaged file stays as it is', async () => {
  const backup = join(bench.folder, 'backup.holdfast');
  copyFileSync(bench.file, backup);
  const whole = readFileSync(bench.file);
  damageLargest(bench.file);
  const bytes = readFileSync(bench.file);
  const to = join(bench.folder, 'whole.holdfast');
  expect((await bench.run(['verify'])).code).toBe(7);
  // Where this machine remembers that it repaired.
  const env = { HOME: bench.folder };
  const healed = await at(bench.file, ['repair', to, '--from', backup, '--json'], env);
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
  expect(await bench.run(['repair', to])).toMatchObject({ code: 8, err: expect.stringContaining('exists') });
  expect(readFileSync(bench.file)).toEqual(bytes);
  writeFileSync(bench.file, whole);
});

test('merge: takes up what a conflicted copy has, once', async () => {
  const copy = join(bench.folder, 'a (conflicted copy 2026-05-03).holdfast');
  copyFileSync(bench.file, copy);
  await at(copy, ['secret', 'put', 'theirs', 'k=v']);
  await at(copy, ['secret', 'put', 'prod/db', 'password=theirs']);
  await bench.run(['secret', 'put', 'prod/db', 'password=ours']);
  const before = readFileSync(copy);
  const dry = await bench.run(['merge', copy, '--dry-run', '--json']);
  expect(JSON.parse(dry.out)).toMatchObject({
    dryRun: true,
    added: ['theirs'],
    changed: ['prod/db'],
    versions: 2,
  });
  expect(await bench.run(['secret', 'get', 'theirs'])).toMatchObject({ code: 3 });
  expect(await bench.run(['merge', copy])).toMatchObject({ code: 0, out: expect.stringContaining('theirs') });
  expect(await bench.run(['secret', 'get', 'prod/db', 'password'])).toMatchObject({ out: 'ours' });
  expect(await bench.run(['secret', 'get', 'theirs', 'k'])).toMatchObject({ out: 'v' });
  expect(await bench.run(['merge', copy])).toMatchObject({ code: 0, out: 'versions:  0\n' });
  expect(readFileSync(copy)).toEqual(before);
});
