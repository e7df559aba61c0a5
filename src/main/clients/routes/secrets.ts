import { isFavourite } from '../../../shared/facet.ts';
import { fail } from '../../../shared/failure.ts';
import { normalFolder, normalPath } from '../../../shared/path.ts';
import type { SecretInfo } from '../../../shared/secret-schema.ts';
import type { Change } from '../../backend/changes.ts';
import { metadataChange } from '../../vault/secrets.ts';
import type { Caller } from '../caller.ts';
import type { RoutedName, Routes } from '../route.ts';

const pathOf = ({ path }: { path: string }) => path;

/** What clients do with secrets. Each path is normal before anybody is asked about it. */
export const secretRoutes: Routes<
  Exclude<Extract<RoutedName, `secret.${string}`>, 'secret.health' | 'secret.expiring'>
> = {
  'secret.get': {
    action: 'secret.get',
    about: pathOf,
    run: async (caller, { path, version }) => {
      await caller.permit({ path: normalPath(path), permission: 'read' });
      const secret = await caller.vault.secrets.get(path, version);
      if (secret.version === 0) fail({ code: 'not-found', what: 'live', name: secret.path });
      return secret;
    },
  },
  'secret.file': {
    action: 'secret.get',
    about: pathOf,
    run: async (caller, { path, field, version, piece }) => {
      await caller.permit({ path: normalPath(path), permission: 'read' });
      const { secrets } = caller.vault;
      // So that the next piece is asked of the same version.
      const from = version ?? (await secrets.info(path)).current;
      const { size, digest, pieces } = await secrets.file(path, field, from === 0 ? undefined : from);
      let bytes: Uint8Array = new Uint8Array();
      for await (bytes of pieces(piece)) break;
      return { version: from, size, digest, bytes: Buffer.from(bytes).toString('base64') };
    },
  },
  'secret.otp': {
    action: 'secret.otp',
    about: pathOf,
    run: async (caller, { path, field }) => {
      await caller.permit({ path: normalPath(path), permission: 'otp' });
      return await caller.vault.codes.take(path, field);
    },
  },
  'secret.info': {
    action: 'secret.metadata',
    about: pathOf,
    run: async (caller, { path }) => {
      await caller.permit({ path: normalPath(path), permission: 'read' });
      return await caller.vault.secrets.info(path);
    },
  },
  'secret.list': {
    action: 'secret.list',
    about: ({ folder }) => folder,
    run: async (caller, { folder, deleted = false, tag }) => {
      // Not what is whole of a damaged list: it would seem to be all of it.
      const all = await caller.vault.secrets.list(normalFolder(folder), {
        deleted,
        ...(tag !== undefined && { tag }),
      });
      const may = await caller.judge();
      const seen = all.filter(({ path }) => may({ path, permission: 'list' }));
      return { secrets: seen.map(listed), damaged: caller.vault.damaged };
    },
  },
  'secret.find': {
    action: 'secret.list',
    about: ({ folder }) => folder,
    run: async (caller, { query, folder, deleted = false }) => {
      const [{ findSecrets }, { asksForHealth }] = await Promise.all([
        import('../../vault/find.ts'),
        import('../../vault/query.ts'),
      ]);
      // Whether a password is reused tells of secrets that it may not read.
      if (asksForHealth(query)) fail({ code: 'denied', reason: 'policy' });
      const found = await findSecrets(caller.vault, { query, folder: normalFolder(folder), deleted });
      if (found.unread > 0) fail({ code: 'damaged', part: 'page' });
      const may = await caller.judge();
      // Read, too: what is found tells what stands in fields. Of what is only similar nothing, for
      // that tells what no other secret has.
      const exact = found.nearly ? [] : found.secrets;
      const secrets = exact.filter(
        ({ path }) => may({ path, permission: 'list' }) && may({ path, permission: 'read' }),
      );
      return { secrets: secrets.map(listed) };
    },
  },
  'secret.put': {
    action: 'secret.put',
    about: pathOf,
    commits: true,
    run: async (caller, { path, fields, expect, tags }) => {
      await caller.permit({ path: normalPath(path), permission: 'write' });
      const options = { ...(expect !== undefined && { expect }), ...(tags && { tags }) };
      return { version: await write(caller, { op: 'store', path, fields, ...options }) };
    },
  },
  'secret.patch': {
    action: 'secret.put',
    about: pathOf,
    commits: true,
    run: async (caller, { path: raw, set, remove, expect, tags }) => {
      const path = normalPath(raw);
      await caller.permit({ path, permission: 'read' }, { path, permission: 'write' });
      const options = { ...(expect !== undefined && { expect }), ...(tags && { tags }) };
      const change = await caller.vault.secrets.patched(path, { set, remove, ...options });
      return { version: await write(caller, change) };
    },
  },
  'secret.rollback': {
    action: 'secret.put',
    about: pathOf,
    commits: true,
    run: async (caller, { path: raw, version, field }) => {
      const path = normalPath(raw);
      await caller.permit({ path, permission: 'read' }, { path, permission: 'write' });
      return { version: await write(caller, await caller.vault.secrets.rolledBack(path, version, field)) };
    },
  },
  'secret.delete': {
    action: 'secret.delete',
    about: pathOf,
    commits: true,
    run: async (caller, { path, versions }) => ({
      current: await writing(caller, { op: 'delete', path, ...(versions && { versions }) }),
    }),
  },
  'secret.undelete': {
    action: 'secret.undelete',
    about: pathOf,
    commits: true,
    run: async (caller, { path, versions }) => ({
      current: await writing(caller, { op: 'undelete', path, ...(versions && { versions }) }),
    }),
  },
  'secret.destroy': {
    action: 'secret.destroy',
    about: pathOf,
    commits: true,
    run: async (caller, { path, versions }) =>
      void (await writing(caller, { op: 'destroy', path, versions })),
  },
  'secret.forget': {
    action: 'secret.destroy',
    about: pathOf,
    commits: true,
    run: async (caller, { path }) => void (await writing(caller, { op: 'forget', path })),
  },
  'secret.metadata': {
    action: 'secret.metadata',
    about: pathOf,
    commits: true,
    run: async (caller, { path, patch }) => void (await writing(caller, metadataChange(path, patch))),
  },
  'secret.move': {
    action: 'secret.move',
    about: ({ from }) => from,
    commits: true,
    run: async (caller, { from: rawFrom, to: rawTo }) => {
      const [from, to] = [normalPath(rawFrom), normalPath(rawTo)];
      // Read, too: at its new place others may read it, the mover perhaps.
      await caller.permit(
        { path: from, permission: 'read' },
        { path: from, permission: 'write' },
        { path: to, permission: 'write' },
      );
      const entries = [from, to].map((path) => caller.entry('secret.move', path));
      await caller.vault.secrets.apply([{ op: 'move', from, to }], entries);
    },
  },
};

function listed({ path, current, newest, updated, tags, custom }: SecretInfo) {
  return {
    ...{ path, current, newest, updated, tags },
    ...(isFavourite({ custom }) && { favourite: true as const }),
  };
}

const actions = {
  store: 'secret.put',
  delete: 'secret.delete',
  undelete: 'secret.undelete',
  destroy: 'secret.destroy',
  forget: 'secret.destroy',
  metadata: 'secret.metadata',
} as const;
type Single = Extract<Change, { op: keyof typeof actions }>;

async function writing(caller: Caller, change: Single): Promise<number> {
  await caller.permit({ path: normalPath(change.path), permission: 'write' });
  return write(caller, change);
}

// The change and its entry in one commit; the version it made or left as current.
async function write(caller: Caller, change: Single): Promise<number> {
  const entry = caller.entry(actions[change.op], normalPath(change.path));
  const [outcome] = await caller.vault.secrets.apply([change], [entry]);
  return outcome?.version ?? 0;
}
