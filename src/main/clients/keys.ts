import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, systemFailure } from '../../shared/failure.ts';
import type { ConnectionOptions } from './connection.ts';
import { keyFrom } from './handshake.ts';
import { clientFolder, isClientName, keyFolder, serverPublicFile, socketPath } from './places.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What a registered program keeps of itself, as JSON that its user alone can read. */
export interface ClientFile {
  readonly vault: string;
  readonly name: string;
  readonly spiffeId: string;
  /** Its private key: 32 bytes, base64url. */
  readonly key: string;
}

/** The app's public key. `socket` with `no-key` where the app has never run. */
export function readServerKey(folder: string): Uint8Array {
  const key = keyFrom((read(serverPublicFile(folder)) ?? '').trim());
  return key ?? fail({ code: 'socket', reason: 'no-key' });
}

/** The programs of this account that were registered once, by name. */
export function clientNames(folder: string): string[] {
  try {
    const files = readdirSync(clientFolder(folder)).filter((file) => file.endsWith('.json'));
    return files.map((file) => file.slice(0, -'.json'.length)).sort();
  } catch {
    return [];
  }
}

/** `undefined` where there is none of that name, or nothing that makes sense. */
export function readClient(folder: string, name: string): ClientFile | undefined {
  if (!isClientName(name)) return undefined;
  try {
    const { vault, spiffeId, key } = JSON.parse(read(fileOf(folder, name)) ?? '') as ClientFile;
    const whole = [vault, spiffeId, key].every((text) => typeof text === 'string');
    return whole ? { vault, name, spiffeId, key } : undefined;
  } catch {
    return undefined;
  }
}

/** Fails where a file of that name exists: a key is never written over. */
export function writeClient(folder: string, client: ClientFile): void {
  mkdirSync(clientFolder(folder), { recursive: true, mode: 0o700 });
  const { vault, name, spiffeId, key } = client;
  const text = `${JSON.stringify({ vault, name, spiffeId, key })}\n`;
  try {
    writeFileSync(fileOf(folder, name), text, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') fail({ code: 'exists', what: 'client', name });
    fail(systemFailure(error), error);
  }
}

export function removeClient(folder: string, name: string): void {
  if (isClientName(name)) rmSync(fileOf(folder, name), { force: true });
}

/**
 * Where the app is, and who this account's program is: HOLDFAST_CLIENT, or the only one there is.
 */
export function whereToConnect(
  env: Env,
  platform: NodeJS.Platform,
): ConnectionOptions & { clients: string[] } {
  const folder = keyFolder(env, platform);
  const socket = socketPath(env, platform, process.getuid?.() ?? 0);
  const serverKey = readServerKey(folder);
  const named = env['HOLDFAST_CLIENT'];
  const clients = named ? [named] : clientNames(folder);
  const [only = '', ...others] = clients;
  const client = others.length === 0 ? readClient(folder, only) : undefined;
  const key = client && keyFrom(client.key);
  const identity = client && key && { vault: client.vault, name: client.name, key };
  return { socket, serverKey, clients, ...(identity && { identity }) };
}

function fileOf(folder: string, name: string): string {
  return join(clientFolder(folder), `${name}.json`);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
