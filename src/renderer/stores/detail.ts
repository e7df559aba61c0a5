import type { Reply } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { ShownSecret } from '../../shared/secret-schema.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';
import { type Revealed, toggleField } from './revealed.ts';
import type { Viewed } from './viewed.ts';

interface Detail {
  /** The secret that is looked at; `undefined`: none. */
  readonly path: string | undefined;
  /** An older version asked for; `undefined`: the current one. */
  readonly version: number | undefined;
  /** What arrived of it; `undefined` while it is under way. */
  readonly secret: ShownSecret | undefined;
  readonly revealed: Revealed;
  readonly failure: Failure | undefined;
}

const none: Detail = {
  path: undefined,
  version: undefined,
  secret: undefined,
  revealed: new Map(),
  failure: undefined,
};

/** The secret that is looked at. */
export const useDetail = vaultStore<Detail>(none);

let last = 0;
/**
 * Counts what was looked at: a value that arrives after its secret was left, or opened anew, stays
 * covered.
 */
let looks = 0;

/** Looks at a secret; whatever was revealed is covered again. */
export async function open(path: string, version?: number): Promise<void> {
  turnTo(path, version);
  const { wanted, take } = viewed();
  if (wanted !== undefined) take(await api.secrets.get(wanted));
}

/** The same, for what is fetched by the next view of the screen. */
export function turnTo(path: string, version?: number): void {
  looks += 1;
  const same = useDetail.getState().path === path;
  // A version of the same secret takes the place of the one before when it is there: no flicker.
  useDetail.setState({
    path,
    version,
    revealed: new Map(),
    failure: undefined,
    ...(!same && { secret: undefined }),
  });
}

/** What is looked at, to be fetched anew. */
export function viewed(): Viewed<'secret'> {
  const mine = ++last;
  const unlocked = untilLock();
  const { path, version } = useDetail.getState();
  return {
    wanted: path === undefined ? undefined : { path, ...(version !== undefined && { version }) },
    take: (reply) => {
      if (mine === last && unlocked()) take(reply);
    },
  };
}

/** Looks at nothing. */
export function close(): void {
  last += 1;
  looks += 1;
  useDetail.setState(none, true);
}

function take(reply: Reply<ShownSecret>): void {
  if (!reply.ok) {
    useDetail.setState({ secret: undefined, failure: reply.failure, revealed: new Map() });
    return;
  }
  const { secret } = useDetail.getState();
  const moved = secret?.version !== reply.value.version;
  useDetail.setState({ secret: reply.value, failure: undefined, ...(moved && { revealed: new Map() }) });
}

/** Uncovers a field's value, or covers it again. */
export async function toggleReveal(field: string): Promise<Failure | undefined> {
  const { secret } = useDetail.getState();
  if (!secret) return undefined;
  const unlocked = untilLock();
  const look = looks;
  const { path, version } = secret;
  // It may have been fetched anew meanwhile, as after every write: the same version is the same
  // value.
  const isStill = () =>
    unlocked() && look === looks && useDetail.getState().secret?.version === secret.version;
  return toggleField(useDetail, field, () => api.secrets.reveal({ path, version, field }), isStill);
}
