import type { Connection } from '../main/clients/connection.ts';
import { type ApiInput, type ApiName, type ApiOutput, api } from '../shared/api.ts';
import { favouriteMark } from '../shared/facet.ts';
import { fail } from '../shared/failure.ts';
import { defined } from '../shared/parsed.ts';
import type { Reached } from './reached.ts';
import { inOneMessage, remoteFile } from './remote-files.ts';

/** Calls by name, what comes back parsed before anybody believes it. */
export function caller(connection: Connection, ask: boolean) {
  return async <N extends ApiName>(name: N, input?: ApiInput<N>): Promise<ApiOutput<N>> => {
    const value = await connection.call(name, input, ask);
    // JSON has no undefined: an answer without a value is none at all.
    const read = api[name].output.safeParse(value ?? undefined);
    return read.success ? (read.data as ApiOutput<N>) : fail({ code: 'socket', reason: 'broken' });
  };
}

/** The vault that is open in the app, as a command uses it. */
export function remoteVault(connection: Connection, ask: boolean): Reached {
  const call = caller(connection, ask);
  let damaged = false;
  return {
    get damaged() {
      return damaged;
    },
    secrets: {
      get: (path, version) => call('secret.get', defined({ path, version })),
      file: (path, field, version) => remoteFile(call, defined({ path, field, version })),
      info: (path) => call('secret.info', { path }),
      list: async (folder, { deleted, tag } = {}) => {
        const listed = await call('secret.list', defined({ folder, deleted, tag }));
        damaged = listed.damaged;
        return listed.secrets.map(({ favourite, ...one }) => ({
          ...one,
          custom: favourite ? [[...favouriteMark]] : [],
        }));
      },
      put: async (path, fields, { expect, tags, files } = {}) => {
        const given = { path, fields: await inOneMessage(fields, files), expect, tags };
        return (await call('secret.put', defined(given))).version;
      },
      patch: async (path, { set = [], remove = [], expect, tags, files }) => {
        const given = { path, set: await inOneMessage(set, files), remove, expect, tags };
        return (await call('secret.patch', defined(given))).version;
      },
      rollback: async (path, version, field) =>
        (await call('secret.rollback', defined({ path, version, field }))).version,
      delete: async (path, versions) => (await call('secret.delete', defined({ path, versions }))).current,
      undelete: async (path, versions) =>
        (await call('secret.undelete', defined({ path, versions }))).current,
      destroy: (path, versions) => call('secret.destroy', { path, versions }),
      forget: (path) => call('secret.forget', { path }),
      updateMetadata: (path, patch) => call('secret.metadata', { path, patch }),
      move: (from, to) => call('secret.move', { from, to }),
    },
    codes: { take: (path, field) => call('secret.otp', defined({ path, field })) },
    policies: {
      list: () => call('policy.list'),
      get: (name) => call('policy.get', { name }),
      put: (spec) => call('policy.put', spec),
      apply: (yaml) => call('policy.apply', { yaml }),
      delete: (name) => call('policy.delete', { name }),
      decide: (access) => call('policy.test', access),
    },
    audit: {
      list: ({ since, client } = {}) => call('audit.list', defined({ since, client })),
    },
    cipher: {
      newKey: async (name) => {
        const { header, fileKey } = await call('cipher.newKey', { name });
        return { header: bytes(header), fileKey: bytes(fileKey) };
      },
      keys: async (header) => {
        const given = { header: Buffer.from(header.bytes).toString('base64url') };
        const { fileKey, others = [] } = await call('cipher.key', given);
        return [fileKey, ...others].map(bytes);
      },
    },
    recovery: {
      status: () => call('recovery.status'),
    },
    verify: () => call('vault.verify'),
    registered: async () =>
      (await call('client.list')).map(({ name, spiffeId, since }) => ({
        ...{ name, spiffeId },
        ...(since !== undefined && { createdAt: since }),
      })),
    revokeClient: (name, _, policies) => call('client.revoke', { name, ...(policies && { policies }) }),
  };
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'base64url');
}
