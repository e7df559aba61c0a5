import type { SecurityKeyList } from '../../shared/contract-security-keys.ts';
import { fail } from '../../shared/failure.ts';
import { isSameName } from '../../shared/people.ts';
import { wipe } from '../crypto/wipe.ts';
import { mostSecurityKeys, type SecurityKeys } from '../keyslots/security-key.ts';
import type { NamedKey } from '../vault/security-keys.ts';
import type { Vault } from '../vault/vault.ts';
import type { Session } from './session.ts';

interface Parts {
  readonly session: Session;
  readonly keys: () => Promise<SecurityKeys>;
  /** A key waits for a touch. */
  readonly touch: () => void;
}

interface Adding {
  readonly name: string;
  readonly passphrase: string;
  readonly pin?: string | undefined;
}

/**
 * Sets up security keys of the open vault. Where two are set up together, the first waits here, in
 * memory, for the second.
 */
export class SecurityKeySetup {
  readonly #parts: Parts;
  #waiting: { readonly vault: Vault; readonly key: NamedKey } | undefined;
  #asking: AbortController | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async list(): Promise<SecurityKeyList> {
    const { vault } = this.#parts.session;
    const keys = await vault.securityKeys.list();
    const waiting = this.#firstOf(vault)?.name;
    return {
      keys: keys.map((key) => ({ ...key })),
      most: mostSecurityKeys,
      two: !vault.securityKeys.mayAddOne,
      ...(waiting !== undefined && { waiting }),
    };
  }

  async add({ name: given, passphrase, pin }: Adding): Promise<SecurityKeyList> {
    const { session } = this.#parts;
    const { vault } = session;
    const first = this.#firstOf(vault);
    const name = vault.securityKeys.refuseName(given);
    if (first !== undefined && isSameName(first.name, name))
      fail({ code: 'security-key', reason: 'name-taken' });
    vault.securityKeys.refuseFull(first === undefined ? 1 : 2);
    await session.withCredentials(passphrase, (credentials) => vault.securityKeys.prove(credentials));
    const key = { name, made: await this.#make(vault, first, pin) };
    if (first === undefined && !vault.securityKeys.mayAddOne) this.#waiting = { vault, key };
    else await this.#store(vault, first === undefined ? [key] : [first, key], passphrase);
    return this.list();
  }

  /** Calls off what waits for a touch. */
  cancel(): void {
    this.#asking?.abort();
    this.#asking = undefined;
  }

  /** The same, and the first of two keys is forgotten: its secret goes with the vault's keys. */
  forget(): void {
    this.cancel();
    wipe(this.#waiting?.key.made.secret);
    this.#waiting = undefined;
  }

  async #make(vault: Vault, first: NamedKey | undefined, pin: string | undefined) {
    this.cancel();
    const asking = new AbortController();
    this.#asking = asking;
    const others = [...vault.securityKeys.credentials(), ...(first ? [first.made.credential] : [])];
    const { keys, touch } = this.#parts;
    const { signal } = asking;
    const made = await (await keys()).make(others, { signal, touch, pin: pin === '' ? undefined : pin });
    if (!signal.aborted) return made;
    wipe(made.secret);
    return fail({ code: 'cancelled' });
  }

  async #store(vault: Vault, keys: readonly NamedKey[], passphrase: string): Promise<void> {
    const { session } = this.#parts;
    try {
      await session.withCredentials(passphrase, (credentials) => vault.securityKeys.add(keys, credentials));
      session.noteWrite();
    } finally {
      wipe(...keys.map(({ made }) => made.secret));
      this.forget();
    }
  }

  #firstOf(vault: Vault): NamedKey | undefined {
    return this.#waiting?.vault === vault ? this.#waiting.key : undefined;
  }
}
