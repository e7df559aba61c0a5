import { fresh32, publicKeyOf } from '../../main/clients/handshake.ts';
import { readClient, removeClient, writeClient } from '../../main/clients/keys.ts';
import { clientId, isClientName, keyFolder } from '../../main/clients/places.ts';
import type { Want } from '../../shared/client.ts';
import { fail } from '../../shared/failure.ts';
import { normalPath } from '../../shared/path.ts';
import { permissions } from '../../shared/policy.ts';
import { type Call, command } from '../command.ts';
import { isFileNamed, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';
import { withApp } from '../reach.ts';
import { misuse } from '../usage.ts';

const options = {
  want: {
    value: 'PATH:PERMISSION',
    many: true,
  },
} as const;

export const register = command({
  name: 'client register',
  args: 'NAME',
  count: [1, 1],
  options,
  run: async (call) => {
    const [name = ''] = call.args;
    if (!isClientName(name)) misuse((say) => say.name);
    const wants = call.options.want.map(wantOf);
    const folder = keyFolder(call.io.env, process.platform);
    if (readClient(folder, name) !== undefined) await forgetStale(call, folder, name);
    const key = fresh32();
    const shown = publicKeyOf(key) ?? fail({ code: 'internal', reference: 'client-key' });
    const { vault, spiffeId, answer } = await (isFileNamed(call) ? byOwner : byPerson)(
      call,
      name,
      shown,
      wants,
    );
    writeClient(folder, { vault, name, spiffeId, key });
    if (call.global.json) await printJson(call, { name, spiffeId, answer });
    else await call.io.stdout.write(`${spiffeId}\n`);
    await say(call, (await texts('access'))[answer]);
    return undefined;
  },
});

type Asked = Call<typeof options>;

// A program that was let in once, or until the lock, or revoked since, has a key that opens nothing
// any more. Any other is not written over.
async function forgetStale(call: Asked, folder: string, name: string): Promise<void> {
  const mine = readClient(folder, name);
  const env = { ...call.io.env, HOLDFAST_CLIENT: name };
  const known = isFileNamed(call)
    ? undefined
    : await withApp({ ...call, io: { ...call.io, env } }, async (connection) => {
        const { caller } = await import('../remote.ts');
        return caller(connection, false)('status');
      });
  if (known === undefined || known.vault !== mine?.vault || known.client !== undefined)
    fail({ code: 'exists', what: 'client', name });
  removeClient(folder, name);
}

function byPerson(call: Asked, name: string, key: string, wants: Want[]) {
  return withApp(
    call,
    async (connection) => {
      const { caller } = await import('../remote.ts');
      await say(call, (await texts('access')).lookAtWindow);
      return caller(connection, true)('client.register', { name, key, wants });
    },
    { anonymous: true },
  );
}

function byOwner(call: Asked, name: string, key: string, wants: Want[]) {
  return withVault(call, async (vault) => {
    if ((await vault.registeredAs(name)) !== undefined) fail({ code: 'exists', what: 'client', name });
    const spiffeId = clientId(vault.id, name);
    const { draftPolicies } = await import('../../main/clients/requests.ts');
    await vault.registerClient({ name, spiffeId, key }, draftPolicies({ name, spiffeId, wants }));
    return { vault: vault.id, spiffeId, answer: 'always' as const };
  });
}

function wantOf(text: string): Want {
  const end = text.lastIndexOf(':');
  const permission = permissions.find((known) => known === text.slice(end + 1));
  if (end === -1 || permission === undefined) return { path: normalPath(text), permission: 'read' };
  return { path: normalPath(text.slice(0, end)), permission };
}
