import Database from 'better-sqlite3';
import { openHead, parseManifest } from '../src/main/backend/format/manifest.ts';
import { derive } from '../src/main/crypto/derive.ts';
import { unwrapAny } from '../src/main/vault/slots.ts';

/** The root key and every key in the head of a vault file, as only its passphrase gives them. */
export async function keysOf(
  file: string,
  passphrase: string,
): Promise<{ root: Uint8Array; data: Uint8Array[] }> {
  const db = new Database(file, { readonly: true });
  const newest = db.prepare('SELECT revision, bytes FROM manifests ORDER BY revision DESC LIMIT 1').get();
  db.close();
  const { revision, bytes } = newest as { revision: number; bytes: Buffer };
  const parts = parseManifest(bytes);
  const { vault, slots } = parts.header;
  const { rootKey } = await unwrapAny(slots, passphrase, vault);
  const head = openHead(derive(rootKey, Buffer.from(vault, 'hex'), 'head'), parts, revision);
  const data = [head.address, ...head.ring.map(({ key }) => key)];
  return { root: rootKey, data: data.map((one) => Buffer.from(one, 'base64url')) };
}
