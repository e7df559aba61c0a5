import { equal, hmacSha256, type Key, random, secretKey } from '../crypto/primitives.ts';

/** What both ends have said before either is believed. */
export interface Transcript {
  /** The client's nonce and the server's, base64url, as they were sent. */
  readonly client: string;
  readonly server: string;
  /** The client's process: its own word for itself at one end, the kernel's at the other; 0 where that does not tell. */
  readonly pid: number;
}

/** Who a client says it is. */
export interface Identity {
  readonly vault: string;
  readonly name: string;
}

/** 32 fresh bytes, base64url. */
export function freshNonce(): string {
  return Buffer.from(random(32)).toString('base64url');
}

/** A key as it lies in a file; `undefined` when the text is none. */
export function keyFrom(text: string): Key | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === 32 ? secretKey(bytes) : undefined;
}

/** What only the app can say, having the server key (api.md, 3). */
export function serverProof(key: Key, transcript: Transcript): string {
  return proof(key, 'server', [], transcript);
}

/** What only the registered client can say. */
export function clientProof(key: Key, { vault, name }: Identity, transcript: Transcript): string {
  return proof(key, 'client', [vault, name], transcript);
}

/** In time that does not depend on where the two differ. */
export function sameProof(a: string, b: string): boolean {
  return equal(Buffer.from(a), Buffer.from(b));
}

// The label parts the two directions: neither end's proof can be sent back to it. The pid ties the connection to the process that made it:
// whoever sits in between has another, and the kernel says so.
function proof(key: Key, side: string, who: readonly string[], { client, server, pid }: Transcript): string {
  const text = [`holdfast/1/${side}`, ...who, client, server, pid].join('\n');
  return Buffer.from(hmacSha256(key, Buffer.from(text))).toString('base64url');
}
