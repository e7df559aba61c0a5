import kdbxweb from 'kdbxweb';
import { argon2, sha256 } from '../crypto/primitives.ts';
import { importLimits, type Source } from './entry.ts';
import type { Kdf } from './kdbx-header.ts';
import { refuse } from './refuse.ts';
import { bytesOfBase64, decodeXml } from './text.ts';
import { child, type Element, readXml } from './xml.ts';

type Credentials = Pick<Source, 'password' | 'keyFile'>;

/** The key that password and key file give together. None of the two: `wrong-password`. */
export function compositeKey({ password, keyFile }: Credentials): Uint8Array {
  const parts: Uint8Array[] = [];
  if (password !== undefined) parts.push(sha256(Buffer.from(password)));
  if (keyFile !== undefined) parts.push(keyOfFile(keyFile));
  if (parts.length === 0) refuse('wrong-password');
  return sha256(...parts);
}

/** Refuses, before anything is computed, what would take too much memory or time. */
export function checkKdf(kdf: Kdf): void {
  const { kdfMemory, kdfPasses, kdfLanes, aesRounds } = importLimits;
  if (kdf.kind === 'aes') {
    if (kdf.rounds > aesRounds) refuse('kdf-too-large');
    if (kdf.rounds < 1) refuse('malformed', { part: 'kdf' });
    return;
  }
  if (kdf.memory > kdfMemory || kdf.passes > kdfPasses || kdf.lanes > kdfLanes) refuse('kdf-too-large');
  const tooSmall = kdf.passes < 1 || kdf.lanes < 1 || kdf.memory < 8 * 1024 * kdf.lanes;
  if (tooSmall || kdf.salt.length < 8 || kdf.salt.length > 1024) refuse('malformed', { part: 'kdf' });
}

/** The transformed key, 32 bytes. */
export async function deriveKey(key: Uint8Array, kdf: Kdf): Promise<Uint8Array> {
  checkKdf(kdf);
  if (kdf.kind === 'aes')
    return sha256(await kdbxweb.KeyEncryptorAes.encrypt(key, new Uint8Array(kdf.salt), kdf.rounds));
  const { kind: algorithm, version, salt, memory, passes, lanes } = kdf;
  const memoryKiB = Math.floor(memory / 1024);
  return argon2({ algorithm, version, password: key, salt, memoryKiB, passes, lanes, length: 32 });
}

/**
 * KeePass's rules: an XML key file of version 1 or 2, 32 bytes, 64 hex digits, or else the hash of
 * any file.
 */
export function keyOfFile(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 32) return bytes;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length === 64 && /^[0-9a-f]{64}$/i.test(text.toString('latin1')))
    return Buffer.from(text.toString('latin1'), 'hex');
  return keyOfXml(bytes) ?? sha256(bytes);
}

/**
 * `undefined`: no XML key file. One that is damaged refuses: its hash would only be a wrong
 * password.
 */
function keyOfXml(bytes: Uint8Array): Uint8Array | undefined {
  const root = rootOf(bytes);
  if (root?.name !== 'KeyFile') return undefined;
  const version = child(child(root, 'Meta'), 'Version')?.text.trim() ?? '';
  const data = child(child(root, 'Key'), 'Data');
  const content = data?.text.replace(/\s+/g, '') ?? '';
  // Of version 1 there is no word on the length: KeePassXC takes the first 32 bytes.
  if (version.startsWith('1.')) return (bytesOfBase64(content) ?? bad()).subarray(0, 32);
  if (!version.startsWith('2.') || !/^[0-9a-f]{64}$/i.test(content)) return bad();
  const key = Buffer.from(content, 'hex');
  const hash = data?.attributes.get('Hash')?.toLowerCase();
  if (hash !== undefined && hash !== Buffer.from(sha256(key)).toString('hex', 0, 4)) return bad();
  return key;
}

function rootOf(bytes: Uint8Array): Element | undefined {
  try {
    return readXml(decodeXml(bytes).trim());
  } catch {
    // A picture, a text, whatever the person chose.
    return undefined;
  }
}

function bad(): never {
  return refuse('malformed', { part: 'key-file' });
}
