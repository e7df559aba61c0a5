import type Database from 'better-sqlite3';
import type { ObjectId } from '../../shared/brand.ts';
import { ObjectBatch } from './object-batch.ts';
import type { Batches } from './placed.ts';

const addObject = 'INSERT INTO objects (id, bytes) VALUES (?, ?)';
// In a copy of what lies elsewhere: objects do not change, and several programs may fetch one.
const again = (sql: string) => sql.replace('INSERT', 'INSERT OR IGNORE');
// Many of one batch as one statement, for to call it for each costs half as much again. `places`
// has where each begins and how long it is.
const addObjects =
  'INSERT INTO objects (id, bytes) ' +
  'SELECT substr(@ids, 1 + 16 * key, 16), substr(@bytes, value >> 24, value & 16777215) FROM json_each(@places)';
/** What fits `places`: its numbers stay below 2^53. */
const slabLimit = { object: 2 ** 24, bytes: 2 ** 28 };

/** Objects written before the event loop gets a turn. */
const objectsAtOnce = 250;

export interface Add {
  one(id: ObjectId, bytes: Uint8Array): void;
  all(batch: ObjectBatch): void;
}

/** `isCopy`: what is there already is left as it is. */
export function adding(db: Database.Database, isCopy: boolean): Add {
  const sql = isCopy ? again : (text: string) => text;
  const one = db.prepare<[Uint8Array, Uint8Array]>(sql(addObject));
  const all = db.prepare<{ ids: Uint8Array; bytes: Uint8Array; places: string }>(sql(addObjects));
  return {
    one: (id, bytes) => void one.run(Buffer.from(id, 'hex'), bytes),
    all: ({ ids, lengths, bytes }) => void all.run({ ids, bytes, places: placesOf(lengths) }),
  };
}

// Where each begins, from 1, and its length, in one number.
function placesOf(lengths: Uint32Array): string {
  let at = 1;
  const places = Array.from(lengths, (length) => {
    const place = at * slabLimit.object + length;
    at += length;
    return place;
  });
  return JSON.stringify(places);
}

/** Whether a batch can be added in one statement. */
export function fits({ lengths, bytes }: ObjectBatch): boolean {
  return bytes.length < slabLimit.bytes && lengths.every((length) => length < slabLimit.object);
}

export async function insertAll(add: Add, batches: Batches): Promise<void> {
  let count = 0;
  for await (const objects of batches) {
    if (objects instanceof ObjectBatch && fits(objects)) {
      add.all(objects);
      objects.release();
      await new Promise(setImmediate);
      continue;
    }
    for (const [id, bytes] of objects) {
      add.one(id, bytes);
      count += 1;
      if (count % objectsAtOnce === 0) await new Promise(setImmediate);
    }
  }
}
