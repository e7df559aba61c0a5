import { webAddress } from '../../../shared/address.ts';
import type { Handlers } from '../../../shared/contract.ts';
import { fail } from '../../../shared/failure.ts';
import { isFile, limits } from '../../../shared/secret.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import type { FileSaver } from '../../app/file-saver.ts';
import type { RecentlyUsed } from '../../app/recently-used.ts';
import type { Session } from '../../app/session.ts';
import { holdersOf } from '../../vault/reuse.ts';
import { coverFields, uncoverFields } from '../covered.ts';
import { writtenIn } from '../written.ts';
import { catalogFor, shownSecret, viewHandler } from './view.ts';

/**
 * Puts a value on the clipboard and gives the seconds after which it will be taken off; 0: never.
 */
export type Copy = (value: string) => number | Promise<number>;

/** As many as a person still knows. */
const mostRecent = 8;

/** Opens an address in the person's browser. */
export type OpenAddress = (address: string) => Promise<void>;

export function secretsHandlers(
  session: Session,
  copy: Copy,
  saver: FileSaver,
  open: OpenAddress,
  used: RecentlyUsed,
): Handlers['secrets'] {
  const secrets = () => session.vault.secrets;
  const written = writtenIn(session);
  const fieldOf = async (at: { path: string; version: number; field: string }): Promise<Field> => {
    const { fields } = await secrets().get(at.path, at.version);
    await used.note(session.vault, at.path);
    return (
      fields.find(({ name }) => name === at.field) ??
      fail({ code: 'not-found', what: 'field', name: at.field })
    );
  };
  return {
    folders: async ({ parent }) => (await session.vault.catalog()).folders(parent),
    folderPaths: async () => (await session.vault.catalog()).folderPaths(limits.folders),
    reused: async ({ value, except }) => {
      const paths = (await holdersOf(secrets(), value)).filter((path) => path !== except);
      return { total: paths.length, paths: paths.slice(0, 3) };
    },
    tags: async () => (await session.vault.catalog()).tags(),
    browse: async (wanted) => {
      const catalog = await catalogFor(session, wanted, used);
      const found = catalog.browse(wanted);
      return catalog.unread === 0 ? found : { ...found, unread: catalog.unread };
    },
    recent: async () => {
      const { vault } = session;
      return (await vault.catalog()).rowsOf(await used.paths(vault), mostRecent);
    },
    get: ({ path, version }) => shownSecret(session, path, version),
    view: viewHandler(session, used),
    reveal: async (at) => {
      const { value, type } = await fieldOf(at);
      if (type === 'otp') fail({ code: 'bad-input', what: 'field', reason: 'is-otp' });
      return { value, type };
    },
    copy: async (at) => {
      const { type, value } = await fieldOf(at);
      if (isFile(type)) fail({ code: 'bad-input', what: 'field', reason: 'is-file' });
      if (type !== 'otp') return { clearsInSeconds: await copy(value) };
      const code = await session.vault.codes.take(at.path, at.field, at.version);
      if (code.kind === 'hotp') session.noteWrite();
      return { clearsInSeconds: await copy(code.code), code };
    },
    codes: async ({ path, version }) => session.vault.codes.show(path, version),
    openAddress: async (at) => {
      const { type, value } = await fieldOf(at);
      const address = type === 'url' ? webAddress(value) : undefined;
      if (address === undefined) {
        const call = 'secrets.openAddress';
        return fail({ code: 'bad-input', what: 'request', reason: 'unfit', call, at: 'field' });
      }
      return open(address);
    },
    saveFile: async (at) => {
      const { path, version, field: name } = at;
      const field = await fieldOf(at);
      return saver.save({ field, load: () => secrets().file(path, name, version) });
    },
    cancelSave: () => saver.cancel(),
    edit: async ({ path }) => {
      const { version, info, fields } = await secrets().get(path);
      if (version === 0) fail({ code: 'not-found', what: 'live', name: path });
      await used.note(session.vault, path);
      return { version, tags: info.tags, fields: coverFields(session.vault, fields) };
    },
    put: async ({ path, from, fields: given, tags, expect, onTop }) => {
      const fields = uncoverFields(session.vault, given);
      const saved = { tags, over: onTop ? ('any' as const) : expect, ...(from !== undefined && { from }) };
      return written(session.vault.edits.save(path, fields, saved));
    },
    delete: ({ path, versions }) => written(session.vault.edits.delete(path, versions)),
    undelete: async ({ path, versions }) => ({ current: await written(secrets().undelete(path, versions)) }),
    destroy: ({ path, versions }) => written(secrets().destroy(path, versions)),
    forget: ({ path }) => written(secrets().forget(path)),
    empty: async () => ({ secrets: await written(secrets().forgetDeleted()) }),
    rollback: ({ path, version }) => written(session.vault.edits.rollback(path, version)),
    move: ({ from, to }) => written(session.vault.edits.move(from, to)),
  };
}
