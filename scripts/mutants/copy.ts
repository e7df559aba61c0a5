import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Copies the checkout as it is now, so that nothing is ever planted in the files a person works on.
 */
export function copyAside(checkout: string): { root: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-mutants-'));
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', list, { cwd: checkout, encoding: 'utf8', maxBuffer: 1 << 26 });
  for (const file of files.split('\0')) {
    // A file that was removed is listed until the removal is committed.
    if (file === '' || !existsSync(join(checkout, file))) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(checkout, file), join(root, file), { verbatimSymlinks: true });
  }
  symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'));
  const remove = () => rmSync(root, { recursive: true, force: true });
  process.once('exit', remove);
  return { root, remove };
}
