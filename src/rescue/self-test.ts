import { readShare } from '../shared/sheets/share.ts';
import { hexOf, unbase64, unhex, utf8 } from './crypto/bytes.ts';
import { derive, openerOf, sha256, unseal, xwing } from './crypto/primitives.ts';
import { combine } from './crypto/slip39.ts';
import { deriveSlowly } from './crypto/slow.ts';
import { sheets, slot, vault } from './self-test-example.ts';

/** Whether this browser computes what docs/format.md says, from two sheets to a root key, and Argon2id. */
export async function computesRightly(): Promise<boolean> {
  try {
    const secret = await combine(sheets.map((words) => readShare(words.split(' '))));
    const root = secret && (await rootKey(secret));
    return root !== undefined && hexOf(root) === '11'.repeat(32) && hexOf(await derived()) === wanted;
  } catch {
    return false;
  }
}

const wanted = 'c3e5799580604bcbebe0747e39899402f27880aae8eab2500327c934a565de64';

function derived(): Promise<Uint8Array> {
  const kdf = { memoryKiB: 8_192, passes: 1, lanes: 1, salt: new Uint8Array(16).fill(7) };
  const task = { passphrase: utf8('correct horse battery staple'), kdf };
  return deriveSlowly(task, () => undefined, new AbortController().signal);
}

async function rootKey(secret: Uint8Array): Promise<Uint8Array | undefined> {
  const [sent, wrapped] = [slot.encapsulated, slot.wrapped].map(unbase64);
  const opened = sent && xwing(await derive(secret, vault, 'slot/seed'), sent);
  if (!opened || !wrapped) return undefined;
  const psk = await derive(secret, vault, 'slot/psk');
  const key = await derive(unhex(hexOf(opened.shared) + hexOf(psk)), vault, 'slot/wrap');
  // It opens under the right public key alone.
  const hashes = [opened.publicKey, sent].map((one) => hexOf(sha256(one)));
  const aad = ['holdfast/1/slot', vault, slot.id, slot.kind, ...hashes].join('\n');
  return unseal(await openerOf(key), aad, wrapped);
}
