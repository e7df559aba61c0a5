import type { Client } from '../backend/changes.ts';
import type { Vault } from '../vault/vault.ts';

interface Guest {
  readonly client: Client;
  /** Whose visit this is, for a guest that may come once; nobody's yet. */
  visitor: object | undefined;
  readonly once: boolean;
}

/**
 * Names whose impostors are written down between two locks: a log that anybody can fill is worth
 * nothing.
 */
const mostImpostors = 256;

/**
 * Who may talk to the vault: those it has stored, and those that the person let in until the vault
 * locks, or once.
 */
export class Registry {
  readonly #guests = new Map<string, Guest>();
  readonly #impostors = new Set<string>();
  readonly #turnedAway = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** `visitor` is the connection that asks: a guest that may come once is let in on one. */
  async find(vault: Vault, name: string, visitor: object): Promise<Client | undefined> {
    const stored = await vault.registeredAs(name);
    if (stored !== undefined) return stored;
    const guest = this.#guests.get(name);
    if (guest === undefined || !isOf(vault, guest.client)) return undefined;
    return guest.visitor === undefined || guest.visitor === visitor ? guest.client : undefined;
  }

  /** The visitor has proven to be the client of that name. */
  known(name: string, visitor: object): void {
    const guest = this.#guests.get(name);
    if (guest?.once) guest.visitor ??= visitor;
  }

  /**
   * True the first time since the vault was unlocked that somebody came under a name without its
   * key.
   */
  isFirstImpostor(name: string): boolean {
    if (this.#impostors.has(name) || this.#impostors.size === mostImpostors) return false;
    this.#impostors.add(name);
    return true;
  }

  /** The person refused to let a program in. */
  turnAway(program: string): void {
    this.#turnedAway.set(program, this.#now());
  }

  /** True for a minute after that. */
  isTurnedAway(program: string): boolean {
    return this.#now() - (this.#turnedAway.get(program) ?? -Infinity) < 60_000;
  }

  /** True when the name is taken, so that nobody comes in under another's. */
  async has(vault: Vault, name: string): Promise<boolean> {
    const guest = this.#guests.get(name);
    return (
      (guest !== undefined && isOf(vault, guest.client) && !guest.once) ||
      (await vault.registeredAs(name)) !== undefined
    );
  }

  welcome(client: Client, once: boolean): void {
    this.#guests.set(client.name, { client, once, visitor: undefined });
  }

  /** True for one that is stored nowhere. */
  isGuest({ name, key }: Client): boolean {
    return this.#guests.get(name)?.client.key === key;
  }

  /** False when no guest has the name. */
  turnOut(name: string): boolean {
    return this.#guests.delete(name);
  }

  /** The connection has ended. */
  left(visitor: object): void {
    for (const [name, guest] of this.#guests) if (guest.visitor === visitor) this.#guests.delete(name);
  }

  guests(): readonly Client[] {
    return [...this.#guests.values()].map(({ client }) => client);
  }

  /** At lock. */
  forget(): void {
    this.#guests.clear();
    this.#impostors.clear();
    this.#turnedAway.clear();
  }
}

// Several vaults may be open: a guest of one is none of another.
function isOf({ id }: Vault, { spiffeId }: Client): boolean {
  return spiffeId.startsWith(`spiffe://${id}/`);
}

/** What window and programs see of a client: all but its key. */
export function shownClient({ name, spiffeId, createdAt }: Client) {
  return { name, spiffeId, ...(createdAt !== undefined && { since: createdAt }) };
}
