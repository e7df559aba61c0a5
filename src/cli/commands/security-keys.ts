import type { SecurityKeyInfo } from '../../main/vault/security-keys.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { fail } from '../../shared/failure.ts';
import { isSameName } from '../../shared/people.ts';
import type { CliWords } from '../../shared/words/cli.ts';
import { command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { timeOf } from '../exposed.ts';
import { texts } from '../language.ts';
import { finish } from '../new-keys.ts';
import { nameFor, printJson, printLines, say } from '../print.ts';

export const listSecurityKeys = command({
  name: 'security-key list',
  args: '',
  count: [0, 0],
  options: {},
  run: (call) => {
    vaultFile(call, 'security-keys');
    return withVault(call, async (vault) => {
      const list = await vault.securityKeys.list();
      const text = await texts('securityKeys');
      if (call.global.json) await printJson(call, { securityKeys: list.map(objectOf) });
      else await printLines(call, linesOf(list, text, nameFor(call)));
      if (list.length === 0) await say(call, text.empty);
      return undefined;
    });
  },
});

export const renameSecurityKey = command({
  name: 'security-key rename',
  args: 'NAME NEW',
  count: [2, 2],
  options: {},
  run: (call) => {
    vaultFile(call, 'security-keys');
    const [given = '', next = ''] = call.args;
    return withVault(call, async (vault) => {
      await vault.securityKeys.rename((await named(vault, given)).id, next);
      if (call.global.json) await printJson(call, { renamed: next.trim() });
      await say(call, (await texts('securityKeys')).renamed(next.trim()));
      return undefined;
    });
  },
});

export const removeSecurityKey = command({
  name: 'security-key remove',
  args: 'NAME',
  count: [1, 1],
  options: {},
  run: (call) => {
    vaultFile(call, 'security-keys');
    const [given = ''] = call.args;
    return withVault(call, async (vault, credentials) => {
      const { id, name } = await named(vault, given);
      await vault.securityKeys.remove(id, credentials);
      if (call.global.json) await printJson(call, { removed: name });
      await say(call, (await texts('securityKeys')).removed(name));
      await finish(call, vault);
      return undefined;
    });
  },
});

async function named(vault: Vault, name: string): Promise<SecurityKeyInfo> {
  const list = await vault.securityKeys.list();
  const found = list.find((one) => isSameName(one.name, name));
  return found ?? fail({ code: 'not-found', what: 'security-key', name: name.slice(0, 80) });
}

function linesOf(
  list: readonly SecurityKeyInfo[],
  text: CliWords['securityKeys'],
  shown: (name: string) => string,
): string[] {
  return list.map(({ name, added, verified, person }) =>
    [
      shown(name),
      text.day(new Date(added).toISOString().slice(0, 10)),
      ...(person === undefined ? [] : [text.of(shown(person))]),
      verified ? text.withPin : text.withoutPin,
    ].join('\t'),
  );
}

function objectOf({ name, added, verified, person, yours }: SecurityKeyInfo) {
  return { name, added: timeOf(added), person: person ?? null, pin: verified, yours };
}
