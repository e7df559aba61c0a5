import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFileAt, isServiceAt, pathAt, placeAt } from '../../main/backend/location.ts';
import { wipedAtEnd } from '../../main/crypto/wipe.ts';
import { tuneKdf } from '../../main/keyslots/passphrase.ts';
import { createVault } from '../../main/vault/open.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { command } from '../command.ts';
import { chosenKdf, kdfOptions } from '../kdf.ts';
import { keyFileFrom } from '../key-file.ts';
import { texts } from '../language.ts';
import { byFile, passphraseFrom } from '../passphrase.ts';
import { printJson, say } from '../print.ts';

export const init = command({
  name: 'init',
  args: 'PLACE',
  count: [1, 1],
  options: kdfOptions,
  run: async (call) => {
    const file = call.args[0] ?? '';
    const place = placeAt(file);
    await refusePlace(place, file);
    const chosen = await chosenKdf(call);
    const source = {
      file: call.global['passphrase-file'],
      question: 'newPassphrase' as const,
      twice: true,
      quiet: call.global.quiet,
      otherwise: byFile('--passphrase-file'),
    };
    const keyFile = await keyFileFrom(call, call.global['key-file'], file);
    using _ = wipedAtEnd(keyFile);
    const passphrase = await passphraseFrom(source, call.io);
    const kdf = chosen ?? (await tuneKdf());
    if (call.io.signal.aborted) fail({ code: 'cancelled' });
    const vault = await createVault(place, { passphrase, keyFile, kdf });
    await vault.lock();
    if (call.global.json) await printJson(call, { file, id: vault.id, kdf });
    const text = await texts('vaults');
    await say(call, keyFile === undefined ? text.created(file) : text.createdWithKey(file));
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
  if ((await stat(dirname(at))) === undefined) fail({ code: 'store', reason: 'no-folder' });
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
