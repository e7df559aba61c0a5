import fs from 'node:fs';
import type { Socket } from 'node:net';
import { type Credentials, peerCredentials } from '../native/credentials.ts';

/** A process at the other end of the socket. `pid` is 0 where the kernel does not tell it. */
export interface Peer {
  readonly pid: number;
  readonly uid: number;
}

/**
 * What the kernel tells of a process when it is asked: its program, and those that started it,
 * nearest first.
 */
export interface Lineage {
  readonly program: string;
  readonly chain: readonly string[];
}

/** Programs named of a chain. */
const longest = 8;

/**
 * Who connected. `undefined` for another user's process, and where the kernel should tell and does
 * not.
 */
export function peerOf(socket: Socket, uid = process.getuid?.() ?? 0): Peer | undefined {
  if (process.platform !== 'linux') return { pid: 0, uid };
  const credentials: Credentials | undefined = peerCredentials(descriptorOf(socket));
  return credentials?.uid === uid ? { pid: credentials.pid, uid } : undefined;
}

/** Read anew each time it is shown: a process can become another program. */
export function lineageOf({ pid }: Peer, proc = '/proc'): Lineage {
  const chain: string[] = [];
  let next = pid;
  for (let steps = 0; steps <= longest && next > 0; steps++) {
    chain.push(programOf(next, proc));
    next = parentOf(next, proc);
  }
  const [program = '', ...rest] = chain;
  return { program, chain: rest };
}

// A handle that libuv made for a Unix socket has its descriptor beside it; -1 once it is closed.
function descriptorOf(socket: Socket): number {
  const handle = (socket as unknown as { _handle?: { fd?: number } })._handle;
  return handle?.fd ?? -1;
}

function programOf(pid: number, proc: string): string {
  try {
    return fs.readlinkSync(`${proc}/${pid}/exe`);
  } catch {
    return '';
  }
}

// The fourth field, after the name, which may hold anything but ends with the last parenthesis.
function parentOf(pid: number, proc: string): number {
  try {
    const stat = fs.readFileSync(`${proc}/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) || 0;
  } catch {
    return 0;
  }
}
