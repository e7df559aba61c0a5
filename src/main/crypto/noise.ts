// Noise_XK_25519_AESGCM_SHA256 of the Noise Protocol Framework, revision 34: the one who begins
// knows the other's key before, and shows its own key to that one alone. Both keys go into what the
// messages are sealed with: nobody in between has them.
import { Transcript } from './noise-transcript.ts';
import { type Key, random, x25519Key, x25519Public } from './primitives.ts';
import type { Sealer } from './sealer.ts';
import { wipe } from './wipe.ts';

/** Bytes of a key, and what each sealed message has more than what is in it. */
export const noiseLengths = { key: 32, tag: 16 };

const { key: KEY, tag: TAG } = noiseLengths;
const nothing = new Uint8Array(0);

/** What both ends have when hands were shaken. */
export interface Channel {
  readonly sends: Sealer;
  readonly receives: Sealer;
}

/** The end that begins: `first`, then `second` with the answer, then `third`. */
export class Initiator {
  readonly #transcript: Transcript;
  readonly #own: Key;
  readonly #ephemeral: Key;
  readonly #responder: Uint8Array;
  #other: Uint8Array = nothing;

  /** `ephemeral` is for tests alone. */
  constructor(prologue: Uint8Array, responder: Uint8Array, own = freshKey(), ephemeral = freshKey()) {
    this.#transcript = new Transcript(prologue, responder);
    this.#responder = responder;
    this.#own = own;
    this.#ephemeral = ephemeral;
  }

  /** `undefined` where the responder's key is none. */
  first(payload: Uint8Array = nothing): Uint8Array | undefined {
    const ephemeral = x25519Public(this.#ephemeral);
    this.#transcript.take(ephemeral);
    if (!this.#transcript.mix(this.#ephemeral, this.#responder)) return undefined;
    return joined(ephemeral, this.#transcript.seal(payload));
  }

  /** What the responder says; `undefined` unless it has its key and heard what `first` said. */
  second(message: Uint8Array): Uint8Array | undefined {
    if (message.length < KEY + TAG) return undefined;
    this.#other = message.slice(0, KEY);
    this.#transcript.take(this.#other);
    if (!this.#transcript.mix(this.#ephemeral, this.#other)) return undefined;
    return this.#transcript.open(message.subarray(KEY));
  }

  third(payload: Uint8Array = nothing): Channel & { readonly message: Uint8Array } {
    const shown = this.#transcript.seal(x25519Public(this.#own));
    // `second` has found that the two share a secret.
    this.#transcript.mix(this.#own, this.#other);
    const message = joined(shown, this.#transcript.seal(payload));
    const [sends, receives] = this.#transcript.split();
    return { message, sends, receives };
  }
}

/** The end that answers: `first`, `second` for the answer, `third`. */
export class Responder {
  readonly #transcript: Transcript;
  readonly #own: Key;
  readonly #ephemeral: Key;
  #other: Uint8Array = nothing;

  /** `ephemeral` is for tests alone. */
  constructor(prologue: Uint8Array, own: Key, ephemeral = freshKey()) {
    this.#transcript = new Transcript(prologue, x25519Public(own));
    this.#own = own;
    this.#ephemeral = ephemeral;
  }

  /** `undefined` unless it was said to the holder of our key. */
  first(message: Uint8Array): Uint8Array | undefined {
    if (message.length < KEY + TAG) return undefined;
    this.#other = message.slice(0, KEY);
    this.#transcript.take(this.#other);
    if (!this.#transcript.mix(this.#own, this.#other)) return undefined;
    return this.#transcript.open(message.subarray(KEY));
  }

  second(payload: Uint8Array = nothing): Uint8Array {
    const ephemeral = x25519Public(this.#ephemeral);
    this.#transcript.take(ephemeral);
    // `first` has found that the two share a secret.
    this.#transcript.mix(this.#ephemeral, this.#other);
    return joined(ephemeral, this.#transcript.seal(payload));
  }

  /**
   * Whose key the other end has, and what it says; `undefined` unless it has that key and heard
   * what `second` said.
   */
  third(
    message: Uint8Array,
  ): (Channel & { readonly key: Uint8Array; readonly payload: Uint8Array }) | undefined {
    const shown = KEY + TAG;
    if (message.length < shown + TAG) return undefined;
    const key = this.#transcript.open(message.subarray(0, shown));
    if (key === undefined || !this.#transcript.mix(this.#ephemeral, key)) return undefined;
    const payload = this.#transcript.open(message.subarray(shown));
    if (payload === undefined) return undefined;
    const [receives, sends] = this.#transcript.split();
    return { key, payload, sends, receives };
  }
}

function freshKey(): Key {
  const bytes = random(KEY);
  const key = x25519Key(bytes);
  wipe(bytes);
  return key;
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
