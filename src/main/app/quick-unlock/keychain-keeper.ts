import { fail } from '../../../shared/failure.ts';
import { utf8 } from '../../crypto/primitives.ts';
import { wipe } from '../../crypto/wipe.ts';
import type { Keychain } from '../credentials.ts';
import type { Kept, KeyKeeper } from './means.ts';

/**
 * Seals with the system's keychain before anything is kept: in `under` where that is given, else in
 * memory. A stand-in for a keychain is none.
 */
export class KeychainKeeper implements KeyKeeper {
  readonly #keychain: () => Keychain | undefined;
  readonly #under: KeyKeeper;

  constructor(keychain: () => Keychain | undefined, under: KeyKeeper) {
    this.#keychain = keychain;
    this.#under = under;
  }

  fault() {
    return this.#keychain() === undefined ? 'no-keychain' : this.#under.fault();
  }

  put(secret: Uint8Array, seconds: number): Kept {
    const keychain = this.#keychain() ?? fail({ code: 'quick-unlock', reason: 'no-keychain' });
    const kept = this.#under.put(keychain.seal(Buffer.from(secret).toString('base64')), seconds);
    return { read: () => this.#opened(kept.read()), drop: () => kept.drop() };
  }

  #opened(sealed: Uint8Array | undefined): Uint8Array | undefined {
    const keychain = this.#keychain();
    if (sealed === undefined || keychain === undefined) return undefined;
    try {
      const text = utf8(keychain.open(Buffer.from(sealed)));
      const secret = new Uint8Array(Buffer.from(new TextDecoder().decode(text), 'base64'));
      wipe(text);
      return secret;
    } catch {
      return undefined;
    }
  }
}

/** Keeps what another keeper has sealed already. */
export class SealedInMemory implements KeyKeeper {
  fault(): undefined {}

  put(sealed: Uint8Array, seconds: number): Kept {
    let bytes: Uint8Array | undefined = new Uint8Array(sealed);
    const drop = () => {
      wipe(bytes);
      bytes = undefined;
    };
    const end = setTimeout(drop, seconds * 1_000).unref();
    return {
      read: () => bytes && new Uint8Array(bytes),
      drop: () => {
        clearTimeout(end);
        drop();
      },
    };
  }
}
