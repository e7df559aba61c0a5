import { createHash } from 'node:crypto';
import path from 'node:path';
import type { StoreKind } from '../../testing/kind.ts';
import { postgres } from '../postgres.ts';
import type { TestServer } from './server.ts';

/** The vault that stands for a path. */
export function vaultFor(at: string): string {
  const folder = createHash('sha256').update(at).digest('hex').slice(0, 12);
  return [folder, ...path.basename(at)].join('').slice(0, 24);
}

const tables = ['head', 'manifest', 'object'];

export function postgresKind(name: string, server: () => TestServer): StoreKind {
  const rows = (table: string, at: string) =>
    server().rows<Record<string, unknown>>(`SELECT * FROM holdfast.${table} WHERE vault = $1`, [
      vaultFor(at),
    ]);
  const clear = async (at: string) => {
    for (const table of tables)
      await server().rows(`DELETE FROM holdfast.${table} WHERE vault = $1`, [vaultFor(at)]);
  };
  const newest =
    'WHERE vault = $1 AND revision = (SELECT max(revision) FROM holdfast.manifest WHERE vault = $1)';
  return {
    name,
    opener: postgres,
    module: path.join(import.meta.dirname, '../postgres.ts'),
    exported: 'postgres',
    locate: (at) => server().place(vaultFor(at)),
    async loseNewest(at, how) {
      const cut = `UPDATE holdfast.manifest SET bytes = substr(bytes, 1, ${how === 'emptied' ? 0 : 10}) ${newest}`;
      const statement = how === 'removed' ? `DELETE FROM holdfast.manifest ${newest}` : cut;
      await server().rows(statement, [vaultFor(at)]);
    },
    ground: {
      clear,
      async save(at) {
        const before = await Promise.all(tables.map((table) => rows(table, at)));
        return async () => {
          await clear(at);
          for (const [i, table] of tables.entries())
            for (const row of before[i] ?? []) {
              const values = Object.values(row);
              const names = values.map((_, n) => `$${n + 1}`).join();
              await server().rows(`INSERT INTO holdfast.${table} VALUES (${names})`, values);
            }
        };
      },
      async holds(at, bytes) {
        const all = await Promise.all(tables.map((table) => rows(table, at)));
        const values = all.flat().flatMap((row) => Object.values(row));
        return values.some((value) => Buffer.isBuffer(value) && value.includes(bytes));
      },
    },
  };
}
