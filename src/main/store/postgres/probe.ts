import { randomName } from '../names.ts';
import type { Verdict } from '../store.ts';
import { type Database, failed } from './database.ts';
import { codeOf, postgresFailure } from './failure.ts';
import * as sql from './statements.ts';

const writers = 8;

type Why = Extract<Verdict, { way: 'none' }>['why'];

/**
 * Tries what a database does with a row that only one may add, in sequence and as a race of eight,
 * with reading back, listing and deleting.
 */
export async function probe(another: () => Database): Promise<Verdict> {
  const databases = Array.from({ length: writers }, another);
  const [first] = databases as [Database];
  try {
    const why = (await inSequence(first)) ?? (await asRace(databases));
    return why === undefined ? { way: 'one-line' } : { way: 'none', why };
  } catch (error) {
    throw postgresFailure(error, 'put');
  } finally {
    for (const database of databases) await database.close();
  }
}

async function inSequence(database: Database): Promise<Why | undefined> {
  const id = newId();
  if (!(await add(database, id, 0))) return 'unsupported';
  if (await add(database, id, 1)) return 'ignored';
  if ((await read(database, id)) !== 0) return 'unread';
  const listed = await database.read<{ id: string }>(sql.ids, [database.place.vault]);
  if (!listed.some((one) => one.id === id.toString('hex'))) return 'unlisted';
  await remove(database, id);
  return undefined;
}

async function asRace(databases: readonly Database[]): Promise<Why | undefined> {
  const id = newId();
  const [first] = databases as [Database];
  const tried = await Promise.all(databases.map((database, n) => add(database, id, n)));
  const winners = tried.flatMap((added, n) => (added ? [n] : []));
  const found = await read(first, id);
  await remove(first, id);
  if (winners.length !== 1) return 'race';
  return found === winners[0] ? undefined : 'unread';
}

async function add(database: Database, id: Buffer, writer: number): Promise<boolean> {
  const { rowCount } = await database.run(sql.addOne, [database.place.vault, id, Buffer.from([writer])]);
  return rowCount === 1;
}

async function read(database: Database, id: Buffer): Promise<number | undefined> {
  const rows = await database.read<{ bytes: Buffer }>(sql.objects, [database.place.vault, [id]]);
  return rows[0]?.bytes[0];
}

// Who may not delete leaves it to the sweeper.
async function remove(database: Database, id: Buffer): Promise<void> {
  await database.run(sql.removeObjects, [database.place.vault, [id]]).catch((error) => {
    if (codeOf(error) !== '42501') failed(error, 'delete');
  });
}

function newId(): Buffer {
  return Buffer.from(randomName(), 'hex');
}
