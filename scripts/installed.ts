import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from './run.ts';
import { openScreen } from './screen.ts';
import { invite } from './stranger.ts';
import { desktopTools, provide } from './system.ts';

// `node scripts/installed.ts`, as root: the package as apt installs it, used by a person without
// rights. CI runs it.
const checkout = join(import.meta.dirname, '..');
const patience = 60_000;

/** Installs dist/*.deb, uses it, and removes it; throws where something is not as it should be. */
export async function tryInstalled(): Promise<void> {
  provide(desktopTools);
  const [deb] = globSync('dist/holdfast_*.deb', { cwd: checkout });
  if (deb === undefined) throw new Error('No dist/holdfast_*.deb: npm run package -- --quick deb');
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', join(checkout, deb)], { env: quietly });
  const person = invite(checkout);
  const screen = await openScreen();
  try {
    await use(new Person(person.prefix, person.home, screen.display));
  } finally {
    screen.close();
    person.leave();
    run('apt-get', ['purge', '-y', '-qq', 'holdfast'], { env: quietly });
  }
}

const quietly = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

async function use(person: Person): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string };
  same(person.does('holdfast', '--version'), `holdfast ${version}\n`);
  desktopFiles(person);
  const vault = join(person.home, 'a vault.holdfast');
  const given = ['--vault', vault, '--passphrase-file', join(person.home, 'key')];
  writeFileSync(join(person.home, 'key'), 'slate-orchard-tandem-buoy', { mode: 0o644 });
  person.does('holdfast', 'init', vault, ...given.slice(2), '--kdf-time', '3');
  person.does('holdfast', ...given, 'secret', 'put', 'a/b', 'user=ada');
  same(person.does('holdfast', ...given, 'secret', 'get', 'a/b', 'user'), 'ada');

  // By its association, as a double click does: the first opens the app, the second reaches the one
  // that runs.
  person.opens(vault);
  await person.logged('app.started', 1);
  await person.logged('vault.offered', 1);
  person.opens(vault);
  await person.logged('vault.offered', 2);
  person.does('xdotool', 'search', '--sync', '--onlyvisible', '--name', 'a vault', 'windowfocus');
  person.does('xdotool', 'key', 'ctrl+q');
  await person.logged('app.quit', 1);
  await person.logged('app.started', 1);
}

function desktopFiles(person: Person): void {
  person.does('desktop-file-validate', '/usr/share/applications/holdfast.desktop');
  person.does('test', '-f', '/usr/share/polkit-1/actions/org.holdfast.Holdfast.policy');
  person.does('grep', '-q', 'Holdfast rescue', '/opt/holdfast/rescue/rescue.html');
  contains(person.does('gio', 'mime', 'application/x-holdfast'), 'holdfast.desktop');
  // By its first bytes alone: a vault without an ending.
  const nameless = join(person.home, 'nameless');
  writeFileSync(join(person.home, 'key'), 'slate-orchard-tandem-buoy', { mode: 0o644 });
  person.does('holdfast', 'init', nameless, '--passphrase-file', join(person.home, 'key'), '--kdf-time', '3');
  contains(person.does('gio', 'info', '-a', 'standard::content-type', nameless), 'application/x-holdfast');
}

/** Somebody without rights, at a screen of their own. */
class Person {
  readonly home: string;
  readonly #prefix: readonly string[];
  readonly #env: NodeJS.ProcessEnv;

  constructor(prefix: readonly string[], home: string, display: string) {
    this.#prefix = prefix;
    this.home = home;
    const runtime = join(home, 'run');
    const { PATH } = process.env;
    this.#env = { PATH, LANG: 'C.UTF-8', HOME: home, DISPLAY: display, XDG_RUNTIME_DIR: runtime };
    run(prefix[0] ?? 'env', [...prefix.slice(1), 'mkdir', '-m', '700', runtime]);
  }

  does(program: string, ...args: string[]): string {
    const [command = '', ...rest] = [...this.#prefix, program, ...args];
    return run(command, rest, { env: this.#env, cwd: this.home });
  }

  opens(file: string): void {
    const [command = '', ...rest] = [...this.#prefix, 'gio', 'open', file];
    spawn(command, rest, { env: this.#env, cwd: this.home, stdio: 'ignore' });
  }

  async logged(event: string, times: number): Promise<void> {
    const file = join(this.home, '.config/holdfast/logs/holdfast.log');
    const count = () => (existsSync(file) ? readFileSync(file, 'utf8').split(`"${event}"`).length - 1 : 0);
    for (const end = Date.now() + patience; count() < times; await pause(100))
      if (Date.now() > end) throw new Error(`the installed app has not logged ${event} ${times} times`);
    if (count() > times)
      throw new Error(`the installed app has logged ${event} ${count()} times, not ${times}`);
  }
}

function same(found: string, wanted: string): void {
  if (found !== wanted) throw new Error(`${JSON.stringify(found)} is not ${JSON.stringify(wanted)}`);
}

function contains(found: string, wanted: string): void {
  if (!found.includes(wanted)) throw new Error(`${JSON.stringify(found)} has no ${JSON.stringify(wanted)}`);
}

if (import.meta.main) {
  mkdirSync(join(checkout, 'dist'), { recursive: true });
  await tryInstalled();
  console.log('the installed package: ok');
}
