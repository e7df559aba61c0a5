import { aesCbcOpen, sha256 } from '../../crypto/primitives.ts';
import { openSecretStream } from '../../crypto/secretstream.ts';
import type { Source } from '../entry.ts';
import { type Members, parseObject } from '../json-tree.ts';
import { derived, gcmOpen, mostRounds } from '../locked.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';
import { refuseNewer } from './newer.ts';

/** andOTP's encrypted backup: rounds, salt, nonce, content; in the older way nonce and content. */
export async function andOtpBytes({ bytes, password }: Source): Promise<Uint8Array> {
  if (/^\s*\[/.test(Buffer.from(bytes.subarray(0, 100)).toString('latin1'))) return bytes;
  if (password === undefined || bytes.length < 44)
    return refuse(bytes.length < 44 ? 'malformed' : 'wrong-password');
  const old = gcmOpen(sha256(Buffer.from(password)), bytes.subarray(0, 12), bytes.subarray(12));
  if (old !== undefined) return old;
  const rounds = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  // More than anybody takes: it is a nonce, and the password is another.
  if (rounds > mostRounds) refuse('wrong-password');
  const key = await derived({ kind: 'pbkdf2', hash: 'sha1', rounds }, password, bytes.subarray(4, 16));
  return gcmOpen(key, bytes.subarray(16, 28), bytes.subarray(28)) ?? refuse('wrong-password');
}

/** Stratum's two encrypted forms; what is none of them is in the clear. */
export async function stratumBytes({ bytes, password }: Source): Promise<Uint8Array> {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (!/^authenticatorpro$/i.test(head)) return bytes;
  if (password === undefined) refuse('wrong-password');
  if (bytes.length < 68) refuse('malformed', { part: 'header' });
  if (head === 'AUTHENTICATORPRO') {
    const how = { kind: 'argon2id', memoryKiB: 65_536, passes: 3, lanes: 4 } as const;
    const key = await derived(how, password, bytes.subarray(16, 32));
    return gcmOpen(key, bytes.subarray(32, 44), bytes.subarray(44)) ?? refuse('wrong-password');
  }
  const key = await derived(
    { kind: 'pbkdf2', hash: 'sha1', rounds: 64_000 },
    password,
    bytes.subarray(16, 36),
  );
  const opened = aesCbcOpen(key, bytes.subarray(36, 52), bytes.subarray(52));
  // Nothing in it authenticates: a wrong password mostly gives no JSON.
  return opened?.[0] === 0x7b ? opened : refuse('wrong-password');
}

const aad = Buffer.from('proton.authenticator.export.v1');

/** The JSON of Proton Authenticator, opened where it is locked. */
export async function protonCodesText(root: Members, { bytes, password }: Source): Promise<string> {
  refuseNewer(root, 1);
  const content = Buffer.from(root.text('content'), 'base64');
  if (content.length === 0) return decodeText(bytes);
  if (password === undefined) refuse('wrong-password');
  const how = { kind: 'argon2id', memoryKiB: 19_456, passes: 2, lanes: 1 } as const;
  const key = await derived(how, password, Buffer.from(root.text('salt'), 'base64'));
  const opened = gcmOpen(key, content.subarray(0, 12), content.subarray(12), aad);
  return Buffer.from(opened ?? refuse('wrong-password')).toString('utf8');
}

/** The list of Ente Auth, opened where it is locked; any other text as it is. */
export async function enteText(text: string, { password }: Source): Promise<string> {
  if (!/^\s*\{/.test(text)) return text;
  const root = parseObject(text);
  refuseNewer(root, 1);
  if (password === undefined) refuse('wrong-password');
  const params = root.inner('kdfParams');
  const bytes = (members: Members, name: string) => Buffer.from(members.text(name), 'base64');
  const how = {
    kind: 'argon2id',
    memoryKiB: Number(params.text('memLimit')) / 1024,
    passes: Number(params.text('opsLimit')),
    lanes: 1,
  } as const;
  const key = await derived(how, password, bytes(params, 'salt'));
  const opened = openSecretStream(key, bytes(root, 'encryptionNonce'), bytes(root, 'encryptedData'));
  return Buffer.from(opened ?? refuse('wrong-password')).toString('utf8');
}
