import type { Vault } from '../vault/vault.ts';
import type { ServerContext } from './context.ts';

const looking = new WeakMap<Vault, Promise<void>>();

/**
 * Takes up what other programs wrote into the vault's file before this request came. Requests that
 * the system had ready together share one look: whatever arrives later is heard in a later turn of
 * the loop.
 */
export function fresh(context: ServerContext, vault: Vault): Promise<void> {
  const under = looking.get(vault);
  if (under !== undefined) return under;
  const look = context.refresh(vault);
  looking.set(vault, look);
  setImmediate(() => looking.delete(vault));
  return look;
}
