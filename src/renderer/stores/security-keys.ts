import type { Reply } from '../../shared/contract.ts';
import type { SecurityKeyList } from '../../shared/contract-security-keys.ts';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';

interface Here {
  /** `undefined` until main has answered. */
  readonly list: SecurityKeyList | undefined;
  readonly failure: Failure | undefined;
}

/** The security keys that open the vault. */
export const useSecurityKeys = vaultStore<Here>({ list: undefined, failure: undefined });

export async function loadSecurityKeys(): Promise<void> {
  const failure = await changeSecurityKeys(api.securityKeys.list());
  useSecurityKeys.setState({ failure });
}

/** Does something about them and shows what came of it; why it was refused, otherwise nothing. */
export async function changeSecurityKeys(
  work: Promise<Reply<SecurityKeyList>>,
): Promise<Failure | undefined> {
  const unlocked = untilLock();
  const reply = await work;
  if (!unlocked()) return undefined;
  if (!reply.ok) return reply.failure;
  useSecurityKeys.setState({ list: reply.value });
  return undefined;
}

/** Whether the key wants its PIN, or another one than was given. */
export function isOfPin(failure: Failure): boolean {
  return (
    failure.code === 'security-key' && (failure.reason === 'needs-pin' || failure.reason === 'wrong-pin')
  );
}
