import { totalmem } from 'node:os';
import { KDF_FLOOR, type KdfParameters, refuseKdf } from '../main/keyslots/passphrase.ts';
import type { Call } from './command.ts';
import { texts } from './language.ts';
import { say } from './print.ts';
import { wholeNumber } from './usage.ts';

/** What opening with a new passphrase is to cost. */
export const kdfOptions = {
  'kdf-memory': { value: 'MIB' },
  'kdf-time': { value: 'N' },
} as const;

/**
 * What --kdf-memory and --kdf-time ask for, with a warning where that is little; `undefined`:
 * nothing.
 */
export async function chosenKdf(call: Call<typeof kdfOptions>): Promise<KdfParameters | undefined> {
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
    await say(call, (await texts('vaults')).weakKdf);
  }
  return kdf;
}
