import type { KeysState, State } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Place } from '../../../shared/place.ts';
import type { SecurityKeys } from '../../keyslots/security-key.ts';
import type { Log } from '../../log.ts';
import type { LockReason } from '../../log-events.ts';
import type { Act } from '../../vault/audit.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Core } from '../core.ts';
import type { QuickUnlock } from '../quick-unlock/quick-unlock.ts';
import type { Recent } from '../recents.ts';

export type Notice = State['notices'][number];
/** What a session stands on. */
export interface SessionOptions {
  readonly core: () => Promise<Core>;
  /** The configured kind of store; missing: the default. */
  readonly store?: string;
  /** Notices of the surroundings, which stay. */
  readonly notices: readonly Notice[];
  readonly recents: { get(): readonly Recent[]; set(recents: readonly Recent[]): void };
  readonly log: Log;
  readonly now: () => number;
  /** Hears of every change of state. */
  readonly changed: (state: State) => void;
  /** Hears that secrets were written, here or by another program. */
  readonly written: (revision: number) => void;
  /** Hears of bytes while a service's vault is fetched to this machine for the first time. */
  readonly fetching?: (done: number, total: number) => void;
  /** Hears of another vault that was asked for while one is open. */
  readonly offered?: (place: Place, name: string) => void;
  /** What this machine remembers of vaults; missing: nothing. */
  readonly memory?: VaultMemory;
  /** What came of backups of a vault that is open now, and is not in its audit. */
  readonly outcomes?: (vault: Vault) => readonly Act[];
  /** Runs before keys are dropped: what was filled with plaintext is emptied. */
  readonly locking?: (reason: LockReason) => void;
  /** Runs before another vault comes in front of one that stays open. */
  readonly aside?: () => void;
  /** Minutes after which a vault that stays open beside another one locks by itself; 0: never. */
  readonly autoLockMinutes?: () => number;
  /** Hears that vaults are kept from now on. */
  readonly stored?: () => void;
  /** Hears of new keys, and how far it is with what old ones could open. */
  readonly resealing?: (keys: KeysState) => void;
  /** Opens again what was opened by its passphrase before; missing: nothing does. */
  readonly quickUnlock?: QuickUnlock;
  /** The security keys of this machine; missing: none is ever asked. */
  readonly securityKeys?: () => Promise<SecurityKeys>;
}

/** Tells an older copy from the newest that this machine has had open. */
export interface VaultMemory {
  /** What opening this vault would hide; `undefined`: nothing that is known of. */
  older(vault: Vault): Promise<Failure | undefined>;
  /** Remembers how far a vault is; `accept`: also where that is less far than before. */
  note(vault: Vault, accept: boolean): Promise<void>;
  /** That the vault at this place came out of a backup, where its audit has not got it. */
  restored(vault: Vault, place: Place): Promise<Act | undefined>;
  /** The audit has it. */
  told(place: Place): Promise<void>;
}
