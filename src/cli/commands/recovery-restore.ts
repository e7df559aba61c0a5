import { resolve } from 'node:path';
import { wipedAtEnd } from '../../main/crypto/wipe.ts';
import { tuneKdf } from '../../main/keyslots/passphrase.ts';
import { gatherForLocked, openWithShares } from '../../main/vault/restore.ts';
import { fail } from '../../shared/failure.ts';
import { type Call, command } from '../command.ts';
import { configOf, vaultFile } from '../connect.ts';
import { keyFileFrom } from '../key-file.ts';
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
} as const;

export const restore = command({
  name: 'recovery restore',
  args: 'SHEET...',
  count: [1, 64],
  about:
    'Sets a new passphrase with enough sheets of the recovery set, in place of every one before; the set stays. Until\n' +
    'the last step nothing is written. Too few or wrong sheets: exit 4. A SHEET is a text file with its words, a PNG,\n' +
    'JPEG or PDF, or - for standard input.',
  options,
  examples: [
    'holdfast --vault my.holdfast recovery restore words-1.txt words-3.txt words-5.txt --new-passphrase-file q',
    'holdfast --vault backup.holdfast recovery restore photo-1.jpg photo-2.jpg sheet-4.pdf --to my.holdfast',
  ],
  run: async (call) => {
    refuseTwoReaders(call);
    const config = configOf(vaultFile(call, 'recovery-restore'));
    const gathering = await gatherForLocked(config);
    try {
      await giveSheets(call, gathering, call.args);
      // Nobody should choose a passphrase for sheets that do not open the vault.
      const fault = gathering.fault();
      if (fault !== undefined) fail(fault);
      const { to } = call.options;
      const file = to ?? vaultFile(call);
      const keyFile = await keyFileFrom(call, call.options['new-key-file'], file);
      using _ = wipedAtEnd(keyFile);
      const passphrase = await newPassphrase(call);
      const kdf = await tuneKdf();
      const restoring = {
        passphrase,
        keyFile,
        kdf,
        signal: call.io.signal,
        ...(to !== undefined && { to: resolve(to) }),
      };
      const vault = await openWithShares(config, gathering.sheets(), restoring);
      await vault.lock();
      if (call.global.json) await printJson(call, { file, id: vault.id, sheets: gathering.state().taken });
      await say(
        call,
        `${file} opens with the new passphrase${keyFile === undefined ? ' alone' : ' and its key file together'}. The holders of these sheets know now that they took part: issue a fresh set.`,
      );
      return undefined;
    } finally {
      gathering.forget();
    }
  },
});

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
