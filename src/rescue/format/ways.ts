// The ways into a vault: a passphrase, with a key file or without, and the sheets of a recovery set.

import type { Argon } from '../crypto/argon.ts';
import { unbase64 } from '../crypto/bytes.ts';
import { derive } from '../crypto/primitives.ts';
import type { Manifest, Slot } from './manifest.ts';
import { Trouble } from './trouble.ts';

/** Gives the root key of each manifest that it opens. */
export type Way = (manifest: Manifest) => Promise<Uint8Array | undefined>;

/** Argon2id, wherever it is computed. */
export type DeriveSlowly = (passphrase: Uint8Array, kdf: Argon) => Promise<Uint8Array>;

const passphraseKinds = ['passphrase', 'passphrase-and-file'] as const;

/** `keyFile`: the SHA-256 of its content. */
export function byPassphrase(
  given: { readonly passphrase: string; readonly keyFile?: Uint8Array | undefined },
  slowly: DeriveSlowly,
): Way {
  const passphrase = new TextEncoder().encode(given.passphrase.normalize('NFC'));
  const known = new Map<string, Promise<Uint8Array>>();
  const secretOf = async (manifest: Manifest, slot: Slot) => {
    const kdf = kdfOf(slot);
    const name = JSON.stringify([...kdf.salt, kdf.memoryKiB, kdf.passes, kdf.lanes]);
    const derived = await (known.get(name) ?? slowly(passphrase, kdf));
    known.set(name, Promise.resolve(derived));
    if (given.keyFile === undefined) return derived;
    const both = new Uint8Array(64);
    both.set(derived);
    both.set(given.keyFile, 32);
    return derive(both, manifest.vault, 'slot/key-file');
  };
  return async (manifest) => {
    if (manifest.ofKind(...passphraseKinds).length > 8) throw new Trouble('kdf');
    const slots = manifest.ofKind(passphraseKinds[given.keyFile === undefined ? 0 : 1]);
    if (slots.length === 0) throw new Trouble('no-slot');
    for (const slot of slots) {
      const root = await manifest.rootKey(slot, await secretOf(manifest, slot));
      if (root !== undefined) return root;
    }
    return undefined;
  };
}

/** `secret`: what the sheets gave together. */
export function bySecret(secret: Uint8Array): Way {
  return async (manifest) => {
    const [slot] = manifest.ofKind('recovery');
    return slot && manifest.rootKey(slot, secret);
  };
}

/** Whether a person's passphrase slot asks for a key file, too. */
export function passphraseWays(manifest: Manifest): { alone: boolean; withFile: boolean } {
  return {
    alone: manifest.ofKind('passphrase').length > 0,
    withFile: manifest.ofKind('passphrase-and-file').length > 0,
  };
}

// docs/format.md, 4: what a file may ask of a machine.
function kdfOf({ stored }: Slot): Argon {
  const kdf = (stored['kdf'] ?? {}) as Record<string, unknown>;
  const [memoryKiB, passes, lanes] = [kdf['memoryKiB'], kdf['passes'], kdf['lanes']].map(Number);
  const salt = unbase64(kdf['salt']);
  const isNumber = (n: number | undefined, least: number, most: number): n is number =>
    n !== undefined && Number.isInteger(n) && n >= least && n <= most;
  if (kdf['name'] !== 'argon2id' || kdf['version'] !== 19) throw new Trouble('kdf');
  if (salt === undefined || salt.length < 16 || salt.length > 64) throw new Trouble('kdf');
  if (!isNumber(memoryKiB, 8_192, 4_194_304) || !isNumber(passes, 1, 100) || !isNumber(lanes, 1, 64))
    throw new Trouble('kdf');
  if (memoryKiB * passes > 16 * 1_048_576) throw new Trouble('kdf');
  // More than browsers give to one page.
  if (memoryKiB > 2_097_151) throw new Trouble('memory');
  return { memoryKiB, passes, lanes, salt };
}
