import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { vaultToken } from './vault-token.ts';

test('the token: what was given, then the variables, then what vault keeps', async () => {
  const home = await mkdtemp(join(tmpdir(), 'holdfast-'));
  try {
    await writeFile(join(home, '.vault-token'), 'hvs.kept\n');
    const env = { HOME: home, VAULT_TOKEN: 'hvs.said', BAO_TOKEN: 's.bao' };
    const { VAULT_TOKEN: _, ...bao } = env;
    expect(await vaultToken('hvs.given\n', { env })).toBe('hvs.given');
    expect(await vaultToken(undefined, { env })).toBe('hvs.said');
    expect(await vaultToken(undefined, { env: bao })).toBe('s.bao');
    expect(await vaultToken(undefined, { env: { HOME: home } })).toBe('hvs.kept');
    for (const none of [{}, { VAULT_TOKEN: 'a\nb' }, { HOME: join(home, 'none') }])
      expect(await vaultToken(undefined, { env: none }).catch(failureOf)).toEqual({
        code: 'store',
        reason: 'no-credentials',
      });
  } finally {
    await rm(home, { recursive: true });
  }
});
