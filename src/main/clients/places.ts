import { join } from 'node:path';
import { clientName } from '../../shared/client.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where the socket lies: the runtime folder; without one, a folder of the user's own below /tmp. A
 * named pipe on Windows.
 */
export function socketPath(env: Env, platform: NodeJS.Platform, uid: number): string {
  const own = env['HOLDFAST_SOCKET'];
  if (own) return own;
  if (platform === 'win32') return `\\\\.\\pipe\\holdfast-${env['USERNAME'] ?? 'user'}`;
  const runtime = env['XDG_RUNTIME_DIR'];
  return runtime ? join(runtime, 'holdfast', 'api') : join(env['TMPDIR'] || '/tmp', `holdfast-${uid}`, 'api');
}

/** Where the app and the programs of this account keep their keys. */
export function keyFolder(env: Env, platform: NodeJS.Platform): string {
  const home = env['HOME'] || env['USERPROFILE'] || '/nonexistent';
  if (platform === 'win32') return join(env['APPDATA'] ?? home, 'Holdfast');
  if (platform === 'darwin') return join(home, 'Library/Application Support/Holdfast');
  return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'holdfast');
}

/** The app's private key: 32 bytes, base64url, readable by its user alone. */
export function serverKeyFile(folder: string): string {
  return join(folder, 'server.key');
}

/** What programs know the app by: its public key, in the same form. */
export function serverPublicFile(folder: string): string {
  return join(folder, 'server.pub');
}

/** The folder of registered programs' own keys, one file each. */
export function clientFolder(folder: string): string {
  return join(folder, 'clients');
}

/** Names that fit a SPIFFE ID and a file. */
export function isClientName(name: string): boolean {
  return clientName.test(name);
}

/** SPIFFE ID of a vault's client. */
export function clientId(vault: string, name: string): string {
  return `spiffe://${vault}/client/${name}`;
}
