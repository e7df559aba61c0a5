import { placeAt } from '../../main/backend/location.ts';
import { wipedAtEnd } from '../../main/crypto/wipe.ts';
import { tuneKdf } from '../../main/keyslots/passphrase.ts';
import { gatherForLocked, openWithShares } from '../../main/vault/restore.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import { type Call, command } from '../command.ts';
import { vaultFile } from '../connect.ts';
import { keyFileFrom } from '../key-file.ts';
import { keepKeys, sealAnew } from '../new-keys.ts';
import { passphraseFrom } from '../passphrase.ts';
import { printJson, say } from '../print.ts';
import { giveSheets } from '../sheets.ts';
import { misuse } from '../usage.ts';

const options = {
  'new-passphrase-file': {
    value: 'F',
    help: 'the passphrase that the vault gets; -: the first line of standard input; otherwise a terminal is asked',
  },
  'new-key-file': {
    value: 'F',
    help: 'a file that the vault opens with together with that passphrase; otherwise it asks for no file any more',
  },
  to: { value: 'FILE', help: 'leave the vault as it is, and give the passphrase to a copy of it there' },
  ...keepKeys,
} as const;

export const restore = command({
  name: 'recovery restore',
  args: 'SHEET...',
  count: [1, 64],
  about:
    'Sets a new passphrase with enough sheets of the recovery set, in place of every one before; the set stays. The vault\n' +
    'gets new keys: the passphrase before, with an older copy, opens nothing written since (see "rekey"). Until the last\n' +
    'step nothing is written. Too few or wrong sheets: exit 4. A SHEET is a text file with its words, a PNG, JPEG or PDF,\n' +
    'or - for standard input.',
  options,
  examples: [
    'holdfast --vault my.holdfast recovery restore words-1.txt words-3.txt words-5.txt --new-passphrase-file q',
    'holdfast --vault backup.holdfast recovery restore photo-1.jpg photo-2.jpg sheet-4.pdf --to my.holdfast',
  ],
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
        ...(to !== undefined && { to: placeAt(to) }),
      };
      const vault = await opened(call, openWithShares(config, gathering.sheets(), restoring));
      try {
        const { taken } = gathering.state();
        if (call.global.json) await printJson(call, { file, id: vault.id, sheets: taken });
        await say(
          call,
          `${file} opens with the new passphrase${keyFile === undefined ? ' alone' : ' and its key file together'}. The holders of these sheets know now that they took part: issue a fresh set.`,
        );
        if (kept) await say(call, keptWords);
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

const keptWords =
  'The keys are as before: an older copy, opened with the passphrase of its day, opens what is written later, too.';

async function opened(call: Call<typeof options>, opening: Promise<Vault>): Promise<Vault> {
  try {
    return await opening;
  } catch (error) {
    if (failureOf(error)?.code === 'damaged' && !call.options['keep-keys'])
      await say(
        call,
        'New keys need a vault that is whole. With --keep-keys it may open as it is: then "holdfast repair", and "holdfast rekey" after it.',
      );
    throw error;
  }
}

function refuseTwoReaders({ args, options: given }: Call<typeof options>): void {
  const readers = args.filter((name) => name === '-').length + Number(given['new-passphrase-file'] === '-');
  if (readers > 1) misuse('Standard input can be read once: give the other as a file.');
}

function newPassphrase({ io, global: { quiet }, options: given }: Call<typeof options>): Promise<string> {
  return passphraseFrom(
    { file: given['new-passphrase-file'], question: 'New passphrase: ', twice: true, quiet },
    io,
  );
}
