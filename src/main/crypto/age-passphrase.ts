// How age seals the key of a file under a passphrase (https://c2sp.org/age). Its own library
// computes scrypt in JavaScript, in one turn of the event loop.
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { random, scrypt } from './primitives.ts';

/** A stanza of a file's header. */
interface Stanza {
  readonly args: string[];
  readonly body: Uint8Array;
}

/** What age takes: 2^18 rounds in 256 MiB. */
export const ageWorkFactor = 18;
/** Most that age itself opens. */
const mostWork = 20;
const label = Buffer.from('age-encryption.org/v1/scrypt');
/** Each key is for one file key alone. */
const nonce = new Uint8Array(12);

/** Seals a file's key; scrypt runs on another thread. */
export async function agePassphraseStanza(
  passphrase: string,
  fileKey: Uint8Array,
  workFactor: number = ageWorkFactor,
): Promise<Stanza> {
  const salt = Buffer.from(random(16));
  const key = await keyOf(passphrase, salt, workFactor);
  const args = ['scrypt', salt.toString('base64').replace(/=+$/, ''), `${workFactor}`];
  return { args, body: chacha20poly1305(key, nonce).encrypt(fileKey) };
}

/** The file's key; `undefined`: it is sealed otherwise, under another passphrase or beyond limits. */
export async function openAgePassphrase(
  passphrase: string,
  stanzas: readonly Stanza[],
): Promise<Uint8Array | undefined> {
  const [only, ...others] = stanzas;
  const [kind, salt = '', factor = ''] = only?.args ?? [];
  const isAge = kind === 'scrypt' && only?.args.length === 3 && others.length === 0;
  const bytes = Buffer.from(salt, 'base64');
  if (!isAge || bytes.length !== 16 || !/^[1-9]\d?$/.test(factor) || Number(factor) > mostWork)
    return undefined;
  const key = await keyOf(passphrase, bytes, Number(factor));
  try {
    return chacha20poly1305(key, nonce).decrypt(only.body);
  } catch {
    return undefined;
  }
}

function keyOf(passphrase: string, salt: Uint8Array, workFactor: number): Promise<Uint8Array> {
  return scrypt(Buffer.from(passphrase), Buffer.concat([label, salt]), { N: 2 ** workFactor, r: 8, p: 1 });
}
