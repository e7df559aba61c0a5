import type { Reply } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { RecoveryStatus } from '../../shared/recovery-schema.ts';
import { api } from '../api.ts';
import { openDialog } from './dialog.ts';
import { untilLock, vaultStore } from './reset.ts';

/** A screen of recovery in an open vault. */
export type RecoveryView = 'page' | 'issue' | 'prove' | 'rehearse' | 'drill' | 'letter' | 'restored';

interface Recovery {
  /** `undefined` until main has answered. */
  readonly status: RecoveryStatus | undefined;
  readonly view: RecoveryView;
  /** Why the last call of the page was refused. */
  readonly failure: Failure | undefined;
  /** The banner was sent away for as long as the vault stays open. */
  readonly dismissed: boolean;
}

/** Sets, sheets and their holders. No word of a sheet is ever in it. */
export const useRecovery = vaultStore<Recovery>({
  status: undefined,
  view: 'page',
  failure: undefined,
  dismissed: false,
});

/** Opens the screens of recovery over the vault. */
export function openRecovery(view: RecoveryView = 'page'): void {
  useRecovery.setState({ view, failure: undefined });
  openDialog('recovery');
}

export function show(view: RecoveryView): void {
  useRecovery.setState({ view, failure: undefined });
}

export function dismissBanner(): void {
  useRecovery.setState({ dismissed: true });
}

export function takeStatus(status: RecoveryStatus): void {
  useRecovery.setState({ status, failure: undefined });
}

export async function loadStatus(): Promise<void> {
  await settle(api.recovery.status());
}

/** Takes over what a call made of the status; true when it was done. */
export async function settle(call: Promise<Reply<RecoveryStatus>>): Promise<boolean> {
  const unlocked = untilLock();
  const reply = await call;
  if (!unlocked()) return false;
  if (reply.ok) takeStatus(reply.value);
  else useRecovery.setState({ failure: reply.failure });
  return reply.ok;
}

/** The same of a call that leaves the status as it is: what it gave, or `undefined`. */
export async function settleAlone<T>(call: Promise<Reply<T>>): Promise<T | undefined> {
  const unlocked = untilLock();
  const reply = await call;
  if (!unlocked()) return undefined;
  useRecovery.setState({ failure: reply.ok ? undefined : reply.failure });
  return reply.ok ? reply.value : undefined;
}

/** What the banner of the vault says; `undefined`: nothing. */
export function bannerOf(
  status: RecoveryStatus | undefined,
  now: number,
): 'none' | 'pending' | 'due' | 'ask' | undefined {
  if (!status) return undefined;
  if (status.pending) return 'pending';
  if (!status.active) return status.declined ? undefined : 'none';
  if (status.due !== undefined && status.due <= now) return 'due';
  return status.askDue !== undefined && status.askDue <= now ? 'ask' : undefined;
}

/** Sheets of the new set that were not read back yet, in order. */
export function openSheets({ pending }: RecoveryStatus): number[] {
  if (!pending) return [];
  const proven = new Set(pending.proven);
  return Array.from({ length: pending.shares }, (_, i) => i + 1).filter((n) => !proven.has(n));
}
