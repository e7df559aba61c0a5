import type { ObjectId } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import type { Database } from './database.ts';
import * as sql from './statements.ts';

/** Ids that are asked for in one statement. */
export const idsAtOnce = 1_000;

/** In the order asked; a missing one is `damaged` (`missing-object`). */
export async function readObjects(database: Database, wanted: readonly ObjectId[]): Promise<Uint8Array[]> {
  const found = new Map<string, Uint8Array>();
  for (let at = 0; at < wanted.length; at += idsAtOnce) {
    const some = wanted.slice(at, at + idsAtOnce).map((id) => Buffer.from(id, 'hex'));
    const rows = await database.read<{ id: Buffer; bytes: Buffer }>(sql.objects, [
      database.place.vault,
      some,
    ]);
    for (const { id, bytes } of rows) found.set(id.toString('hex'), new Uint8Array(bytes));
  }
  return wanted.map((id) => found.get(id) ?? fail({ code: 'damaged', part: 'missing-object', object: id }));
}

export async function listObjects(database: Database): Promise<ObjectId[]> {
  const rows = await database.read<{ id: ObjectId }>(sql.ids, [database.place.vault]);
  return rows.map(({ id }) => id);
}
