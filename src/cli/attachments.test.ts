import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestText, fileBytes, sourceOf } from '../main/backend/testing/statements/attachments.ts';
import { stand } from '../main/clients/testing/stand.ts';
import { cli } from './testing/fake.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

const mebi = 1024 * 1024;
const image = fileBytes(24 * mebi + 321);
const [size, sha256] = digestText(image).split(' ');

let fixture: Fixture;
let file: string;
beforeAll(async () => {
  fixture = await vaultForTest();
  file = fixture.write('image', image);
});
afterAll(() => fixture.remove());

const get = (...args: string[]) => fixture.run(['secret', 'get', 'x/big', ...args]);

test('a long file goes in by --file and comes out of get byte for byte', async () => {
  const put = ['secret', 'put', 'x/big', 'user=app', '--file', `image=${file}`];
  expect(await fixture.run(put)).toMatchObject({ code: 0, out: '1\n' });
  const { code, bytes } = await get('image');
  expect([code, Buffer.from(bytes).equals(image)]).toEqual([0, true]);
});

test('a terminal gets no bytes of it; the whole secret tells its size, never its content', async () => {
  expect(await fixture.run(['secret', 'get', 'x/big', 'image'], { stdoutTTY: true })).toMatchObject({
    code: 2,
    out: '',
  });
  expect((await get()).out).toBe(`user: app\nimage: (file, ${size} bytes)\n`);
  const told = { size: Number(size), sha256 };
  expect(JSON.parse((await get('--format', 'json')).out)).toEqual({ user: 'app', image: told });
  expect(JSON.parse((await get('--json')).out)).toMatchObject({
    fields: { user: 'app', image: told },
    types: { user: 'secret', image: 'attachment' },
  });
  expect(JSON.parse((await get('image', '--json')).out)).toMatchObject({ type: 'attachment', value: told });
  expect((await get('--format', 'yaml')).out).toBe(
    `"user": "app"\n"image": {"size":${size},"sha256":"${sha256}"}\n`,
  );
});

test('a program that a reference to it is for gets neither its bytes nor what names it', async () => {
  const ran = ['run', '--env', 'IMAGE=x/big#image', '--', 'true'];
  for (const args of [ran, ['run', '--secret', 'x/big', '--', 'true']]) {
    const { code, out, err } = await fixture.run(args);
    expect([code, out, err.includes(sha256 ?? '?')]).toEqual([expect.any(Number), '', false]);
    expect(code).not.toBe(0);
    expect(err).toContain('This file has more than 65536 bytes');
  }
});

test('an edit and a rollback keep it, and write nothing of it again', async () => {
  const before = fs.statSync(fixture.file).size;
  expect(await fixture.run(['secret', 'patch', 'x/big', 'user=other'])).toMatchObject({ out: '2\n' });
  expect(await fixture.run(['secret', 'put', 'x/big', 'only=this'])).toMatchObject({ out: '3\n' });
  expect(await fixture.run(['secret', 'rollback', 'x/big', '--version', '1'])).toMatchObject({ out: '4\n' });
  expect(fs.statSync(fixture.file).size - before).toBeLessThan(mebi);
  for (const version of ['1', '2', '4']) {
    const { bytes } = await get('image', '--version', version);
    expect(Buffer.from(bytes).equals(image)).toBe(true);
  }
  expect(await get('image', '--version', '3')).toMatchObject({ code: 3 });
});

test('a file of up to 64 KiB stays as it was: text where it is text, otherwise base64', async () => {
  const small = fixture.write('small', fileBytes(64 * 1024));
  const text = fixture.write('text', 'a'.repeat(64 * 1024));
  const long = fixture.write('long', 'a'.repeat(64 * 1024 + 1));
  const files = [`small=${small}`, `text=${text}`, `long=${long}`, `typed=${long}`];
  const put = [
    'secret',
    'put',
    'x/small',
    ...files.flatMap((one) => ['--file', one]),
    '--type',
    'typed=text',
  ];
  expect(await fixture.run(put)).toMatchObject({ code: 0 });
  const { types } = JSON.parse((await fixture.run(['secret', 'get', 'x/small', '--json'])).out);
  expect(types).toEqual({ small: 'file', text: 'secret', long: 'attachment', typed: 'text' });
  expect((await fixture.run(['secret', 'get', 'x/small', 'long'])).out).toBe('a'.repeat(64 * 1024 + 1));
});

test('a file that is not there, or a folder, is refused and nothing is stored', async () => {
  for (const name of ['nowhere', '.'])
    expect(
      await fixture.run(['secret', 'put', 'x/none', '--file', `image=${path.join(fixture.folder, name)}`]),
    ).toMatchObject({ code: 8, out: '' });
  expect(await fixture.run(['secret', 'get', 'x/none'])).toMatchObject({ code: 3 });
  expect(await fixture.run(['secret', 'put', 'x/none', 'a=b', '--type', 'a=attachment'])).toMatchObject({
    code: 2,
  });
});

test('through the app: up to 24 MB go in, any length comes out, and what is longer names --vault', async () => {
  const here = await stand();
  try {
    await here.let('build', '**');
    const run = (...argv: string[]) => cli(argv, { env: { ...here.env, HOLDFAST_ASK: '0' } });
    const short = path.join(here.folder, 'short');
    const bytes = fileBytes(3 * mebi + 1);
    fs.writeFileSync(short, bytes);
    expect(await run('secret', 'put', 'x/big', '--file', `image=${short}`)).toMatchObject({
      code: 0,
      out: '1\n',
    });
    expect(Buffer.from((await run('secret', 'get', 'x/big', 'image')).bytes).equals(bytes)).toBe(true);
    expect(await run('secret', 'patch', 'x/big', 'user=app')).toMatchObject({ code: 0, out: '2\n' });
    expect(Buffer.from((await run('secret', 'get', 'x/big', 'image')).bytes).equals(bytes)).toBe(true);
    const refused = await run('secret', 'put', 'x/big', '--file', `image=${file}`);
    expect([refused.code, refused.err.includes('--vault FILE')]).toEqual([2, true]);
    const source = sourceOf(image);
    const fields = [{ name: 'image', type: 'attachment' as const, value: 'new' }];
    await here.vault?.secrets.put('x/long', fields, { files: new Map([['new', source]]) });
    expect(Buffer.from((await run('secret', 'get', 'x/long', 'image')).bytes).equals(image)).toBe(true);
  } finally {
    await here.close();
  }
}, 60_000);
