import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
const bytes = Buffer.from([0xff, 0, 0x0a, 0xfe]);

beforeAll(async () => {
  fixture = await vaultForTest();
  await fixture.run(['secret', 'put', 'prod/db/orders', 'user=app', 'password=one']);
  await fixture.run(['secret', 'put', 'prod/db/orders', 'user=app', 'password=p"w $x\n']);
  await fixture.run(['secret', 'put', 'my file', '--file', `the bytes=${fixture.write('bytes', bytes)}`]);
  await fixture.run(['secret', 'put', 'gone', 'x=y']);
  await fixture.run(['secret', 'delete', 'gone']);
});
afterAll(() => fixture.remove());

const template =
  'user: holdfast://prod/db/orders#user\nurl: "app:{{ holdfast://prod/db/orders#password }}@db"\n';

test('values replace references exactly, from standard input or a file, to standard output', async () => {
  const filled = 'user: app\nurl: "app:p"w $x\n@db"\n';
  expect(await fixture.run(['inject'], { stdin: template })).toMatchObject({ code: 0, out: filled, err: '' });
  expect(await fixture.run(['inject', fixture.write('t', template)])).toMatchObject({ code: 0, out: filled });
  expect(
    await fixture.run(['inject', '-'], { stdin: 'x holdfast://prod/db/orders?version=1#password' }),
  ).toMatchObject({
    out: 'x one',
  });
});

test('bytes of a file are bytes, and what is no reference stays, also without a vault', async () => {
  const ran = await fixture.run(['inject'], { stdin: '<{{ holdfast://my file#the bytes }}>' });
  expect(ran.bytes).toEqual(Buffer.concat([Buffer.from('<'), bytes, Buffer.from('>')]));
  const plain = '\ufeff{{ .Values.x }} \\holdfast://a#b\r\n';
  expect(await fixture.run(['--vault', 'nowhere', 'inject'], { stdin: plain }).then(({ code }) => code)).toBe(
    2,
  );
  const { cli } = await import('./testing/fake.ts');
  expect(await cli(['inject'], { stdin: plain })).toMatchObject({ code: 0, out: plain.replace('\\', '') });
});

test('--out is a file for its owner alone, in the place of what was there', async () => {
  const out = fixture.write('out', 'old');
  chmodSync(out, 0o644);
  expect(
    await fixture.run(['inject', '--out', out], { stdin: 'x holdfast://prod/db/orders#user' }),
  ).toMatchObject({
    code: 0,
    out: '',
    err: '',
  });
  expect(readFileSync(out, 'utf8')).toBe('x app');
  expect(statSync(out).mode & 0o777).toBe(0o600);
  const kept = fixture.write('kept', 'kept');
  symlinkSync(kept, join(fixture.folder, 'link'));
  await fixture.run(['inject', '--out', join(fixture.folder, 'link')], {
    stdin: 'holdfast://prod/db/orders#user',
  });
  expect(readFileSync(kept, 'utf8')).toBe('kept');
  expect(readFileSync(join(fixture.folder, 'link'), 'utf8')).toBe('app');
  expect(readdirSync(fixture.folder).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('what is missing is exit 3 with every line, and nothing is written', async () => {
  const stdin =
    'a holdfast://prod/nope#x\n\n{{ holdfast://prod/db/orders#nope }} holdfast://gone#x\nholdfast://prod/db/orders#user\n';
  const out = join(fixture.folder, 'never');
  const ran = await fixture.run(['inject', '--out', out], { stdin });
  expect(ran).toMatchObject({ code: 3, out: '' });
  expect(ran.err.split('\n')).toEqual([
    expect.stringContaining('line 1: There is no secret at "prod/nope"'),
    expect.stringContaining('line 3: This secret has no field "nope"'),
    expect.stringContaining('line 3: The secret at "gone" has no current version'),
    '',
  ]);
  expect(existsSync(out)).toBe(false);
  expect(await fixture.run(['inject'], { stdin })).toMatchObject({ code: 3, out: '' });
});

test.each([
  [['inject'], 'x\nholdfast://prod/db', 8, /line 2.*no #KEY/],
  [['inject'], Buffer.from([0xff]), 8, /UTF-8/],
  [['inject', 'nowhere/t'], '', 8, /no such file/],
  [['inject', '--out', '/nowhere/at/all'], 'x', 9, /ENOENT/],
  [['inject', '--out', '/tmp'], 'x', 9, /cannot be read or written/],
  [['--passphrase-file', '-', 'inject'], 'x', 2, /standard input/],
  [['inject', 'a', 'b'], '', 2, /Too much/],
])('%j given %j is refused: exit %i', async (args, stdin, code, words) => {
  const { cli } = await import('./testing/fake.ts');
  expect(await cli(['--vault', fixture.file, ...args], { stdin })).toMatchObject({
    code,
    out: '',
    err: expect.stringMatching(words),
  });
});
