import { placeAt } from '../../main/backend/location.ts';
import { wipedAtEnd } from '../../main/crypto/wipe.ts';
import { tuneKdf } from '../../main/keyslots/passphrase.ts';
import { gatherForLocked, openWithShares } from '../../main/vault/restore.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import { type Call, command } from '../command.ts';
import { vaultFile } from '../connect.ts';
import { keyFileFrom } from '../key-file.ts';
import { texts } from '../language.ts';
import { keepKeys, sealAnew } from '../new-keys.ts';
import { byFile, passphraseFrom } from '../passphrase.ts';
import { printJson, say } from '../print.ts';
import { giveSheets } from '../sheets.ts';
import { misuse } from '../usage.ts';

const options = {
  'new-passphrase-file': {
    value: 'F',
  },
  'new-key-file': {
    value: 'F',
  },
  person: { value: 'NAME' },
  to: { value: 'FILE' },
  ...keepKeys,
} as const;

export const restore = command({
  name: 'recovery restore',
  args: 'SHEET...',
  count: [1, 64],
  options,
  run: async (call) => {
    refuseTwoReaders(call);
    const config = placeAt(vaultFile(call, 'recovery-restore'));
    const gathering = await gatherForLocked(config);
    try {
      await giveSheets(call, gathering, call.args);
      // Nobody should choose a passphrase for sheets that do not open the vault.
      const fault = gathering.fault();
      if (fault !== undefined) fail(fault);
      const { to, 'keep-keys': kept } = call.options;
      const file = to ?? vaultFile(call);
      const keyFile = await keyFileFrom(call, call.options['new-key-file'], file);
      using _ = wipedAtEnd(keyFile);
      const passphrase = await newPassphrase(call);
      const kdf = await tuneKdf();
      const restoring = {
        passphrase,
        keyFile,
        kdf,
        keepKeys: kept,
        signal: call.io.signal,
        person: call.options.person,
        ...(to !== undefined && { to: placeAt(to) }),
      };
      const vault = await opened(call, openWithShares(config, gathering.sheets(), restoring));
      try {
        const { taken } = gathering.state();
        if (call.global.json) await printJson(call, { file, id: vault.id, sheets: taken });
        const text = await texts('recovery');
        await say(call, keyFile === undefined ? text.restored(file) : text.restoredWithKey(file));
        if (kept) await say(call, text.keptKeys);
        const others = (await vault.people.list()).people.filter(({ you }) => !you).map(({ name }) => name);
        if (others.length > 0) await say(call, (await texts('people')).stillOpen(others));
        await sealAnew(call, vault);
      } finally {
        await vault.lock();
      }
      return undefined;
    } finally {
      gathering.forget();
    }
  },
});

async function opened(call: Call<typeof options>, opening: Promise<Vault>): Promise<Vault> {
  try {
    return await opening;
  } catch (error) {
    if (failureOf(error)?.code === 'damaged' && !call.options['keep-keys'])
      await say(call, (await texts('recovery')).damaged);
    throw error;
  }
}

function refuseTwoReaders({ args, options: given }: Call<typeof options>): void {
  const readers = args.filter((name) => name === '-').length + Number(given['new-passphrase-file'] === '-');
  if (readers > 1) misuse((say) => say.inputOnce);
}

function newPassphrase({ io, global: { quiet }, options: given }: Call<typeof options>): Promise<string> {
  const file = given['new-passphrase-file'];
  return passphraseFrom(
    { file, question: 'newPassphrase', twice: true, quiet, otherwise: byFile('--new-passphrase-file') },
    io,
  );
}
