import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { loud, run, show } from './run.ts';

/** Something of the system that npm cannot bring, and the Debian package that has it. */
export interface Need {
  readonly debian: string;
  readonly program?: string;
  readonly library?: string;
  /** What it brings, where that is neither. */
  readonly file?: string;
}

/** What a window needs on a machine without a screen. */
export const x11: readonly Need[] = [
  { debian: 'xvfb', program: 'Xvfb' },
  { debian: 'xauth', program: 'xauth' },
];

/** What Electron links to. */
export const electron: readonly Need[] = [
  { debian: 'libgtk-3-0', library: 'libgtk-3.so.0' },
  { debian: 'libnss3', library: 'libnss3.so' },
  { debian: 'libgbm1', library: 'libgbm.so.1' },
  { debian: 'libasound2', library: 'libasound.so.2' },
  { debian: 'libxss1', library: 'libXss.so.1' },
  { debian: 'libxtst6', library: 'libXtst.so.6' },
  { debian: 'libnotify4', library: 'libnotify.so.4' },
];

/** What unpacking the fallback runtime and compiling SQLite for it needs. */
export const compiler: readonly Need[] = [
  { debian: 'unzip', program: 'unzip' },
  { debian: 'g++', program: 'g++' },
  { debian: 'make', program: 'make' },
  { debian: 'python3', program: 'python3' },
];

/** What packages are made with. */
export const archives: readonly Need[] = [
  { debian: 'binutils', program: 'strip' },
  { debian: 'dpkg', program: 'dpkg-deb' },
];

/** What gives up root's rights for the end-to-end tests. */
export const unprivileged: readonly Need[] = [{ debian: 'util-linux', program: 'setpriv' }];

/**
 * What unit tests call: a tracer for files that must not be written, a compiler for faults put
 * under SQLite, a bus, shells, a database, servers that speak WebDAV, what the reader in
 * Python (src/rescue/python) stands on.
 */
export const unitTests: readonly Need[] = [
  { debian: 'strace', program: 'strace' },
  { debian: 'gcc', program: 'gcc' },
  { debian: 'dbus-daemon', program: 'dbus-daemon' },
  { debian: 'openssh-client', program: 'ssh-add' },
  { debian: 'openssh-server', program: 'sshd' },
  { debian: 'git', program: 'git' },
  { debian: 'jq', program: 'jq' },
  { debian: 'zsh', program: 'zsh' },
  { debian: 'fish', program: 'fish' },
  { debian: 'postgresql', program: 'pg_ctlcluster' },
  { debian: 'openssl', program: 'openssl' },
  { debian: 'apache2-bin', program: 'apache2' },
  // The one brings the other, which no program tells of.
  { debian: 'lighttpd lighttpd-mod-webdav', program: 'lighttpd' },
  { debian: 'nginx-light libnginx-mod-http-dav-ext', program: 'nginx' },
  { debian: 'python3-cryptography', file: '/usr/lib/python3/dist-packages/cryptography/__init__.py' },
];

/** What the benches compare with. */
export const benches: readonly Need[] = [{ debian: 'keepassxc', program: 'keepassxc-cli' }];

/** Tools that are not ours for sheets: one reads their codes, one makes pictures of their PDFs. */
export const paper: readonly Need[] = [
  { debian: 'zbar-tools', program: 'zbarimg' },
  { debian: 'poppler-utils', program: 'pdftoppm' },
];

/**
 * What the end-to-end tests call: tools for sheets, and a keyboard for a window that no debugger
 * drives.
 */
export const endToEnd: readonly Need[] = [
  ...paper,
  { debian: 'xdotool', program: 'xdotool' },
  { debian: 'gcc', program: 'gcc' },
];

/**
 * What finds the program of a file, checks a desktop entry, and presses keys: for a look at the
 * installed package.
 */
export const desktopTools: readonly Need[] = [
  { debian: 'libglib2.0-bin', program: 'gio' },
  { debian: 'desktop-file-utils', program: 'desktop-file-validate' },
  { debian: 'shared-mime-info', program: 'update-mime-database' },
  { debian: 'xdotool', program: 'xdotool' },
];

/** What the benches of recovery compare with, and what makes their pictures. */
export const pictures: readonly Need[] = [...paper, { debian: 'libjpeg-turbo-progs', program: 'cjpeg' }];

/**
 * A browser of today, where the runtime at hand is an old one: the page is tried in it, too,
 * wherever it is there.
 */
export const browser: readonly Need[] = [{ debian: 'chromium', program: 'chromium' }];

/** The other browsers that the rescue page is opened in, in the long round. */
export const otherBrowsers: readonly Need[] = [
  { debian: 'firefox-esr', program: 'firefox-esr' },
  { debian: 'webkit2gtk-driver', program: 'WebKitWebDriver' },
  { debian: 'iproute2', program: 'ip' },
];

/** All that `npm start` and `npm test` may call for, so that a new machine is told once. */
export const everything: readonly Need[] = [
  ...electron,
  ...x11,
  ...compiler,
  ...archives,
  ...unprivileged,
  ...unitTests,
  ...endToEnd,
];

/** Those of the needs that this machine lacks. */
export function missing(needs: readonly Need[]): readonly Need[] {
  const libraries = needs.some((need) => need.library) ? knownLibraries() : '';
  return needs.filter((need) => {
    if (need.program) return !onPath(need.program);
    if (need.file) return !existsSync(need.file);
    return !libraries.includes(`\t${need.library} `);
  });
}

/**
 * Sees to it that everything needed is there: root installs it (tests and CI run so), anybody else
 * is told the line to type. Throws when something is still missing.
 */
export function provide(needs: readonly Need[]): void {
  if (process.platform !== 'linux') return;
  const lacking = missing(needs);
  if (lacking.length === 0) return;
  const line = installLine(lacking);
  if (process.getuid?.() !== 0 || !onPath('apt-get')) throw new Error(`Please install first: sudo ${line}`);
  loud(`Installing what the system lacks: ${line}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  show('apt-get', ['update', '-qq'], { env });
  run('apt-get', [...line.split(' ').slice(1), '-qq'], { env });
}

/** The one command that brings all of them, each named once. */
export function installLine(needs: readonly Need[]): string {
  const packages = new Set(needs.map(({ debian }) => debian));
  return `apt-get install -y --no-install-recommends ${[...packages].join(' ')}`;
}

/** Whether a program of this name can be started. */
export function onPath(program: string, path = process.env['PATH'] ?? ''): boolean {
  // Debian keeps some of these where an ordinary user's PATH does not look.
  return [...path.split(delimiter), '/usr/sbin', '/sbin'].some((folder) => existsSync(join(folder, program)));
}

function knownLibraries(): string {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path));
  return ldconfig ? run(ldconfig, ['-p']) : '';
}

// `npm run system`: all of it, before anything else is tried.
if (import.meta.main) {
  try {
    provide(everything);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
