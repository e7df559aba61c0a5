// The one file that talks to ssh2: private keys as OpenSSH and PEM write them, their signatures,
// and the agent's protocol.
import ssh2, { type AgentInboundRequest, type AgentProtocol, type ParsedKey } from 'ssh2';
import { plainPem } from './ssh-pem.ts';

/** A private key that was read; it lives as long as whoever holds it. */
export interface SshKey {
  /** The public half as it crosses the wire (RFC 4253, 6.6). */
  readonly publicKey: Buffer;
  readonly type: string;
  /** `hash`: what an RSA key is asked for (RFC 8332); other types have their own. */
  sign(data: Uint8Array, hash: 'sha256' | 'sha512' | undefined): Uint8Array;
}

/** Reads a private key; `undefined` when it is none, or its passphrase is another. */
export function parseSshKey(text: string, passphrase?: string): SshKey | undefined {
  const key = privateKey(text, passphrase) ?? privateKey(plainPem(text, passphrase) ?? '');
  if (key === undefined) return undefined;
  return {
    publicKey: key.getPublicSSH(),
    type: key.type,
    sign: (data, hash) => {
      // The types do not know that the algorithm may be named.
      const sign = key.sign as (data: Uint8Array, hash?: string) => Buffer | Error;
      const signature = sign.call(key, data, key.type === 'ssh-rsa' ? hash : undefined);
      if (signature instanceof Error) throw signature;
      return key.type.startsWith('ecdsa-') ? pointsOf(signature) : signature;
    },
  };
}

/**
 * Whether a passphrase opens a key in OpenSSH's own form; `undefined`: it has none, or is of a kind
 * that the library does not read.
 */
export function opensSshKey(text: string, passphrase: string): boolean | undefined {
  const isLocked = isOtherPassphrase(ssh2.utils.parseKey(text));
  const parsed = ssh2.utils.parseKey(text, passphrase);
  if (isOtherPassphrase(parsed)) return false;
  return isLocked && !(parsed instanceof Error) ? true : undefined;
}

function isOtherPassphrase(parsed: unknown): boolean {
  return parsed instanceof Error && /passphrase/i.test(parsed.message);
}

function privateKey(text: string, passphrase?: string): ParsedKey | undefined {
  const parsed = ssh2.utils.parseKey(text, passphrase);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  return key === undefined || key instanceof Error || !key.isPrivateKey() ? undefined : key;
}

// ECDSA signatures come as ASN.1 (RFC 3279, 2.2.3) and go as two numbers, each behind its length
// (RFC 5656, 3.1.2).
function pointsOf(der: Buffer): Buffer {
  let at = (der[1] ?? 0) < 0x80 ? 2 : 3;
  const numbers: Buffer[] = [];
  while (at < der.length) {
    const length = der[at + 1] ?? 0;
    const size = Buffer.alloc(4);
    size.writeUInt32BE(length);
    numbers.push(size, der.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return Buffer.concat(numbers);
}

/** What an agent is asked by a program; each must be answered once. */
export interface AgentRequests {
  identities(): Promise<readonly { readonly publicKey: Buffer; readonly comment: string }[]>;
  /** `undefined`: refused. */
  sign(
    publicKey: Buffer,
    data: Uint8Array,
    hash: 'sha256' | 'sha512' | undefined,
  ): Promise<Uint8Array | undefined>;
}

/**
 * The agent's end of one connection: bytes go in and out, requests are answered, all else is
 * refused (draft-ietf-sshm-ssh-agent).
 */
export function agentProtocol(answer: AgentRequests): AgentProtocol {
  const protocol = new ssh2.AgentProtocol(false);
  const refuse = (request: AgentInboundRequest) => void protocol.failureReply(request);
  protocol.on('identities', (request) => {
    answer.identities().then(
      (keys) => {
        const parsed = keys.flatMap(({ publicKey, comment }) => withComment(publicKey, comment));
        protocol.getIdentitiesReply(request, parsed);
      },
      () => refuse(request),
    );
  });
  protocol.on('sign', (request, key, data, { hash }) => {
    const publicKey = (key as ParsedKey).getPublicSSH();
    const wanted = hash === 'sha256' || hash === 'sha512' ? hash : undefined;
    answer.sign(publicKey, data, wanted).then(
      (signature) => {
        if (signature === undefined) refuse(request);
        else protocol.signReply(request, Buffer.from(signature));
      },
      () => refuse(request),
    );
  });
  return protocol;
}

function withComment(publicKey: Buffer, comment: string): ParsedKey[] {
  const parsed = ssh2.utils.parseKey(publicKey);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key === undefined || key instanceof Error) return [];
  key.comment = comment;
  return [key];
}
