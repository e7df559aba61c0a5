import type { ObjectId } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import type { Fetching } from '../store.ts';
import type { Database } from './database.ts';
import * as sql from './statements.ts';

/** Ids that are asked for in one statement. */
export const idsAtOnce = 1_000;
/** Bytes of the objects of one answer. */
const answerBytes = 4 * 1024 * 1024;

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

/** What came after a revision, some megabytes at a time. */
export async function* objectsAfter(
  database: Database,
  revision: number,
  { lacks, progress }: Fetching,
): AsyncGenerator<(readonly [ObjectId, Uint8Array])[]> {
  const { vault } = database.place;
  const listed = await database.read<{ id: ObjectId; size: number }>(sql.idsAfter, [vault, revision]);
  const wanted = lacks && new Set(await lacks(listed.map(({ id }) => id)));
  const fetched = wanted ? listed.filter(({ id }) => wanted.has(id)) : listed;
  const total = bytesOf(listed);
  let done = total - bytesOf(fetched);
  progress?.(done, total);
  for (const [first, last] of spans(fetched)) {
    const ends = [Buffer.from(first, 'hex'), Buffer.from(last, 'hex')];
    const rows = await database.read<{ id: Buffer; bytes: Buffer }>(sql.objectsAfter, [
      vault,
      revision,
      ...ends,
    ]);
    yield rows.map(({ id, bytes }) => [id.toString('hex') as ObjectId, bytes] as const);
    done += bytesOf(rows.map(({ bytes }) => ({ size: bytes.length })));
    progress?.(Math.min(done, total), total);
  }
}

function bytesOf(all: readonly { readonly size: number }[]): number {
  return all.reduce((sum, { size }) => sum + size, 0);
}

/** First and last ids of as many as an answer may bring. */
function spans(listed: readonly { readonly id: ObjectId; readonly size: number }[]): [ObjectId, ObjectId][] {
  const found: [ObjectId, ObjectId][] = [];
  let room = 0;
  for (const { id, size } of listed) {
    const last = found.at(-1);
    if (last === undefined || size > room) {
      found.push([id, id]);
      room = answerBytes;
    } else last[1] = id;
    room -= size;
  }
  return found;
}
