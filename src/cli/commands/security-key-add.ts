import { wipe } from '../../main/crypto/wipe.ts';
import type { SecurityKeys } from '../../main/keyslots/security-key.ts';
import type { NamedKey } from '../../main/vault/security-keys.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { fail } from '../../shared/failure.ts';
import { type Call, command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';
import { asking, securityKeys } from '../security-keys.ts';

export const addSecurityKey = command({
  name: 'security-key add',
  args: 'NAME [NAME]',
  count: [1, 2],
  options: {},
  run: (call) => {
    vaultFile(call, 'security-keys');
    return withVault(call, async (vault, credentials) => {
      const slots = vault.securityKeys;
      await slots.prove(credentials);
      const names = slots.refuseNames(call.args);
      slots.refuseFull(names.length);
      if (names.length < 2 && !slots.mayAddOne) fail({ code: 'security-key', reason: 'sheets-first' });
      const keys = await setUp(call, vault, names);
      try {
        await slots.add(keys, credentials);
      } finally {
        wipe(...keys.map(({ made }) => made.secret));
      }
      const text = await texts('securityKeys');
      if (call.global.json) await printJson(call, { added: names });
      await say(call, text.added(names));
      if (keys.some(({ made }) => !made.verified)) await say(call, text.noPin);
      return undefined;
    });
  },
});

// One after the other, for nothing tells two that are connected apart.
async function setUp(call: Call, vault: Vault, names: readonly string[]): Promise<NamedKey[]> {
  const keys = await securityKeys(call);
  const done: NamedKey[] = [];
  try {
    for (const name of names) {
      if (done.length > 0) await waitForNext(call, name);
      done.push({ name, made: await make(call, keys, vault, done, name) });
    }
    return done;
  } catch (error) {
    wipe(...done.map(({ made }) => made.secret));
    throw error;
  }
}

function make(call: Call, keys: SecurityKeys, vault: Vault, done: readonly NamedKey[], name: string) {
  const others = [...vault.securityKeys.credentials(), ...done.map(({ made }) => made.credential)];
  return asking(call, { name }, (how) => keys.make(others, how));
}

async function waitForNext({ io }: Call, name: string): Promise<void> {
  const terminal = (await io.terminal()) ?? fail({ code: 'locked' });
  try {
    await terminal.ask((await texts('securityKeys')).next(name), io.signal);
  } finally {
    terminal.close();
  }
}
