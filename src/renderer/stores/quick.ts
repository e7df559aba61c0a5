import { webAddress } from '../../shared/address.ts';
import type { Reply, Row } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { type FieldType, isPassword } from '../../shared/secret.ts';
import { api } from '../api.ts';
import { untilLock } from './reset.ts';
import { useSession } from './session.ts';

// What the small window does with a secret: it copies, or has an address opened. No value comes
// here that the list does not show.

export type Deed = 'password' | 'user' | 'code' | 'address';

/** What came of it: done, there is nothing to do it with, or the person is to be asked first. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'lacks' }
  | { readonly kind: 'asks'; readonly address: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

const fits: Readonly<Record<Deed, (type: FieldType) => boolean>> = {
  password: isPassword,
  user: (type) => type === 'text',
  code: (type) => type === 'otp',
  address: (type) => type === 'url',
};

const most = 50;

/** What fits; without a query what was changed last. `undefined`: it is no longer wanted. */
export async function search(query: string): Promise<readonly Row[] | undefined> {
  const unlocked = untilLock();
  const sort = query.trim() === '' ? { sort: 'updated' as const } : {};
  const reply = await api.secrets.browse({
    ...{ folder: '', query, deleted: false, offset: 0, limit: most },
    ...sort,
  });
  return unlocked() && reply.ok ? reply.value.rows : undefined;
}

/** `mayOpen`: the person was asked about the address. */
export async function perform(path: string, deed: Deed, mayOpen = false): Promise<Outcome> {
  const reply = await api.secrets.get({ path });
  if (!reply.ok) return { kind: 'failed', failure: reply.failure };
  const { version, fields } = reply.value;
  const wanted = fields.find(
    ({ type, value = '' }) => fits[deed](type) && (deed !== 'address' || webAddress(value) !== undefined),
  );
  if (wanted === undefined) return { kind: 'lacks' };
  const at = { path, version, field: wanted.name };
  if (deed !== 'address') return outcomeOf(await api.secrets.copy(at));
  const address = webAddress(wanted.value ?? '') ?? '';
  const asks = !mayOpen && useSession.getState().preferences?.opensAddresses !== true;
  return asks ? { kind: 'asks', address } : outcomeOf(await api.secrets.openAddress(at));
}

function outcomeOf(reply: Reply<unknown>): Outcome {
  return reply.ok ? { kind: 'done' } : { kind: 'failed', failure: reply.failure };
}
