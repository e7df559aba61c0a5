import type { Backend } from '../backend.ts';
import { inBatches } from './batches.ts';
import { value } from './harness.ts';
import { deleteSecret, destroySecret, moveSecret, storeSecret } from './write.ts';

/**
 * Writes of every kind, each on a vault that `prepare` made: small, big, dropping, metadata alone,
 * collecting.
 */
export const operations: Record<string, (backend: Backend) => Promise<unknown>> = {
  store: (backend) => storeSecret(backend, 'prod/db', value('new')),
  'big transaction': (backend) =>
    backend.write(
      [
        ...Array.from({ length: 24 }, (_, n) => ({
          op: 'store' as const,
          path: `bulk/${n}`,
          fields: value('x'.repeat(2_000)),
        })),
        {
          op: 'policy',
          policy: { name: 'web', spiffeIdPattern: 'a', pathPattern: 'b', permissions: ['read'] },
        },
      ],
      [{ op: 'audit', entry: { time: 2, client: 'cli', action: 'write', outcome: 'done' } }],
    ),
  stream: (backend) =>
    backend.stream(
      inBatches(
        [
          { op: 'store', path: 'prod/db', fields: value('streamed') },
          { op: 'store', path: 'bulk/a', fields: value('x'.repeat(20_000)) },
        ],
        [
          { op: 'destroy', path: 'prod/db', versions: [1] },
          { op: 'store', path: 'bulk/b', fields: value('x'.repeat(20_000)) },
        ],
      ),
    ),
  delete: (backend) => deleteSecret(backend, 'prod/db'),
  destroy: (backend) => destroySecret(backend, 'prod/db', [1, 2]),
  move: (backend) => moveSecret(backend, 'prod/db', 'prod/moved'),
  'key slots': (backend) => backend.storeKeySlots([{ id: '0'.repeat(32), kind: 'test' }]),
  'key slots and settings': (backend) =>
    backend.storeKeySlots([{ id: '0'.repeat(32), kind: 'test' }], undefined, {
      settings: [['theme', 'light']],
    }),
  rotate: (backend) => backend.rotate(),
  collect: (backend) => backend.collect(),
};

/** What the operations find: a secret in two versions, a neighbour, a record of each kind. */
export async function prepare(backend: Backend): Promise<void> {
  await backend.write(
    [
      { op: 'store', path: 'prod/db', fields: value('1') },
      { op: 'store', path: 'prod/db', fields: value('2') },
      { op: 'store', path: 'neighbour', fields: value('1') },
      { op: 'client', client: { name: 'ci', spiffeId: 'spiffe://x/ci', key: 'k' } },
      { op: 'setting', name: 'theme', value: 'dark' },
    ],
    [{ op: 'audit', entry: { time: 1, client: 'cli', action: 'write', outcome: 'done' } }],
  );
  await storeSecret(backend, 'neighbour', value('2'));
}
