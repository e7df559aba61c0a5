import * as z from 'zod/mini';
import { parsed } from '../../shared/parsed.ts';
import { type Place, printPlace } from '../../shared/place.ts';
import { credentialFields } from '../../shared/place-form.ts';
import type { Given } from '../store/transport.ts';

/** A keychain of the system: seals under a key that it keeps for this person. */
export interface Keychain {
  seal(text: string): Buffer;
  /** Throws where it was sealed by another. */
  open(sealed: Buffer): string;
}

/** Where sealed credentials are kept, by the place that they are for. */
export interface KeptCredentials {
  get(): Readonly<Record<string, string>>;
  set(kept: Readonly<Record<string, string>>): void;
}

const givenShape = z.record(z.string(), z.string());

/**
 * What a person gave to be let in at a place: kept by the system's keychain where it is a real one
 * and the person wants it, or else in memory until the vault is locked.
 */
export class CredentialBook {
  readonly #keychain: () => Keychain | undefined;
  readonly #kept: KeptCredentials;
  readonly #held = new Map<string, Given>();

  /** `keychain` is asked each time: a system unlocks it when it likes. */
  constructor(keychain: () => Keychain | undefined, kept: KeptCredentials) {
    this.#keychain = keychain;
    this.#kept = kept;
  }

  /** True where there is a keychain to keep credentials in. */
  get keeps(): boolean {
    return this.#keychain() !== undefined;
  }

  /**
   * By the place as it is printed. `undefined`: none were given, and the field's own sources count.
   */
  of(location: string): Given | undefined {
    return this.#held.get(location) ?? this.#opened(location);
  }

  /** Takes credentials for a place in place of earlier ones; none at all: those are forgotten. */
  give(place: Place, given: Given, keep: boolean): void {
    const location = printPlace(place);
    const names = new Set(credentialFields(place.kind).map(({ name }) => name));
    const own = Object.fromEntries(
      Object.entries(given).filter(([name, value]) => names.has(name) && value !== ''),
    );
    this.forget(place);
    if (Object.keys(own).length === 0) return;
    const keychain = keep ? this.#keychain() : undefined;
    if (keychain === undefined) return void this.#held.set(location, own);
    const sealed = keychain.seal(JSON.stringify(own)).toString('base64');
    this.#kept.set({ ...this.#kept.get(), [location]: sealed });
  }

  /** Takes away what was given for a place. */
  forget(place: Place): void {
    const location = printPlace(place);
    this.#held.delete(location);
    const { [location]: gone, ...rest } = this.#kept.get();
    if (gone !== undefined) this.#kept.set(rest);
  }

  /** Forgets what is in memory alone. */
  locked(): void {
    this.#held.clear();
  }

  #opened(location: string): Given | undefined {
    const sealed = this.#kept.get()[location];
    if (sealed === undefined) return undefined;
    try {
      return parsed(givenShape, JSON.parse(this.#keychain()?.open(Buffer.from(sealed, 'base64')) ?? ''));
    } catch {
      // Another account's, or a keychain that was made anew: they are asked for again.
      return undefined;
    }
  }
}
