import Database from 'better-sqlite3';
import { fail } from '../../../shared/failure.ts';
import { readSnapshot } from '../../backend/format/snapshot.ts';
import { readHeader } from '../../backend/initialize.ts';
import { derive } from '../../crypto/derive.ts';
import { SqliteStore } from '../../store/sqlite.ts';
import { unwrapAny } from '../slots.ts';

/** Writes over every page of a vault; its versions and its head stay whole. */
export async function damagePages(location: string, passphrase: string): Promise<void> {
  const { slots, vaultId } = await readHeader({ location });
  const { rootKey } = await unwrapAny(slots, passphrase, vaultId);
  const store = await SqliteStore.open(location);
  const manifest = (await store.latestManifest()) ?? fail({ code: 'damaged', part: 'manifest' });
  const { pages } = readSnapshot(derive(rootKey, Buffer.from(vaultId, 'hex'), 'head'), manifest);
  await store.close();
  const db = new Database(location);
  for (const { ref } of pages.values())
    db.prepare('UPDATE objects SET bytes = zeroblob(300) WHERE id = ?').run(Buffer.from(ref.id, 'hex'));
  db.close();
}
