import type { Want } from '../../shared/client.ts';
import type { DrillReport } from '../../shared/contract-drill.ts';
import type { BackupReport } from '../backups/backup.ts';
import type { Vault } from '../vault/vault.ts';
import type { Grants } from './grants.ts';
import type { Rate } from './rate.ts';
import type { Registry } from './registry.ts';
import type { Requests } from './requests.ts';
import type { Waking } from './waking.ts';

/** Makes a proven backup of the open vault in a folder or file. */
export type BackUp = (vault: Vault, place: string, signal: AbortSignal) => Promise<BackupReport>;

/** Opens the newest backup of the open vault with these sheets, and compares it with the vault. */
export type Drill = (sheets: readonly string[], signal: AbortSignal) => Promise<DrillReport>;

/** What the server stands on: the app's open vaults, and the person in front of one. */
export interface ServerContext {
  readonly version: string;
  readonly state: () => 'none' | 'locked' | 'open';
  /**
   * The vault in front, or the open one of this id; `undefined` while it is locked. Only of the one
   * in front the person is asked anything.
   */
  readonly vault: (id?: string) => Vault | undefined;
  /** Takes up what other programs wrote into the vault's file. */
  readonly refresh: (vault?: Vault) => Promise<void>;
  /**
   * To be called after every commit; `secrets`: they changed, and the window shows other ones now.
   */
  readonly wrote: (secrets: boolean, vault?: Vault) => void;
  readonly requests: Requests;
  readonly registry: Registry;
  readonly grants: Grants;
  readonly waking: Waking;
  readonly rate: Rate;
  readonly backUp: BackUp;
  readonly drill: Drill;
}

/** What a program asks for, before the kernel has said who it is. */
export interface Wish {
  readonly name: string;
  readonly spiffeId: string;
  readonly wants: readonly Want[];
  /** False for a program that is stored already. */
  readonly fresh: boolean;
}
