import type { Credentials } from '../../main/vault/slots.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { type Call, command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { tellExposed, timeOf } from '../exposed.ts';
import { texts } from '../language.ts';
import { finish } from '../new-keys.ts';
import { byFile, passphraseFrom } from '../passphrase.ts';
import { say } from '../print.ts';
import { misuse } from '../usage.ts';

const options = {
  'new-passphrase-file': {
    value: 'F',
  },
  'new-passphrase': {},
  'keep-keys': {},
  list: {},
} as const;

type RekeyCall = Call<typeof options>;
/** What opened the vault. */
type Given = Exclude<Credentials, string>;

export const rekey = command({
  name: 'rekey',
  args: '',
  count: [0, 0],
  options,
  run: async (call) => {
    vaultFile(call, 'rekey');
    refuseContradictions(call);
    const { list, 'keep-keys': keep, 'new-passphrase': asked } = call.options;
    if (list) return withVault(call, async (vault) => void (await tellExposed(call, vault)));
    const given = await nextFromFile(call);
    const work = async (vault: Vault, credentials: Given): Promise<undefined> => {
      const next = asked ? await newPassphrase(undefined, call) : given;
      await (keep ? rename : change)(call, vault, credentials, next);
    };
    // After a run that was cut short the passphrase of before opens nothing any more.
    return withVault(call, work, keep ? undefined : given);
  },
});

function refuseContradictions({ options: given, global }: RekeyCall): void {
  const { list, 'keep-keys': keep, 'new-passphrase': asked, 'new-passphrase-file': file } = given;
  if (asked && file !== undefined) misuse((say) => say.onePassphrase);
  const renamed = asked || file !== undefined;
  if (list && (renamed || keep)) misuse((say) => say.listAlone);
  if (keep && !renamed) misuse((say) => say.keepKeysAlone);
  if (file === '-' && global['passphrase-file'] === '-') misuse((say) => say.inputOnce);
}

async function nextFromFile(call: RekeyCall): Promise<string | undefined> {
  const file = call.options['new-passphrase-file'];
  return file === undefined ? undefined : newPassphrase(file, call);
}

function newPassphrase(file: string | undefined, { io, global: { quiet } }: RekeyCall): Promise<string> {
  return passphraseFrom(
    { file, question: 'newPassphrase', twice: true, quiet, otherwise: byFile('--new-passphrase-file') },
    io,
  );
}

async function change(call: RekeyCall, vault: Vault, given: Given, next: string | undefined): Promise<void> {
  const text = await texts('vaults');
  if (vault.renewing && (next === undefined || next === given.passphrase)) {
    await say(call, text.continues(timeOf(vault.rekeyed)));
  } else {
    await vault.rekey(given, next === undefined ? undefined : { ...given, passphrase: next });
    await say(call, text.newKeys);
  }
  await finish(call, vault);
  await tellExposed(call, vault);
}

// A key file that the vault asks for stays, here and above.
async function rename(call: RekeyCall, vault: Vault, given: Given, next = given.passphrase): Promise<void> {
  await vault.changePassphrase(given, { ...given, passphrase: next }, { keepKeys: true });
  await say(call, (await texts('vaults')).renamed);
}
