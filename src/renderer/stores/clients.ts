import { create } from 'zustand';
import type { GrantAnswer } from '../../shared/client.ts';
import type { ShownClient, ShownRequest, Wanting } from '../../shared/contract-clients.ts';
import type { Failure } from '../../shared/failure.ts';
import type { PolicySpec } from '../../shared/policy.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';

interface Clients {
  /** Registered programs; `undefined` until main has answered. */
  readonly list: readonly ShownClient[] | undefined;
  readonly requests: readonly ShownRequest[];
  /** The request that the person looks at; nothing is opened for them. */
  readonly open: string | undefined;
  /** Requests that the person put off; they go on waiting. */
  readonly later: readonly string[];
  readonly failure: Failure | undefined;
}

/** Programs that ask for something. */
export const useClients = vaultStore<Clients>({
  list: undefined,
  requests: [],
  open: undefined,
  later: [],
  failure: undefined,
});

/**
 * Programs that wait for the vault to be unlocked: all that is known of it while it is locked, so
 * no lock forgets them.
 */
export const useWanting = create<{ readonly wanting: readonly Wanting[] }>()(() => ({ wanting: [] }));

/**
 * Listens for programs that ask, of the open vault or of a locked one. Returns what ends the
 * listening.
 */
export function watchRequests(): () => void {
  const ends = [
    api.on('requests', (requests) => useClients.setState({ requests })),
    api.on('unlockWanted', (wanting) => useWanting.setState({ wanting })),
    api.on('state', ({ vault }) => vault !== 'locked' && useWanting.setState({ wanting: [] })),
  ];
  return () => {
    for (const end of ends) end();
  };
}

export async function loadClients(): Promise<void> {
  const unlocked = untilLock();
  const [list, requests] = await Promise.all([api.clients.list(), api.clients.requests()]);
  if (!unlocked()) return;
  if (list.ok) useClients.setState({ list: list.value, failure: undefined });
  else useClients.setState({ failure: list.failure });
  if (requests.ok) useClients.setState({ requests: requests.value });
}

/** The policies that name a program and no other; `undefined` when that cannot be told. */
export async function policiesOf(name: string): Promise<readonly string[] | undefined> {
  const unlocked = untilLock();
  const reply = await api.clients.policiesOf({ name });
  if (!unlocked()) return undefined;
  if (!reply.ok) useClients.setState({ failure: reply.failure });
  return reply.ok ? reply.value : undefined;
}

/** True once the program may not come back; `policies`: with those that name it and no other. */
export async function revokeClient(name: string, policies: boolean): Promise<boolean> {
  const unlocked = untilLock();
  const reply = await api.clients.revoke({ name, policies });
  if (!unlocked()) return false;
  await loadClients();
  if (!reply.ok) useClients.setState({ failure: reply.failure });
  return reply.ok;
}

export function lookAt(id: string | undefined): void {
  useClients.setState({ open: id, failure: undefined });
}

/** Shows nothing more of the requests that wait now, until another comes or they are looked for. */
export function putOff(): void {
  useClients.setState(({ requests }) => ({ later: requests.map(({ id }) => id) }));
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
