import { totalmem } from 'node:os';
import { HoldfastError } from '../../shared/failure.ts';
import type { KdfFault } from '../../shared/failure-reasons.ts';
import { peopleLimits } from '../../shared/people.ts';
import { fromBase64url, toBase64url } from '../crypto/base64url.ts';
import { derive } from '../crypto/derive.ts';
import { argon2, exportedKey, random, utf8 } from '../crypto/primitives.ts';
import { secretBytes, wipe } from '../crypto/wipe.ts';
import { makeRecipient, newSlotId, unwrapWith, warmUp } from './recipient.ts';
import type { PassphraseSlot } from './slot.ts';

/** What Argon2id costs: memory in KiB, passes over it, lanes side by side. */
export interface KdfParameters {
  memoryKiB: number;
  passes: number;
  lanes: number;
}

/** The least that a new slot gets, on however slow a machine. */
export const KDF_FLOOR: Readonly<KdfParameters> = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 };

const MIB = 1024;
/**
 * The most that one derivation may cost, in KiB times passes: 16 GiB once, or 1 GiB sixteen times.
 */
const KDF_BUDGET = 16 * 1024 * MIB;
const TUNED_PASSES = 10;
const TUNED_MEMORY = 1024 * MIB;

/** The passphrase as bytes: NFC, so that one typed on another keyboard is the same; then UTF-8. */
export function passphraseBytes(passphrase: string): Uint8Array {
  return utf8(passphrase.normalize('NFC'));
}

/**
 * A new slot that opens with this passphrase, or with it and a key file (its `readKeyFile`), and
 * its pre-shared key for the sealed head. Fails with `kdf-refused`.
 */
export async function wrapWithPassphrase(input: {
  passphrase: Uint8Array;
  keyFile?: Uint8Array | undefined;
  rootKey: Uint8Array;
  vaultId: Uint8Array;
  params: KdfParameters;
  label: string;
  now: Date;
}): Promise<{ slot: PassphraseSlot; psk: string }> {
  const { memoryKiB, passes, lanes } = input.params;
  const { vaultId, rootKey, label } = input;
  const id = newSlotId();
  const kind = input.keyFile === undefined ? 'passphrase' : 'passphrase-and-file';
  const salt = toBase64url(random(16));
  const kdf = { name: 'argon2id', version: 19, memoryKiB, passes, lanes, salt } as const;
  const secret = await secretOf(kdf, input.passphrase, vaultId, input);
  try {
    const { recipient, psk } = await makeRecipient({ id, kind, vaultId, rootKey }, secret);
    return { slot: { id, kind, label, created: input.now.toISOString(), kdf, ...recipient }, psk };
  } finally {
    wipe(secret);
  }
}

/** What a slot is opened with beside its passphrase. */
export interface UnwrapOptions {
  /** What `readKeyFile` gives; only slots of the kind `passphrase-and-file` have one. */
  readonly keyFile?: Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly machineBytes?: number;
}

/**
 * The root key, or undefined: a wrong passphrase or key file, or an altered slot, which cannot be
 * told apart. Fails with `kdf-refused`.
 */
export async function unwrapWithPassphrase(
  slot: PassphraseSlot,
  passphrase: Uint8Array,
  vaultId: Uint8Array,
  options: UnwrapOptions = {},
): Promise<Uint8Array | undefined> {
  const { kind } = slot;
  if ((kind === 'passphrase-and-file') !== (options.keyFile !== undefined)) return undefined;
  const secret = await secretOf(slot.kdf, passphrase, vaultId, options);
  try {
    return await unwrapWith(slot, secret, vaultId);
  } finally {
    wipe(secret);
  }
}

/**
 * Refuses, as `kdf-refused`, what a hostile file could ask for: all memory, hours of work, or next
 * to none.
 */
export function refuseKdf({ memoryKiB, passes, lanes }: KdfParameters, machineBytes: number): void {
  const most = Math.min(4 * 1024 * MIB, Math.floor(machineBytes / 1024 / 2));
  refuseOutside('memory', memoryKiB, 8 * MIB, most);
  refuseOutside('passes', passes, 1, 100);
  refuseOutside('lanes', lanes, 1, 64);
  refuseOutside('work', memoryKiB * passes, 8 * MIB, KDF_BUDGET);
}

/**
 * Refuses, before any is tried, more passphrases than a person has, and any slot that asks for too
 * much.
 */
export function refuseSlots(slots: readonly Pick<PassphraseSlot, 'kdf'>[], machineBytes = totalmem()): void {
  refuseOutside('slots', slots.length, 0, peopleLimits.people);
  for (const { kdf } of slots) refuseKdf(kdf, machineBytes);
}

/**
 * Parameters for which one derivation takes about `targetMs` here, found by one measured run of the
 * floor.
 */
export async function tuneKdf(targetMs = 500, measure = measureKdf): Promise<KdfParameters> {
  return scaleKdf(await measure(KDF_FLOOR), targetMs);
}

/**
 * The floor raised to the target, its own time being `measuredMs`: first passes, to 10, then
 * memory, to 1 GiB.
 */
export function scaleKdf(measuredMs: number, targetMs: number, machineBytes = totalmem()): KdfParameters {
  const factor = targetMs / measuredMs;
  if (!(factor > 1)) return { ...KDF_FLOOR };
  const passes = Math.min(TUNED_PASSES, Math.floor(KDF_FLOOR.passes * factor));
  const left = (factor * KDF_FLOOR.passes) / passes;
  // A quarter of the machine, so that one with half as much memory still opens the vault.
  const most = Math.min(TUNED_MEMORY, machineBytes / 1024 / 4);
  const memory = Math.max(KDF_FLOOR.memoryKiB, Math.min(most, KDF_FLOOR.memoryKiB * left));
  return { memoryKiB: Math.floor(memory / MIB) * MIB, passes, lanes: KDF_FLOOR.lanes };
}

async function measureKdf(params: Readonly<KdfParameters>): Promise<number> {
  // The first run of all also loads the library and starts its threads: it is a small one, and not
  // timed.
  await timed({ ...params, memoryKiB: 8 * MIB, passes: 1 });
  return timed(params);
}

async function timed(params: Readonly<KdfParameters>): Promise<number> {
  const [password, salt] = [random(16), random(16)];
  const start = performance.now();
  wipe(await argon2({ algorithm: 'argon2id', version: 19, password, salt, length: 32, ...params }));
  return performance.now() - start;
}

/**
 * What the slot's key pair comes from (format.md's K), for the caller to wipe: Argon2id's output,
 * and with a key file what both give together.
 */
export async function secretOf(
  kdf: PassphraseSlot['kdf'],
  passphrase: Uint8Array,
  vaultId: Uint8Array,
  { keyFile, ...options }: UnwrapOptions,
): Promise<Uint8Array> {
  const output = await stretched(kdf, passphrase, options);
  if (keyFile === undefined) return output;
  const both = secretBytes(new Uint8Array(output.length + keyFile.length));
  both.set(output);
  both.set(keyFile, output.length);
  try {
    return exportedKey(derive(both, vaultId, 'slot/key-file'));
  } finally {
    wipe(output, both);
  }
}

/** Argon2id's output, 32 bytes. The library for key pairs loads meanwhile. */
async function stretched(
  kdf: PassphraseSlot['kdf'],
  password: Uint8Array,
  { signal, machineBytes = totalmem() }: UnwrapOptions,
): Promise<Uint8Array> {
  refuseKdf(kdf, machineBytes);
  const salt = fromBase64url(kdf.salt);
  const { memoryKiB, passes, lanes } = kdf;
  const cost = { memoryKiB, passes, lanes, length: 32 };
  const input = { algorithm: 'argon2id', version: 19, password, salt, ...cost } as const;
  const [output] = await Promise.all([argon2(input, signal), warmUp()]);
  return output;
}

function refuseOutside(reason: KdfFault, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new HoldfastError({ code: 'kdf-refused', reason, value, least, most });
}
