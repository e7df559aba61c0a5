import type { Connection } from '../main/clients/connection.ts';
import { whereToConnect } from '../main/clients/keys.ts';
import { fail } from '../shared/failure.ts';
import type { Secret } from '../shared/secret-schema.ts';
import type { Session } from './command.ts';
import { isFileNamed, withVault } from './connect.ts';
import type { Reached } from './reached.ts';
import { misuse } from './usage.ts';

/**
 * Runs `work` on the file that --vault or HOLDFAST_VAULT names; without one on the vault that is
 * open in the app.
 */
export async function reachVault<T>(call: Session, work: (vault: Reached) => Promise<T>): Promise<T> {
  if (isFileNamed(call)) return withVault(call, work);
  return withApp(call, async (connection) => {
    const { remoteVault } = await import('./remote.ts');
    return work(remoteVault(connection, mayAsk(call)));
  });
}

/** One way to ask the running app, for commands that do otherwise with a file. */
export async function throughApp<T>(
  call: Session,
  work: (ask: ReturnType<typeof import('./remote.ts').caller>) => Promise<T>,
): Promise<T> {
  const { caller } = await import('./remote.ts');
  return withApp(call, (connection) => work(caller(connection, mayAsk(call))));
}

/** For a command that only reads values: gives `work` a way to open one version of a secret. */
export async function withSecrets<T>(
  call: Session,
  work: (read: (path: string, version?: number) => Promise<Secret>) => Promise<T>,
): Promise<T> {
  return reachVault(call, ({ secrets }) => work((path, version) => secrets.get(path, version)));
}

/** HOLDFAST_ASK=0: what no policy allows is denied at once, and the person is not asked. */
export function mayAsk({ io }: Session): boolean {
  return io.env['HOLDFAST_ASK'] !== '0';
}

/** Connects as this account's registered program, runs `work`, and closes whatever happened. */
export async function withApp<T>(
  call: Session,
  work: (connection: Connection) => Promise<T>,
  { anonymous = false } = {},
): Promise<T> {
  const { clients, identity, ...where } = whereToConnect(call.io.env, process.platform);
  if (!anonymous && identity === undefined) {
    if (clients.length > 1) misuse((say) => say.chooseClient(clients));
    fail({ code: 'denied', reason: 'unregistered' });
  }
  if (call.io.signal.aborted) fail({ code: 'cancelled' });
  await call.io.shutMemory?.();
  const options = { ...where, ...(identity && !anonymous && { identity }) };
  const { Connection } = await import('../main/clients/connection.ts');
  const connection = await Connection.open(options);
  const stop = () => connection.close();
  call.io.signal.addEventListener('abort', stop);
  try {
    return await work(connection);
  } finally {
    call.io.signal.removeEventListener('abort', stop);
    connection.close();
  }
}
