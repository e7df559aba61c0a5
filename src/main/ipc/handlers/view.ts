import type { Handlers, Reply } from '../../../shared/contract.ts';
import { failureOf } from '../../../shared/failure.ts';
import { rowsPerPage } from '../../../shared/rows.ts';
import { isCovered } from '../../../shared/secret.ts';
import type { IndexedField, SecretInfo, ShownSecret } from '../../../shared/secret-schema.ts';
import type { RecentlyUsed } from '../../app/recently-used.ts';
import type { Session } from '../../app/session.ts';
import { isCounterKey } from '../../backend/format/otp-counter.ts';
import type { Browse, Catalog } from '../../vault/catalog.ts';
import { asksForHealth } from '../../vault/query.ts';

type View = Handlers['secrets']['view'];
type Wanted = Parameters<View>[0];

/** Answers what the whole screen shows. The list and the secret fail apart. */
export function viewHandler(session: Session, used: RecentlyUsed): View {
  return async ({ list, parents, secret }) => {
    const { changes } = session;
    const listed = await tried(async () => listOf(await catalogFor(session, list, used), { list, parents }));
    return {
      changes,
      list: listed,
      ...(secret && { secret: await tried(() => shownSecret(session, secret.path, secret.version)) }),
    };
  };
}

/**
 * What the window browses. Until the index stands, or a list is sorted, a query waits for their
 * slices rather than hold up the window.
 */
export async function catalogFor(
  session: Session,
  list: Omit<Browse, 'offset' | 'limit'>,
  used: RecentlyUsed,
): Promise<Catalog> {
  const { vault } = session;
  const catalog = asksForHealth(list.query)
    ? await (await import('../../vault/health/judge.ts')).judgedCatalog(vault)
    : await vault.catalog();
  if (list.sort === 'used') catalog.noteUsed(await used.paths(vault));
  if (list.query.trim() === '') await catalog.arrange(list);
  else await catalog.prepare();
  session.noteExpiry(catalog.nextExpiry);
  return catalog;
}

/**
 * What may be on the screen unasked. The index knows it of a current version; any other is opened
 * for its fields.
 */
export async function shownSecret(session: Session, path: string, version?: number): Promise<ShownSecret> {
  const { secrets } = session.vault;
  const info = await secrets.info(path);
  if (version === undefined || (version > 0 && version === info.current))
    return shown(info, info.current, info.fields);
  const older = await secrets.get(path, version);
  return shown(older.info, older.version, older.fields);
}

function listOf(catalog: Catalog, { list, parents }: Pick<Wanted, 'list' | 'parents'>) {
  const { find } = list;
  const found = find === undefined || list.query.trim() !== '' ? undefined : catalog.indexOf(find, list);
  const middle = found === undefined ? list.page : Math.floor(found / rowsPerPage);
  const page = Math.max(0, middle - 1);
  const offset = page * rowsPerPage;
  const limit = (middle + 2 - page) * rowsPerPage;
  return {
    ...catalog.browse({ ...list, folder: list.query.trim() === '' ? list.folder : '', offset, limit }),
    ...catalog.counts,
    facets: catalog.facets(),
    unread: catalog.unread,
    page,
    ...(found !== undefined && { found }),
    folders: parents.map((parent) => catalog.folders(parent)),
  };
}

async function tried<T>(work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return { ok: false, failure };
  }
}

function shown(info: SecretInfo, version: number, fields: readonly IndexedField[]): ShownSecret {
  return {
    path: info.path,
    version,
    current: info.current,
    created: info.created,
    updated: info.updated,
    tags: info.tags,
    custom: info.custom.filter(([key]) => !isCounterKey(key)),
    maxVersions: info.maxVersions,
    versions: info.versions,
    fields: fields.map(shownField),
  };
}

// Hidden and long values stay in main until they are revealed.
export function shownField({ name, type, value }: IndexedField): IndexedField {
  return value === undefined || isCovered({ type, value }) ? { name, type } : { name, type, value };
}
