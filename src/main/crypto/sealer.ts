import { aesGcmOpen, aesGcmSeal, type Key } from './primitives.ts';

const nothing = new Uint8Array(0);

/** One direction: messages in their order, each sealed under the next nonce. */
export class Sealer {
  readonly #key: Key;
  #count = 0n;
  #broken = false;

  constructor(key: Key) {
    this.#key = key;
  }

  /** `before` as it is, then what is sealed. */
  seal(plaintext: Uint8Array, before: Uint8Array = nothing, about: Uint8Array = nothing): Uint8Array {
    return aesGcmSeal(this.#key, this.#nonce(), about, plaintext, before);
  }

  /** `undefined` unless it is the next message, whole and unchanged; and then for ever. */
  open(sealed: Uint8Array, about: Uint8Array = nothing): Uint8Array | undefined {
    const opened = this.#broken ? undefined : aesGcmOpen(this.#key, this.#nonce(), about, sealed);
    this.#broken = opened === undefined;
    return opened;
  }

  // Four zero bytes, then the number in eight.
  #nonce(): Uint8Array {
    const nonce = new Uint8Array(12);
    new DataView(nonce.buffer).setBigUint64(4, this.#count);
    this.#count += 1n;
    return nonce;
  }
}
