import type { BackupLook, LookRow, LookSecret } from '../../shared/contract-backups.ts';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { words } from '../words/en.ts';
import { failureText } from '../words/failures.ts';
import { onReset, untilLock, vaultStore } from './reset.ts';
import { say } from './status.ts';

export const pageSize = 100;

interface Look {
  /** What was opened; `undefined` while it is opened, or was refused. */
  readonly look: BackupLook | undefined;
  readonly failure: Failure | undefined;
  readonly query: string;
  readonly only: 'all' | 'different';
  /** How many rows there are; `undefined` until the first reply. */
  readonly total: number | undefined;
  /** Rows that have arrived, by page. */
  readonly pages: ReadonlyMap<number, readonly LookRow[]>;
  readonly cursor: number;
  /** Counts the listings, so that a view can go back to the top for a new one. */
  readonly listing: number;
  /** The path that is looked at, and what arrived of it. */
  readonly path: string | undefined;
  readonly secret: LookSecret | undefined;
  /** Values that the person uncovered, by field. */
  readonly revealed: ReadonlyMap<string, string>;
}

const closed: Look = {
  look: undefined,
  failure: undefined,
  query: '',
  only: 'different',
  total: undefined,
  pages: new Map(),
  cursor: -1,
  listing: 0,
  path: undefined,
  secret: undefined,
  revealed: new Map(),
};

/** A backup that is looked into. */
export const useLook = vaultStore<Look>(closed);

let current = 0;
let secrets = 0;
onReset(() => {
  current += 1;
  secrets += 1;
});

/** Opens a backup; `wrong-key` asks for its own passphrase. */
export async function openLook(file: string, passphrase?: string): Promise<void> {
  const mine = ++current;
  useLook.setState({ ...closed, listing: mine }, true);
  const reply = await api.backups.look(passphrase === undefined ? { file } : { file, passphrase });
  if (mine !== current) return;
  if (!reply.ok) return useLook.setState({ failure: reply.failure });
  const look = reply.value;
  const differs = look.missing + look.changed + look.later > 0;
  useLook.setState({ look, only: differs ? 'different' : 'all' });
  await list();
}

export function closeLook(): void {
  current += 1;
  secrets += 1;
  useLook.setState(closed, true);
  void api.backups.closeLook();
}

export function filter(change: { readonly query?: string; readonly only?: 'all' | 'different' }): void {
  useLook.setState(change);
  void list();
}

async function list(): Promise<void> {
  const mine = ++current;
  const reply = await fetchPage(0);
  if (mine !== current) return;
  if (!reply.ok) return useLook.setState({ failure: reply.failure });
  const { total, rows } = reply.value;
  useLook.setState({ total, pages: new Map([[0, rows]]), cursor: -1, listing: mine, failure: undefined });
}

/** Sees to it that the rows from `first` to `last` arrive. */
export function need(first: number, last: number): void {
  const { pages } = useLook.getState();
  for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page++) {
    if (!pages.has(page)) void load(page);
  }
}

async function load(page: number): Promise<void> {
  const mine = current;
  const reply = await fetchPage(page);
  if (mine !== current || !reply.ok) return;
  const pages = new Map(useLook.getState().pages).set(page, reply.value.rows);
  useLook.setState({ total: reply.value.total, pages });
}

function fetchPage(page: number) {
  const { query, only } = useLook.getState();
  return api.backups.entries({ query, only, offset: page * pageSize, limit: pageSize });
}

/** The row at `index`, or `undefined` while it has not arrived. */
export function rowAt({ pages }: Pick<Look, 'pages'>, index: number): LookRow | undefined {
  return pages.get(Math.floor(index / pageSize))?.[index % pageSize];
}

export function moveCursor(cursor: number): void {
  const row = rowAt(useLook.getState(), cursor);
  useLook.setState({ cursor });
  if (row) void openSecret(row.path);
}

/** Looks at one secret as the backup has it; whatever was revealed is covered again. */
export async function openSecret(path: string, version?: number): Promise<void> {
  const mine = ++secrets;
  const same = useLook.getState().path === path;
  useLook.setState({ path, revealed: new Map(), ...(!same && { secret: undefined }) });
  const row = [...useLook.getState().pages.values()].flat().find((one) => one.path === path);
  if (row?.how === 'later') return;
  const reply = await api.backups.secret(version === undefined ? { path } : { path, version });
  if (mine !== secrets) return;
  if (reply.ok) useLook.setState({ secret: reply.value, revealed: new Map() });
  else complain(reply.failure);
}

/** Looks at no secret, as in a window that shows one thing at a time. */
export function closeSecret(): void {
  secrets += 1;
  useLook.setState({ path: undefined, secret: undefined, revealed: new Map() });
}

/** Uncovers a field's value, or covers it again. */
export async function toggleReveal(field: string): Promise<void> {
  const { secret, revealed } = useLook.getState();
  if (!secret) return;
  if (revealed.has(field)) {
    const rest = new Map(revealed);
    rest.delete(field);
    return useLook.setState({ revealed: rest });
  }
  const { path, version } = secret;
  const reply = await api.backups.reveal({ path, version, field });
  if (useLook.getState().secret !== secret) return;
  if (!reply.ok) return complain(reply.failure);
  useLook.setState({ revealed: new Map(useLook.getState().revealed).set(field, reply.value.value) });
}

export async function copyField(field: string): Promise<void> {
  const { secret } = useLook.getState();
  if (!secret) return;
  const unlocked = untilLock();
  const { path, version } = secret;
  const reply = await api.backups.copy({ path, version, field });
  if (!unlocked()) return;
  if (reply.ok) say(words.status.copied(field, reply.value.clearsInSeconds));
  else complain(reply.failure);
}

/** Takes the version that is shown into the vault, as its newest. */
export async function takeSecret(): Promise<void> {
  const { secret } = useLook.getState();
  if (!secret) return;
  const unlocked = untilLock();
  const { path, version } = secret;
  const reply = await api.backups.take({ secrets: [{ path, version }] });
  if (!unlocked()) return;
  if (!reply.ok) return complain(reply.failure);
  say(words.backups.secret.taken(path));
  await refresh();
}

/** Compares anew, after the vault was written to; what is looked at stays. */
async function refresh(): Promise<void> {
  const mine = ++current;
  const { secret, cursor } = useLook.getState();
  if (secret) await openSecret(secret.path, secret.version);
  const page = Math.floor(Math.max(0, cursor) / pageSize);
  const reply = await fetchPage(page);
  if (mine !== current || !reply.ok) return;
  const { total, rows } = reply.value;
  const at = rows.findIndex((row) => row.path === secret?.path);
  useLook.setState({
    total,
    pages: new Map([[page, rows]]),
    cursor: at < 0 ? -1 : page * pageSize + at,
  });
}

function complain(failure: Failure): void {
  const { what, next } = failureText(failure);
  say(`${what} ${next}`, { tone: 'danger' });
}
