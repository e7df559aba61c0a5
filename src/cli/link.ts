import type { Link } from '../main/store/store.ts';
import type { Session } from './command.ts';
import { texts } from './language.ts';
import { say } from './print.ts';

/**
 * Says it when the service of a vault was not reached, and what of it lies on this machine alone.
 */
export async function tellLink(call: Session, { offline, unsent }: Link): Promise<void> {
  if (offline === undefined && unsent === 0) return;
  const words = await texts('common');
  if (offline !== undefined) {
    const { sentence } = await import('./sentences.ts');
    await say(call, words.offline(new Date(offline.since).toISOString(), await sentence(offline.failure)));
  }
  if (unsent > 0) await say(call, words.unsent(unsent));
}
