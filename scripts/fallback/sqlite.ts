import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildOnce, cacheFolder } from '../cache.ts';
import { run } from '../run.ts';
import { compiler, provide } from '../system.ts';
import { fallbackVersion } from './electron.ts';

const require = createRequire(import.meta.url);

// better-sqlite3 asks for Node-API 10; the fallback runtime has 9 and, as experimental, the little
// that is used of 10. Without the last of these flags the process aborts when its finalizers run at
// exit.
const flags = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT';

/**
 * Compiles better-sqlite3 for the fallback runtime, once per machine, and returns the binding's
 * path.
 */
export async function fallbackSqlite(): Promise<string> {
  const source = dirname(require.resolve('better-sqlite3/package.json'));
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
  const target = join(cacheFolder(), `better-sqlite3-${version}-electron-${fallbackVersion}`);
  const folder = await buildOnce(target, (draft) => {
    provide(compiler);
    const headers = nodeHeaders();
    console.error('Compiling SQLite for the test runtime, once (about two minutes) ...');
    copySource(source, draft);
    compile(draft, headers);
    keepOnlyBinding(draft);
  });
  return join(folder, 'better_sqlite3.node');
}

function copySource(source: string, draft: string): void {
  const addon = dirname(require.resolve('node-addon-api/package.json'));
  cpSync(source, join(draft, 'package'), { recursive: true });
  cpSync(addon, join(draft, 'package/node_modules/node-addon-api'), { recursive: true });
}

function compile(draft: string, headers: string): void {
  const options = ['rebuild', '--release', '--force_build=1', `--nodedir=${headers}`, '--jobs=max'];
  run(process.execPath, [nodeGyp(), ...options], {
    cwd: join(draft, 'package'),
    env: { ...process.env, CXXFLAGS: flags },
  });
}

function keepOnlyBinding(draft: string): void {
  const built = join(draft, 'package/build/Release/better_sqlite3.node');
  renameSync(built, join(draft, 'better_sqlite3.node'));
  for (const name of readdirSync(draft)) {
    if (name !== 'better_sqlite3.node') rmSync(join(draft, name), { recursive: true });
  }
}

/**
 * Where `include/node` lies; these must be headers of Node 20, which the fallback runtime embeds.
 */
function nodeHeaders(env: NodeJS.ProcessEnv = process.env): string {
  const places = [env['npm_config_nodedir'], '/usr', '/usr/local'];
  const found = places.find((place) => place && existsSync(join(place, 'include/node/node_api.h')));
  if (found) return found;
  throw new Error(
    'The headers of Node 20 are missing: install it with its include/node, or set npm_config_nodedir.',
  );
}

/** The node-gyp that npm brings with itself. */
function nodeGyp(): string {
  const root = run('npm', ['root', '--global']).trim();
  const places = [join(root, 'npm/node_modules/node-gyp'), join(root, 'node-gyp')];
  const found = places.find((place) => existsSync(join(place, 'bin/node-gyp.js')));
  if (!found) throw new Error('node-gyp is missing: npm install --global node-gyp');
  return join(found, 'bin/node-gyp.js');
}
