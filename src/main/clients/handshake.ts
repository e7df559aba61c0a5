import { fromBase64url, toBase64url } from '../crypto/base64url.ts';
import { type Channel, Initiator, noiseLengths, Responder } from '../crypto/noise.ts';
import { type Key, random, utf8, x25519Key, x25519Public } from '../crypto/primitives.ts';
import { wipe, wipedAtEnd } from '../crypto/wipe.ts';

/** Who a client says it is. */
export interface Identity {
  readonly vault: string;
  readonly name: string;
}

const begin = utf8('holdfast/2');
const greetingLength = begin.length + noiseLengths.key + noiseLengths.tag;

/** 32 fresh bytes, base64url: a private key. */
export function fresh32(): string {
  return toBase64url(random(32));
}

/** A key as it lies in a file, private or public; `undefined` when the text is none. */
export function keyFrom(text: string): Uint8Array | undefined {
  const bytes = fromBase64url(text);
  return bytes.length === 32 ? bytes : undefined;
}

/** What others may know of a private key. `undefined` when the text is none. */
export function publicKeyOf(key: string): string | undefined {
  const bytes = keyFrom(key);
  if (bytes === undefined) return undefined;
  const own = x25519Key(bytes);
  wipe(bytes);
  return toBase64url(x25519Public(own));
}

/** The program's end of api.md, 3: `greeting`, then `join` with the answer. */
export class ProgramHandshake {
  readonly #noise: Initiator;

  /**
   * `own`: the program's private key, or a fresh one where it has none; `app`: the app's public
   * one. `ephemeral` is for tests alone.
   */
  constructor(app: Uint8Array, own?: Uint8Array, ephemeral?: Key) {
    this.#noise = new Initiator(begin, app, own && x25519Key(own), ephemeral);
  }

  /** `undefined` where what should be the app's key is none. */
  greeting(): Uint8Array | undefined {
    const first = this.#noise.first();
    return first && Buffer.concat([begin, first]);
  }

  /** False unless the app has its key. */
  isApp(answer: Uint8Array): boolean {
    return this.#noise.second(answer)?.length === 0;
  }

  join(identity: Identity | undefined): Channel & { readonly message: Uint8Array } {
    const client = identity && { vault: identity.vault, name: identity.name };
    const said = utf8(JSON.stringify(client ? { client } : {}));
    using _ = wipedAtEnd(said);
    return this.#noise.third(said);
  }
}

/**
 * Why the app shakes hands with nobody who begins so. It says this to whoever hears it: it is worth
 * no more than a hint.
 */
export function refusal(reason: 'other-version' | 'not-genuine'): Uint8Array {
  return utf8(JSON.stringify({ failure: { code: 'socket', reason } }));
}

export function saysOtherVersion(answer: Uint8Array): boolean {
  return Buffer.from(refusal('other-version')).equals(answer);
}

/** What a first message is: one for us, of another version, or for another key. */
export type Greeted = 'ours' | 'other-version' | 'other-key';

/** The app's end: `greeted`, `answer`, `joined`. */
export class AppHandshake {
  readonly #noise: Responder;

  /** `own`: the app's private key. `ephemeral` is for tests alone. */
  constructor(own: Key, ephemeral?: Key) {
    this.#noise = new Responder(begin, own, ephemeral);
  }

  greeted(message: Uint8Array): Greeted {
    const isOurs =
      message.length === greetingLength && Buffer.from(begin).equals(message.subarray(0, begin.length));
    if (!isOurs) return 'other-version';
    return this.#noise.first(message.subarray(begin.length)) ? 'ours' : 'other-key';
  }

  answer(): Uint8Array {
    return this.#noise.second();
  }

  /** The program's public key, and what it says of itself; `undefined` unless it has that key. */
  joined(message: Uint8Array): (Channel & { readonly key: string; readonly said: unknown }) | undefined {
    const third = this.#noise.third(message);
    if (third === undefined) return undefined;
    const { key, payload, ...channel } = third;
    using _ = wipedAtEnd(key, payload);
    return { key: toBase64url(key), said: JSON.parse(Buffer.from(payload).toString('utf8')), ...channel };
  }
}
