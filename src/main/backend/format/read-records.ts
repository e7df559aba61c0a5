import { fail, failureOf } from '../../../shared/failure.ts';
import { hasNotCome } from '../../store/missing.ts';
import type { ObjectStore } from '../../store/store.ts';
import type { Client, Policy } from '../changes.ts';
import { noRecords, type Records } from './records.ts';
import { recordsOf } from './references.ts';
import { clientsOf, policiesOf } from './shapes.ts';
import type { Snapshot } from './snapshot.ts';

type Named = 'policies' | 'clients';

/**
 * Records as they were stored. `lost`: the object that did not open, for those that could not be
 * read; they are then empty.
 */
export interface StoredRecords extends Records {
  readonly lost?: ReadonlyMap<Named, string>;
  /** The failure that says that they may be on their way from another device. */
  readonly awaited?: unknown;
}

/** Reads the records of a revision. What is damaged among them keeps nobody from the secrets. */
export async function readRecords(
  store: ObjectStore,
  snapshot: Snapshot,
): Promise<StoredRecords & { lost: ReadonlyMap<Named, string> }> {
  const named = new Map([...recordsOf(snapshot)].map(({ kind, ref }) => [kind, ref]));
  const lost = new Map<Named, string>();
  let awaited: unknown;
  const read = async <T extends Policy | Client>(
    what: Named,
    kind: 'policy' | 'client',
    listOf: (json: unknown, object: string) => readonly T[],
  ) => {
    const ref = named.get(kind);
    if (ref === undefined) return new Map<string, T>();
    try {
      const [bytes] = await store.readObjects([ref.id]);
      const found = listOf(snapshot.keys.open(kind, ref, bytes ?? new Uint8Array()), ref.id);
      return new Map(found.map((item) => [item.name, item] as const));
    } catch (error) {
      if (hasNotCome(error)) awaited = error;
      else if (failureOf(error)?.code !== 'damaged') throw error;
      lost.set(what, ref.id);
      return new Map<string, T>();
    }
  };
  const policies = await read('policies', 'policy', policiesOf);
  const clients = await read('clients', 'client', clientsOf);
  return { ...noRecords, policies, clients, settings: new Map(snapshot.head.settings), lost, awaited };
}

/**
 * Policies or clients by name; `damaged` with the object where they could not be read: none is not
 * the same as unknown.
 */
export function wholeRecords<What extends Named>(records: StoredRecords, what: What): StoredRecords[What] {
  const object = records.lost?.get(what);
  return object === undefined ? records[what] : fail({ code: 'damaged', part: 'object', object });
}
