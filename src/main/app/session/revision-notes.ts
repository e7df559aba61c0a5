import { fail } from '../../../shared/failure.ts';
import type { Vault } from '../../vault/vault.ts';
import type { VaultMemory } from './options.ts';

/** Milliseconds. */
const noteEvery = 2_000;

/**
 * How far the vault in front is, as this machine remembers it. A memory that fails keeps nobody
 * from a vault.
 */
export class RevisionNotes {
  readonly #memory: VaultMemory | undefined;
  readonly #front: () => Vault | undefined;
  #written: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(memory: VaultMemory | undefined, front: () => Vault | undefined) {
    this.#memory = memory;
    this.#front = front;
  }

  /** `accept`: also where it is less far than before. */
  note(accept = false): void {
    const vault = this.#front();
    if (vault !== undefined) this.#written = this.of(vault, accept);
  }

  /** The same of any vault. */
  of(vault: Vault, accept = false): Promise<void> | undefined {
    return this.#memory?.note(vault, accept).catch(() => undefined);
  }

  /** Soon: there may be many of them. */
  noteLater(): void {
    this.#timer ??= setTimeout(() => this.noteNow(), noteEvery).unref();
  }

  /** What was to be noted later. */
  noteNow(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.note();
  }

  /** Waits for what is being written down. */
  async settled(): Promise<void> {
    await this.#written;
  }

  /** Locks a vault that is less far than it was, and refuses it with `older-copy`. */
  async refuseOlder(vault: Vault): Promise<Vault> {
    const older = await this.#memory?.older(vault).catch(() => undefined);
    if (older === undefined) return vault;
    await vault.lock();
    return fail(older);
  }
}
