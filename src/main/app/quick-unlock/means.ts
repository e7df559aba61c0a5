import type { QuickUnlockFault } from '../../../shared/failure-reasons.ts';
import type { SystemAsker } from '../../../shared/quick-unlock.ts';

/** Bytes that were put away: nobody gets them once they were dropped or their time is over. */
export interface Kept {
  /** For the caller to wipe; `undefined`: they are gone. */
  read(): Uint8Array | undefined;
  drop(): void;
}

/** Keeps bytes where neither a dump of this process's memory nor a file has them in plain. */
export interface KeyKeeper {
  /** Why it keeps nothing on this machine; `undefined`: it does. */
  fault(): QuickUnlockFault | undefined;
  /** Keeps a copy for so many seconds; fails as `fault` says. */
  put(secret: Uint8Array, seconds: number): Kept;
}

/** The system asks the person to prove who they are, by its own password, a finger or a face. */
export interface SystemQuestion {
  readonly asker: SystemAsker;
  /** Why it asks nobody on this machine; `undefined`: it does. */
  fault(): Promise<QuickUnlockFault | undefined>;
  /** Returns once the person has: a `quick-unlock` failure otherwise, `cancelled` by the signal. */
  ask(signal: AbortSignal): Promise<void>;
}

/** What quick unlock stands on. */
export interface QuickParts {
  /** What has the key of a PIN. */
  readonly keyring: KeyKeeper;
  /** What has the key where the system asks. */
  readonly keychain: KeyKeeper;
  readonly question: SystemQuestion;
}
