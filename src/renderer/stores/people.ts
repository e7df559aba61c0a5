import type { ShownInvited, ShownPerson } from '../../shared/contract-people.ts';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';

interface PeopleHere {
  /** `undefined` until main has answered. */
  readonly list:
    | {
        readonly people: readonly ShownPerson[];
        readonly invited: readonly ShownInvited[];
        /** As many as may open one vault. */
        readonly most: number;
      }
    | undefined;
  readonly failure: Failure | undefined;
}

/** Who opens the vault with a passphrase. */
export const usePeople = vaultStore<PeopleHere>({ list: undefined, failure: undefined });

export async function loadPeople(): Promise<void> {
  const unlocked = untilLock();
  const reply = await api.people.list();
  if (!unlocked()) return;
  if (reply.ok) usePeople.setState({ list: reply.value, failure: undefined });
  else usePeople.setState({ failure: reply.failure });
}

/** Does something about people and shows what came of it; why it was refused, otherwise nothing. */
export async function changePeople(
  work: Promise<{ ok: true } | { ok: false; failure: Failure }>,
): Promise<Failure | undefined> {
  const unlocked = untilLock();
  const reply = await work;
  if (!unlocked()) return undefined;
  if (!reply.ok) return reply.failure;
  await loadPeople();
  return undefined;
}

/** True where somebody has a name, so that an entry of the audit without one is nobody's. */
export function hasNames(): boolean {
  return usePeople.getState().list?.people.some(({ name }) => !isUnnamed(name)) ?? false;
}

/** True of what a person is called who was never given a name. */
export function isUnnamed(name: string): boolean {
  return /^owner(?:-\d+)?$/.test(name);
}

/** The name of the person whom the audit calls so; `undefined`: no person. */
export function personOf(client: string): string | undefined {
  return client.startsWith('person:') ? client.slice('person:'.length) : undefined;
}
