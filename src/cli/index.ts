import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// Nothing of ours is imported above this: only what is compiled afterwards is taken from the cache.
module.enableCompileCache?.(compileCache(process.env, process.platform));
// The launcher of a package sets it aside: it is meant for programs that `run` starts, not for this
// one.
const { HOLDFAST_NODE_OPTIONS: aside } = process.env;
if (aside !== undefined) {
  process.env['NODE_OPTIONS'] = aside;
  delete process.env['HOLDFAST_NODE_OPTIONS'];
}
void import('./main.ts').then(({ main }) => main());

// An account that the system does not know, and no HOME: there is nothing to remember it in.
function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return '/nonexistent';
  }
}

// Where it cannot be written, Node goes on without.
function compileCache(env: NodeJS.ProcessEnv, platform: string): string {
  const home = homeFolder();
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData/Local'), 'holdfast', 'compiled');
  if (platform === 'darwin') return join(home, 'Library/Caches', 'holdfast', 'compiled');
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'holdfast', 'compiled');
}
