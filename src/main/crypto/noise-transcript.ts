import { hkdfSha256, type Key, secretKey, sha256, x25519 } from './primitives.ts';
import { Sealer } from './sealer.ts';
import { wipe } from './wipe.ts';

const nothing = new Uint8Array(0);
// The name is shorter than a hash, and filled up with zeros.
const protocol = new Uint8Array(32);
protocol.set(new TextEncoder().encode('Noise_XK_25519_AESGCM_SHA256'));

/** What both ends compute alike from what was said so far. */
export class Transcript {
  #hash: Uint8Array = protocol;
  #chain: Uint8Array = protocol;
  #sealer: Sealer | undefined;

  constructor(prologue: Uint8Array, responder: Uint8Array) {
    this.take(prologue);
    this.take(responder);
  }

  take(said: Uint8Array): void {
    this.#hash = sha256(this.#hash, said);
  }

  /** Goes on under what the two keys share; `false` where they share nothing secret. */
  mix(own: Key, other: Uint8Array): boolean {
    const shared = x25519(own, other);
    if (shared === undefined) return false;
    const [chain, key] = this.#expand(shared);
    wipe(shared, ...(this.#chain === protocol ? [] : [this.#chain]));
    this.#chain = chain;
    this.#sealer = new Sealer(handle(key));
    return true;
  }

  seal(payload: Uint8Array): Uint8Array {
    const sealed = (this.#sealer as Sealer).seal(payload, nothing, this.#hash);
    this.take(sealed);
    return sealed;
  }

  open(sealed: Uint8Array): Uint8Array | undefined {
    const payload = (this.#sealer as Sealer).open(sealed, this.#hash);
    this.take(sealed);
    return payload;
  }

  /** The keys of both directions: of the one who began, and of the other. */
  split(): [Sealer, Sealer] {
    const [first, second] = this.#expand(nothing);
    wipe(this.#chain);
    return [new Sealer(handle(first)), new Sealer(handle(second))];
  }

  #expand(secret: Uint8Array): [Uint8Array, Uint8Array] {
    const both = hkdfSha256(secret, this.#chain, nothing, 64);
    const parts: [Uint8Array, Uint8Array] = [both.slice(0, 32), both.slice(32)];
    wipe(both);
    return parts;
  }
}

function handle(bytes: Uint8Array): Key {
  const key = secretKey(bytes);
  wipe(bytes);
  return key;
}
