import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Built, builtForTest } from './testing/built.ts';

// The scripts as they stand in docs/integrations, run by the programs they are for.
const docs = join(import.meta.dirname, '../../docs/integrations');
let built: Built;
let env: Record<string, string>;

beforeAll(() => {
  built = builtForTest();
  const tools = join(built.home, 'tools');
  mkdirSync(tools);
  save('git.md', join(tools, 'git-credential-holdfast'));
  save('docker.md', join(tools, 'docker-credential-holdfast'));
  env = {
    ...built.env,
    PATH: `${tools}:${built.env['PATH']}`,
    HOLDFAST_VAULT: join(built.home, 'a.holdfast'),
    GIT_TERMINAL_PROMPT: '0',
  };
  for (const path of ['git/example.org', 'docker/registry.example.org:5000'])
    built.holdfast([...built.vault, 'secret', 'put', path, 'username=me', 'password=p=w "x"']);
  // The scripts give no passphrase: `holdfast` on this PATH does, as the app would.
  const script = `#!/bin/sh\nexec ${built.bin} --passphrase-file ${join(built.home, 'p')} "$@"\n`;
  writeFileSync(join(tools, 'holdfast'), script, { mode: 0o700 });
});
afterAll(() => built.remove());

/** The first shell script of a page. */
function save(page: string, file: string): void {
  const script = /```sh\n([\s\S]*?)```/.exec(readFileSync(join(docs, page), 'utf8'))?.[1] ?? '';
  writeFileSync(file, script);
  chmodSync(file, 0o700);
}

function run(program: string, args: readonly string[], input: string) {
  const { status, stdout } = spawnSync(program, args, { cwd: built.home, env, input });
  return { code: status, out: stdout.toString() };
}

test('git fills user and password of a host, and of no other', () => {
  const fill = (host: string) =>
    run(
      'git',
      ['-c', 'credential.helper=holdfast', 'credential', 'fill'],
      `protocol=https\nhost=${host}\n\n`,
    );
  const filled = fill('example.org');
  expect(filled.out).toContain('username=me\n');
  expect(filled.out).toContain('password=p=w "x"\n');
  expect(fill('example.net').code).not.toBe(0);
  expect(fill('../git/example.org').code).not.toBe(0);
});

test('git itself logs in to a server with it', async () => {
  const seen: (string | undefined)[] = [];
  const server = http.createServer((request, response) => {
    seen.push(request.headers.authorization);
    const known = request.headers.authorization !== undefined;
    response.writeHead(known ? 200 : 401, known ? {} : { 'WWW-Authenticate': 'Basic realm="x"' });
    // The old protocol of plain files: one branch.
    response.end(known && request.url?.includes('info/refs') ? `${'0'.repeat(39)}1\trefs/heads/main\n` : '');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  built.holdfast([...built.vault, 'secret', 'put', `git/${host}`, 'username=me', 'password=p=w "x"']);
  const args = ['-c', 'credential.helper=holdfast', 'ls-remote', `http://${host}/a.git`];
  const git = spawn('git', args, { cwd: built.home, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [[listed]] = await Promise.all([once(git.stdout, 'data'), once(git, 'exit')]);
  server.close();
  expect(String(listed)).toContain('refs/heads/main');
  expect(seen[0]).toBeUndefined();
  expect(seen[1]).toBe(`Basic ${Buffer.from('me:p=w "x"').toString('base64')}`);
});

test('docker gets the login of a registry as JSON, and hears of one that is not there', () => {
  const get = (address: string) => run('docker-credential-holdfast', ['get'], `${address}\n`);
  const found = get('https://registry.example.org:5000/v1/');
  expect(JSON.parse(found.out)).toEqual({
    ServerURL: 'https://registry.example.org:5000/v1/',
    Username: 'me',
    Secret: 'p=w "x"',
  });
  expect(get('nowhere.example.org')).toEqual({
    code: 1,
    out: 'credentials not found in native keychain\n',
  });
  expect(run('docker-credential-holdfast', ['list'], '')).toEqual({ code: 0, out: '{}\n' });
  expect(run('docker-credential-holdfast', ['store'], '{}').code).toBe(1);
});

test.each([
  ['username', 'me\npassword=x\nhost=evil.example.org'],
  ['password', 'secret\nhost=evil.example.org'],
  ['password', 'secret\r\nurl=https://evil.example.org'],
  ['username', 'me\r'],
])('a %s that would add a line to the protocol is refused by both helpers', (field, value) => {
  const other = field === 'username' ? 'password' : 'username';
  for (const path of ['git/lines.example.org', 'docker/lines.example.org'])
    built.holdfast([...built.vault, 'secret', 'put', path, `${other}=plain`, '--stdin', field], value);
  const git = run('git-credential-holdfast', ['get'], 'protocol=https\nhost=lines.example.org\n\n');
  expect(git).toEqual({ code: 1, out: '' });
  const docker = run('docker-credential-holdfast', ['get'], 'lines.example.org\n');
  expect(docker).toEqual({
    code: 1,
    out: expect.stringMatching(/^the login at docker\/lines\.example\.org .*\n$/),
  });
});
