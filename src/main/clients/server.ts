import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fail, failureOf } from '../../shared/failure.ts';
import { type Key, x25519Key } from '../crypto/primitives.ts';
import { wipedAtEnd } from '../crypto/wipe.ts';
import { replaceFile } from '../store/file.ts';
import type { ServerContext } from './context.ts';
import { Conversation, type Host, patience } from './conversation.ts';
import { fresh32, keyFrom, publicKeyOf } from './handshake.ts';
import { type Peer, peerOf } from './peer.ts';
import { serverKeyFile, serverPublicFile } from './places.ts';
import { answer, isKnown, told } from './serve.ts';
import { listen, ownFolder } from './unix.ts';

/** Bounds on what programs may take up, however many they are. */
export const bounds = {
  connections: 512,
  /** Of one process. */
  perProcess: 256,
  /** Bytes of unfinished messages of all connections. */
  held: 256 * 1024 * 1024,
};

export interface ServerOptions {
  /** Where to listen. */
  readonly socket: string;
  /** Where the app's own keys lie. */
  readonly keys: string;
  readonly context: ServerContext;
  readonly bounds?: typeof bounds;
  readonly patience?: typeof patience;
  /** Hears of faults of our own. */
  readonly failed?: (error: unknown) => void;
}

/** A running server. */
export interface ClientServer {
  /** Nobody comes in any more, and whoever is in is sent away. */
  close(): Promise<void>;
  /** Programs that are connected now. */
  readonly connections: number;
}

/**
 * Serves programs on a socket that its user alone can reach. `exists` where another instance
 * listens already.
 */
export async function serveClients(options: ServerOptions): Promise<ClientServer> {
  const { context, failed } = options;
  const limit = options.bounds ?? bounds;
  const key = serverKey(options.keys);
  const open = new Set<Conversation>();
  const perProcess = new Map<number, number>();
  let held = 0;
  const host: Host = {
    key,
    keys: options.keys,
    patience: options.patience ?? patience,
    answer: (visit, message) => answer(context, visit, message),
    isKnown: (visit) => isKnown(context, visit),
    hold: (bytes) => {
      held += bytes;
      return bytes <= 0 || held <= limit.held;
    },
    refused: (error) => {
      const failure = told(error);
      if (failureOf(error) === undefined) failed?.(error);
      // Who is not let in once has no second try on the same connection.
      return { failure, ends: failure.code === 'denied' && failure.reason === 'unregistered' };
    },
  };
  const server = net.createServer((socket) => {
    const peer = admit(socket, perProcess, limit.perProcess);
    if (peer === undefined) return void socket.destroy();
    if (open.size >= limit.connections && !makeRoom(open)) {
      leave(peer, perProcess);
      return void socket.destroy();
    }
    const conversation = new Conversation(socket, peer, host);
    open.add(conversation);
    socket.on('close', () => {
      open.delete(conversation);
      leave(peer, perProcess);
      if (conversation.visit !== undefined) context.registry.left(conversation.visit);
    });
  });
  if (process.platform !== 'win32') ownFolder(path.dirname(options.socket));
  await listen(server, options.socket);
  return {
    get connections() {
      return open.size;
    },
    close: () => {
      for (const conversation of open) conversation.end();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

// Whoever has proven no key makes way for whoever comes, the longest there first: a crowd of
// strangers shuts nobody out.
function makeRoom(open: Set<Conversation>): boolean {
  for (const conversation of open) {
    if (conversation.visit?.proven) continue;
    open.delete(conversation);
    conversation.end();
    return true;
  }
  return false;
}

// Another user's process is told nothing, not even no.
function admit(socket: net.Socket, perProcess: Map<number, number>, most: number): Peer | undefined {
  const peer = peerOf(socket);
  if (peer === undefined) return undefined;
  const count = (perProcess.get(peer.pid) ?? 0) + 1;
  if (count > most) return undefined;
  perProcess.set(peer.pid, count);
  return peer;
}

function leave({ pid }: Peer, perProcess: Map<number, number>): void {
  const left = (perProcess.get(pid) ?? 1) - 1;
  if (left === 0) perProcess.delete(pid);
  else perProcess.set(pid, left);
}

/**
 * The app's private key, made when it first runs, with its public one beside it. A file that holds
 * no key is replaced: programs notice.
 */
export function serverKey(folder: string): Key {
  const known = readKey(serverKeyFile(folder));
  const text = known ?? fresh32();
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (known === undefined) replaceFile(serverKeyFile(folder), `${text}\n`);
  const shown = publicKeyOf(text) ?? '';
  if (readKey(serverPublicFile(folder)) !== shown) replaceFile(serverPublicFile(folder), `${shown}\n`);
  const bytes = keyFrom(text) ?? fail({ code: 'internal', reference: 'server-key' });
  using _ = wipedAtEnd(bytes);
  return x25519Key(bytes);
}

function readKey(file: string): string | undefined {
  try {
    const text = fs.readFileSync(file, 'utf8').trim();
    return keyFrom(text) && text;
  } catch {
    return undefined;
  }
}
