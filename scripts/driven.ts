import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { openFuses } from './package/fuses.ts';
import { packageTree } from './package.ts';
import { run } from './run.ts';
import type { Runtime } from './runtime.ts';

/** The unpacked program twice: as people get it, and open to a test that drives it. */
export interface Driven {
  readonly packed: string;
  readonly executable: string;
}

/** Packs the program into a folder that the one who runs the tests can read. */
export async function driven(room: string, { fallback }: Runtime): Promise<Driven> {
  const tree = await packageTree();
  const [packed, open] = [join(room, 'packed'), join(room, 'driven')];
  run('cp', ['-a', '--reflink=auto', tree, packed]);
  run('cp', ['-a', '--reflink=auto', tree, open]);
  rmSync(join(open, 'holdfast'));
  copyFileSync(join(packed, 'holdfast'), join(open, 'electron'));
  await openFuses(join(open, 'electron'), fallback);
  await addHold(join(open, 'resources/app.asar'));
  return { packed: join(packed, 'holdfast'), executable: join(open, 'electron') };
}

/** Puts before the app's first line what keeps it waiting until a test listens (e2e/hold.cjs). */
async function addHold(archive: string): Promise<void> {
  const staging = `${archive}.staging`;
  extractAll(archive, staging);
  copyFileSync(join(import.meta.dirname, '../e2e/hold.cjs'), join(staging, 'hold.cjs'));
  const manifest = JSON.parse(readFileSync(join(staging, 'package.json'), 'utf8')) as { main: string };
  const first = `if (process.env.HOLDFAST_E2E_HOLD) await import('./hold.cjs');\nawait import('${manifest.main}');\n`;
  writeFileSync(join(staging, 'hold.js'), first);
  writeFileSync(join(staging, 'package.json'), JSON.stringify({ ...manifest, main: './hold.js' }));
  rmSync(`${archive}.unpacked`, { recursive: true });
  await createPackageWithOptions(staging, archive, { unpack: '**/*.node' });
  rmSync(staging, { recursive: true });
}
