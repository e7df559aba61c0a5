import type { Verdict, Want } from '../../shared/client.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import type { Client } from '../backend/backend.ts';
import { checkPolicy } from '../policy/policy.ts';
import type { Vault } from '../vault/vault.ts';
import type { Ground, Wish } from './ground.ts';
import { lineageOf, type Peer } from './peer.ts';

/** How long a program waits for the person's answer. */
const patience = 60_000;

/** Puts a wish before the person, for whoever has that key. `denied` when nobody answers in time, or they said no twice just now. */
export async function hear(
  ground: Ground,
  peer: Peer,
  key: string,
  wish: Wish,
  gone: AbortSignal,
): Promise<Verdict> {
  const signal = AbortSignal.any([gone, AbortSignal.timeout(patience)]);
  const asking = { ...wish, ...lineageOf(peer), uid: peer.uid };
  return ground.requests.ask(asking, signal, { key, pid: peer.pid }).catch((error: unknown) => {
    if (failureOf(error)?.code === 'cancelled') fail({ code: 'denied', reason: 'unanswered' });
    throw error;
  });
}

/** Asks for what no policy allows. What the person said holds for as long as they said, also when it was no. */
export async function consult(
  ground: Ground,
  vault: Vault,
  peer: Peer,
  client: Client,
  wants: readonly Want[],
  gone: AbortSignal,
): Promise<void> {
  const { grants } = ground;
  const { name, spiffeId } = client;
  if (wants.some((want) => grants.refuses(client, want))) fail({ code: 'denied', reason: 'person' });
  const verdict = await hear(ground, peer, client.key, { name, spiffeId, wants }, gone);
  await noteAnswer(vault, name, verdict);
  if (verdict.answer === 'deny') {
    grants.deny(client, wants);
    fail({ code: 'denied', reason: 'person' });
  }
  if (verdict.answer === 'unlock') grants.allow(client, wants);
  if (verdict.answer !== 'always') return;
  for (const spec of verdict.policies) await vault.policies.put(await checkPolicy(spec));
  ground.wrote(false);
  // The person may have granted less than was asked for.
  const decider = await vault.policies.decider();
  if (!wants.every((want: Want) => decider.decide({ spiffeId, ...want }).allowed))
    fail({ code: 'denied', reason: 'policy' });
}

/** The person's own deed, whatever they said. */
export async function noteAnswer(vault: Vault, name: string, { answer }: Verdict): Promise<void> {
  const outcome = answer === 'deny' ? 'denied' : 'done';
  await vault.audit.append({ client: 'owner', action: 'client.answer', path: name, outcome });
}
