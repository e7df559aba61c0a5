import type { Comparison, VersionChange } from '../../shared/contract-versions.ts';
import type { Failure } from '../../shared/failure.ts';
import type { SecretEvent, ShownSecret } from '../../shared/secret-schema.ts';
import { stateOf, versionBefore } from '../../shared/version-changes.ts';
import { api } from '../api.ts';
import { labelWithin } from '../words/fields.ts';
import { words } from '../words/words.ts';
import { write } from './actions.ts';
import { useDetail } from './detail.ts';
import { openDialog } from './dialog.ts';
import { untilLock, vaultStore } from './reset.ts';
import { sayDone } from './undo.ts';

interface History {
  /** Of which secret, and as of when. */
  readonly of: string;
  readonly changes: readonly VersionChange[];
  readonly events: readonly SecretEvent[];
}

/** What each version of the secret that is looked at changed, and what was done between them. */
export const useHistory = vaultStore<History>({ of: '', changes: [], events: [] });

/** A history belongs to a secret as it was changed last. */
export const historyOf = ({ path, updated }: Pick<ShownSecret, 'path' | 'updated'>) => `${updated} ${path}`;

let last = 0;

/** Fetches what each version changed, unless that is known. */
export async function loadHistory(secret: ShownSecret): Promise<void> {
  const of = historyOf(secret);
  if (useHistory.getState().of === of) return;
  const mine = ++last;
  const unlocked = untilLock();
  const reply = await api.versions.changes({ path: secret.path });
  // What cannot be told is left out: the list of versions stands without it.
  if (mine === last && unlocked() && reply.ok) {
    const { versions, events } = reply.value;
    useHistory.setState({ of, changes: versions, events });
  }
}

/** Values that the person uncovered, by the field's name on that side. */
type Side = 'before' | 'after';
type Uncovered = Readonly<Record<Side, ReadonlyMap<string, string>>>;
const covered: Uncovered = { before: new Map(), after: new Map() };

interface Compared {
  readonly path: string;
  readonly before: number;
  readonly after: number;
  /** `undefined` while it is under way. */
  readonly comparison: Comparison | undefined;
  readonly failure: Failure | undefined;
  readonly revealed: Uncovered;
}

/** Two versions that are looked at beside each other. */
export const useCompared = vaultStore<Compared>({
  ...{ path: '', before: 0, after: 0, comparison: undefined, failure: undefined },
  revealed: covered,
});

/** The one that a version is compared with unless another is asked for; `undefined`: there is none. */
export function besideOf({ versions }: ShownSecret, version: number): readonly [number, number] | undefined {
  const before = versionBefore(versions, version, Date.now());
  if (before !== undefined) return [before, version];
  const next = versions.find(
    (one) => one.version > version && stateOf(versions, one.version, Date.now()) === 'live',
  );
  return next && [version, next.version];
}

/** Opens a version beside the one before it, the first beside the one after it. */
export async function openCompare(secret: ShownSecret, version: number): Promise<void> {
  const beside = besideOf(secret, version);
  if (beside === undefined) return;
  openDialog('compare');
  await compare(secret.path, ...beside);
}

/** Looks at two versions; what was uncovered is covered again. */
export async function compare(path: string, before: number, after: number): Promise<void> {
  const unlocked = untilLock();
  useCompared.setState({ path, before, after, failure: undefined, revealed: covered });
  const reply = await api.versions.compare({ path, before, after });
  if (!unlocked() || !isStill(path, before, after)) return;
  if (reply.ok) useCompared.setState({ comparison: reply.value });
  else useCompared.setState({ comparison: undefined, failure: reply.failure });
}

function isStill(path: string, before: number, after: number): boolean {
  const now = useCompared.getState();
  return now.path === path && now.before === before && now.after === after;
}

type Row = Comparison['fields'][number];

/** True where a side of the row has been uncovered. */
export function isRevealed(row: Row, revealed: Uncovered): boolean {
  return (['before', 'after'] as const).some((side) => revealed[side].has(row[side]?.name ?? ''));
}

/** Uncovers what a row has on both sides, or covers it again. */
export async function toggleRow(row: Row): Promise<void> {
  const { path, before, after, revealed } = useCompared.getState();
  if (isRevealed(row, revealed)) return useCompared.setState({ revealed: without(row, revealed) });
  const unlocked = untilLock();
  for (const [side, version] of [['before', before] as const, ['after', after] as const]) {
    const field = row[side];
    if (field === undefined || field.value !== undefined) continue;
    const reply = await api.secrets.reveal({ path, version, field: field.name });
    if (!unlocked() || !isStill(path, before, after)) return;
    if (!reply.ok) return useCompared.setState({ failure: reply.failure });
    const now = useCompared.getState().revealed;
    useCompared.setState({
      revealed: { ...now, [side]: new Map(now[side]).set(field.name, reply.value.value) },
    });
  }
}

function without(row: Row, revealed: Uncovered): Uncovered {
  const less = (side: Side) => {
    const rest = new Map(revealed[side]);
    rest.delete(row[side]?.name ?? '');
    return rest;
  };
  return { before: less('before'), after: less('after') };
}

/** Makes one field what it was in a version; the comparison then shows what became of it. */
export async function restoreField(version: number, field: string): Promise<void> {
  const { path, before, after } = useCompared.getState();
  const wasCurrent = useDetail.getState().secret?.current;
  await write(api.versions.restoreField({ path, version, field }), (made) => {
    sayDone(words.versions.restored(labelWithin(field), version), { undo: made.undo });
    if (isStill(path, before, after)) void compare(path, before, after === wasCurrent ? made.version : after);
  });
}
