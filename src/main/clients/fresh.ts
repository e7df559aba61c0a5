import type { ServerContext } from './context.ts';

const looking = new WeakMap<ServerContext, Promise<void>>();

/**
 * Takes up what other programs wrote into the vault's file before this request came. Requests that
 * the system had ready together share one look: whatever arrives later is heard in a later turn of
 * the loop.
 */
export function fresh(context: ServerContext): Promise<void> {
  const under = looking.get(context);
  if (under !== undefined) return under;
  const look = context.refresh();
  looking.set(context, look);
  setImmediate(() => looking.delete(context));
  return look;
}
