import type { Ground } from './context.ts';

const looking = new WeakMap<Ground, Promise<void>>();

/**
 * Takes up what other programs wrote into the vault's file before this request came. Requests that the system had ready together share one
 * look: whatever arrives later is heard in a later turn of the loop.
 */
export function fresh(ground: Ground): Promise<void> {
  const under = looking.get(ground);
  if (under !== undefined) return under;
  const look = ground.refresh();
  looking.set(ground, look);
  setImmediate(() => looking.delete(ground));
  return look;
}
