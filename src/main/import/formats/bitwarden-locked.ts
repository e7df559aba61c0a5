import { aesCbcOpen, equal, hmacSha256, secretKey, sha256 } from '../../crypto/primitives.ts';
import type { Source } from '../entry.ts';
import { type Members, parseObject } from '../json-tree.ts';
import { derived } from '../locked.ts';
import { refuse } from '../refuse.ts';

/** The export in the clear: as it is, or opened with its password. */
export async function openBitwarden(root: Members, { password }: Source): Promise<Members> {
  if (!root.isTrue('encrypted')) return root;
  // Locked to the account's key, which no file and no password here gives.
  if (!root.isTrue('passwordProtected')) refuse('foreign', { program: 'Bitwarden', isEncrypted: true });
  if (password === undefined) refuse('wrong-password');
  const key = await keyOf(root, password);
  if (open(root.text('encKeyValidation_DO_NOT_EDIT'), key) === undefined) refuse('wrong-password');
  const data = open(root.text('data'), key) ?? refuse('malformed', { part: 'content' });
  return parseObject(Buffer.from(data).toString('utf8'));
}

function keyOf(root: Members, password: string): Promise<Uint8Array> {
  const salt = Buffer.from(root.text('salt'));
  const rounds = Number(root.text('kdfIterations'));
  const kind = root.text('kdfType');
  if (kind === '0') return derived({ kind: 'pbkdf2', hash: 'sha256', rounds }, password, salt);
  if (kind !== '1') return refuse('unknown-scheme', { part: 'kdf' });
  const memoryKiB = Number(root.text('kdfMemory')) * 1024;
  const lanes = Number(root.text('kdfParallelism'));
  return derived({ kind: 'argon2id', memoryKiB, passes: rounds, lanes }, password, sha256(salt));
}

/** `2.iv|ciphertext|mac`; `undefined` where it does not authenticate. */
function open(text: string, key: Uint8Array): Uint8Array | undefined {
  if (/^(?!2\.)\d+\./.test(text)) refuse('unknown-scheme', { part: 'cipher' });
  const [, iv, sealed, mac] =
    /^2\.([^|]+)\|([^|]+)\|([^|]+)$/.exec(text)?.map((part) => Buffer.from(part, 'base64')) ?? [];
  if (iv === undefined || sealed === undefined || mac === undefined)
    return refuse('malformed', { part: 'content' });
  if (!equal(hmacSha256(secretKey(expand(key, 'mac')), Buffer.concat([iv, sealed])), mac)) return undefined;
  return aesCbcOpen(expand(key, 'enc'), iv, sealed);
}

/** The first block of HKDF's second half. */
function expand(key: Uint8Array, purpose: string): Uint8Array {
  return hmacSha256(secretKey(key), `${purpose}\x01`);
}
