import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import kdbxweb from 'kdbxweb';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { createVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { openContent } from './content.ts';
import { forkParser } from './fork.ts';
import { type Feed, type ImportRequest, importFile, importFiles, takeItems } from './import.ts';
import { prefixLimit } from './names.ts';
import type { RunOptions } from './run.ts';
import { addEntry, bytesOf, newDatabase } from './testing/keepass.ts';

// Real processes, as the command line starts them; only that they run the sources.
const run = forkParser(join(import.meta.dirname, 'process.ts'));
const testdata = (name: string) => join(import.meta.dirname, 'testdata', name);
const argon2id = { file: testdata('Argon2id.kdbx'), password: 'demo', keyFile: testdata('demo.key') };
let folder = '';
let vault: Vault;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  vault = await createVault(
    { kind: 'memory' },
    { passphrase: 'x', kdf: { memoryKiB: 8_192, passes: 1, lanes: 1 } },
  );
});

const bring = (request: ImportRequest, options?: RunOptions) => importFile(vault, request, run, options);
const failureIn = (request: ImportRequest, options?: RunOptions) => bring(request, options).catch(failureOf);
const paths = async () => (await vault.secrets.list('', { deleted: true })).map(({ path }) => path);
const write = async (name: string, content: string | Uint8Array) => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
const refused = (reason: string) => expect.objectContaining({ code: 'import-refused', reason });

test('a KeePass file comes in as one commit, and a second time creates nothing', async () => {
  const before = vault.revision;
  const first = await bring({ ...argon2id, prefix: 'old' });
  expect(first).toMatchObject({ read: 4, created: 4, skipped: [], failed: [], dryRun: false });
  expect(vault.revision).toBe(before + 1);
  expect(await paths()).toEqual([
    'old/General/my entry',
    'old/Recycle Bin/deleted entry',
    'old/Sample Entry',
    'old/Sample Entry #2',
  ]);
  const secret = await vault.secrets.get('old/General/my entry');
  expect(secret.info).toMatchObject({ current: 2, tags: ['my', 'tag'] });
  expect((await vault.secrets.get('old/General/my entry', 1)).fields).toContainEqual({
    name: 'password',
    type: 'secret',
    value: 'pass',
  });
  const again = await bring({ ...argon2id, prefix: 'old' });
  expect(again).toMatchObject({ read: 4, created: 0, failed: [] });
  expect(again.skipped.map(({ reason }) => reason)).toEqual(Array(4).fill('already-imported'));
  expect(vault.revision).toBe(before + 1);
});

test('what lay in the recycle bin is deleted here too, left out, or there as any other', async () => {
  await bring(argon2id);
  const deleted = await vault.secrets.info('Recycle Bin/deleted entry');
  expect([deleted.current, deleted.newest]).toEqual([0, 1]);
  expect(await bring(argon2id)).toMatchObject({ created: 0 });
  await vault.secrets.undelete(deleted.path);
  expect(await vault.secrets.get(deleted.path)).toMatchObject({ version: 1 });
  expect(await bring(argon2id)).toMatchObject({ created: 0 });
  const duplicates = { same: 'both' } as const;
  expect(await bring({ ...argon2id, prefix: 'skip', bin: 'skip', duplicates })).toMatchObject({
    read: 4,
    created: 3,
    skipped: [{ place: 'Recycle Bin/deleted entry', reason: 'in-bin' }],
  });
  await bring({ ...argon2id, prefix: 'keep', bin: 'live', duplicates });
  expect((await vault.secrets.info('keep/Recycle Bin/deleted entry')).current).toBe(1);
});

test('a dry run tells the same and writes nothing', async () => {
  const report = await bring({ ...argon2id, dryRun: true });
  expect(report).toMatchObject({ read: 4, created: 4, dryRun: true });
  expect(await paths()).toEqual([]);
});

test('a dry run shows what each entry would become', async () => {
  const file = await write('plain.json', '{"prod":{"db/main":{"user":"u","password":"p"}},"top":"1"}');
  const { preview } = await bring({ file, prefix: 'in', dryRun: true });
  const common = { standing: 'new', choice: 'both', versions: 1 };
  const fields = [
    { name: 'user', type: 'text' },
    { name: 'password', type: 'secret' },
  ];
  expect(preview).toEqual([
    { ...common, n: 0, place: '/prod/db~1main', path: 'in/prod/db/main', fields },
    { ...common, n: 1, place: '/', path: 'in', fields: [{ name: 'top', type: 'secret' }] },
  ]);
  expect(await bring({ file, prefix: 'in' })).not.toHaveProperty('preview');
  const many = Object.fromEntries(Array.from({ length: 1_200 }, (_, n) => [`e${n}`, { password: 'p' }]));
  const more = await bring({ file: await write('many.json', JSON.stringify(many)), dryRun: true });
  expect([more.created, more.preview?.length]).toEqual([1_200, 1_200]);
});

test('several files come in together, each known by its own name, or not at all', async () => {
  const files = [
    await write('a.csv', 'name,url,username,password\none,https://a,u,p1\nsame,https://b,u,p2'),
    await write(
      'b.json',
      '{"encrypted":false,"items":[{"type":1,"name":"same","login":{"password":"p3","uris":[]}}]}',
    ),
    await write('c.env', 'A=1'),
  ];
  const before = vault.revision;
  const heard: string[] = [];
  const bringAll = (all: readonly string[]) =>
    importFiles(
      vault,
      all.map((file) => ({ file, prefix: 'in' })),
      run,
      { reading: (file) => heard.push(file) },
    );
  expect(await bringAll(files)).toMatchObject({ read: 4, created: 4, failed: [], skipped: [] });
  expect([vault.revision, heard]).toEqual([before + 1, files]);
  expect(await paths()).toEqual(['in', 'in/one', 'in/same', 'in/same (2)']);
  expect(await bringAll(files)).toMatchObject({ read: 4, created: 0 });
  const broken = await write('d.json', '{"a":');
  const fresh = await write('e.env', 'B=2');
  expect(await bringAll([fresh, broken]).catch(failureOf)).toEqual(
    expect.objectContaining({ code: 'import-refused' }),
  );
  expect(await paths()).toHaveLength(4);
});

test('another program’s export is refused by name, and nothing is written', async () => {
  const file = await write('padloc.pls', '{"encryptedData":"a","encryptionParams":{},"keyParams":{}}');
  for (const dryRun of [true, false])
    expect(await failureIn({ file, dryRun })).toEqual({
      code: 'import-refused',
      reason: 'foreign',
      program: 'Padloc',
      isEncrypted: true,
    });
  expect(await failureIn({ file, format: 'json' })).toMatchObject({ reason: 'foreign' });
  expect(await paths()).toEqual([]);
});

test('hostile and equal names all arrive, and come in once', async () => {
  const database = await newDatabase(4);
  const root = database.getDefaultGroup();
  const group = database.createGroup(database.createGroup(root, '..'), 'a/b');
  for (const [i, title] of ['..', '', 'x', 'x', 'x\ny', 'n'.repeat(600)].entries())
    addEntry(database, group, { Title: title, Password: `!${i}` });
  const file = await write('hostile.kdbx', await bytesOf(database));
  expect(await bring({ file, password: 'file password' })).toMatchObject({ read: 6, created: 6, failed: [] });
  expect(await paths()).toEqual([
    '%2E%2E/a%2Fb/%2E%2E',
    expect.stringMatching(/^%2E%2E\/a%2Fb\/n+~[0-9a-f]{8}$/),
    '%2E%2E/a%2Fb/untitled',
    '%2E%2E/a%2Fb/x',
    '%2E%2E/a%2Fb/x (2)',
    // KeePass's own writer takes control characters out, but leaves line ends.
    '%2E%2E/a%2Fb/x%0Ay',
  ]);
  expect(await bring({ file, password: 'file password' })).toMatchObject({ read: 6, created: 0 });
});

test('a secret that is in the way is never overwritten', async () => {
  await vault.secrets.put('Sample Entry', [{ name: 'password', type: 'secret', value: 'mine' }]);
  await bring(argon2id);
  expect((await vault.secrets.get('Sample Entry')).fields[0]?.value).toBe('mine');
  expect((await vault.secrets.get('Sample Entry (2)')).fields).toContainEqual({
    name: 'title',
    type: 'text',
    value: 'Sample Entry',
  });
});

test('what changed in the file since is a new version', async () => {
  const file = await write('a.json', '{"db":{"password":"1"},"api":{"token":"t"}}');
  await bring({ file, prefix: 'p' });
  await write('a.json', '{"db":{"password":"2"},"api":{"token":"t"}}');
  const report = await bring({ file, prefix: 'p' });
  expect(report).toMatchObject({
    read: 2,
    created: 1,
    skipped: [{ place: '/api', reason: 'already-imported' }],
  });
  expect(await paths()).toEqual(['p/api', 'p/db']);
  const { version, fields } = await vault.secrets.get('p/db');
  expect([version, fields[0]?.value]).toEqual([2, '2']);
  // Changed back: what counts is what came last.
  await write('a.json', '{"db":{"password":"1"}}');
  expect(await bring({ file, prefix: 'p' })).toMatchObject({ created: 1 });
  expect((await vault.secrets.get('p/db')).fields[0]?.value).toBe('1');
  expect(await bring({ file, prefix: 'p' })).toMatchObject({ created: 0 });
});

test('a KeePass entry that was changed and changed back, or whose tags or expiry changed, comes in each time', async () => {
  const database = await newDatabase(4);
  const entry = addEntry(database, database.getDefaultGroup(), { Title: 'x', Password: '!a' });
  const again = async () => {
    const file = await write('back.kdbx', await bytesOf(database));
    return bring({ file, password: 'file password' });
  };
  let second = 1_000_000;
  const change = (value: string) => {
    entry.pushHistory();
    entry.fields.set('Password', kdbxweb.ProtectedValue.fromString(value));
    second += 10;
    entry.times.lastModTime = new Date(second * 1_000);
  };
  entry.times.lastModTime = new Date(second * 1_000);
  expect(await again()).toMatchObject({ created: 1 });
  for (const value of ['b', 'a', 'b', 'a']) {
    change(value);
    expect(await again()).toMatchObject({ created: 1 });
    expect((await vault.secrets.get('x')).fields[0]?.value).toBe(value);
    expect(await again()).toMatchObject({ created: 0 });
  }
  entry.tags = ['t'];
  expect(await again()).toMatchObject({ created: 1 });
  expect((await vault.secrets.info('x')).tags).toEqual(['t']);
  entry.times.expires = true;
  entry.times.expiryTime = new Date(2_000_000_000_000);
  expect(await again()).toMatchObject({ created: 1 });
  const { custom, newest } = await vault.secrets.info('x');
  expect([Object.fromEntries(custom)['expires'], newest]).toEqual(['2033-05-18T03:33:20.000Z', 5]);
  await vault.secrets.put('x', [{ name: 'password', type: 'secret', value: 'mine' }]);
  expect(await again()).toMatchObject({ created: 0, skipped: [{ reason: 'already-imported' }] });
});

test('what was deleted in the vault stays deleted', async () => {
  const file = await write('a.json', '{"db":{"password":"1"}}');
  await bring({ file });
  await vault.secrets.delete('db');
  await bring(argon2id);
  await vault.secrets.delete('Sample Entry');
  expect(await bring({ file })).toMatchObject({ created: 0, skipped: [{ reason: 'deleted-here' }] });
  expect(await bring(argon2id)).toMatchObject({ created: 0 });
});

test('two files with the same places do not meet', async () => {
  await bring({ file: await write('staging.json', '{"db":{"password":"s"}}') });
  await bring({ file: await write('prod.json', '{"db":{"password":"p"}}') });
  expect(await paths()).toEqual(['db', 'db (2)']);
});

test('a dotenv file is one secret at the prefix; its report counts lines that are none', async () => {
  const file = await write('.env', 'A=1\nnonsense\nA=2\nB="x');
  const report = await bring({ file, prefix: 'prod/app' });
  expect(report).toMatchObject({ read: 4, created: 1 });
  expect(report.skipped).toEqual([{ place: '', line: 1, reason: 'set-again' }]);
  expect(report.failed.map(({ line }) => line)).toEqual([2, 4]);
  expect((await vault.secrets.get('prod/app')).fields).toEqual([{ name: 'A', type: 'secret', value: '2' }]);
});

test('many entries come in many batches, all of them', async () => {
  const tree = Object.fromEntries(
    Array.from({ length: 5_500 }, (_, i) => [`e${i}`, { password: `p${i}`, notes: 'n'.repeat(400) }]),
  );
  const file = await write('many.json', JSON.stringify(tree));
  const steps: number[] = [];
  const options = { progress: (done: number) => steps.push(done) };
  expect(await bring({ file }, options)).toMatchObject({ read: 5_500, created: 5_500 });
  expect(steps.length).toBeGreaterThanOrEqual(5);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(await bring({ file })).toMatchObject({ read: 5_500, created: 0, failed: [] });
});

test('files that are not to be read end with a typed failure and leave the vault alone', async () => {
  const before = vault.revision;
  await symlink(join(folder, 'nowhere'), join(folder, 'dangling.json'));
  expect(await failureIn({ file: join(folder, 'dangling.json') })).toEqual(refused('unreadable'));
  expect(await failureIn({ file: folder })).toEqual(refused('unreadable'));
  expect(await failureIn({ file: await write('a.bin', 'a,b\n1,2') })).toEqual(refused('unknown-format'));
  expect(await failureIn({ file: await write('b.json', '{"a":') })).toEqual(refused('malformed'));
  expect(await failureIn({ ...argon2id, password: 'no' })).toEqual(refused('wrong-password'));
  expect(await failureIn({ ...argon2id, keyFile: join(folder, 'no') })).toEqual(refused('unreadable'));
  const large = await write('large.json', '{');
  await truncate(large, 1024 ** 3 + 1);
  expect(await failureIn({ file: large })).toEqual(refused('too-large'));
  expect(await failureIn({ ...argon2id, prefix: 'a/../b' })).toMatchObject({ code: 'bad-path' });
  const long = (length: number) => failureIn({ ...argon2id, prefix: 'p'.repeat(length), password: 'no' });
  expect(await long(prefixLimit)).toEqual(refused('wrong-password'));
  expect(await long(prefixLimit + 1)).toMatchObject({ code: 'bad-path', reason: 'too-long' });
  expect(vault.revision).toBe(before);
  expect(await paths()).toEqual([]);
});

test('a file that is written or cut while it is read brings nothing, whatever was read of it', async () => {
  const before = vault.revision;
  const entries = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, i) => [`e${i}`, { password: `p${i}` }]),
  );
  const whole = JSON.stringify(entries);
  const changes: ((file: string) => void)[] = [
    (file) => appendFileSync(file, ' '),
    (file) => writeFileSync(file, whole.replace('p1', 'P1')),
    (file) => truncateSync(file, 100),
  ];
  for (const change of changes) {
    const file = await write('growing.json', whole);
    let times = 0;
    const progress = () => {
      if (times++ === 0) change(file);
    };
    expect(await failureIn({ file }, { progress })).toEqual({ code: 'import-refused', reason: 'changed' });
    expect(times).toBeGreaterThan(0);
  }
  const content = await openContent(await write('cut.json', 'x'.repeat(5 * 1024 ** 2)));
  truncateSync(join(folder, 'cut.json'), 10);
  expect(await content.read(4 * 1024 ** 2).catch(failureOf)).toMatchObject({ reason: 'changed' });
  await content.close();
  expect(vault.revision).toBe(before);
  expect(await paths()).toEqual([]);
});

test('of several files of which one is gone by its turn, none is brought in', async () => {
  const [one, two] = [await write('one.json', '{"a":{"b":"c"}}'), await write('two.json', '{"d":{"e":"f"}}')];
  const reading = (file: string) => {
    if (file === two) rmSync(two);
  };
  const failure = await importFiles(vault, [{ file: one }, { file: two }], run, { reading }).catch(failureOf);
  expect(failure).toEqual(refused('unreadable'));
  expect(await paths()).toEqual([]);
});

test('a file of 2 GB is refused before it is read, whatever it is', async () => {
  const beginnings = [
    '{',
    '[',
    'PK\x03\x04',
    'name,url,username,password\n',
    '<?xml',
    '-----BEGIN PGP MESSAGE-----',
  ];
  const kdbx = Buffer.from('03d9a29a67fb4bb500000400', 'hex');
  const before = process.memoryUsage.rss();
  for (const head of [...beginnings.map((text) => Buffer.from(text, 'latin1')), kdbx]) {
    const file = await write('huge', head);
    await truncate(file, 2 * 1024 ** 3);
    expect(await failureIn({ file })).toEqual({ code: 'import-refused', reason: 'too-large' });
  }
  expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 ** 2);
  await rm(join(folder, 'huge'));
});

test.runIf(process.platform === 'linux')('a pipe is not waited for', async () => {
  const pipe = join(folder, 'pipe.json');
  spawnSync('mkfifo', [pipe]);
  expect(await failureIn({ file: pipe })).toEqual(refused('unreadable'));
  expect(await failureIn({ file: pipe, format: 'json' })).toEqual(refused('unreadable'));
});

test('nothing is read for a vault that cannot be written', async () => {
  const feed = vi.fn<Feed>();
  const readOnly = Object.create(vault, { readOnly: { value: true } }) as Vault;
  expect(await takeItems(readOnly, { file: 'f', format: 'json' }, feed).catch(failureOf)).toEqual({
    code: 'read-only',
  });
  expect(feed).not.toHaveBeenCalled();
});

test('a feed that read more items than it handed over, or less, brings nothing', async () => {
  const entry = { id: '1', folders: [], title: 't', versions: [{ fields: [] }] };
  for (const read of [0, 2]) {
    const feed: Feed = async (take) => {
      await take([{ kind: 'entry', entry }]);
      return { read };
    };
    const work = takeItems(vault, { file: 'f', format: 'json', dryRun: true }, feed);
    expect(await work.catch(failureOf)).toEqual({ code: 'import-refused', reason: 'crashed' });
  }
});

test('a parser that is killed in the middle is a crash, and nothing is written', async () => {
  const killed = () => {
    const channel = run();
    const post = (message: unknown) => {
      channel.post(message);
      channel.kill();
    };
    return { ...channel, post };
  };
  const work = importFile(vault, argon2id, killed);
  expect(await work.catch(failureOf)).toEqual(refused('crashed'));
  expect(await paths()).toEqual([]);
});

test('a program that cannot be started is a crash', async () => {
  const nobody = forkParser(join(folder, 'no-such-script.js'));
  expect(await importFile(vault, argon2id, nobody).catch(failureOf)).toEqual(refused('crashed'));
});

test('too slow a parser is stopped', async () => {
  expect(await failureIn(argon2id, { milliseconds: 1 })).toEqual(refused('timed-out'));
});

test('an import that is called off writes nothing', async () => {
  const cancel = new AbortController();
  const work = failureIn(argon2id, { signal: cancel.signal });
  cancel.abort();
  expect(await work).toEqual({ code: 'cancelled' });
  expect(await paths()).toEqual([]);
});

test('a file that turns out malformed at its end leaves the vault file byte for byte as it was', async () => {
  const location = join(folder, 'streamed.holdfast');
  const onDisk = await createVault(
    { location },
    { passphrase: 'x', kdf: { memoryKiB: 8_192, passes: 1, lanes: 1 } },
  );
  await onDisk.secrets.put('mine', [{ name: 'password', type: 'secret', value: 'p' }]);
  const before = await readFile(location);
  const entries = Array.from({ length: 20_000 }, (_, i) => `"e${i}":{"password":"${'x'.repeat(900)}"}`);
  const file = await write('cut.json', `{${entries.join(',')}`);
  let written = false;
  const progress = async () => {
    written ||= existsSync(`${location}-journal`);
  };
  expect(await importFile(onDisk, { file }, run, { progress }).catch(failureOf)).toEqual(
    refused('malformed'),
  );
  expect(written).toBe(true);
  expect((await readFile(location)).equals(before)).toBe(true);
  expect(existsSync(`${location}-journal`)).toBe(false);
  expect(
    await importFile(onDisk, { file: await write('whole.json', '{"a":{"password":"1"}}') }, run),
  ).toMatchObject({ created: 1 });
  await onDisk.lock();
});

test('a vault that is locked in the middle ends the import with that, not with the parser', async () => {
  const entries = Array.from({ length: 5_000 }, (_, i) => `"e${i}":{"password":"${'x'.repeat(900)}"}`);
  const file = await write('locked.json', `{${entries.join(',')}}`);
  const progress = () => void vault.lock();
  expect(await failureIn({ file }, { progress })).toEqual({ code: 'closed' });
});

test('the parser is told by its channel alone: no password in arguments or environment', async () => {
  const script = await write(
    'spy.mjs',
    "process.on('message', () => process.send({ type: 'refused', reason: 'foreign', program: JSON.stringify([process.argv.slice(2), Object.keys(process.env).filter((name) => !/^NODE_CHANNEL/.test(name)), process.execArgv]).slice(0, 200) }));",
  );
  const spied = await importFile(vault, argon2id, forkParser(script)).catch(failureOf);
  expect(spied).toMatchObject({ program: expect.stringMatching(/^\[\[\],\[\],\["--/) });
  expect(JSON.stringify(spied)).not.toContain('demo');
});

test('a dotenv file of more variables than a secret holds comes as several, and nothing twice', async () => {
  const lines = Array.from({ length: 2_300 }, (_, n) => `N${n}=${n}\n`);
  const request = { file: await write('many.env', lines.join('')), prefix: 'prod/app' };
  const first = await bring({ ...request, duplicates: { changed: 'version' } });
  expect(first).toMatchObject({ read: 3, created: 3, failed: [] });
  expect(first.notes).toEqual([{ place: 'many', reason: 'split', count: 3 }]);
  expect(await paths()).toEqual(['prod/app', 'prod/app (2)', 'prod/app (3)']);
  const secrets = await Promise.all((await paths()).map((path) => vault.secrets.get(path)));
  expect(secrets.map(({ fields }) => fields.length)).toEqual([1_000, 1_000, 300]);
  expect(await bring(request)).toMatchObject({ read: 3, created: 0, failed: [] });
});

test('of a Kubernetes file one Secret with too many values comes as several, beside the others', async () => {
  const many = Array.from({ length: 1_200 }, (_, n) => `  k${n}: "${n}"`).join('\n');
  const object = (name: string, data: string) =>
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\nstringData:\n${data}\n`;
  const file = await write('all.yaml', `${object('big', many)}---\n${object('small', '  a: b')}`);
  const report = await bring({ file });
  expect(report).toMatchObject({ created: 3, failed: [] });
  expect(await paths()).toEqual(['big', 'big (2)', 'small']);
});

test('tags and expiry of older versions of a KeePass entry are told between the versions of its secret', async () => {
  const database = await newDatabase(4);
  const states = [
    { tags: ['a'], end: undefined },
    { tags: ['a', 'b'], end: 2_000_000_000_000 },
    { tags: [], end: 2_100_000_000_000 },
  ];
  const filled = (title: string, all: readonly { tags: string[]; end: number | undefined }[]) => {
    const entry = addEntry(database, database.getDefaultGroup(), { Title: title, Password: '!a' });
    for (const [n, { tags, end }] of all.entries()) {
      if (n > 0) entry.pushHistory();
      entry.tags = tags;
      entry.times.lastModTime = new Date(1_000_000_000_000 + n * 1_000);
      entry.times.expires = end !== undefined;
      entry.times.expiryTime = new Date(end ?? 0);
    }
  };
  filled('x', states);
  filled('gone', states.toReversed());
  const request = { file: await write('then.kdbx', await bytesOf(database)), password: 'file password' };
  const report = await bring(request);
  expect(report).toMatchObject({ created: 2, failed: [] });
  expect(report.notes).toEqual([{ place: 'gone', reason: 'older-expiry' }]);
  const day = (time: number) => new Date(time).toISOString();
  const { tags, custom, events } = await vault.secrets.info('x');
  expect([tags, Object.fromEntries(custom)['expires']]).toEqual([[], day(2_100_000_000_000)]);
  expect(events).toEqual([
    {
      ...{ at: 1_000_000_001_000, by: 'owner' },
      tags: { added: ['b'], removed: [] },
      custom: [['expires', null, day(2_000_000_000_000)]],
    },
    {
      ...{ at: 1_000_000_002_000, by: 'owner' },
      tags: { added: [], removed: ['a', 'b'] },
      custom: [['expires', day(2_000_000_000_000), day(2_100_000_000_000)]],
    },
  ]);
  const gone = await vault.secrets.info('gone');
  expect([gone.tags, Object.fromEntries(gone.custom)['expires']]).toEqual([['a'], undefined]);
  expect(gone.events?.map((event) => event.tags)).toEqual([
    { added: ['a', 'b'], removed: [] },
    { added: [], removed: ['b'] },
  ]);
  expect(await bring(request)).toMatchObject({ created: 0, failed: [] });
});
