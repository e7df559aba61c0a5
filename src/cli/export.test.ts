import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exit } from './exit.ts';
import { cli } from './testing/fake.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await vaultForTest();
  await fixture.run(['secret', 'put', 'prod/db', 'password=hunter2', 'user=app']);
  await fixture.run(['secret', 'put', 'prod/db', 'password=hunter3', 'user=app']);
  await fixture.run(['secret', 'put', 'mail', 'password=x']);
});
afterEach(() => fixture.remove());

const at = (name: string) => join(fixture.folder, name);
const typing = (...typed: string[]) => ({ typed });

test('plain text is asked for twice, and each no writes nothing', async () => {
  const args = ['export', at('all.json'), '--format', 'json'];
  for (const typed of [['no'], ['yes', 'no'], []])
    expect(await fixture.run(args, typing(...typed)), typed.join()).toMatchObject({ code: exit.interrupted });
  expect(await fixture.run(args)).toMatchObject({
    code: exit.usage,
    err: expect.stringContaining('--plain-text'),
  });
  expect(existsSync(at('all.json'))).toBe(false);
  const done = await fixture.run(args, typing('yes', 'yes'));
  expect(done).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^file: .*all\.json\nformat: +json\nsecrets: +2\n$/),
  });
  expect(JSON.parse(readFileSync(at('all.json'), 'utf8')).secrets).toHaveLength(2);
});

test('where nobody can type a password, the option that takes a file is named, and nothing is written', async () => {
  for (const [option, args] of [
    ['--export-passphrase-file', ['export', at('all.kdbx'), '--format', 'kdbx']],
    ['--export-passphrase-file', ['export', at('all.age'), '--format', 'age']],
    ['--new-passphrase-file', ['rekey', '--new-passphrase']],
  ] as const)
    expect(await fixture.run([...args]), args.join(' ')).toMatchObject({
      code: exit.usage,
      err: expect.stringContaining(`${option} FILE`),
    });
  const init = await cli(['init', at('new.holdfast')]);
  expect(init).toMatchObject({ code: exit.usage, err: expect.stringContaining('--passphrase-file FILE') });
  expect(['all.kdbx', 'all.age', 'new.holdfast'].some((name) => existsSync(at(name)))).toBe(false);
});

test('a folder that a sync tool carries is asked about, too', async () => {
  mkdirSync(at('Dropbox'));
  const args = ['export', at('Dropbox/all.csv'), '--format', 'csv'];
  expect(await fixture.run(args, typing('yes', 'no', 'yes'))).toMatchObject({ code: exit.interrupted });
  expect(await fixture.run(args, typing('yes', 'yes', 'yes'))).toMatchObject({ code: 0 });
});

test('a script says --plain-text; what a format cannot carry is told', async () => {
  const done = await fixture.run(['export', '-', '--format', 'env', '--prefix', 'prod', '--plain-text']);
  expect(done.out).toBe("PROD_DB_PASSWORD='hunter3'\nPROD_DB_USER='app'\n");
  expect(done.err).toContain('1 older version is left out.');
});

test('what a format cannot carry is told once, before it is asked about', async () => {
  const args = ['export', at('all.csv'), '--format', 'csv'];
  const lost = '1 older version is left out.';
  expect((await fixture.run(args, typing('no'))).err).toContain(lost);
  const done = await fixture.run(args, typing('yes', 'yes'));
  expect(done.err.split(lost)).toHaveLength(2);
});

test('a folder in which nothing is gives no empty file', async () => {
  const args = ['export', at('all.csv'), '--format', 'csv', '--prefix', 'pord', '--plain-text'];
  expect(await fixture.run(args)).toMatchObject({
    code: exit.notFound,
    err: expect.stringContaining('pord'),
  });
  expect(existsSync(at('all.csv'))).toBe(false);
});

test('--dry-run writes nothing, and asks nothing', async () => {
  const told = await fixture.run(['export', at('all.csv'), '--format', 'csv', '--dry-run', '--json']);
  expect(JSON.parse(told.out)).toEqual({
    secrets: 2,
    plain: true,
    // The user name is a hidden field.
    lost: [
      { loss: 'older-versions', count: 1 },
      { loss: 'field-types', count: 1 },
    ],
    beside: { files: 0, bytes: 0 },
    dryRun: true,
  });
  expect(existsSync(at('all.csv'))).toBe(false);
});

test('a sealed export wants its own password, typed twice or from a file', async () => {
  const args = ['export', at('all.kdbx'), '--format', 'kdbx'];
  expect(await fixture.run(args, typing('own words here', 'other'))).toMatchObject({ code: exit.refused });
  expect(await fixture.run(args, typing('own words here once', 'own words here once'))).toMatchObject({
    code: 0,
  });
  const file = fixture.write('q', 'own words\n');
  const again = ['export', at('b.json'), '--format', 'bitwarden', '--export-passphrase-file', file];
  expect(await fixture.run(again)).toMatchObject({ code: 0 });
  expect(readFileSync(at('b.json'), 'utf8')).toContain('"passwordProtected": true');
});

test('options that do not fit the format are refused before the vault is opened', async () => {
  const file = fixture.write('q', 'own\n');
  for (const more of [
    [],
    ['--format', 'xml'],
    ['--format', 'csv', '--export-passphrase-file', file],
    ['--format', 'kdbx', '--recipient', 'age1x'],
    ['--format', 'age', '--recipient', 'age1x', '--export-passphrase-file', file],
  ])
    expect(await cli(['--vault', at('none'), 'export', at('x'), ...more]), more.join(' ')).toMatchObject({
      code: exit.usage,
    });
});

test('the same name again is refused', async () => {
  const args = ['export', at('all.csv'), '--format', 'csv', '--plain-text'];
  expect(await fixture.run(args)).toMatchObject({ code: 0 });
  expect(await fixture.run(args)).toMatchObject({
    code: exit.refused,
    err: expect.stringContaining('exists already'),
  });
});

test('a destination that cannot be written to is told before anything is asked, and nothing lies there', async () => {
  // Where nobody writes, not even root: a folder that is a file, one that is gone, the kernel's own.
  for (const dest of [at('p/all.json'), at('none/all.json'), '/sys/all.json'])
    expect(await fixture.run(['export', dest, '--format', 'json', '--plain-text']), dest).toMatchObject({
      code: exit.store,
      err: expect.stringContaining('The export cannot be written there'),
    });
  expect(existsSync(at('none'))).toBe(false);
  expect(await fixture.run(['export', at('none/all.json'), '--format', 'json'])).toMatchObject({
    code: exit.store,
  });
});
