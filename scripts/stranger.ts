import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { nodeProgram } from './pinned-node.ts';
import { run } from './run.ts';
import { provide, unprivileged } from './system.ts';

// `nobody` has an account on every system and owns nothing.
const nobody = 65534;

/** Somebody without rights who runs the tests for root, since Chromium's sandbox refuses root. */
export interface Stranger {
  /** What to put before a command line; empty when this process has no special rights itself. */
  readonly prefix: readonly string[];
  /** A folder to put things for him, with his home in it; removed at the end. */
  readonly room: string;
  /** A folder of his own. */
  readonly home: string;
  /** The checkout, or a copy of what the tests need of it when he cannot read it. */
  readonly checkout: string;
  leave(): void;
}

/** Prepares an unprivileged user: the present one, or `nobody` when this is root. */
export function invite(checkout: string): Stranger {
  const room = mkdtempSync(join(tmpdir(), 'holdfast-e2e-'));
  const home = join(room, 'home');
  mkdirSync(home, { mode: 0o700 });
  const leave = () => rmSync(room, { recursive: true, force: true });
  if (process.getuid?.() !== 0) return { prefix: [], room, home, checkout, leave };

  provide(unprivileged);
  chownSync(room, nobody, nobody);
  chownSync(home, nobody, nobody);
  const prefix = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--inh-caps=-all'];
  if (mayRead(prefix, checkout)) return { prefix, room, home, checkout, leave };
  return { prefix, room, home, checkout: copyOf(checkout, join(room, 'checkout')), leave };
}

/** The path inside the stranger's checkout of something inside ours; any other path as it is. */
export function seenBy(stranger: Stranger, checkout: string, path: string): string {
  const inside = relative(checkout, path);
  return inside.startsWith('..') ? path : join(stranger.checkout, inside);
}

function mayRead(prefix: readonly string[], checkout: string): boolean {
  const [program = '', ...args] = prefix;
  const script = `test -x ${nodeProgram} && test -r node_modules/playwright/package.json && test -r out/main/start.js`;
  const look = spawnSync(program, [...args, 'sh', '-c', `cd "$1" && ${script}`, 'sh', checkout], {
    stdio: 'ignore',
  });
  return look.status === 0;
}

/** A clone may lie in a folder that only its owner enters, such as /root. */
function copyOf(checkout: string, target: string): string {
  console.error('The checkout is not readable for an ordinary user: copying what the tests need ...');
  mkdirSync(target);
  for (const name of ['package.json', 'tsconfig.json', 'e2e', 'out', 'src']) {
    cpSync(join(checkout, name), join(target, name), { recursive: true });
  }
  linkOrCopy(join(checkout, 'node_modules'), target);
  run('chmod', ['-R', 'a+rX', target]);
  return target;
}

function linkOrCopy(folder: string, target: string): void {
  try {
    // Half a gigabyte: links take no time. They fail where the temporary folder is another file
    // system.
    run('cp', ['-al', folder, target]);
  } catch {
    rmSync(join(target, 'node_modules'), { recursive: true, force: true });
    run('cp', ['-a', folder, target]);
  }
}
