import type { SecretInfo } from '../../shared/secret-schema.ts';
import { judgedCatalog } from './health/judge.ts';
import { asksForHealth } from './query.ts';
import type { Vault } from './vault.ts';

export interface Wanted {
  /** As it is typed into the window: words, and `tag: in: has: type: is:`. */
  readonly query: string;
  /** '' for all. */
  readonly folder: string;
  readonly deleted: boolean;
}

/** What a query finds, the best first; `unread`: so many secrets of a damaged vault are not looked at. */
export interface Found {
  readonly secrets: readonly SecretInfo[];
  /** Nothing was found as it was typed: these are it but for one slip in a word. */
  readonly nearly: boolean;
  readonly unread: number;
}

/** Searches a vault as the window does. */
export async function findSecrets(vault: Vault, wanted: Wanted): Promise<Found> {
  const catalog = asksForHealth(wanted.query) ? await judgedCatalog(vault) : await vault.catalog();
  await catalog.prepare();
  const { infos, nearly = false } = catalog.found(wanted);
  return { secrets: infos, nearly, unread: catalog.unread };
}
