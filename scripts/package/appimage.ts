import { chmodSync, cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loud, run } from '../run.ts';
import { onPath } from '../system.ts';
import type { Contents } from './archives.ts';

/**
 * One file that starts by itself; `undefined`, and named, where what it is made with is not there.
 */
export function appImage(
  { checkout, tree, version, epoch, quick }: Contents,
  env = process.env,
): string | undefined {
  // AppImage/type2-runtime (MIT), which no registry carries: the file `runtime-x86_64` of one of
  // its releases.
  const runtime = env['APPIMAGE_RUNTIME'];
  if (!runtime || !existsSync(runtime)) {
    loud('No AppImage: name the file runtime-x86_64 of AppImage/type2-runtime in APPIMAGE_RUNTIME');
    return undefined;
  }
  if (!onPath('mksquashfs')) {
    loud('No AppImage: mksquashfs is missing (apt-get install squashfs-tools)');
    return undefined;
  }
  const file = join(dirname(tree), `holdfast-${version}-x86_64.AppImage`);
  const image = `${tree}.squashfs`;
  const root = imageRoot(checkout, tree);
  rmSync(image, { force: true });
  const same = [
    '-all-root',
    '-noappend',
    '-no-progress',
    '-quiet',
    '-mkfs-time',
    String(epoch),
    '-all-time',
    String(epoch),
  ];
  // The runtime reads zstd and zlib, and no other.
  const how = ['-comp', 'zstd', '-Xcompression-level', quick ? '1' : '15'];
  run('mksquashfs', [root, image, ...same, ...how]);
  writeFileSync(file, Buffer.concat([readFileSync(runtime), readFileSync(image)]));
  chmodSync(file, 0o755);
  rmSync(root, { recursive: true });
  rmSync(image);
  return file;
}

function imageRoot(checkout: string, tree: string): string {
  const root = `${tree}.image`;
  rmSync(root, { recursive: true, force: true });
  run('cp', ['-al', tree, root]);
  const desktop = readFileSync(join(checkout, 'packaging/holdfast.desktop'), 'utf8');
  writeFileSync(join(root, 'holdfast.desktop'), desktop.replace('/opt/holdfast/holdfast', 'AppRun'));
  cpSync(join(checkout, 'packaging/icons/256.png'), join(root, 'holdfast.png'));
  symlinkSync('holdfast.png', join(root, '.DirIcon'));
  cpSync(join(checkout, 'packaging/apprun.sh'), join(root, 'AppRun'));
  chmodSync(join(root, 'AppRun'), 0o755);
  return root;
}
