import type { ApiInput, ApiOutput } from '../../shared/api.ts';
import { fail } from '../../shared/failure.ts';
import { normalPath } from '../../shared/path.ts';
import { checkPolicy } from '../policy/policy.ts';
import type { Vault } from '../vault/vault.ts';
import { hear, noteAnswer } from './consult.ts';
import type { ServerContext } from './context.ts';
import { keyFrom } from './handshake.ts';
import { lineageOf, type Peer } from './peer.ts';
import { clientId, isClientName } from './places.ts';

/**
 * Lets a program in that the person allows. A name that is taken stays with whoever has it:
 * `exists`.
 */
export async function register(
  context: ServerContext,
  vault: Vault,
  peer: Peer,
  { name, key, wants: asked }: ApiInput<'client.register'>,
  gone: AbortSignal,
): Promise<ApiOutput<'client.register'>> {
  if (!isClientName(name)) fail({ code: 'bad-input', what: 'client-name', reason: 'malformed' });
  if (keyFrom(key) === undefined) fail({ code: 'bad-input', what: 'client-key', reason: 'malformed' });
  const wants = asked.map(({ path, permission }) => ({ path: normalPath(path), permission }));
  if (await context.registry.has(vault, name)) fail({ code: 'exists', what: 'client', name });
  const spiffeId = clientId(vault.id, name);
  const { program } = lineageOf(peer);
  // A no sticks: a program that asks on and on, under one name or many, is not heard again at once.
  if (context.registry.isTurnedAway(program)) fail({ code: 'denied', reason: 'person' });
  const verdict = await hear(context, vault, peer, key, { name, spiffeId, wants, fresh: true }, gone);
  await noteAnswer(vault, name, verdict);
  const { answer } = verdict;
  if (answer === 'deny') {
    context.registry.turnAway(program);
    return fail({ code: 'denied', reason: 'person' });
  }
  // Two may have asked for one name at once.
  if (await context.registry.has(vault, name)) fail({ code: 'exists', what: 'client', name });
  const client = { name, spiffeId, key };
  if (answer === 'always') {
    const policies = [];
    for (const spec of verdict.policies) policies.push(await checkPolicy(spec));
    await vault.registerClient(client, policies);
    context.registry.turnOut(name);
  } else {
    await vault.audit.append({ client: 'owner', action: 'client.register', path: name, outcome: 'done' });
    context.registry.welcome(client, answer === 'once');
    context.grants.allow(client, wants);
  }
  context.wrote(false);
  return { vault: vault.id, spiffeId, answer };
}
