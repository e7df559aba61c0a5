import path from 'node:path';

/** The platform's folder for what this machine remembers; `undefined` where there is no home. */
export function stateFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const home = env['HOME'] || env['USERPROFILE'];
  if (platform === 'win32') return env['LOCALAPPDATA'] && path.join(env['LOCALAPPDATA'], 'Holdfast');
  if (home === undefined && !env['XDG_STATE_HOME']) return undefined;
  if (platform === 'darwin' && home) return path.join(home, 'Library/Application Support/Holdfast');
  return path.join(env['XDG_STATE_HOME'] || path.join(home ?? '', '.local/state'), 'holdfast');
}

/** Where this machine remembers under which ids it writes; `undefined` where there is no home. */
export function devicesFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const folder = stateFolder(env, platform);
  return env['HOLDFAST_DEVICES'] ?? (folder && path.join(folder, 'devices'));
}

/** Where copies of vaults on services lie; `undefined` where none are kept. */
export function replicasFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const folder = env['HOLDFAST_REPLICAS'] === 'none' ? undefined : stateFolder(env, platform);
  return folder && path.join(folder, 'replicas');
}

/**
 * Where copies of files lie that other programs open, in memory where the system has a place for
 * that; `undefined` where there is no home.
 */
export function openedFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const folder = (platform === 'linux' && env['XDG_RUNTIME_DIR']) || stateFolder(env, platform);
  return folder && path.join(folder, 'holdfast-opened');
}
