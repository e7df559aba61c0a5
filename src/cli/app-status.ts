import { whereToConnect } from '../main/clients/keys.ts';
import type { Session } from './command.ts';
import { texts } from './language.ts';
import { printFacts, printJson } from './print.ts';
import { withApp } from './reach.ts';
import { caller } from './remote.ts';

/** What the running app tells of itself, to a registered program and to any other. */
export async function printAppStatus(call: Session): Promise<undefined> {
  const { identity, socket } = whereToConnect(call.io.env, process.platform);
  const status = await withApp(call, (connection) => caller(connection, false)('status'), {
    anonymous: identity === undefined,
  });
  const { state, version, vault, revision, client } = status;
  if (call.global.json) {
    const known = { vault: vault ?? null, revision: revision ?? null, client: client ?? null };
    await printJson(call, { app: version, socket, state, ...known });
    return undefined;
  }
  const text = await texts('vaults');
  await printFacts(call, text.status, [
    ['app', text.running(version)],
    ['vault', vault ?? (state === 'locked' ? text.locked : text.none)],
    ...(revision === undefined ? [] : [['revision', revision] as const]),
    ['client', client ?? text.unregistered],
  ]);
  return undefined;
}
