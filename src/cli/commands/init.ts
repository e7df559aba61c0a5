import { lstat } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname } from 'node:path';
import { isFileAt, isServiceAt, pathAt, placeAt } from '../../main/backend/location.ts';
import { wipedAtEnd } from '../../main/crypto/wipe.ts';
import { KDF_FLOOR, type KdfParameters, refuseKdf, tuneKdf } from '../../main/keyslots/passphrase.ts';
import { createVault } from '../../main/vault/open.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { type Call, command } from '../command.ts';
import { keyFileFrom } from '../key-file.ts';
import { passphraseFrom } from '../passphrase.ts';
import { printJson, say } from '../print.ts';
import { wholeNumber } from '../usage.ts';

const options = {
  'kdf-memory': { value: 'MIB', help: 'memory that opening takes, in MiB; otherwise found by a measurement' },
  'kdf-time': { value: 'N', help: 'passes over that memory; otherwise found by a measurement' },
} as const;

export const init = command({
  name: 'init',
  args: 'PLACE',
  count: [1, 1],
  about:
    'Creates a vault: PLACE is a file, or folder:PATH for a folder of files. What is there already is left as it is (exit 8).\n' +
    'Opening is made to take about half a\n' +
    'second here, unless --kdf-memory or --kdf-time say otherwise; then what is not given is 64 MiB and 3 passes. With\n' +
    '--key-file the vault opens with its passphrase and that file together.',
  options,
  examples: [
    'holdfast init my.holdfast                             # asks for the passphrase, twice',
    'holdfast init my.holdfast --passphrase-file p         # takes it from a file',
    'holdfast init folder:my-vault                         # a folder of files instead of one',
    'holdfast init my.holdfast --key-file my.key           # asks for that file at every opening, too',
    'holdfast init my.holdfast --kdf-memory 256 --kdf-time 4',
  ],
  run: async (call) => {
    const file = call.args[0] ?? '';
    const place = placeAt(file);
    await refusePlace(place, file);
    const chosen = await chosenKdf(call);
    const source = {
      file: call.global['passphrase-file'],
      question: 'New passphrase: ',
      twice: true,
      quiet: call.global.quiet,
    };
    const keyFile = await keyFileFrom(call, call.global['key-file'], file);
    using _ = wipedAtEnd(keyFile);
    const passphrase = await passphraseFrom(source, call.io);
    const kdf = chosen ?? (await tuneKdf());
    if (call.io.signal.aborted) fail({ code: 'cancelled' });
    const vault = await createVault(place, { passphrase, keyFile, kdf });
    await vault.lock();
    if (call.global.json) await printJson(call, { file, id: vault.id, kdf });
    const needed =
      keyFile === undefined
        ? 'its passphrase nobody can open it: keep it safe.'
        : 'its passphrase and this very key file nobody can open it: keep both, and a copy of the file, apart from the vault.';
    await say(call, `Created ${file}. Without ${needed}`);
    return undefined;
  },
});

// Before the passphrase is asked for; `createVault` is what makes sure.
async function refusePlace(place: Place, file: string): Promise<void> {
  if (isServiceAt(place)) return refuseTaken(place, file);
  const stat = (path: string) => lstat(path).catch(() => undefined);
  // A folder that is there may be empty.
  const at = pathAt(place);
  const there = await stat(at);
  if (there !== undefined && (isFileAt(place) || !there.isDirectory()))
    fail({ code: 'exists', what: 'vault', name: file });
  if ((await stat(dirname(at))) === undefined) fail({ code: 'store', reason: 'no such folder' });
}

async function refuseTaken(place: Place, name: string): Promise<void> {
  const { openAt } = await import('../../main/backend/places.ts');
  const store = await openAt(place, { readOnly: true }).catch((error: unknown) => {
    if (failureOf(error)?.code === 'not-found') return undefined;
    throw error;
  });
  if (store === undefined) return;
  await store.close();
  fail({ code: 'exists', what: 'vault', name });
}

async function chosenKdf(call: Call<typeof options>): Promise<KdfParameters | undefined> {
  const { 'kdf-memory': memory, 'kdf-time': time } = call.options;
  if (memory === undefined && time === undefined) return undefined;
  const kdf = {
    memoryKiB:
      memory === undefined ? KDF_FLOOR.memoryKiB : wholeNumber('kdf-memory', memory, 1, 4_096) * 1_024,
    passes: time === undefined ? KDF_FLOOR.passes : wholeNumber('kdf-time', time, 1, 100),
    lanes: KDF_FLOOR.lanes,
  };
  refuseKdf(kdf, totalmem());
  if (kdf.memoryKiB < KDF_FLOOR.memoryKiB || kdf.passes < KDF_FLOOR.passes) {
    await say(
      call,
      'Warning: less than 64 MiB and 3 passes makes guessing the passphrase cheap. Do so for tests only.',
    );
  }
  return kdf;
}
