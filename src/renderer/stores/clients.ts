import type { GrantAnswer } from '../../shared/client.ts';
import type { ShownRequest } from '../../shared/contract-clients.ts';
import type { Failure } from '../../shared/failure.ts';
import type { PolicySpec } from '../../shared/policy.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';

interface Clients {
  readonly requests: readonly ShownRequest[];
  /** The request that the person looks at; nothing is opened for them. */
  readonly open: string | undefined;
  readonly failure: Failure | undefined;
}

/** Programs that ask for something. */
export const useClients = vaultStore<Clients>({ requests: [], open: undefined, failure: undefined });

/** Listens for programs that ask. Returns what ends the listening. */
export function watchRequests(): () => void {
  return api.on('requests', (requests) => useClients.setState({ requests }));
}

export function lookAt(id: string | undefined): void {
  useClients.setState({ open: id, failure: undefined });
}

export async function answerRequest(
  id: string,
  answer: GrantAnswer,
  policies: readonly PolicySpec[],
): Promise<void> {
  const unlocked = untilLock();
  const edited = policies.map((spec) => ({ ...spec, permissions: [...spec.permissions] }));
  const reply = await api.clients.answer({ id, answer, policies: answer === 'always' ? edited : [] });
  if (!unlocked()) return;
  if (reply.ok || reply.failure.code === 'not-found') lookAt(undefined);
  else useClients.setState({ failure: reply.failure });
}
