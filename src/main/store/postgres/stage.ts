import { fail } from '../../../shared/failure.ts';
import { type Stage, staged } from '../staged.ts';
import { type Staging, tipOf } from '../store.ts';
import { pieces } from './batches.ts';
import { type Database, failed } from './database.ts';
import { codeOf, postgresFailure } from './failure.ts';
import { readObjects } from './objects.ts';
import { probe } from './probe.ts';
import * as sql from './statements.ts';

/**
 * A vault that is made in one transaction, which is open until it is published. `store` (`probe-…`)
 * where writers could not agree.
 */
export function stage(database: Database, another: () => Database, location: string): Staging {
  const { vault } = database.place;
  const taken = () => fail({ code: 'exists', what: 'vault', name: location });
  const work: Stage = {
    begin: async () => {
      if ((await database.read(sql.head, [vault])).length > 0) taken();
      const verdict = await probe(another);
      if (verdict.way === 'heads') fail({ code: 'store', reason: `probe-${verdict.why}` });
      await database.begin().catch((error) => failed(error, 'put'));
    },
    add: async ({ batches, revision }) => {
      for await (const { ids, bytes } of pieces(batches))
        await database
          .run(sql.addObjects, [vault, ids, bytes, revision])
          .catch((error) => failed(error, 'put'));
    },
    readObjects: (ids) => readObjects(database, ids),
    isSound: async () => true,
    publish: async (manifest) => {
      const mark = Buffer.from(tipOf(manifest).mark, 'hex');
      try {
        await database.run(sql.create, [vault, manifest.revision, mark, Buffer.from(manifest.bytes)]);
        await database.run('COMMIT');
        return true;
      } catch (error) {
        if (codeOf(error) === '23505') return false;
        throw postgresFailure(error, 'put');
      } finally {
        await database.close();
      }
    },
    discard: () => database.close(),
  };
  return staged(work, location);
}
