import type { GrantAnswer, Verdict, Want } from '../../shared/client.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import type { PolicySpec } from '../../shared/policy.ts';
import type { Client } from '../backend/changes.ts';
import { Decider } from '../policy/match.ts';
import { type CompiledPolicy, checkPolicy, compilePolicy } from '../policy/policy.ts';
import type { Vault } from '../vault/vault.ts';
import type { ServerContext, Wish } from './context.ts';
import { lineageOf, type Peer } from './peer.ts';
import { patternOf } from './requests.ts';

/** How long a program waits for the person's answer. */
const patience = 60_000;

/**
 * Puts a wish before the person, for whoever has that key. `denied` when nobody answers in time, or
 * they said no twice just now.
 */
export async function hear(
  context: ServerContext,
  vault: Vault,
  peer: Peer,
  key: string,
  wish: Wish,
  gone: AbortSignal,
): Promise<Verdict> {
  const stored = (await vault.policies.about(wish.spiffeId)).map(({ policy }) => policy);
  const signal = AbortSignal.any([gone, AbortSignal.timeout(patience)]);
  const asking = { ...wish, ...lineageOf(peer), uid: peer.uid, stored };
  return context.requests.ask(asking, signal, { key, pid: peer.pid }).catch((error: unknown) => {
    if (failureOf(error)?.code === 'cancelled') fail({ code: 'denied', reason: 'unanswered' });
    throw error;
  });
}

/**
 * Asks for what no policy allows, and gives the answer. What the person said holds for as long as
 * they said, also when it was no. With `always` the policies of that moment decide what is allowed of
 * a folder.
 */
export async function consult(
  context: ServerContext,
  vault: Vault,
  peer: Peer,
  client: Client,
  wants: readonly Want[],
  gone: AbortSignal,
): Promise<GrantAnswer> {
  const { grants } = context;
  const { name, spiffeId } = client;
  const isGuest = context.registry.isGuest(client);
  if (wants.some((want) => grants.refuses(client, want))) fail({ code: 'denied', reason: 'person' });
  const verdict = await hear(
    context,
    vault,
    peer,
    client.key,
    { name, spiffeId, wants, fresh: isGuest },
    gone,
  );
  await noteAnswer(vault, name, verdict);
  if (verdict.answer === 'deny') {
    grants.deny(client, wants);
    fail({ code: 'denied', reason: 'person' });
  }
  if (verdict.answer === 'unlock') grants.allow(client, wants);
  if (verdict.answer !== 'always') return verdict.answer;
  const given: CompiledPolicy[] = [];
  for (const spec of verdict.policies) {
    given.push(await compilePolicy(await checkPolicy(spec)));
    await vault.policies.put(spec);
  }
  context.wrote(false);
  // The person may have granted less than was asked for. A guest has what was given just now, and
  // nothing that lay there.
  const decider = isGuest ? new Decider(given) : await vault.policies.decider();
  const isGranted = (want: Want) =>
    want.secrets === undefined
      ? decider.decide({ spiffeId, ...want }).allowed
      : !isGuest || gives(verdict.policies, want);
  const granted = wants.filter(isGranted);
  if (isGuest) grants.allow(client, granted);
  if (granted.length < wants.length) fail({ code: 'denied', reason: 'policy' });
  return verdict.answer;
}

/** Whether one of the policies grants it for all of the folder: it was not narrowed. */
function gives(policies: readonly PolicySpec[], want: Want): boolean {
  return policies.some(
    ({ pathPattern, permissions }) =>
      pathPattern === patternOf(want) &&
      (permissions.includes(want.permission) || permissions.includes('super')),
  );
}

/** The person's own deed, whatever they said. */
export async function noteAnswer(vault: Vault, name: string, { answer }: Verdict): Promise<void> {
  const outcome = answer === 'deny' ? 'denied' : 'done';
  await vault.audit.append({ client: 'owner', action: 'client.answer', path: name, outcome });
}
