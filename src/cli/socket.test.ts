import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fresh32, publicKeyOf } from '../main/clients/handshake.ts';
import { once, type Stand, stand } from '../main/clients/testing/stand.ts';
import { cipherPath, policyPath, vaultPath } from '../shared/policy.ts';
import { cli } from './testing/fake.ts';

let here: Stand;
beforeEach(async () => {
  here = await stand();
  writeFileSync(join(here.folder, 'p'), 'correct horse battery\n');
});
afterEach(() => here.close());

const overSocket = (argv: readonly string[], stdin = '') =>
  cli(argv, { env: { ...here.env, HOLDFAST_ASK: '0' }, stdin });
const overFile = (argv: readonly string[], stdin = '') => {
  const flags = ['--vault', join(here.folder, 'a.holdfast'), '--passphrase-file', join(here.folder, 'p')];
  return cli([...flags, ...argv], { env: here.env, stdin });
};
const allow = async (...wants: [string, 'read' | 'write' | 'super'][]) => {
  const policies = wants.map(([path, permission]) => ({
    name: `may ${permission} ${path}`,
    spiffeIdPattern: `spiffe://${here.vault?.id}/client/build`,
    pathPattern: path,
    permissions: [permission],
  }));
  for (const policy of policies) await here.vault?.policies.put(policy);
};

test('every command says the same and ends the same as with --vault', async () => {
  await here.let('build', '**');
  await allow([policyPath, 'super'], ['holdfast/system/client', 'super'], [vaultPath, 'read']);
  const id = `spiffe://${here.vault?.id}/client/build`;
  const yaml = `name: ROOT-p\nspiffeidPattern: ${id}\npathPattern: prod/db/*\npermissions: [read]\n`;
  const script: [string[], string?][] = [
    [['secret', 'put', 'ROOT/db', 'user=app', '--stdin', 'password', '--tag', 't'], 's3cret'],
    [['secret', 'patch', 'ROOT/db', 'host=x', '--remove', 'user']],
    [['secret', 'get', 'ROOT/db']],
    [['secret', 'get', 'ROOT/db', 'password']],
    [['secret', 'get', 'ROOT/db', 'none']],
    [['secret', 'get', 'ROOT/none']],
    [['secret', 'get', 'ROOT//db']],
    [['secret', 'get', 'ROOT/db', '--version', '1', '--format', 'env']],
    [['secret', 'list', 'ROOT']],
    [['secret', 'put', 'ROOT/db', 'a=b', '--cas', '7']],
    [['secret', 'rollback', 'ROOT/db', '--version', '1']],
    [['secret', 'delete', 'ROOT/db', '--json']],
    [['secret', 'get', 'ROOT/db']],
    [['secret', 'get', 'ROOT/db', '--version', '2']],
    [['secret', 'patch', 'ROOT/db', 'a=b']],
    [['secret', 'delete', 'ROOT/db']],
    [['secret', 'undelete', 'ROOT/db']],
    [['secret', 'undelete', 'ROOT/db']],
    [['secret', 'delete', 'ROOT/db', '--versions', '3']],
    [['secret', 'get', 'ROOT/db', 'password']],
    [['secret', 'put', 'ROOT/db', 'a=b', '--cas', '2']],
    [['secret', 'undelete', 'ROOT/db', '--versions', '3', '--json']],
    [['secret', 'destroy', 'ROOT/db', '--versions', '2']],
    [['secret', 'put', 'ROOT/other', 'a=b']],
    [['secret', 'destroy', 'ROOT/other', '--all']],
    [['secret', 'metadata', 'ROOT/other']],
    [['secret', 'metadata', 'ROOT/db', '--max-versions', '3', '--set', 'k=v']],
    [['secret', 'move', 'ROOT/db', 'ROOT/moved']],
    [['secret', 'list', 'ROOT', '--deleted']],
    [['policy', 'apply', '-'], yaml],
    [['policy', 'test', id, 'prod/db/orders', 'read']],
    [['policy', 'get', 'ROOT-p', '--json', '--quiet']],
    [['policy', 'create', 'q', '--spiffeid-pattern', id, '--path-pattern', 'a//b', '--permissions', 'read']],
    [['policy', 'delete', 'ROOT-p']],
    [['policy', 'get', 'ROOT-p']],
    [['client', 'revoke', 'nobody']],
    [['recovery', 'status']],
  ];
  const timeless = (text: string) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T');
  for (const [words, stdin] of script) {
    const run = async (ran: typeof overFile, root: string) => {
      const { code, out, err } = await ran(
        words.map((word) => word.replace('ROOT', root)),
        stdin?.replace('ROOT', root),
      );
      return { words, code, out: timeless(out).replaceAll(root, 'ROOT'), err: err.replaceAll(root, 'ROOT') };
    };
    expect(await run(overSocket, 'tree-a')).toEqual(await run(overFile, 'tree-b'));
  }
}, 60_000);

test('verify reads everything through the app', async () => {
  await here.vault?.secrets.put('a', [{ name: 'password', type: 'secret', value: 'x' }]);
  await here.let('build');
  expect(await overSocket(['verify'])).toMatchObject({ code: 5 });
  await allow([vaultPath, 'read']);
  const { code, out } = await overSocket(['verify', '--json']);
  expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, ok: true, secrets: 1, damaged: [] });
});

describe('a program that asks', () => {
  test('by its name when several live here, and the app is told who it is', async () => {
    await here.let('one');
    await here.let('two');
    expect(await overSocket(['secret', 'list'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('one, two'),
    });
    const named = await cli(['status', '--json'], { env: { ...here.env, HOLDFAST_CLIENT: 'two' } });
    expect(JSON.parse(named.out)).toMatchObject({
      state: 'open',
      client: expect.stringContaining('/client/two'),
    });
  });

  test('is denied with exit 5, and sees what it did itself', async () => {
    await here.let('build', 'a');
    expect(await overSocket(['secret', 'get', 'b'])).toMatchObject({ code: 5, out: '' });
    const id = `spiffe://${here.vault?.id}/client/build`;
    expect((await overSocket(['audit', '--client', id])).out).toMatch(
      /\tdenied\tsecret\.get\tspiffe:.*\tb\n$/,
    );
    expect(await overSocket(['audit'])).toMatchObject({ code: 5 });
  });

  test('keeps its key to itself, and loses it when it leaves', async () => {
    const made = await overFile(['client', 'register', 'build', '--want', 'a:read']);
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^spiffe:.*\/client\/build\n$/) });
    await here.vault?.refresh();
    const file = join(here.keys, 'clients/build.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await overSocket(['policy', 'test', made.out.trim(), 'a', 'read'])).code).toBe(0);
    expect(await overFile(['client', 'register', 'build'])).toMatchObject({ code: 8 });
    expect(await overSocket(['client', 'revoke', 'build'])).toMatchObject({ code: 0 });
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
  });

  test('that was let in once asks anew when it comes again, and can be forgotten', async () => {
    here.person = () => once;
    const register = ['client', 'register', 'guest', '--want', 'a'];
    await here.vault?.secrets.put('a', [{ name: 'password', type: 'secret', value: 'x' }]);
    expect(await overSocket(register)).toMatchObject({ code: 0 });
    expect(await overSocket(['secret', 'get', 'a', 'password'])).toMatchObject({ code: 0, out: 'x' });
    expect(await overSocket(['secret', 'get', 'a', 'password'])).toMatchObject({ code: 5 });
    expect(await overSocket(register)).toMatchObject({ code: 0 });
    expect(await overSocket(['secret', 'get', 'a', 'password'])).toMatchObject({ code: 0, out: 'x' });
    expect(await overSocket(['client', 'revoke', 'guest'])).toMatchObject({ code: 0 });
    expect(statSync(join(here.keys, 'clients/guest.json'), { throwIfNoEntry: false })).toBeUndefined();
    here.person = () => ({ answer: 'always', policies: [] });
    expect(await overSocket(register)).toMatchObject({ code: 0 });
    expect(await overSocket(register)).toMatchObject({
      code: 8,
      err: expect.stringContaining('registered already'),
    });
  });

  test('finds no app once it is gone, and one that is none', async () => {
    await here.let('build', 'a');
    // Another app's key, and what is none.
    for (const other of ['A'.repeat(43), publicKeyOf(fresh32()) ?? '']) {
      writeFileSync(join(here.keys, 'server.pub'), `${other}\n`);
      expect(await overSocket(['secret', 'list'])).toMatchObject({
        code: 9,
        err: expect.stringContaining('its key'),
      });
    }
    await here.server.close();
    expect(await overSocket(['secret', 'list'])).toMatchObject({
      code: 9,
      err: expect.stringContaining('not running'),
    });
  });
});

test('a file is encrypted and decrypted under a key that a policy names, over the socket as by the vault file', async () => {
  await here.let('build');
  await allow([cipherPath('photos'), 'write']);
  const [plain, sealed, back] = ['plain', 'sealed', 'back'].map((name) => join(here.folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(plain, Buffer.alloc(2_700_000, 'holdfast'));
  const encrypt = ['cipher', 'encrypt', 'photos', '--in', plain, '--out', sealed];
  expect(await overSocket(encrypt)).toMatchObject({ code: 0 });
  expect(await overSocket(['cipher', 'encrypt', 'other', '--in', plain])).toMatchObject({ code: 5 });
  const decrypt = ['cipher', 'decrypt', '--in', sealed, '--out', back];
  expect(await overSocket(decrypt)).toMatchObject({ code: 5 });
  await allow([cipherPath('photos'), 'read']);
  expect(await overSocket(decrypt)).toMatchObject({ code: 0 });
  expect(readFileSync(back).equals(readFileSync(plain))).toBe(true);
  expect(statSync(back).mode & 0o777).toBe(0o600);
  const piped = await overFile(['cipher', 'decrypt', '--in', sealed]);
  expect(Buffer.from(piped.bytes).equals(readFileSync(plain))).toBe(true);

  writeFileSync(sealed, readFileSync(sealed).subarray(0, -20));
  expect(
    await overSocket(['cipher', 'decrypt', '--in', sealed, '--out', join(here.folder, 'none')]),
  ).toMatchObject({ code: 8 });
  expect(statSync(join(here.folder, 'none'), { throwIfNoEntry: false })).toBeUndefined();
  expect(await overSocket(['cipher', 'decrypt', '--in', plain])).toMatchObject({ code: 8 });
});

const hasPython = spawnSync('python3', ['-c', 'import cryptography']).status === 0;
if (!hasPython) console.warn('skipped: python3 with its package cryptography is not here');

/** The two files of docs/api.md, in the folder of the stand. Gives the first. */
function pythonFiles(): string {
  const doc = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
  const [program = '', noise = ''] = [...doc.matchAll(/```python\n(.*?)```/gs)].map(([, text]) => text);
  writeFileSync(join(here.folder, 'client.py'), program);
  writeFileSync(join(here.folder, 'holdfast_noise.py'), noise);
  return program;
}

test.runIf(hasPython)('the program of docs/api.md reads a secret with Python and cryptography', async () => {
  await here.vault?.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 'naïve 🔑' }]);
  await here.let('build', 'prod/*');
  expect(pythonFiles().trimEnd().split('\n').length).toBeLessThanOrEqual(50);
  const python = (...args: string[]) =>
    promisify(execFile)('python3', [join(here.folder, 'client.py'), ...args], {
      env: { ...here.env, PATH: process.env['PATH'] ?? '', PYTHONIOENCODING: 'utf8' },
    });
  expect((await python('build', 'prod/db')).stdout).toBe('password naïve 🔑\n');
  await expect(python('build', 'dev/db')).rejects.toMatchObject({ stderr: 'denied\n' });
  await here.vault?.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 'next' }]);
  await here.vault?.secrets.delete('prod/db', [2]);
  await expect(python('build', 'prod/db')).rejects.toMatchObject({ stdout: '', stderr: 'not-found\n' });
  for (const other of [publicKeyOf(fresh32()) ?? '', 'A'.repeat(43)]) {
    writeFileSync(join(here.keys, 'server.pub'), `${other}\n`);
    const stderr = 'this is not Holdfast, or somebody stands in between\n';
    await expect(python('build', 'prod/db')).rejects.toMatchObject({ stdout: '', stderr });
  }
});

test.runIf(hasPython && process.platform === 'linux')(
  'who connects and becomes the program by exec hears nothing of what is said',
  async () => {
    await here.vault?.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 's3cret' }]);
    await here.let('build', 'prod/*');
    pythonFiles();
    // The app sees one process: what connects is what becomes the program. A child of it has the
    // socket, and stands in between.
    const relay = `
import os, select, socket, sys
folder, place = sys.argv[1:]
app = socket.socket(socket.AF_UNIX)
app.connect(os.environ["HOLDFAST_SOCKET"])
listening = socket.socket(socket.AF_UNIX)
listening.bind(place)
listening.listen()
if os.fork() == 0:
    program, heard = listening.accept()[0], open(folder + "/heard", "wb", 0)
    while True:
        for one in select.select([app, program], [], [])[0]:
            part = one.recv(65536)
            if not part:
                os._exit(0)
            heard.write(part)
            (program if one is app else app).sendall(part)
os.environ["HOLDFAST_SOCKET"] = place
print(os.getpid(), flush=True)
os.execvp("python3", ["python3", folder + "/client.py", "build", "prod/db"])
`;
    const running = promisify(execFile)('python3', ['-c', relay, here.folder, join(here.folder, 'between')], {
      env: { ...here.env, HOLDFAST_SOCKET: here.socket, PATH: process.env['PATH'] ?? '' },
    });
    const { stdout } = await running;
    expect(stdout).toBe(`${running.child.pid}\npassword s3cret\n`);
    const heard = readFileSync(join(here.folder, 'heard'));
    expect(heard.length).toBeGreaterThan(300);
    for (const said of ['s3cret', 'prod/db', 'secret.get', 'build']) expect(heard.includes(said)).toBe(false);
  },
);

test.runIf(hasPython)('the handshake of docs/api.md, in Python, says the bytes of its example', async () => {
  const doc = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
  pythonFiles();
  const example = /socket.example -->\n(.*?)<!-- \/socket/s.exec(doc)?.[1] ?? '';
  const at = (name: string, which = 0) => {
    const rows = [...example.matchAll(new RegExp(`^ {4}${name} {2,}(\\S+(?:\\n {21}\\S+)*)$`, 'gm'))];
    return rows[which]?.[1]?.replace(/\s/g, '') ?? '';
  };
  const script = `
import sys
sys.path.insert(0, sys.argv[1])
import holdfast_noise
holdfast_noise.os.urandom = lambda size: b"\\3" * size
app, hello, reply, answer = (bytes.fromhex(text) for text in sys.argv[3:])
said = []
seal, open_ = holdfast_noise.shake_hands(app, b"\\2" * 32, sys.argv[2].encode(), said.append, lambda: reply[4:])
said.append(seal(b'{"call":"status"}'))
for one in said:
    print((len(one).to_bytes(4, "big") + one).hex())
print(open_(answer[4:]).decode())
`;
  const given = [at('who it is'), at('app, public'), at('program says'), at('app'), at('app', 1)];
  const { stdout } = await promisify(execFile)('python3', ['-c', script, here.folder, ...given]);
  expect(stdout.trim().split('\n')).toEqual([
    at('program says'),
    at('program'),
    at('program', 1),
    at('answer'),
  ]);
});
