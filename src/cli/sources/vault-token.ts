import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuseNoToken } from '../../main/import/server/server.ts';
import type { Io } from '../io.ts';

/**
 * What a server lets in: what was given to open the source with, else what `vault` and `bao` use
 * themselves. `store` (`no-credentials`) where there is none.
 */
export async function vaultToken(given: string | undefined, { env }: Pick<Io, 'env'>): Promise<string> {
  const said = given ?? env['VAULT_TOKEN'] ?? env['BAO_TOKEN'];
  return refuseNoToken((said ?? (await kept(env['HOME']))).trim());
}

async function kept(home: string | undefined): Promise<string> {
  if (home === undefined) return '';
  return readFile(join(home, '.vault-token'), 'utf8').catch(() => '');
}
