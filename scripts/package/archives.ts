import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from '../run.ts';

/** What archives are made of. */
export interface Contents {
  readonly checkout: string;
  /** The unpacked program. */
  readonly tree: string;
  readonly version: string;
  /** Seconds since 1970 that every file is dated with. */
  readonly epoch: number;
  /** Least compression: for tests, not for people. */
  readonly quick: boolean;
}

/**
 * `holdfast-VERSION-linux-x64.tar.gz`: the same bytes from the same tree, whoever packs it and
 * when.
 */
export function tarball({ tree, version, epoch, quick }: Contents): string {
  const name = `holdfast-${version}-linux-x64`;
  const file = join(dirname(tree), `${name}.tar.gz`);
  const order = [
    '--sort=name',
    `--mtime=@${epoch}`,
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--format=ustar',
  ];
  const rename = `--transform=s,^${basename(tree)},${name},`;
  pipe(
    ['tar', '-C', dirname(tree), ...order, rename, '-cf', '-', basename(tree)],
    ['gzip', '-n', quick ? '-1' : '-6'],
    file,
  );
  return file;
}

/**
 * `holdfast_VERSION_amd64.deb`: the program under /opt, the command line on PATH, the desktop's
 * files where it looks.
 */
export function deb({ checkout, tree, version, epoch, quick }: Contents): string {
  const file = join(dirname(tree), `holdfast_${version}_amd64.deb`);
  const root = `${tree}.deb`;
  rmSync(root, { recursive: true, force: true });
  const opt = join(root, 'opt/holdfast');
  mkdirSync(join(root, 'opt'), { recursive: true });
  // Links cost no time and no space.
  run('cp', ['-al', tree, opt]);
  rmSync(join(opt, 'share'), { recursive: true });
  cpSync(join(tree, 'share'), join(root, 'usr/share'), { recursive: true });
  mkdirSync(join(root, 'usr/bin'));
  symlinkSync('/opt/holdfast/cli/holdfast', join(root, 'usr/bin/holdfast'));
  control({ checkout, root, version });
  run('chmod', ['-R', 'u=rwX,go=rX', join(root, 'usr'), join(root, 'DEBIAN')]);
  const how = quick ? ['-Zgzip', '-z1'] : ['-Zxz', '-z2'];
  run('dpkg-deb', ['--root-owner-group', ...how, '--build', root, file], {
    env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) },
  });
  rmSync(root, { recursive: true });
  return file;
}

function control({ checkout, root, version }: { checkout: string; root: string; version: string }): void {
  const from = join(checkout, 'packaging/deb');
  const kibibytes = run('du', ['-sk', '--apparent-size', root]).split('\t')[0] ?? '';
  const text = readFileSync(join(from, 'control'), 'utf8');
  cpSync(from, join(root, 'DEBIAN'), { recursive: true });
  writeFileSync(
    join(root, 'DEBIAN/control'),
    text.replace('@VERSION@', version).replace('@SIZE@', kibibytes),
  );
  const apparmor = join(root, 'etc/apparmor.d');
  mkdirSync(apparmor, { recursive: true });
  cpSync(join(checkout, 'packaging/apparmor'), join(apparmor, 'holdfast'));
  const copyright = join(root, 'usr/share/doc/holdfast');
  mkdirSync(copyright, { recursive: true });
  cpSync(join(checkout, 'LICENSE'), join(copyright, 'copyright'));
  for (const script of ['postinst', 'prerm']) chmodSync(join(root, 'DEBIAN', script), 0o755);
}

function pipe(from: readonly string[], to: readonly string[], file: string): void {
  const line = '"$@" | ';
  const [compressor = '', ...options] = to;
  const ran = spawnSync(
    'bash',
    ['-c', `set -o pipefail; ${line}${compressor} ${options.join(' ')} > "$OUT"`, 'bash', ...from],
    {
      env: { ...process.env, OUT: file },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  if (ran.status !== 0) throw new Error(`${from[0]} failed`);
}
