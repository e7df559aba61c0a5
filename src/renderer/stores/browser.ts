import type { BackupBrowser, BrowserRow, BrowserSecret, TakenBack } from '../../shared/contract-backups.ts';
import type { Place } from '../../shared/place.ts';
import { rowsPerPage } from '../../shared/rows.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { ask } from './dialog.ts';
import type { OwnKey } from './own-key.ts';
import { noRows, paged, type Rows, rowAt } from './paged.ts';
import { onReset, untilLock, vaultStore } from './reset.ts';
import { type Revealed, toggleField } from './revealed.ts';
import { complain, say } from './status.ts';

/** As many as one call gives, and as many as one takes. */
const mostRows = 500;
const mostTaken = 5_000;

interface Browser extends Rows<BrowserRow> {
  /** What was opened; `undefined` while it is opened, or was refused. */
  readonly browser: BackupBrowser | undefined;
  readonly query: string;
  readonly only: 'all' | 'different';
  /** What a narrow window shows, which has room for one of the two. */
  readonly pane: 'list' | 'secret';
  /** The path that is looked at, and what arrived of it. */
  readonly path: string | undefined;
  readonly secret: BrowserSecret | undefined;
  readonly revealed: Revealed;
  /** Paths to be taken into the vault together; a filter leaves them chosen. */
  readonly chosen: ReadonlySet<string>;
  readonly taking: boolean;
  /** What became of those that were taken together. */
  readonly taken: TakenBack | undefined;
}

const closed: Browser = {
  ...noRows,
  browser: undefined,
  query: '',
  only: 'different',
  pane: 'list',
  path: undefined,
  secret: undefined,
  revealed: new Map(),
  chosen: new Set(),
  taking: false,
  taken: undefined,
};

/** A backup that is looked into. */
export const useBrowser = vaultStore<Browser>(closed);

const rows = paged(
  useBrowser,
  (page) => fetchPages(page, 1),
  ({ missing, changed, later }) => {
    const { browser } = useBrowser.getState();
    return { browser: browser && { ...browser, missing, changed, later } };
  },
);
/** Sees to it that the rows from `first` to `last` arrive. */
export const { need } = rows;

let secrets = 0;
onReset(() => {
  secrets += 1;
});

/** Opens a backup; `wrong-key` asks for its own passphrase. */
export async function openBrowser(place: Place, key?: OwnKey): Promise<void> {
  const { number, holds } = rows.turn();
  useBrowser.setState({ ...closed, listing: number }, true);
  const reply = await api.backups.browse({ place, ...key });
  if (!holds()) return;
  if (!reply.ok) return useBrowser.setState({ failure: reply.failure });
  const browser = reply.value;
  const differs = browser.missing + browser.changed + browser.later > 0;
  useBrowser.setState({ browser, only: differs ? 'different' : 'all' });
  await rows.list();
}

export function closeBrowser(): void {
  rows.turn();
  secrets += 1;
  useBrowser.setState(closed, true);
  void api.backups.closeBrowser();
}

export function filter(change: { readonly query?: string; readonly only?: 'all' | 'different' }): void {
  useBrowser.setState(change);
  void rows.list();
}

function fetchPages(page: number, pages: number) {
  const { query, only } = useBrowser.getState();
  return api.backups.entries({ query, only, offset: page * rowsPerPage, limit: pages * rowsPerPage });
}

export function moveCursor(cursor: number): void {
  const row = rowAt(useBrowser.getState(), cursor);
  useBrowser.setState({ cursor });
  if (row) void openSecret(row.path);
}

/**
 * The same, and in a narrow window the secret takes the place of the list: a cursor that moves does
 * not, or no key could go on.
 */
export function enterRow(cursor: number): void {
  moveCursor(cursor);
  useBrowser.setState({ pane: 'secret' });
}

/** Looks at one secret as the backup has it; whatever was revealed is covered again. */
export async function openSecret(path: string, version?: number): Promise<void> {
  const mine = ++secrets;
  const same = useBrowser.getState().path === path;
  useBrowser.setState({ path, taken: undefined, revealed: new Map(), ...(!same && { secret: undefined }) });
  const row = [...useBrowser.getState().pages.values()].flat().find((one) => one.path === path);
  if (row?.how === 'later') return;
  const reply = await api.backups.secret(version === undefined ? { path } : { path, version });
  if (mine !== secrets) return;
  if (reply.ok) useBrowser.setState({ secret: reply.value, revealed: new Map() });
  else complain(reply.failure);
}

/** Looks at no secret, as in a window that shows one thing at a time. */
export function closeSecret(): void {
  secrets += 1;
  useBrowser.setState({
    pane: 'list',
    path: undefined,
    secret: undefined,
    revealed: new Map(),
    taken: undefined,
  });
}

/** Uncovers a field's value, or covers it again. */
export async function toggleReveal(field: string): Promise<void> {
  const { secret } = useBrowser.getState();
  if (!secret) return;
  const { path, version } = secret;
  const isStill = () => useBrowser.getState().secret === secret;
  const reveal = () => api.backups.reveal({ path, version, field });
  const failure = await toggleField(useBrowser, field, reveal, isStill);
  if (failure) complain(failure);
}

export async function copyField(field: string): Promise<void> {
  const { secret } = useBrowser.getState();
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
  const { secret } = useBrowser.getState();
  if (!secret) return;
  const unlocked = untilLock();
  const { path, version } = secret;
  const reply = await api.backups.take({ secrets: [{ path, version }] });
  if (!unlocked()) return;
  if (!reply.ok) return complain(reply.failure);
  say(words.backups.secret.taken(path));
  await refresh();
}

/**
 * True for what can be taken together with others: it differs, and the backup has a current version
 * of it.
 */
export function canTake(row: BrowserRow | undefined): row is BrowserRow {
  return row !== undefined && !row.deleted && (row.how === 'missing' || row.how === 'changed');
}

/** Takes a row into the choice, or out of it. */
export function choose(index: number): void {
  const { chosen, ...browser } = useBrowser.getState();
  const row = rowAt(browser, index);
  if (!canTake(row)) return;
  const next = new Set(chosen);
  if (!next.delete(row.path)) next.add(row.path);
  useBrowser.setState({ chosen: next });
}

export function chooseNone(): void {
  useBrowser.setState({ chosen: new Set() });
}

/** Chooses everything that the filter lets through and that can be taken. */
export async function chooseAll(): Promise<void> {
  const holds = rows.holding();
  const { query, only } = useBrowser.getState();
  const found: string[] = [];
  for (let offset = 0; found.length < mostTaken; offset += mostRows) {
    const reply = await api.backups.entries({ query, only, offset, limit: mostRows });
    if (!holds()) return;
    if (!reply.ok) return complain(reply.failure);
    found.push(...reply.value.rows.filter(canTake).map(({ path }) => path));
    if (offset + mostRows >= reply.value.total) break;
  }
  const chosen = [...new Set([...useBrowser.getState().chosen, ...found])].slice(0, mostTaken);
  useBrowser.setState({ chosen: new Set(chosen) });
}

/**
 * Takes what is chosen into the vault, in one commit, once the person has said yes; then tells what
 * became of each.
 */
export async function takeChosen(): Promise<void> {
  const { chosen, taking } = useBrowser.getState();
  if (chosen.size === 0 || taking) return;
  const unlocked = untilLock();
  const { takeTitle, takeText: text, takeYes: yes } = words.backups.browser;
  const question = { title: takeTitle(chosen.size), text, yes, no: words.actions.cancel, danger: false };
  if (!(await ask(question)) || !unlocked()) return;
  useBrowser.setState({ taking: true });
  const reply = await api.backups.take({ secrets: [...chosen].map((path) => ({ path })) });
  if (!unlocked()) return;
  useBrowser.setState({ taking: false });
  if (!reply.ok) return complain(reply.failure);
  closeSecret();
  useBrowser.setState({ chosen: new Set(), taken: reply.value, pane: 'secret' });
  await refresh();
}

/** Compares anew, after the vault was written to; what is looked at stays. */
async function refresh(): Promise<void> {
  const { secret } = useBrowser.getState();
  if (secret) await openSecret(secret.path, secret.version);
  const { page: middle, take } = rows.renewal();
  const page = Math.max(0, middle - 1);
  const reply = await fetchPages(page, middle + 2 - page);
  take(reply.ok ? { ok: true, value: { ...reply.value, page } } : reply);
}
