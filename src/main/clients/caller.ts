import type { AuditAction } from '../../shared/audit.ts';
import type { GrantAnswer, Want } from '../../shared/client.ts';
import { fail } from '../../shared/failure.ts';
import type { AuditChange, Client } from '../backend/changes.ts';
import type { Vault } from '../vault/vault.ts';
import type { BackUp, Drill } from './context.ts';
import type { ExportUnderWay } from './export-under-way.ts';
import type { Grants } from './grants.ts';

/** Asks the person about what no policy allows; refuses with `denied`. */
export type Consult = (wants: readonly Want[]) => Promise<GrantAnswer>;

/** What is around a request. */
export interface Around {
  /** Aborts when the program goes away. */
  readonly gone: AbortSignal;
  readonly backUp: BackUp;
  readonly drill: Drill;
  /**
   * True for a program that was let in once or until the lock: it has what the person gave it, and
   * nothing by a stored policy.
   */
  readonly guest: boolean;
  /** What its connection keeps from one request to the next. */
  readonly kept: Kept;
}

/** What a connection keeps. */
export interface Kept {
  export?: ExportUnderWay;
}

/** A client whose key was proven, and one request of its. */
export class Caller {
  readonly vault: Vault;
  readonly name: string;
  readonly spiffeId: string;
  readonly around: Around;
  readonly #client: Client;
  readonly #grants: Grants;
  readonly #consult: Consult | undefined;
  #allowed = false;

  /** Without `consult` nobody is asked. */
  constructor(vault: Vault, client: Client, grants: Grants, consult: Consult | undefined, around: Around) {
    this.vault = vault;
    this.around = around;
    this.name = client.name;
    this.spiffeId = client.spiffeId;
    this.#client = client;
    this.#grants = grants;
    this.#consult = consult;
  }

  /** Refuses with `denied` unless policies, or the person, allow all of it. */
  async permit(...wants: readonly Want[]): Promise<void> {
    await this.permission(...wants);
  }

  /** As `permit`, and gives what the person answered; `undefined`: nobody was asked. */
  async permission(...wants: readonly Want[]): Promise<GrantAnswer | undefined> {
    const lacking: Want[] = [];
    for (const want of wants) if (!(await this.may(want))) lacking.push(want);
    if (lacking.length > 0 && this.#consult === undefined) fail({ code: 'denied', reason: 'policy' });
    const answer = lacking.length > 0 ? await this.#consult?.(lacking) : undefined;
    this.#allowed = true;
    return answer;
  }

  /**
   * False until something was done that needs a right. Entries of what needs none could be had by
   * anybody, as often as they like.
   */
  get wasAllowed(): boolean {
    return this.#allowed;
  }

  async may(want: Want): Promise<boolean> {
    const { spiffeId } = this;
    if (this.#grants.allows(this.#client, want)) return true;
    if (this.around.guest) return false;
    return (await this.vault.policies.decide({ spiffeId, ...want })).allowed;
  }

  /** For many questions about one state of the policies. */
  async judge(): Promise<(want: Want) => boolean> {
    const decider = await this.vault.policies.decider();
    const { spiffeId } = this;
    const { guest } = this.around;
    return (want) => {
      const granted = this.#grants.allows(this.#client, want);
      const may = granted || (!guest && decider.decide({ spiffeId, ...want }).allowed);
      if (may) this.#allowed = true;
      return may;
    };
  }

  /** What was done, for the commit that does it. */
  entry(action: AuditAction, path: string): AuditChange {
    return this.vault.audit.entry({ client: this.spiffeId, action, path, outcome: 'done' });
  }
}
