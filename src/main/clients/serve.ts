import {
  type ApiName,
  type Api as ApiTable,
  api,
  type Join,
  request as requestSchema,
} from '../../shared/api.ts';
import { type Failure, fail, failureOf } from '../../shared/failure.ts';
import type { Client } from '../backend/changes.ts';
import type { Vault } from '../vault/vault.ts';
import { Caller, type Kept } from './caller.ts';
import { consult } from './consult.ts';
import type { ServerContext } from './context.ts';
import { fresh } from './fresh.ts';
import { publicKeyOf } from './handshake.ts';
import { readClient } from './keys.ts';
import { lineageOf, type Peer } from './peer.ts';
import { register } from './register.ts';
import type { Route, RoutedName } from './route.ts';
import { routes } from './routes/index.ts';

/** Who is at the other end, as far as that is known, and until when. */
export interface Visit {
  readonly peer: Peer;
  /** The public key of which it has the private one. */
  readonly key: string;
  readonly join: Join;
  readonly gone: AbortSignal;
  /** The folder where programs of this machine keep their keys. */
  readonly keys: string;
  /** True once its key was found to be the client's that it says it is. */
  proven: boolean;
  readonly kept: Kept;
}

/** True when the visitor is a client whose key is proven; while the vault is locked nobody is. */
export async function isKnown(context: ServerContext, visit: Visit): Promise<boolean> {
  const vault = vaultOf(context, visit);
  return vault !== undefined && (await proven(context, vault, visit)) !== undefined;
}

/** The answer to one request; throws failures. */
export async function answer(context: ServerContext, visit: Visit, message: unknown): Promise<unknown> {
  const known = await isKnown(context, visit);
  const who = known ? (visit.join.client?.name ?? '') : String(visit.peer.pid);
  await context.rate.turn(known ? 'client' : 'stranger', who, visit.gone);
  const parsed = requestSchema.safeParse(message);
  if (!parsed.success) return fail({ code: 'bad-input', what: 'request', reason: 'malformed' });
  const { call: name, with: given, ask = false } = parsed.data;
  if (!isCall(name)) return fail({ code: 'bad-input', what: 'request', reason: 'unknown-call', call: name });
  const input = api[name].input.safeParse(given);
  if (!input.success) return fail({ code: 'bad-input', what: 'request', reason: 'unfit', call: name });
  if (name === 'status') return status(context, visit);
  const vault = await unlocked(context, visit);
  await fresh(context, vault);
  if (name === 'client.register') {
    const done = await register(context, vault, visit.peer, input.data as never, visit.gone);
    return api[name].output.parse(done);
  }
  const client = await identify(context, vault, visit);
  return serve(context, visit, { vault, client, name, input: input.data, ask });
}

function isCall(name: string): name is ApiName {
  return Object.hasOwn(api, name);
}

async function status(context: ServerContext, visit: Visit) {
  const vault = vaultOf(context, visit);
  const client = vault && (await proven(context, vault, visit));
  return {
    state: vault ? 'open' : context.state(),
    version: context.version,
    ...(vault && { vault: vault.id, revision: vault.revision }),
    ...(client && { client: client.spiffeId }),
  };
}

async function unlocked(context: ServerContext, visit: Visit): Promise<Vault> {
  const open = vaultOf(context, visit);
  if (open !== undefined) return open;
  const { peer, join, gone } = visit;
  const name = join.client?.name ?? '';
  // Anybody can make up a name, and a person who reads it would believe it.
  if (context.state() === 'locked' && isKnownHere(visit)) {
    await context.waking.ask({ name, program: lineageOf(peer).program }, gone);
  }
  return vaultOf(context, visit) ?? fail({ code: 'locked' });
}

// The vault that the client says it belongs to, and else the one in front.
function vaultOf(context: ServerContext, { join }: Visit): Vault | undefined {
  return context.vault(join.client?.vault);
}

function isKnownHere({ join: { client }, key, keys }: Visit): boolean {
  const known = client && readClient(keys, client.name);
  return known !== undefined && known.vault === client?.vault && publicKeyOf(known.key) === key;
}

/**
 * The client of this visit, looked up for every request: one that was revoked is refused in the
 * middle of a session.
 */
async function identify(context: ServerContext, vault: Vault, visit: Visit): Promise<Client> {
  const { client: claimed } = visit.join;
  if (claimed === undefined) return fail({ code: 'denied', reason: 'unregistered' });
  if (claimed.vault !== vault.id) fail({ code: 'denied', reason: 'other-vault' });
  const client = await proven(context, vault, visit);
  if (client !== undefined) return client;
  const path = claimed.name;
  if (context.registry.isFirstImpostor(path)) {
    vault.audit.note({ client: 'unregistered', action: 'client.refused', path, outcome: 'denied' });
    context.wrote(false, vault);
  }
  return fail({ code: 'denied', reason: 'unregistered' });
}

async function proven(context: ServerContext, vault: Vault, visit: Visit): Promise<Client | undefined> {
  const { client: claimed } = visit.join;
  if (claimed === undefined || claimed.vault !== vault.id) return undefined;
  const client = await context.registry.find(vault, claimed.name, visit);
  if (client?.key !== visit.key) return undefined;
  visit.proven = true;
  context.registry.known(client.name, visit);
  return client;
}

interface Asked {
  readonly vault: Vault;
  readonly client: Client;
  readonly name: RoutedName;
  readonly input: unknown;
  readonly ask: boolean;
}

// An access is answered once it is written down, and refused where that cannot be done.
async function serve(context: ServerContext, visit: Visit, asked: Asked): Promise<unknown> {
  const { vault, client, name, input, ask } = asked;
  const route = routes[name] as unknown as Route<RoutedName>;
  const about = route.about(input as never);
  const act = { client: client.spiffeId, action: route.action, ...(about !== '' && { path: about }) };
  // Of a vault that is not in front nobody is asked: the person would not know which one is meant.
  const asker =
    ask && vault === context.vault()
      ? (wants: Parameters<typeof consult>[4]) =>
          consult(context, vault, visit.peer, client, wants, visit.gone)
      : undefined;
  const guest = context.registry.isGuest(client);
  const { backUp } = context;
  // It looks at the backups of the vault in front.
  const drill: ServerContext['drill'] = (...given) =>
    vault === context.vault() ? context.drill(...given) : fail({ code: 'denied', reason: 'other-vault' });
  const around = { gone: visit.gone, backUp, drill, guest, kept: visit.kept };
  const caller = new Caller(vault, client, context.grants, asker, around);
  try {
    const output = outputOf(name, await route.run(caller, input as never));
    if (route.continues) return output;
    if (!route.commits && caller.wasAllowed) await vault.audit.append({ ...act, outcome: 'done' });
    else if (!route.commits) vault.audit.note({ ...act, outcome: 'done' });
    context.wrote(
      route.changesSecrets === true || (route.commits === true && name.startsWith('secret.')),
      vault,
    );
    return output;
  } catch (error) {
    const outcome = failureOf(error)?.code ?? 'internal';
    if (outcome !== 'closed') vault.audit.note({ ...act, outcome });
    context.wrote(false, vault);
    throw error;
  }
}

function outputOf<N extends RoutedName>(name: N, output: unknown): unknown {
  return (api[name] as ApiTable[N]).output.parse(output);
}

/** A failure as it is told to a program. A fault of ours, and nothing of what it was about. */
export function told(error: unknown): Failure {
  const failure = failureOf(error);
  if (failure === undefined) return { code: 'internal', reference: 'socket' };
  return failure.code === 'closed' ? { code: 'locked' } : failure;
}
