import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Built, builtForTest } from './testing/built.ts';

let built: Built;
let running: ChildProcess[] = [];
const socket = () => join(built.home, 'agent.sock');

beforeAll(() => {
  built = builtForTest();
  for (const type of ['ed25519', 'rsa', 'ecdsa']) makeKey(type);
  makeKey('ed25519', 'locked', 'open sesame');
  built.holdfast([...built.vault, 'secret', 'patch', 'ssh/locked', 'passphrase=open sesame']);
});
afterEach(async () => {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  running = [];
});
afterAll(() => built.remove());

function makeKey(type: string, name = type, passphrase = ''): void {
  const file = join(built.home, name);
  const size = type === 'rsa' ? ['-b', '2048'] : [];
  execFileSync('ssh-keygen', ['-q', '-t', type, ...size, '-N', passphrase, '-C', name, '-f', file]);
  const put = ['secret', 'put', `ssh/${name}`, 'user=me', '--file', `key=${file}`];
  expect(built.holdfast([...built.vault, ...put])).toMatchObject({ code: 0 });
}

async function agent(args: readonly string[] = [], env: Record<string, string> = {}): Promise<ChildProcess> {
  const all = [...built.vault, 'ssh-agent', '--socket', socket(), ...args];
  const child = spawn(built.bin, all, { cwd: built.home, env: { ...built.env, ...env }, stdio: 'pipe' });
  running.push(child);
  await once(child.stdout, 'data');
  return child;
}

function ssh(program: string, args: readonly string[]) {
  const env = { ...built.env, SSH_AUTH_SOCK: socket() };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: built.home, env });
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

const publicKey = (name: string) =>
  readFileSync(join(built.home, `${name}.pub`), 'utf8')
    .split(' ')[1]
    ?.trim() ?? '';

test('ssh-add -l and -L list the keys, and what is no key is passed over', async () => {
  await agent();
  const listed = ssh('ssh-add', ['-L']);
  expect(listed.code).toBe(0);
  for (const name of ['ed25519', 'rsa', 'ecdsa', 'locked']) {
    expect(listed.out).toContain(publicKey(name));
    expect(listed.out).toContain(`ssh/${name}#key`);
  }
  expect(ssh('ssh-add', ['-l']).out.trim().split('\n')).toHaveLength(4);
  expect(statSync(socket()).mode & 0o777).toBe(0o600);
});

test('every kind of key signs what ssh-add verifies, and nothing can be added or taken away', async () => {
  await agent();
  for (const name of ['ed25519', 'rsa', 'ecdsa', 'locked'])
    expect(ssh('ssh-add', ['-T', `${name}.pub`])).toMatchObject({ code: 0 });
  makeUnknown();
  expect(ssh('ssh-add', ['unknown']).code).not.toBe(0);
  expect(ssh('ssh-add', ['-D']).code).not.toBe(0);
  expect(ssh('ssh-add', ['-l']).out.trim().split('\n')).toHaveLength(4);
});

test('PKCS#8 with a passphrase, and a curve before its key, are served and sign', async () => {
  const at = (name: string) => join(built.home, name);
  execFileSync('ssh-keygen', ['-q', '-t', 'rsa', '-m', 'PKCS8', '-N', 'open sesame', '-f', at('pkcs8')]);
  execFileSync('openssl', ['ecparam', '-name', 'secp384r1', '-genkey', '-out', at('curve')], {
    stdio: 'pipe',
  });
  chmodSync(at('curve'), 0o600);
  writeFileSync(at('curve.pub'), execFileSync('ssh-keygen', ['-y', '-f', at('curve')]));
  const put = (name: string, ...more: string[]) =>
    built.holdfast([...built.vault, 'secret', 'put', `forms/${name}`, '--file', `key=${at(name)}`, ...more]);
  put('pkcs8', 'passphrase=open sesame');
  put('curve');
  await agent(['forms']);
  for (const name of ['pkcs8', 'curve']) {
    expect(ssh('ssh-add', ['-L']).out).toContain(publicKey(name));
    expect(ssh('ssh-add', ['-T', at(`${name}.pub`)])).toMatchObject({ code: 0 });
  }
});

function makeUnknown(): void {
  if (!existsSync(join(built.home, 'unknown')))
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(built.home, 'unknown')]);
}

test('ssh logs in to a real sshd with a key that lies in no file of its', async () => {
  await agent();
  const port = await serve();
  const who = `${userInfo().username}@127.0.0.1`;
  const quiet = [
    '-F',
    'none',
    '-o',
    'LogLevel=ERROR',
    '-o',
    'StrictHostKeyChecking=no',
    '-o',
    'UserKnownHostsFile=/dev/null',
  ];
  const alone = ['-o', 'PreferredAuthentications=publickey', '-o', 'IdentityFile=none'];
  const said = ssh('ssh', [...quiet, ...alone, '-p', String(port), who, 'echo', 'in']);
  expect(said).toMatchObject({ code: 0, out: 'in\n', err: '' });
});

async function serve(): Promise<number> {
  const folder = join(built.home, 'sshd');
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'host')]);
  writeFileSync(join(folder, 'allowed'), readFileSync(join(built.home, 'ed25519.pub')));
  const port = await freePort();
  const lines = {
    ListenAddress: '127.0.0.1',
    Port: port,
    HostKey: join(folder, 'host'),
    AuthorizedKeysFile: join(folder, 'allowed'),
    PasswordAuthentication: 'no',
    PermitRootLogin: 'prohibit-password',
    StrictModes: 'no',
    UsePAM: 'no',
    PidFile: 'none',
  };
  const config = Object.entries(lines).map(([name, value]) => `${name} ${value}\n`);
  writeFileSync(join(folder, 'config'), config.join(''));
  const child = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(folder, 'config')], { stdio: 'pipe' });
  running.push(child);
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk) => String(chunk).includes('Server listening') && resolve());
  });
  return port;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('with --confirm a use waits for the answer of SSH_ASKPASS: no is a refusal', async () => {
  const ask = (answer: number) => {
    const program = join(built.home, `ask-${answer}`);
    writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$SSH_ASKPASS_PROMPT: $1" >> asked\nexit ${answer}\n`);
    chmodSync(program, 0o700);
    return { SSH_ASKPASS: program };
  };
  const yes = await agent(['--confirm'], ask(0));
  expect(ssh('ssh-add', ['-T', 'ed25519.pub'])).toMatchObject({ code: 0 });
  expect(readFileSync(join(built.home, 'asked'), 'utf8')).toContain(
    'confirm: Let a program use the SSH key ssh/ed25519#key?',
  );
  yes.kill('SIGTERM');
  await once(yes, 'exit');
  await agent(['--confirm'], ask(1));
  expect(ssh('ssh-add', ['-T', 'ed25519.pub']).code).not.toBe(0);
  expect(ssh('ssh-add', ['-l']).code).toBe(0);
});

test('a key that was deleted meanwhile signs no more', async () => {
  built.holdfast([
    ...built.vault,
    'secret',
    'put',
    'ssh/gone',
    '--file',
    `key=${join(built.home, 'ed25519')}`,
  ]);
  await agent(['ssh/gone']);
  expect(ssh('ssh-add', ['-T', 'ed25519.pub'])).toMatchObject({ code: 0 });
  expect(built.holdfast([...built.vault, 'secret', 'delete', 'ssh/gone'])).toMatchObject({ code: 0 });
  expect(ssh('ssh-add', ['-T', 'ed25519.pub']).code).not.toBe(0);
});

test('garbage, and a request that never ends, are cut off; the agent goes on', async () => {
  await agent();
  const flood = net.connect(socket());
  flood.on('error', () => undefined);
  flood.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 13]));
  flood.write(Buffer.alloc(1024 * 1024));
  await new Promise((resolve) => flood.on('close', resolve));
  expect(ssh('ssh-add', ['-l']).code).toBe(0);
});

test('it refuses a place where something lies or another agent answers, and takes over what a crash left', async () => {
  const taken = join(built.home, 'taken');
  writeFileSync(taken, 'mine');
  const all = (place: string) => [...built.vault, 'ssh-agent', '--socket', place];
  expect(built.holdfast(all(taken))).toMatchObject({ code: 8 });
  expect(readFileSync(taken, 'utf8')).toBe('mine');
  const first = await agent();
  expect(built.holdfast(all(socket()))).toMatchObject({ code: 8 });
  first.kill('SIGKILL');
  await once(first, 'exit');
  await agent();
  expect(ssh('ssh-add', ['-l']).code).toBe(0);
});

test('no key is exit 3, and nobody to ask is exit 2', () => {
  const all = (...args: string[]) => [...built.vault, 'ssh-agent', '--socket', socket(), ...args];
  expect(built.holdfast(all('nowhere'))).toMatchObject({ code: 3 });
  expect(built.holdfast([...built.vault, 'ssh-agent'])).toMatchObject({ code: 2 });
});
