import type { KeysState } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { openDialog, useDialog } from './dialog.ts';
import { untilLock, vaultStore } from './reset.ts';

interface Exposed {
  readonly total: number;
  /** The first of them. */
  readonly secrets: readonly { readonly path: string; readonly changed: number; readonly deleted: boolean }[];
}

interface Keys {
  /** `undefined` until main has answered. */
  readonly state: KeysState | undefined;
  /** What copies from before the last change of keys give away. */
  readonly exposed: Exposed | undefined;
  readonly failure: Failure | undefined;
  /**
   * A change was seen to come to its end since the vault was opened, and nobody has looked at what
   * it leaves to do.
   */
  readonly ended: boolean;
  /** The line above the vault was sent away for as long as the vault stays open. */
  readonly dismissed: boolean;
}

/** How it stands with the keys of the open vault. */
export const useVaultKeys = vaultStore<Keys>({
  state: undefined,
  exposed: undefined,
  failure: undefined,
  ended: false,
  dismissed: false,
});

export function openKeys(): void {
  useVaultKeys.setState({ failure: undefined });
  openDialog('keys');
  void loadExposed();
}

export function dismissKeys(): void {
  useVaultKeys.setState({ dismissed: true });
}

/** The vault was opened by what gave it new keys: the change may be over before anybody listens. */
export function noteChanged(): void {
  useVaultKeys.setState({ ended: true, dismissed: false });
}

/** Listens to main while a vault is open. Returns what ends it. */
export function watchKeys(): () => void {
  const ends = [api.on('keys', take), api.on('changed', () => void reloadExposed())];
  void loadKeys();
  return () => {
    for (const end of ends) end();
  };
}

/** Gives the vault new keys; why it was refused, otherwise nothing. */
export async function changeKeys(passphrase: string): Promise<Failure | undefined> {
  const unlocked = untilLock();
  const reply = await api.vault.rekey({ passphrase });
  if (!unlocked()) return undefined;
  if (!reply.ok) return reply.failure;
  await loadKeys();
  return undefined;
}

export async function goOn(): Promise<void> {
  await api.vault.reseal();
}

/** The list is of use once it was looked at; it is fetched anew as secrets change. */
export async function loadExposed(): Promise<void> {
  const unlocked = untilLock();
  const reply = await api.vault.exposed();
  if (!unlocked()) return;
  if (reply.ok) useVaultKeys.setState({ exposed: reply.value, ended: false });
  else useVaultKeys.setState({ failure: reply.failure });
}

async function reloadExposed(): Promise<void> {
  if (useVaultKeys.getState().exposed !== undefined) await loadExposed();
}

async function loadKeys(): Promise<void> {
  const unlocked = untilLock();
  const reply = await api.vault.keys();
  if (unlocked() && reply.ok) take(reply.value);
}

function take(state: KeysState): void {
  const before = useVaultKeys.getState().state;
  const ends = before !== undefined && state.rekeyed !== undefined && !state.renewing;
  const looking = useDialog.getState().dialog === 'keys';
  const ended = ends && !looking && (before.renewing || before.rekeyed !== state.rekeyed);
  useVaultKeys.setState({ state, ...(ended && { ended, dismissed: false }) });
}
