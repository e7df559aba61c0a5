// A thread of this process: it seals what an import makes while the main thread makes more. Its
// keys are handles, and what it was given in plain is overwritten before the answer goes.
import { parentPort, workerData } from 'node:worker_threads';
import { release } from '../../../../shared/release.ts';
import { overhead, seal } from '../../../crypto/seal.ts';
import { wipe } from '../../../crypto/wipe.ts';
import { addressesOf } from '../../format/addresses.ts';
import { aadForm } from '../../format/object-aad.ts';
import type { SealTask } from '../../format/object-kind.ts';
import type { SealedParts, Unsealed } from './seal-task.ts';

const { vault, kind, term, key, addressKey } = workerData as SealTask;

function sealAll({ ids, lengths, plain, paths }: Unsealed): SealedParts {
  const bytes = new Uint8Array(plain.length + overhead * lengths.length);
  const hex = Buffer.from(Buffer.from(ids.buffer).toString('hex'), 'latin1');
  const { aad, idAt } = aadForm(vault, kind, term);
  let from = 0;
  let to = 0;
  for (const [i, length] of lengths.entries()) {
    aad.set(hex.subarray(32 * i, 32 * i + 32), idAt);
    bytes.set(seal(key, aad, plain.subarray(from, from + length)), to);
    from += length;
    to += length + overhead;
  }
  wipe(plain);
  return {
    ids,
    lengths: lengths.map((length) => length + overhead),
    bytes,
    addresses: addressesOf(addressKey, paths),
  };
}

parentPort?.on('message', (unsealed: Unsealed) => {
  const sealed = sealAll(unsealed);
  const { ids, lengths, bytes, addresses } = sealed;
  parentPort?.postMessage(sealed, [ids.buffer, lengths.buffer, bytes.buffer, addresses.buffer]);
  release(unsealed.plain);
});
