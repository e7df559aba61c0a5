import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deny, type Stand, stand } from '../main/clients/testing/stand.ts';
import { mask } from './mask/masker.ts';
import { cli } from './testing/fake.ts';

// `run`, `inject` and `ssh-agent` against the running app: its policies decide.
let here: Stand;

beforeEach(async () => {
  here = await stand();
  await here.vault?.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 'hunter2-hunter2' }]);
  await here.vault?.secrets.put('other', [{ name: 'password', type: 'secret', value: 'hunter3-hunter3' }]);
  await here.let('build', 'prod/*');
});
afterEach(() => here.close());

const quiet = () => ({ ...here.env, PATH: process.env['PATH'] ?? '', HOLDFAST_ASK: '0' });

/** Without blocking: the app is in this process. */
function program(name: string, args: readonly string[], env: Record<string, string>) {
  return new Promise<{ code: number; out: string }>((resolve) => {
    const all = { cwd: here.folder, env: { ...quiet(), ...env } };
    const child = execFile(name, args, all, (_, out) => resolve({ code: child.exitCode ?? -1, out }));
  });
}

test('run gets what policies allow, and its output is masked', async () => {
  const args = ['run', '--env', 'PW=prod/db#password', '--', 'sh', '-c', 'echo $PW; exit 7'];
  expect(await cli(args, { env: quiet() })).toMatchObject({ code: 7, out: `${mask}\n` });
  const last = (await here.vault?.audit.list())?.at(-1);
  expect(last).toMatchObject({ action: 'secret.get', path: 'prod/db', outcome: 'done' });
});

test('what no policy allows is exit 5 with its place, and nothing starts or is written', async () => {
  const both = ['--env', 'A=prod/db#password', '--env', 'B=other#password'];
  const ran = await cli(['run', ...both, '--', 'touch', join(here.folder, 'started')], { env: quiet() });
  expect(ran).toMatchObject({ code: 5, out: '', err: expect.stringContaining('--env B: ') });
  expect(() => readFileSync(join(here.folder, 'started'))).toThrow('ENOENT');
  const stdin = 'a holdfast://prod/db#password\nb holdfast://other#password\n';
  expect(await cli(['inject'], { env: quiet(), stdin })).toMatchObject({
    code: 5,
    out: '',
    err: expect.stringContaining('line 2: '),
  });
});

test('the person may be asked, once for each secret', async () => {
  here.person = ({ draft }) => ({ answer: 'always', policies: draft });
  const env = { ...quiet(), HOLDFAST_ASK: '1' };
  const stdin = '{{ holdfast://other#password }} holdfast://other#password\n';
  expect(await cli(['inject'], { env, stdin })).toMatchObject({
    code: 0,
    out: 'hunter3-hunter3 hunter3-hunter3\n',
  });
  expect(here.asked).toHaveLength(1);
});

test('without the app, or registered nowhere, it says so and starts nothing', async () => {
  const args = ['run', '--env', 'PW=prod/db#password', '--', 'touch', join(here.folder, 'started')];
  const stranger = { ...quiet(), HOLDFAST_CLIENT: 'nobody' };
  expect(await cli(args, { env: stranger })).toMatchObject({ code: 5, out: '' });
  [here.vault, here.state] = [await here.vault?.lock().then(() => undefined), 'locked'];
  here.context.waking.ask({ name: '', program: '' }, new AbortController().signal);
  expect(await cli(args, { env: quiet() })).toMatchObject({ code: 4, out: '' });
  expect(() => readFileSync(join(here.folder, 'started'))).toThrow('ENOENT');
});

test('the SSH agent asks the app at every use: a policy that goes, a person who denies, end it', async () => {
  const key = join(here.folder, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  await here.vault?.secrets.put('ssh/key', [
    { name: 'key', type: 'secret', value: readFileSync(key, 'utf8') },
  ]);
  await here.let('agent', 'ssh/**');
  const socket = join(here.folder, 'agent.sock');
  const end = new AbortController();
  const env = { ...quiet(), HOLDFAST_CLIENT: 'agent', HOLDFAST_ASK: '1' };
  const agent = cli(['ssh-agent', '--socket', socket], { env, signal: end.signal });
  const add = (flag: string, ...files: string[]) =>
    program('ssh-add', [flag, ...files], { SSH_AUTH_SOCK: socket });
  await expect.poll(async () => (await add('-L')).out).toContain('ssh/key#key');
  expect((await add('-T', `${key}.pub`)).code).toBe(0);
  here.person = () => deny;
  await here.vault?.policies.delete('agent ssh/**');
  expect((await add('-T', `${key}.pub`)).code).not.toBe(0);
  expect(here.asked[0]).toMatchObject({ name: 'agent', wants: [{ path: 'ssh/key', permission: 'read' }] });
  end.abort();
  expect(await agent).toMatchObject({ code: 0 });
});
