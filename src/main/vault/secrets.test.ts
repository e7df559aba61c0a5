import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../backend/testing/harness.ts';
import { createVault } from './open.ts';
import type { Vault } from './vault.ts';

let vault: Vault;
beforeEach(async () => {
  vault = await createVault(
    { kind: 'memory' },
    { passphrase: '', kdf: { memoryKiB: 8192, passes: 1, lanes: 1 } },
  );
  for (const text of ['one', 'two']) await vault.secrets.put('a', value(text));
});
afterEach(() => vault.lock());

const value = (text: string) => [{ name: 'password', type: 'secret' as const, value: text }];

describe('what was planned before somebody else wrote is a conflict', () => {
  it('as a patch', async () => {
    const patched = await vault.secrets.patched('a', { set: value('patched') });
    await vault.secrets.put('a', value('meanwhile'));
    expect(await refusal(vault.secrets.apply([patched]))).toEqual({
      code: 'conflict',
      expected: 2,
      found: 3,
    });
    expect((await vault.secrets.get('a')).fields).toEqual(value('meanwhile'));
    await vault.secrets.delete('a');
    expect(await refusal(vault.secrets.apply([patched]))).toMatchObject({ code: 'conflict', found: 0 });
  });

  it('as a rollback', async () => {
    const back = await vault.secrets.rolledBack('a', 1);
    await vault.secrets.put('a', value('meanwhile'));
    expect(await refusal(vault.secrets.apply([back]))).toEqual({ code: 'conflict', expected: 2, found: 3 });
    expect(await vault.secrets.rollback('a', 1)).toBe(4);
    expect((await vault.secrets.get('a')).fields).toEqual(value('one'));
  });
});
