import { opensPem } from '../../crypto/primitives.ts';
import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { refuse } from '../refuse.ts';
import { baseName, bytesOfBase64, decodeText } from '../text.ts';
import { readingOf } from './codes.ts';

/** A public key of SSH, on one line with its comment (sshd(8)), or in a block (RFC 4716). */
const publicLine = /^((?:ssh|ecdsa|sk)-[a-z0-9@.-]+ AAAA[A-Za-z0-9+/=]+(?: [^\r\n]*)?)\r?$/gm;
const publicBlock = /---- BEGIN SSH2 PUBLIC KEY ----\r?\n([\s\S]*?)---- END SSH2 PUBLIC KEY ----/g;
const block = /-----BEGIN ([A-Z0-9. ]+)-----[\s\S]*?-----END \1-----\r?\n?/g;
/** Blocks that anybody may see. */
const shown =
  /^(((TRUSTED |X509 )?CERTIFICATE|(NEW )?CERTIFICATE REQUEST|X509 CRL|PKCS7|CMS)|((EC|DH|DSA|X9[.]42 DH) )?PARAMETERS|(RSA )?PUBLIC KEY|PGP PUBLIC KEY BLOCK)$/;

/** What stands between its first and its last line, both included. */
interface Block {
  readonly kind: string;
  readonly whole: string;
}

/**
 * Keys and certificates in PEM, SSH keys with and without their private half: one secret, named by
 * the file.
 */
export async function readPem({ bytes, name, password, encoding }: Source): Promise<Reading> {
  const text = decodeText(bytes, encoding);
  const blocks = [...text.matchAll(block)].map(([whole, kind = '']): Block => ({ kind, whole }));
  const without = text.replace(block, '').replace(publicBlock, (whole, inner) => lineOf(inner) ?? whole);
  const lines = new Set(without.match(publicLine)?.map((line) => line.trim()));
  // A block without its end was cut short: half a key is no note.
  const isCut = /-----?\s?(BEGIN|END) [A-Z0-9]/.test(without);
  if (isCut || blocks.length + lines.size === 0) refuse('malformed');
  const { isNeeded, unopened } = await opening(blocks, password);
  const passphrase = password !== undefined && isNeeded ? password : '';
  return readingOf([name], () => {
    const draft = new Draft('', [], baseName(name, '.pem')).whole();
    for (const { kind, whole } of blocks)
      draft.keep(nameOf(kind), whole, shown.test(kind) ? 'note' : 'secret');
    for (const line of lines) draft.keep('public-key', line, 'note');
    if (unopened !== undefined) draft.note({ reason: 'key-not-opened', name: unopened });
    const around = without.replace(publicLine, '').trim();
    return draft.add('passphrase', passphrase, 'secret').add('notes', around, 'note');
  });
}

function nameOf(kind: string): string {
  if (/PRIVATE KEY( BLOCK)?$/.test(kind)) return 'private-key';
  if (/PUBLIC KEY( BLOCK)?$/.test(kind)) return 'public-key';
  return kind.endsWith('CERTIFICATE') ? 'certificate' : kind.toLowerCase();
}

/**
 * Whether the passphrase is needed, and how a key is encrypted that cannot be opened here; refuses
 * with `wrong-password` where it opens none of the locked.
 */
async function opening(
  blocks: readonly Block[],
  passphrase: string | undefined,
): Promise<{ isNeeded: boolean; unopened: string | undefined }> {
  let [isOpened, isLocked] = [false, false];
  let unopened: string | undefined;
  for (const { kind, whole } of blocks) {
    const opens = await opened(kind, whole, passphrase);
    isOpened ||= opens === true;
    isLocked ||= opens === false;
    if (opens === 'unsupported') unopened = /^DEK-Info: ([A-Z0-9-]+)/m.exec(whole)?.[1] ?? 'PKCS #8';
  }
  const isUnopened = unopened !== undefined;
  if (passphrase && isLocked && !isOpened && !isUnopened) refuse('wrong-password');
  return { isNeeded: isOpened || isUnopened, unopened };
}

/** `undefined`: it is no key, not locked, or of a kind that cannot be tried here. */
async function opened(
  kind: string,
  whole: string,
  passphrase: string | undefined,
): Promise<boolean | 'unsupported' | undefined> {
  if (kind === 'OPENSSH PRIVATE KEY')
    return passphrase ? (await import('../../crypto/ssh.ts')).opensSshKey(whole, passphrase) : undefined;
  const isLocked = kind === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type: 4,ENCRYPTED/m.test(whole);
  return isLocked ? opensPem(whole, passphrase ?? '') : undefined;
}

/** A block as a line: its bytes begin with what they are. `undefined`: they are no key. */
function lineOf(block: string): string | undefined {
  // A header goes on behind a backslash.
  const lines = block
    .replace(/\\\r?\n/g, '')
    .trim()
    .split(/\r?\n/);
  const body = lines.filter((line) => !line.includes(':')).join('');
  const bytes = bytesOfBase64(body);
  if (bytes === undefined || bytes.length < 8) return undefined;
  const type = bytes.subarray(4, 4 + bytes.readUInt32BE(0)).toString('latin1');
  const headers = lines.filter((line) => line.includes(':'));
  const comment = headers.find((line) => /^comment:/i.test(line)) ?? '';
  const said = comment.replace(/^comment:\s*/i, '').replace(/^"(.*)"$/, '$1');
  return [...headers.filter((line) => line !== comment), `${type} ${body} ${said}`.trim()].join('\n');
}

/** The identities of age: a secret key, and the public one in the comment above it. */
export function readAgeIdentity({ bytes, name }: Source): Reading {
  const text = decodeText(bytes);
  return readingOf([name], () => {
    const draft = new Draft('', [], baseName(name, '.txt')).whole();
    for (const [, key = ''] of text.matchAll(/^(AGE-SECRET-KEY-\S+)/gm))
      draft.keep('private-key', key, 'secret');
    for (const [, key = ''] of text.matchAll(/^#\s*public key:\s*(\S+)/gm))
      draft.keep('public-key', key, 'note');
    const rest = text.split(/\r?\n/).filter((one) => one.startsWith('#') && !/public key:/.test(one));
    return draft.add('notes', rest.map((one) => one.replace(/^#\s*/, '')).join('\n'), 'note');
  });
}
