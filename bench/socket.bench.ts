// Programs on the socket: one `secret get` beside Node's own start, a hundred at once, and the
// cipher: `npm run bench socket`.

import { execFile, spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildIfStale } from '../scripts/build.ts';
import { stand } from '../src/main/clients/testing/stand.ts';
import { cipherPath } from '../src/shared/policy.ts';
import { alternate, median } from './measure.ts';
import { publish, target } from './results.ts';

const bin = join(import.meta.dirname, '../bin/holdfast');
const secrets = 1_000;
const connections = 100;
const seconds = 10;
const gibibyte = 2 ** 30;

buildIfStale();
const here = await stand();
const vault = here.vault ?? process.exit(1);
Object.assign(process.env, here.env);
await vault.secrets.apply(
  Array.from({ length: secrets }, (_, n) => ({
    op: 'store' as const,
    path: `load/${n}`,
    fields: [{ name: 'password', type: 'secret' as const, value: `value ${n}` }],
  })),
);
await here.let('build', '**', cipherPath('bench'));

// The server must answer while whole processes are timed.
const run = promisify(execFile);
const process_ = async (command: string, args: string[]) => {
  const start = performance.now();
  await run(command, args);
  return performance.now() - start;
};
const times = await alternate(
  [
    { name: 'get', run: () => process_(bin, ['secret', 'get', 'load/1', 'password']) },
    { name: 'node', run: () => process_(process.execPath, ['-e', '0']) },
  ],
  41,
);

// A person types while they ask: every 20 ms a search of the whole vault, timed from when the key
// was pressed.
const catalog = await vault.catalog();
const keystrokes: number[] = [];
let typing = true;
const type = (due: number) => {
  if (!typing) return;
  catalog.browse({
    folder: '',
    query: `load ${keystrokes.length % 100}`,
    deleted: false,
    offset: 0,
    limit: 100,
  });
  keystrokes.push(performance.now() - due);
  setTimeout(type, 20, performance.now() + 20);
};
setTimeout(type, 20, performance.now() + 20);
const before = process.cpuUsage();
const load = join(import.meta.dirname, 'socket-load.ts');
const { stdout } = await run(process.execPath, [load, `${connections}`, `${seconds}`, `${secrets}`]);
const used = process.cpuUsage(before);
typing = false;
const answered = JSON.parse(stdout) as { answered: number; seconds: number };
const cpu = (used.user + used.system) / 1e6;
keystrokes.sort((a, b) => a - b);

// Files that no disk slows down, if /dev/shm is there.
const [plain, sealed] = ['plain', 'sealed'].map((name) =>
  join('/dev/shm', `holdfast-bench-${process.pid}-${name}`),
) as [string, string];
const block = Buffer.alloc(2 ** 20, 7);
const file = openSync(plain, 'w');
for (let n = 0; n < gibibyte / block.length; n++) writeFileSync(file, block);
closeSync(file);
const encrypt = await process_(bin, ['cipher', 'encrypt', 'bench', '--in', plain, '--out', sealed]);
// What `openssl enc` takes for as much, which has no GCM: counter mode is that without its tag.
const counter = ['enc', '-aes-256-ctr', '-K', '00'.repeat(32), '-iv', '00'.repeat(16)];
const enc = await process_('openssl', [...counter, '-in', plain, '-out', sealed]);
// What the kernel alone takes to read and write as much: no cipher can be faster as files.
const copied = await process_('cp', [plain, sealed]);
await process_(bin, ['cipher', 'encrypt', 'bench', '--in', plain, '--out', sealed]);
const decrypt = await process_(bin, ['cipher', 'decrypt', '--in', sealed, '--out', plain]);
for (const name of [plain, sealed]) rmSync(name, { force: true });
const speed = spawnSync('openssl', ['speed', '-evp', 'aes-256-gcm', '-seconds', '3', '-bytes', '16384'], {
  encoding: 'utf8',
});
const openssl = Number(/([\d.]+)k\s*$/.exec(speed.stdout)?.[1]) * 1_000;
const [get, node] = [median(times.get('get')), median(times.get('node'))];
await here.close();

publish('Programs on the socket', [
  `\`holdfast secret get\` of one value through the app, whole process: ${get.toFixed(1)} ms; \`node -e 0\` of the same Node: ${node.toFixed(1)} ms. ${connections} programs asking at once, ${secrets} secrets, each access`,
  'written down before it is answered; the second is one of the server process alone. `cipher` over 1 GiB in memory, whole process; `openssl speed` in blocks of 16 KiB.',
  '',
  target('`secret get` beside `node -e 0`', get / node, 'at most', 1.5),
  target('gets a second of one core', answered.answered / cpu, 'at least', 5_000),
  target(`gets a second as they were answered here`, answered.answered / answered.seconds, 'at least', 5_000),
  target(
    'a keystroke meanwhile, 99th percentile, ms',
    keystrokes[Math.floor(keystrokes.length * 0.99)] ?? Number.NaN,
    'at most',
    16,
  ),
  target('encrypting beside `openssl enc` in counter mode, as files', enc / encrypt, 'at least', 0.5),
  target('decrypting beside it', enc / decrypt, 'at least', 0.5),
  `- \`cp\` of the same file, which encrypts nothing, beside \`openssl speed\`: **${(gibibyte / (copied / 1_000) / openssl).toFixed(2)}**`,
  target('encrypting beside `openssl speed`', gibibyte / (encrypt / 1_000) / openssl, 'at least', 0.5),
  target('decrypting beside `openssl speed`', gibibyte / (decrypt / 1_000) / openssl, 'at least', 0.5),
]);
process.exit(0);
