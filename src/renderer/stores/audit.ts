import type { AuditKind } from '../../shared/audit.ts';
import type { ShownEntry } from '../../shared/contract-policies.ts';
import type { Failure } from '../../shared/failure.ts';
import { compareNames } from '../../shared/natural.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';

export type Span = 'day' | 'week' | 'month' | 'all';

/** What the audit is narrowed to. */
export interface AuditFilter {
  readonly span: Span;
  /** '' is anyone. */
  readonly client: string;
  /** '' is everything. */
  readonly kind: AuditKind | '';
  /** '' is either. */
  readonly outcome: 'done' | 'refused' | '';
}

interface Audit {
  readonly filter: AuditFilter;
  /** Newest first; `undefined` until main has answered. */
  readonly entries: readonly ShownEntry[] | undefined;
  readonly more: boolean;
  readonly failure: Failure | undefined;
  /** Everybody who was seen in an entry, so that choosing one does not empty the choice. */
  readonly seen: readonly string[];
}

/** What was done, as far as it is shown. */
export const useAudit = vaultStore<Audit>({
  filter: { span: 'week', client: '', kind: '', outcome: '' },
  entries: undefined,
  more: false,
  failure: undefined,
  seen: [],
});

const pageSize = 200;
const days: Record<Exclude<Span, 'all'>, number> = { day: 1, week: 7, month: 30 };
let asked = 0;

/** The newest entries that fit. */
export async function loadAudit(change: Partial<AuditFilter> = {}): Promise<void> {
  useAudit.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
  await ask(undefined);
}

/** What was written down since: put before what is shown, which stays. */
export async function loadNewer(): Promise<void> {
  const { entries: old } = useAudit.getState();
  const [newest] = old ?? [];
  if (old === undefined || newest === undefined) return ask(undefined);
  const mine = ++asked;
  const unlocked = untilLock();
  const reply = await api.audit.list({ ...queryOf(useAudit.getState().filter, Date.now()), limit: pageSize });
  if (mine !== asked || !unlocked() || !reply.ok) return;
  const found = reply.value.entries;
  const fresh = found.filter(({ index }) => index > newest.index);
  // So much was written that a gap would be left, or what is shown was cut away.
  if (fresh.length === found.length) return take(found, reply.value.more);
  if (fresh.length > 0) take([...fresh, ...old], useAudit.getState().more);
}

/** Those before the oldest that is shown. */
export async function loadOlder(): Promise<void> {
  await ask(useAudit.getState().entries?.at(-1)?.index);
}

async function ask(before: number | undefined): Promise<void> {
  const mine = ++asked;
  const unlocked = untilLock();
  const query = queryOf(useAudit.getState().filter, Date.now());
  const reply = await api.audit.list({ ...query, limit: pageSize, ...(before !== undefined && { before }) });
  if (mine !== asked || !unlocked()) return;
  if (!reply.ok) return useAudit.setState({ failure: reply.failure });
  const { entries: found, more } = reply.value;
  const { entries: old = [] } = useAudit.getState();
  take(before === undefined ? found : [...old, ...found], more);
}

function take(entries: readonly ShownEntry[], more: boolean): void {
  const { seen } = useAudit.getState();
  const everybody = [...new Set([...seen, ...entries.map(({ client }) => client)])].sort(compareNames);
  useAudit.setState({ entries, more, failure: undefined, seen: everybody });
}

/** Writes what fits to a file; `undefined` when the person cancelled it or it was refused. */
export async function exportAudit() {
  const reply = await api.audit.export(queryOf(useAudit.getState().filter, Date.now()));
  if (reply.ok) return reply.value;
  useAudit.setState({ failure: reply.failure });
  return undefined;
}

/** The filter as main takes it. */
export function queryOf({ span, client, kind, outcome }: AuditFilter, now: number) {
  return {
    ...(span !== 'all' && { since: now - days[span] * 24 * 60 * 60 * 1000 }),
    ...(client !== '' && { client }),
    ...(kind !== '' && { kind }),
    ...(outcome !== '' && { outcome }),
  };
}
