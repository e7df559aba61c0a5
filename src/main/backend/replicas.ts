import path from 'node:path';
import { sha256 } from '../crypto/primitives.ts';
import type { StoreOpener } from '../store/store.ts';
import { replicasIn } from './replica-folder.ts';

/**
 * A service with a copy on this machine, where copies are kept: each in a folder that its place
 * gives the name.
 */
export async function withReplica(service: StoreOpener): Promise<StoreOpener> {
  const folder = replicasIn();
  if (folder === undefined) return service;
  const { replicated } = await import('../store/replica/replicated.ts');
  return replicated(service, (location) => path.join(folder, nameOf(location)));
}

function nameOf(location: string): string {
  return Buffer.from(sha256(Buffer.from(location))).toString('hex', 0, 16);
}
