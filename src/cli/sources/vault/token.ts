import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../../shared/failure.ts';
import type { Io } from '../../io.ts';

/**
 * What a server lets in: what was given to open the source with, else what `vault` and `bao` use
 * themselves. `store` (`no-credentials`) where there is none.
 */
export async function vaultToken(given: string | undefined, { env }: Pick<Io, 'env'>): Promise<string> {
  const said = given ?? env['VAULT_TOKEN'] ?? env['BAO_TOKEN'];
  const token = (said ?? (await kept(env['HOME']))).trim();
  // A line break in it would begin another header.
  if (token === '' || !/^[\x21-\x7e]+$/.test(token)) fail({ code: 'store', reason: 'no-credentials' });
  return token;
}

async function kept(home: string | undefined): Promise<string> {
  if (home === undefined) return '';
  return readFile(join(home, '.vault-token'), 'utf8').catch(() => '');
}
