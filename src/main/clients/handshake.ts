import { lightEqual, lightHmac, lightRandom } from '../crypto/light.ts';

declare const shared: unique symbol;
/** 32 bytes that one program and the app share. */
export type SharedKey = Uint8Array & { readonly [shared]: true };

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

/** 32 fresh bytes, base64url: a nonce, or a key. */
export function fresh32(): string {
  return Buffer.from(lightRandom(32)).toString('base64url');
}

/** A key as it lies in a file; `undefined` when the text is none. */
export function keyFrom(text: string): SharedKey | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === 32 ? (bytes as unknown as SharedKey) : undefined;
}

/** What only the app can say, having the server key (api.md, 3). */
export function serverProof(key: SharedKey, transcript: Transcript): string {
  return proof(key, 'server', [], transcript);
}

/** What only the registered client can say. */
export function clientProof(key: SharedKey, { vault, name }: Identity, transcript: Transcript): string {
  return proof(key, 'client', [vault, name], transcript);
}

/** In time that does not depend on where the two differ. */
export function sameProof(a: string, b: string): boolean {
  return lightEqual(Buffer.from(a), Buffer.from(b));
}

// The label parts the two directions: neither end's proof can be sent back to it. The pid ties the connection to the process that made it:
// whoever sits in between has another, and the kernel says so.
function proof(
  key: SharedKey,
  side: string,
  who: readonly string[],
  { client, server, pid }: Transcript,
): string {
  const text = [`holdfast/1/${side}`, ...who, client, server, pid].join('\n');
  return Buffer.from(lightHmac(key, Buffer.from(text))).toString('base64url');
}
