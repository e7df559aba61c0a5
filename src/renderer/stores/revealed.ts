import type { Reply } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';

/** Values that the person uncovered, by field. */
export type Revealed = ReadonlyMap<string, string>;

interface Store {
  getState(): { readonly revealed: Revealed };
  setState(part: { revealed: Revealed }): void;
}

/**
 * Uncovers a field's value, or covers it again. `isStill` tells whether what arrives belongs to
 * what is looked at then: a value that comes late is dropped, and so is why it did not come.
 */
export async function toggleField(
  store: Store,
  field: string,
  fetch: () => Promise<Reply<{ readonly value: string }>>,
  isStill: () => boolean,
): Promise<Failure | undefined> {
  if (store.getState().revealed.has(field)) {
    const rest = new Map(store.getState().revealed);
    rest.delete(field);
    store.setState({ revealed: rest });
    return undefined;
  }
  const reply = await fetch();
  if (!isStill()) return undefined;
  if (!reply.ok) return reply.failure;
  store.setState({ revealed: new Map(store.getState().revealed).set(field, reply.value.value) });
  return undefined;
}
