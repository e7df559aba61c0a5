import { armor, Decrypter, type Identity } from 'age-encryption';
import { openAgePassphrase } from '../crypto/age-passphrase.ts';
import type { Source } from './entry.ts';
import { refuse } from './refuse.ts';

const armored = '-----BEGIN AGE ENCRYPTED FILE-----';

/**
 * How a file that begins so is opened, where it is one of age's (https://age-encryption.org/v1):
 * with a password, with a key file, or by a program that knows other keys. Refuses with
 * `newer-version`.
 */
export function ageKind(head: Uint8Array): 'password' | 'key' | 'other' | undefined {
  const text = Buffer.from(head.subarray(0, 16_384)).toString('latin1');
  const isArmored = text.startsWith(armored);
  const header = isArmored ? Buffer.from(text.slice(armored.length), 'base64').toString('latin1') : text;
  const version = Number(/^age-encryption\.org\/v(\d{1,9})\n/.exec(header)?.[1] ?? 0);
  if (version > 1) refuse('newer-version', { version });
  if (version !== 1) return undefined;
  const stanzas = header.split(/\n---/)[0] ?? '';
  if (/\n-> scrypt /.test(stanzas)) return 'password';
  return /\n-> (X25519|mlkem768x25519) /.test(stanzas) ? 'key' : 'other';
}

/** What an age file holds, and its name without age's ending. */
export async function insideAge({
  name,
  bytes,
  password,
  keyFile,
}: Source): Promise<Pick<Source, 'name' | 'bytes'>> {
  if (ageKind(bytes) === 'other') refuse('unknown-scheme', { part: 'recipients' });
  const decrypter = new Decrypter();
  if (password !== undefined) decrypter.addIdentity(opener(password));
  for (const identity of identitiesIn(keyFile)) decrypter.addIdentity(identity);
  const isText = Buffer.from(bytes.subarray(0, armored.length)).toString('latin1') === armored;
  try {
    const sealed = isText ? armor.decode(Buffer.from(bytes).toString('latin1')) : bytes;
    const opened = await decrypter.decrypt(sealed);
    return { name: name.replace(/[.]age$/i, ''), bytes: opened };
  } catch (error) {
    // Anything else than that nothing given opens it: it is cut, or not as it was written.
    const isClosed = error instanceof Error && /^no identity matched/.test(error.message);
    return refuse(isClosed ? 'wrong-password' : 'malformed', {}, error);
  }
}

/** As the library's own for a passphrase, in a fraction of its time. */
function opener(passphrase: string): Identity {
  return { unwrapFileKey: async (stanzas) => (await openAgePassphrase(passphrase, stanzas)) ?? null };
}

function identitiesIn(keyFile: Uint8Array = new Uint8Array()): string[] {
  return (
    Buffer.from(keyFile)
      .toString('utf8')
      .match(/^AGE-SECRET-KEY-\S+/gm) ?? []
  );
}
