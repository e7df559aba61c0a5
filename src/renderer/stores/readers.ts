import type { Reader } from '../../shared/contract-policies.ts';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';

interface Readers {
  /** The secret that was asked about; `undefined`: none yet. */
  readonly path: string | undefined;
  /** `undefined` until main has answered. */
  readonly readers: readonly Reader[] | undefined;
  readonly failure: Failure | undefined;
}

/** Who can do something with the secret that is looked at. */
export const useReaders = vaultStore<Readers>({ path: undefined, readers: undefined, failure: undefined });

export async function loadReaders(path: string): Promise<void> {
  const unlocked = untilLock();
  if (useReaders.getState().path !== path)
    useReaders.setState({ path, readers: undefined, failure: undefined });
  const reply = await api.policies.who({ path });
  if (!unlocked() || useReaders.getState().path !== path) return;
  if (reply.ok) useReaders.setState({ readers: reply.value, failure: undefined });
  else useReaders.setState({ failure: reply.failure });
}
