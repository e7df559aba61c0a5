import type { ObjectId, Sealed } from '../../shared/brand.ts';
import type { ObjectStore, StreamedCommit } from './store.ts';

/** Commits a stream; a store that has no such call is given its objects all at once. */
export async function streamed(store: ObjectStore, commit: StreamedCommit): Promise<'done' | 'conflict'> {
  if (store.commitStream !== undefined) return store.commitStream(commit);
  const { batches, finish, ...where } = commit;
  const objects: (readonly [ObjectId, Sealed])[] = [];
  for await (const batch of batches) objects.push(...batch);
  return store.commit({ ...where, ...finish(), objects });
}
