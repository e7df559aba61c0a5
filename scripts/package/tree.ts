import {
  chmodSync,
  cpSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { createPackageWithOptions } from '@electron/asar';
import { nodeProgram } from '../pinned-node.ts';
import { run } from '../run.ts';
import type { Runtime } from '../runtime.ts';
import { lockFuses } from './fuses.ts';
import { legal } from './legal.ts';
import { copyModules } from './modules.ts';

/** What a package is made from and what it is called. */
export interface Build {
  readonly checkout: string;
  readonly runtime: Runtime;
  readonly version: string;
  /** Where the unpacked program is to lie. */
  readonly target: string;
}

// Of Electron's own folder: a reporter of crashes that is never started, and the app that opens
// without ours.
const unwanted = ['chrome_crashpad_handler', 'resources', 'version', 'LICENSE', 'LICENSE.electron.txt'];

/**
 * Lays out the program as it is installed: Electron, the app in one archive, the command line with
 * its Node, what the desktop reads.
 */
export async function layOut(build: Build): Promise<void> {
  const { target } = build;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  electron(build);
  await app(build);
  commandLine(build);
  desktop(build);
  writeFileSync(join(target, 'LICENSE.txt'), readFileSync(join(build.checkout, 'LICENSE')));
  for (const page of ['format.md', 'recovery.md', 'rescue.md'])
    cpSync(join(build.checkout, 'out/main/docs', page), join(target, 'docs', page));
  copyBuilt(build.checkout, 'rescue', join(target, 'rescue'));
  legal(build);
  run('chmod', ['-R', 'u=rwX,go=rX', target]);
  await lockFuses(join(target, 'holdfast'), build.runtime.fallback);
}

function electron({ runtime, target }: Build): void {
  const from = dirname(runtime.executable);
  const keep = (path: string) => !unwanted.includes(relative(from, path));
  cpSync(from, target, { recursive: true, filter: keep });
  renameSync(join(target, basename(runtime.executable)), join(target, 'holdfast'));
}

async function app({ checkout, runtime, version, target }: Build): Promise<void> {
  const staging = `${target}.app`;
  rmSync(staging, { recursive: true, force: true });
  for (const part of ['main', 'preload', 'renderer']) copyBuilt(checkout, part, join(staging, 'out', part));
  copyModules(checkout, join(staging, 'node_modules'), runtime.env['HOLDFAST_SQLITE_BINDING']);
  const { name, main } = manifestOf(checkout);
  writeJson(join(staging, 'package.json'), {
    name,
    version,
    type: 'module',
    main,
    desktopName: 'holdfast.desktop',
  });
  mkdirSync(join(target, 'resources'));
  await createPackageWithOptions(staging, join(target, 'resources/app.asar'), { unpack: '**/*.node' });
  rmSync(staging, { recursive: true });
}

function commandLine({ checkout, version, target }: Build): void {
  const cli = join(target, 'cli');
  copyBuilt(checkout, 'cli', cli);
  copyModules(checkout, join(cli, 'node_modules'));
  writeJson(join(cli, 'package.json'), { name: 'holdfast', version, type: 'commonjs' });
  const launcher = readFileSync(join(checkout, 'packaging/holdfast.sh'), 'utf8');
  writeFileSync(join(cli, 'holdfast'), launcher.replace('@VERSION@', version));
  chmodSync(join(cli, 'holdfast'), 0o755);
  cpSync(join(checkout, nodeProgram), join(cli, 'node'));
  // A seventh of it are names for debuggers.
  run('strip', [join(cli, 'node')]);
  completions(cli, join(target, 'share'));
}

function completions(cli: string, share: string): void {
  const places = {
    bash: 'bash-completion/completions/holdfast',
    zsh: 'zsh/vendor-completions/_holdfast',
    fish: 'fish/vendor_completions.d/holdfast.fish',
  };
  for (const [shell, place] of Object.entries(places)) {
    mkdirSync(dirname(join(share, place)), { recursive: true });
    const text = run(join(cli, 'node'), [join(cli, 'index.js'), 'completion', shell]);
    writeFileSync(join(share, place), text);
  }
}

function desktop({ checkout, target }: Build): void {
  const from = (name: string) => join(checkout, 'packaging', name);
  const share = join(target, 'share');
  const icons = join(share, 'icons/hicolor');
  cpSync(from('holdfast.desktop'), join(share, 'applications/holdfast.desktop'));
  cpSync(from('holdfast.xml'), join(share, 'mime/packages/holdfast.xml'));
  // Of the .deb alone: polkit reads nothing that lies elsewhere.
  const policy = 'org.holdfast.Holdfast.policy';
  cpSync(from(policy), join(share, 'polkit-1/actions', policy));
  cpSync(from('icon.svg'), join(icons, 'scalable/apps/holdfast.svg'));
  cpSync(from('mime.svg'), join(icons, 'scalable/mimetypes/application-x-holdfast.svg'));
  for (const file of globSync('icons/*.png', { cwd: join(checkout, 'packaging') })) {
    const size = basename(file, '.png');
    cpSync(from(file), join(icons, `${size}x${size}/apps/holdfast.png`));
  }
  cpSync(from('icons/256.png'), join(target, 'resources/holdfast.png'));
}

function copyBuilt(checkout: string, part: string, to: string): void {
  const unshipped = /\.packages\.json$|\.map$|\/(\.vite|workers)(\/|$)/;
  cpSync(join(checkout, 'out', part), to, { recursive: true, filter: (path) => !unshipped.test(path) });
}

function manifestOf(checkout: string): { name: string; main: string } {
  return JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
