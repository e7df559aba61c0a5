import { fail } from '../../../shared/failure.ts';
import { pinFault, pinLimits } from '../../../shared/quick-unlock.ts';
import { toBase64url } from '../../crypto/base64url.ts';
import { derive } from '../../crypto/derive.ts';
import { argon2, random, secretKey, utf8 } from '../../crypto/primitives.ts';
import { open, type Sealed, seal } from '../../crypto/seal.ts';
import { secretBytes, wipe, wipedAtEnd } from '../../crypto/wipe.ts';
import { KDF_FLOOR, type KdfParameters } from '../../keyslots/passphrase.ts';
import type { OpenedKey } from '../../vault/open.ts';
import type { Kept, KeyKeeper } from './means.ts';
import type { QuickChoice } from './note.ts';

/** What a person asks for: a PIN, or the system's own question. */
export type Wanted = { readonly hours: number } & (
  | { readonly means: 'pin'; readonly pin: string }
  | { readonly means: 'system' }
);

/**
 * What is kept of that. `cost`: what one guess at the PIN costs whoever has the keeper's half too.
 * Refuses a PIN that is guessed at once.
 */
export async function chosenBy(wanted: Wanted, cost: KdfParameters = KDF_FLOOR): Promise<QuickChoice> {
  const { means, hours } = wanted;
  if (means === 'system') return { means, hours };
  const reason = pinFault(wanted.pin);
  if (reason !== undefined) fail({ code: 'quick-unlock', reason });
  const salt = random(16);
  const key = await pinKey(wanted.pin, salt, cost);
  using _ = wipedAtEnd(key);
  return { means, hours, salt: toBase64url(salt), key: toBase64url(key), cost: { ...cost } };
}

/** The 32 bytes that a PIN gives, for the caller to wipe. */
export async function pinKey(
  pin: string,
  salt: Uint8Array,
  { memoryKiB, passes, lanes }: KdfParameters,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const password = utf8(pin.normalize('NFC').slice(0, pinLimits.most));
  try {
    const how = { algorithm: 'argon2id', version: 0x13, length: 32, memoryKiB, passes, lanes } as const;
    return await argon2({ ...how, password, salt }, signal);
  } finally {
    wipe(password);
  }
}

/** What a sealed root key is for. */
interface Sealing {
  /** 32 hex digits. */
  readonly vault: string;
  readonly keeper: KeyKeeper;
  /** How long the keeper has its half, in seconds. */
  readonly seconds: number;
  /** What the PIN gives; missing: the keeper's half alone opens it. */
  readonly pin?: Uint8Array | undefined;
}

/**
 * The root key of a vault, sealed under a random half that a keeper has, and what the PIN gives.
 * Here lies neither: what this process has in memory opens nothing.
 */
export class Entry {
  /** The slot by which the passphrase had opened it, and the mark of all of its slots then. */
  readonly slot: string;
  readonly mark: string;
  readonly #vault: string;
  readonly #half: Kept;
  readonly #sealed: Sealed;

  constructor({ rootKey, slot, mark }: OpenedKey, { vault, keeper, seconds, pin }: Sealing) {
    const half = secretBytes(random(32));
    using _ = wipedAtEnd(half);
    this.slot = slot;
    this.mark = mark;
    this.#vault = vault;
    this.#sealed = seal(wrapping(half, pin, vault), this.#bound(), rootKey);
    this.#half = keeper.put(half, seconds);
  }

  /** The root key, for the caller to wipe. `gone`: the keeper's half is; `wrong`: the PIN's is. */
  open(pin?: Uint8Array): Uint8Array | 'gone' | 'wrong' {
    const half = this.#half.read();
    using _ = wipedAtEnd(half);
    if (half?.length !== 32) return 'gone';
    return open(wrapping(half, pin, this.#vault), this.#bound(), this.#sealed) ?? 'wrong';
  }

  drop(): void {
    this.#half.drop();
    wipe(this.#sealed);
  }

  #bound(): Uint8Array {
    return new TextEncoder().encode(`${this.#vault}/${this.slot}/${this.mark}`);
  }
}

function wrapping(half: Uint8Array, pin: Uint8Array | undefined, vault: string) {
  const both = secretBytes(new Uint8Array([...half, ...(pin ?? [])]));
  using _ = wipedAtEnd(both);
  return derive(secretKey(both), Buffer.from(vault, 'hex'), 'quick-unlock');
}
