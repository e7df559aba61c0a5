import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli } from './testing/fake.ts';
import { cheap, type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await vaultForTest();
});
afterAll(() => fixture.remove());

const said = (out: string) => ({ code: 0, out });

test('put prints the version, get the value and nothing else', async () => {
  const put = ['secret', 'put', 'prod/db/orders', 'user=app', '--stdin', 'password'];
  expect(await fixture.run(put, { stdin: 's3cret' })).toEqual({
    ...said('1\n'),
    bytes: expect.anything(),
    err: '',
  });
  expect(await fixture.run(['secret', 'get', 'prod/db/orders', 'password'])).toMatchObject(said('s3cret'));
  const shown = await fixture.run(['secret', 'get', 'prod/db/orders', 'password'], { stdoutTTY: true });
  expect(shown.out).toBe('s3cret\n');
});

test('put replaces all fields, patch keeps the others, rollback brings a version back', async () => {
  await fixture.run(['secret', 'put', 'a/one', 'x=1', 'y=2', 'z=3']);
  expect(await fixture.run(['secret', 'patch', 'a/one', 'y=22', '--remove', 'z', 'n=4'])).toMatchObject(
    said('2\n'),
  );
  expect(await fixture.run(['secret', 'get', 'a/one', '--format', 'json'])).toMatchObject(
    said('{"x":"1","y":"22","n":"4"}\n'),
  );
  expect(await fixture.run(['secret', 'put', 'a/one', 'only=5'])).toMatchObject(said('3\n'));
  expect(await fixture.run(['secret', 'rollback', 'a/one', '--version', '1', '--json'])).toMatchObject(
    said('{"path":"a/one","version":4}\n'),
  );
  expect(await fixture.run(['secret', 'get', 'a/one', '--format', 'env'])).toMatchObject(
    said("x='1'\ny='2'\nz='3'\n"),
  );
  expect(await fixture.run(['secret', 'get', 'a/one', 'only', '--version', '3'])).toMatchObject(said('5'));
});

test('values arrive exactly: line ends, byte order marks, equals signs, bytes', async () => {
  const bytes = Uint8Array.from([0xff, 0x00, 0x0a, 0x80]);
  const text = fixture.write('text', '\ufeffone\r\ntwo\n\n');
  const binary = fixture.write('binary', bytes);
  const put = [
    'secret',
    'put',
    'a/exact',
    'eq=a=b',
    'empty=',
    'k:c=v',
    '--file',
    `t=${text}`,
    '--file',
    `b=${binary}`,
  ];
  expect(await fixture.run([...put, '--stdin', 's'], { stdin: ' \n\n' })).toMatchObject({ code: 0 });
  const get = async (key: string) => (await fixture.run(['secret', 'get', 'a/exact', key])).bytes;
  expect(Buffer.from(await get('t')).toString()).toBe('\ufeffone\r\ntwo\n\n');
  expect(Buffer.from(await get('b'))).toEqual(Buffer.from(bytes));
  expect(Buffer.from(await get('s')).toString()).toBe(' \n\n');
  expect(Buffer.from(await get('eq')).toString()).toBe('a=b');
  expect(await get('empty')).toHaveLength(0);
  expect(Buffer.from(await get('k:c')).toString()).toBe('v');
  const { types } = JSON.parse((await fixture.run(['secret', 'get', 'a/exact', '--json'])).out);
  expect(types).toEqual({
    eq: 'secret',
    empty: 'secret',
    'k:c': 'secret',
    t: 'secret',
    b: 'file',
    s: 'secret',
  });
});

test('--type makes a field visible, or a file of a text', async () => {
  await fixture.run(['secret', 'put', 'a/typed', 'u=ann', 'f=x', '--type', 'u=text', '--type', 'f=file']);
  const { types, fields } = JSON.parse((await fixture.run(['secret', 'get', 'a/typed', '--json'])).out);
  expect({ types, fields }).toEqual({ types: { u: 'text', f: 'file' }, fields: { u: 'ann', f: 'eA==' } });
  expect(await fixture.run(['secret', 'get', 'a/typed', 'f'])).toMatchObject(said('x'));
  const binary = fixture.write('not-text', Uint8Array.of(0xff));
  expect(
    await fixture.run(['secret', 'put', 'a/t', '--file', `n=${binary}`, '--type', 'n=note']),
  ).toMatchObject({
    code: 8,
  });
});

test('check-and-set: exit 6 when another version is the newest', async () => {
  expect(await fixture.run(['secret', 'put', 'a/cas', 'x=1', '--cas', '0'])).toMatchObject(said('1\n'));
  const late = await fixture.run(['secret', 'put', 'a/cas', 'x=2', '--cas', '0']);
  expect(late).toMatchObject({ code: 6, out: '', err: expect.stringContaining('Version 0 was expected') });
  await fixture.run(['secret', 'metadata', 'a/cas', '--cas-required']);
  expect(await fixture.run(['secret', 'put', 'a/cas', 'x=2'])).toMatchObject({
    code: 8,
    err: expect.stringContaining('--cas'),
  });
  expect(await fixture.run(['secret', 'patch', 'a/cas', 'x=2'])).toMatchObject({ code: 8 });
  expect(await fixture.run(['secret', 'put', 'a/cas', 'x=2', '--cas', '1'])).toMatchObject(said('2\n'));
});

test('delete takes all live versions, undelete what the delete took; get ends with 3 meanwhile', async () => {
  for (const k of ['1', '2', '3']) await fixture.run(['secret', 'put', 'd/x', `k=${k}`]);
  await fixture.run(['secret', 'delete', 'd/x', '--versions', '1']);
  expect(await fixture.run(['secret', 'get', 'd/x', 'k'])).toMatchObject(said('3'));
  const deleted = await fixture.run(['secret', 'delete', 'd/x', '--json']);
  expect(deleted).toMatchObject(said('{"path":"d/x","current":0}\n'));
  const gone = { code: 3, out: '' };
  expect(await fixture.run(['secret', 'get', 'd/x', 'k'])).toMatchObject({
    ...gone,
    err: expect.stringContaining('secret undelete'),
  });
  for (const n of ['1', '2', '3'])
    expect(await fixture.run(['secret', 'get', 'd/x', 'k', '--version', n])).toMatchObject(gone);
  expect(await fixture.run(['secret', 'patch', 'd/x', 'k=4'])).toMatchObject(gone);
  expect(await fixture.run(['secret', 'rollback', 'd/x', '--version', '2'])).toMatchObject(gone);
  expect(await fixture.run(['secret', 'delete', 'd/x'])).toMatchObject(gone);
  expect(await fixture.run(['secret', 'list', 'd'])).toMatchObject(said(''));
  expect(await fixture.run(['secret', 'list', 'd', '--deleted'])).toMatchObject(said('d/x\n'));
  expect((await fixture.run(['secret', 'undelete', 'd/x'])).err).toContain('Version 3 is current');
  const again = await fixture.run(['secret', 'delete', 'd/x']);
  expect(again.err).toContain('Deleted.');
  expect(again.err).not.toContain('counts as');
  const one = await fixture.run(['secret', 'undelete', 'd/x', '--versions', '2']);
  expect(one.err).toContain('Undeleted. The secret counts as deleted');
  await fixture.run(['secret', 'undelete', 'd/x', '--versions', '3']);
  expect(await fixture.run(['secret', 'get', 'd/x', 'k', '--version', '2'])).toMatchObject(said('2'));
  expect(await fixture.run(['secret', 'get', 'd/x', 'k', '--version', '1'])).toMatchObject(gone);
});

test('a deleted newest version deletes the secret; earlier ones come by number and by rollback', async () => {
  for (const k of ['1', '2']) await fixture.run(['secret', 'put', 'd/y', `k=${k}`]);
  const deleted = await fixture.run(['secret', 'delete', 'd/y', '--versions', '2']);
  expect(deleted.err).toContain('Deleted. The secret counts as deleted, as its newest version is.');
  expect(await fixture.run(['secret', 'get', 'd/y'])).toMatchObject({ code: 3, out: '' });
  expect(await fixture.run(['secret', 'get', 'd/y', 'k', '--version', '1'])).toMatchObject(said('1'));
  expect(await fixture.run(['secret', 'put', 'd/y', 'k=3', '--cas', '0'])).toMatchObject({ code: 6 });
  expect(await fixture.run(['secret', 'put', 'd/y', 'k=3', '--cas', '1'])).toMatchObject({ code: 6 });
  expect(await fixture.run(['secret', 'rollback', 'd/y', '--version', '1'])).toMatchObject(said('3\n'));
  expect(await fixture.run(['secret', 'put', 'd/y', 'k=4', '--cas', '3'])).toMatchObject(said('4\n'));
});

test('destroy: named versions, or all with what is known of the secret', async () => {
  for (const k of ['1', '2']) await fixture.run(['secret', 'put', 'd/z', `k=${k}`, '--tag', 't']);
  expect(await fixture.run(['secret', 'destroy', 'd/z', '--versions', '2'])).toMatchObject(said(''));
  expect(await fixture.run(['secret', 'get', 'd/z', 'k'])).toMatchObject(said('1'));
  expect(await fixture.run(['secret', 'undelete', 'd/z', '--versions', '2'])).toMatchObject({ code: 8 });
  expect(await fixture.run(['secret', 'destroy', 'd/z', '--versions', '9'])).toMatchObject({ code: 3 });
  expect(await fixture.run(['secret', 'destroy', 'd/z', '--versions', '1', '--all'])).toMatchObject({
    code: 2,
  });
  const all = await fixture.run(['secret', 'destroy', 'd/z', '--all', '--json']);
  expect(all).toMatchObject(said('{"path":"d/z","forgotten":true}\n'));
  expect(await fixture.run(['secret', 'metadata', 'd/z'])).toMatchObject({ code: 3 });
  expect(await fixture.run(['secret', 'list', 'd/z', '--deleted'])).toMatchObject(said(''));
  expect(await fixture.run(['secret', 'put', 'd/z', 'k=1', '--cas', '0'])).toMatchObject(said('1\n'));
});

test('list: a folder, not a prefix of a name; by tag; as JSON', async () => {
  await fixture.run(['secret', 'put', 'l/db/one', 'k=v', '--tag', 'red', '--tag', 'big']);
  await fixture.run(['secret', 'put', 'l/db2', 'k=v', '--tag', 'red']);
  await fixture.run(['secret', 'put', 'l/db', 'k=v']);
  expect(await fixture.run(['secret', 'list', 'l'])).toMatchObject(said('l/db\nl/db/one\nl/db2\n'));
  expect(await fixture.run(['secret', 'list', 'l/db/'])).toMatchObject(said('l/db/one\n'));
  expect(await fixture.run(['secret', 'list', 'l', '--tag', 'red', '--tag', 'big'])).toMatchObject(
    said('l/db/one\n'),
  );
  expect(await fixture.run(['secret', 'list', 'nowhere'])).toMatchObject(said(''));
  const [row] = JSON.parse((await fixture.run(['secret', 'list', 'l/db', '--json'])).out);
  expect(row).toMatchObject({ path: 'l/db/one', version: 1, tags: ['red', 'big'], deleted: false });
});

test('metadata is changed and shown', async () => {
  await fixture.run(['secret', 'put', 'm/x', 'k=v', '--tag', 'old']);
  const change = [
    '--max-versions',
    '3',
    '--delete-version-after',
    '12h',
    '--set',
    'owner=a=b',
    '--tag',
    'new',
  ];
  const changed = await fixture.run(['secret', 'metadata', 'm/x', ...change, '--untag', 'old', '--json']);
  expect(JSON.parse(changed.out)).toMatchObject({
    maxVersions: 3,
    deleteVersionAfter: 43_200_000,
    custom: { owner: 'a=b' },
    tags: ['new'],
    versions: [{ version: 1, deleted: null, destroyed: false }],
    events: [
      {
        ...{
          at: expect.stringMatching(/^2\d{3}-.*Z$/),
          by: 'owner',
          tags: { added: ['new'], removed: ['old'] },
        },
        custom: [['owner', null, 'a=b']],
        rules: [
          ['max', null, 3],
          ['expire', null, 43_200_000],
        ],
      },
    ],
  });
  const shown = await fixture.run(['secret', 'metadata', 'm/x']);
  expect(shown.out).toMatch(
    /max-versions: +3\n.*\ndelete-version-after: +12h\ntag: +new\nset: +owner=a=b\nversion 1 /s,
  );
  expect(shown.out).toMatch(
    /Z {2}tagged new; no longer tagged old; owner set to a=b; other rules for versions; by owner\n$/,
  );
  const reset = ['--max-versions', '0', '--delete-version-after', '0', '--unset', 'owner', '--json'];
  const after = JSON.parse((await fixture.run(['secret', 'metadata', 'm/x', ...reset])).out);
  expect(after).toMatchObject({ maxVersions: 10, deleteVersionAfter: null, custom: {} });
});

test('move takes all versions along and never overwrites', async () => {
  await fixture.run(['secret', 'put', 'v/from', 'k=1']);
  await fixture.run(['secret', 'put', 'v/from', 'k=2']);
  await fixture.run(['secret', 'put', 'v/taken', 'k=3']);
  expect(await fixture.run(['secret', 'move', 'v/from', 'v/taken'])).toMatchObject({ code: 8 });
  expect(await fixture.run(['secret', 'move', 'v/from', 'v/to'])).toMatchObject(said(''));
  expect(await fixture.run(['secret', 'get', 'v/to', 'k', '--version', '1'])).toMatchObject(said('1'));
  expect(await fixture.run(['secret', 'get', 'v/from'])).toMatchObject({ code: 3 });
});

test.each([
  [['secret', 'get', 'prod/nope'], 3],
  [['secret', 'get', 'prod//x'], 8],
  [['secret', 'get', '../x'], 8],
  [['secret', 'list', '/prod'], 8],
  [['secret', 'put', 'p', 'novalue-hunter2'], 2],
  [['secret', 'put', 'p', '=hunter2'], 2],
  [['secret', 'put', 'p'], 2],
  [['secret', 'put', 'p', 'a=1', 'a=2'], 2],
  [['secret', 'put', 'p', 'a=1', '--type', 'b=text'], 2],
  [['secret', 'put', 'p', 'a=1', '--type', 'a=blob'], 2],
  [['secret', 'put', 'p', '--file', 'a=/does/not/exist'], 8],
  [['secret', 'patch', 'p'], 2],
  [['secret', 'patch', 'nope', 'a=1'], 3],
  [['secret', 'patch', 'p', 'a=1', '--remove', 'a'], 2],
  [['secret', 'delete', 'nope'], 3],
  [['secret', 'delete', 'nope', '--versions', '0'], 2],
  [['secret', 'destroy', 'nope'], 2],
  [['secret', 'rollback', 'nope'], 2],
  [['secret', 'rollback', 'nope', '--version', '1'], 3],
  [['secret', 'metadata', 'nope'], 3],
  [['secret', 'metadata', 'p', '--delete-version-after', '30'], 2],
])('%j ends with %i and says why, without a value', async (argv, code) => {
  const ran = await fixture.run(argv);
  expect(ran).toMatchObject({ code, out: '', err: expect.stringMatching(/^holdfast: .+\.\)?\n$/) });
  expect(ran.err).not.toContain('hunter2');
});

test('two readers of standard input are refused before either reads', async () => {
  const argv = ['--vault', fixture.file, '--passphrase-file', '-', 'secret', 'put', 'p', '--stdin', 'k'];
  expect(await cli(argv, { stdin: 'x' })).toMatchObject({
    code: 2,
    err: expect.stringContaining('standard input'),
  });
});

test('rules, tags and notes may be there before the first version, and it obeys them', async () => {
  const given = ['--max-versions', '3', '--cas-required', '--set', 'owner=ops', '--tag', 'new'];
  expect(await fixture.run(['secret', 'metadata', 'm/before', ...given])).toMatchObject({ code: 0 });
  expect(JSON.parse((await fixture.run(['secret', 'metadata', 'm/before', '--json'])).out)).toMatchObject({
    ...{ current: 0, newest: 0, maxVersions: 3, casRequired: true, tags: ['new'], custom: { owner: 'ops' } },
  });
  expect(await fixture.run(['secret', 'get', 'm/before'])).toMatchObject({ code: 3 });
  expect(await fixture.run(['secret', 'put', 'm/before', 'x=y'])).toMatchObject({ code: 8 });
  expect(await fixture.run(['secret', 'put', 'm/before', 'x=y', '--cas', '0'])).toMatchObject(said('1\n'));
  for (const nothing of [['--unset', 'x'], ['--untag', 'x'], ['--no-cas-required'], ['--max-versions', '0']])
    expect(await fixture.run(['secret', 'metadata', 'm/none', ...nothing])).toMatchObject({ code: 3 });
});

test.each([
  [['secret', 'metadata', 'm/x', '--set', 'k='], /empty/],
  [['secret', 'metadata', 'm/x', '--set', 'k=a\u001b[2J'], /cannot be printed/],
  [['secret', 'metadata', 'm/x', '--set', 'k\u202e=a'], /cannot be printed/],
  [['secret', 'metadata', 'm/x', '--delete-version-after', '999999w'], /calendar/],
  [['secret', 'put', 'a/\u202egnp.exe', 'x=y'], /not a path/],
  [['secret', 'move', 'm/x', 'm/\u2066x'], /not a path/],
])('%j is refused: exit 8', async (argv, words) => {
  expect(await fixture.run(argv)).toMatchObject({ code: 8, out: '', err: expect.stringMatching(words) });
});

test('what has no current version is told truly: deleted, destroyed, or rules without a version', async () => {
  await fixture.run(['secret', 'metadata', 'only/rules', '--set', 'owner=ada']);
  await fixture.run(['secret', 'put', 'was/there', 'a=1']);
  await fixture.run(['secret', 'destroy', 'was/there', '--versions', '1']);
  for (const path of ['only/rules', 'was/there']) {
    const got = await fixture.run(['secret', 'get', path, 'a']);
    expect(got).toMatchObject({ code: 3, out: '' });
    expect(got.err).toContain('has no current version: it is deleted, has expired, or was never written');
    expect((await fixture.run(['secret', 'undelete', path])).code).toBe(3);
  }
});

test('favourites are marked, listed and taken back, and a path that is none marks nothing', async () => {
  for (const path of ['fav/a', 'fav/b']) await fixture.run(['secret', 'put', path, 'x=1']);
  expect(await fixture.run(['secret', 'favourite', 'fav/a', 'fav/b'])).toMatchObject({
    ...said(''),
    err: '2 secrets are favourites now.\n',
  });
  expect(await fixture.run(['secret', 'list', '--favourite'])).toMatchObject(said('fav/a\nfav/b\n'));
  expect(await fixture.run(['secret', 'favourite', 'fav/a', '--remove', '--json'])).toMatchObject(
    said('{"paths":["fav/a"],"favourite":false}\n'),
  );
  expect(await fixture.run(['secret', 'favourite', 'fav/a', 'fav/none'])).toMatchObject({ code: 3 });
  const listed = JSON.parse((await fixture.run(['secret', 'list', 'fav', '--json'])).out);
  expect(listed.map(({ favourite }: { favourite: boolean }) => favourite)).toEqual([false, true]);
});

test('put --template types the fields that the template has; get finds a field by a name that means the same', async () => {
  const put = [
    'secret',
    'put',
    'web/shop',
    '--template',
    'login',
    'user=ann',
    'url=https://shop.example',
    'mine=x',
  ];
  await fixture.run([...put, '--stdin', 'password'], { stdin: 's3cret' });
  const types = JSON.parse((await fixture.run(['secret', 'get', 'web/shop', '--json'])).out).types;
  expect(types).toEqual({ user: 'text', url: 'url', mine: 'secret', password: 'secret' });
  expect(await fixture.run(['secret', 'get', 'web/shop', 'username'])).toMatchObject(said('ann'));
  const named = JSON.parse((await fixture.run(['secret', 'get', 'web/shop', 'username', '--json'])).out);
  expect(named).toMatchObject({ field: 'user', value: 'ann' });
  expect(await fixture.run(['secret', 'get', 'web/shop', 'login'])).toMatchObject({ code: 3 });
  const typed = [...put, '--type', 'url=note', '--stdin', 'password'];
  await fixture.run(typed, { stdin: 's3cret' });
  expect(JSON.parse((await fixture.run(['secret', 'get', 'web/shop', '--json'])).out).types.url).toBe('note');
  expect(await fixture.run(['secret', 'put', 'a/b', 'x=1', '--template', 'nothing'])).toMatchObject({
    code: 2,
  });
});

test('templates prints what put --template goes by', async () => {
  const { out } = await cli(['templates', 'login']);
  expect(out).toBe('login\tusername:text password:secret url:url notes:note\n');
  const all = JSON.parse((await cli(['templates', '--json'])).out).templates;
  expect(all.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['login', 'wifi', 'note']),
  );
  expect(await cli(['templates', 'nothing'])).toMatchObject({ code: 2 });
});

test('diff: what a version changed, hidden values hidden until asked for', async () => {
  const put = (...rest: string[]) => fixture.run(['secret', 'put', 'f/x', ...rest]);
  const diff = (...rest: string[]) => fixture.run(['secret', 'diff', 'f/x', ...rest]);
  const typed = (...names: string[]) => names.flatMap((name) => ['--type', `${name}=text`]);
  await put('user=ann', 'password=one', 'old=x', ...typed('user', 'old'));
  await put('user=bob', 'password=two', 'note=y', ...typed('user', 'note'));
  await put('login=bob', 'password=two', 'note=y', ...typed('login', 'note'));
  expect(await diff()).toMatchObject(said('f/x: from version 2 to version 3\n~ user is called login\n'));
  expect(await diff('2')).toMatchObject(
    said(
      [
        'f/x: from version 1 to version 2',
        ...['- user: ann', '+ user: bob', '- password: (hidden)', '+ password: (hidden)'],
        ...['- old: x', '+ note: y', ''],
      ].join('\n'),
    ),
  );
  expect((await diff('1', '2', '--reveal')).out).toContain('- password: one\n+ password: two\n');
  expect(await diff('3', '3')).toMatchObject(
    said('f/x: from version 3 to version 3\nNothing is different.\n'),
  );
  const { out } = await diff('1', '2', '--json');
  expect(JSON.parse(out)).toEqual({
    path: 'f/x',
    before: 1,
    after: 2,
    fields: [
      { name: 'user', type: 'text', fate: 'changed', before: 'ann', after: 'bob' },
      { name: 'password', type: 'secret', fate: 'changed' },
      { name: 'old', type: 'text', fate: 'removed', before: 'x' },
      { name: 'note', type: 'text', fate: 'added', after: 'y' },
    ],
    reordered: false,
  });
});

test('diff says why a version cannot be compared; rollback --field brings one field alone back', async () => {
  for (const n of ['1', '2', '3']) await fixture.run(['secret', 'put', 'f/y', `a=${n}`, `b=${n}`]);
  const diff = (...rest: string[]) => fixture.run(['secret', 'diff', 'f/y', ...rest]);
  expect(await diff('1')).toMatchObject({ code: 3, err: expect.stringContaining('no version before 1') });
  expect(await diff('9')).toMatchObject({ code: 3, err: expect.stringContaining('has no version 9') });
  expect(await diff('x')).toMatchObject({ code: 2 });
  await fixture.run(['secret', 'destroy', 'f/y', '--versions', '2']);
  expect(await diff('2', '3')).toMatchObject({ code: 3, err: expect.stringContaining('was destroyed') });
  expect((await diff()).out).toContain('from version 1 to version 3');
  await fixture.run(['secret', 'delete', 'f/y', '--versions', '1']);
  expect(await diff('1', '3')).toMatchObject({ code: 3, err: expect.stringContaining('--versions 1') });
  await fixture.run(['secret', 'undelete', 'f/y', '--versions', '1']);
  const back = ['secret', 'rollback', 'f/y', '--version', '1', '--field'];
  expect(await fixture.run([...back, 'b'])).toMatchObject(said('4\n'));
  expect((await fixture.run(['secret', 'get', 'f/y', '--format', 'json'])).out).toBe('{"a":"3","b":"1"}\n');
  expect(await fixture.run([...back, 'c'])).toMatchObject({ code: 3 });
});

test('copy: into another vault with all versions, or moved there; what is taken there is refused', async () => {
  const other = join(fixture.folder, 'other.holdfast');
  const p = fixture.write('other-p', 'another long passphrase\n');
  await cli(['init', other, '--passphrase-file', p, ...cheap]);
  const there = (...argv: string[]) => cli(['--vault', other, '--passphrase-file', p, ...argv]);
  const copy = (...argv: string[]) =>
    fixture.run(['secret', 'copy', ...argv, '--to', other, '--to-passphrase-file', p]);
  for (const n of ['1', '2']) await fixture.run(['secret', 'put', 'c/x', `k=${n}`, '--tag', 't']);
  await fixture.run(['secret', 'put', 'c/y', 'k=y']);
  expect(await copy('c/x')).toMatchObject({ code: 0, err: expect.stringContaining('Copied 1 secret to') });
  expect((await there('secret', 'get', 'c/x', 'k', '--version', '1')).out).toBe('1');
  expect((await there('secret', 'list', '--tag', 't')).out).toBe('c/x\n');
  expect(await copy('c/y', 'c/x', '--move')).toMatchObject({ code: 8 });
  expect((await there('secret', 'list')).out).toBe('c/x\n');
  expect((await fixture.run(['secret', 'list', 'c'])).out).toBe('c/x\nc/y\n');
  expect(await copy('c/y', '--move', '--json')).toMatchObject(
    said(`${JSON.stringify({ paths: ['c/y'], to: other, moved: true })}\n`),
  );
  expect((await there('secret', 'get', 'c/y', 'k')).out).toBe('y');
  expect((await fixture.run(['secret', 'list', 'c'])).out).toBe('c/x\n');
  expect(await copy('c/none')).toMatchObject({ code: 3 });
  expect(await fixture.run(['secret', 'copy', 'c/x'])).toMatchObject({ code: 2 });
});
