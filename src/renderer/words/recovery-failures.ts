import type { Failure } from '../../shared/failure.ts';
import type { FailureText } from '../../shared/words/failure-text.ts';
import { shareRefused as refused } from '../../shared/words/share-refused.ts';
import { words } from './words.ts';

type Refused = Extract<Failure, { code: 'share-refused' }>;
type Wrong = Extract<Failure, { code: 'wrong-shares' }>;

const { share, shares } = words.failures;

/** Why one sheet was not taken, for a person who holds it in their hand. */
export function shareRefused(failure: Refused): FailureText {
  return refused(share, failure);
}

/** Enough sheets, or too few, and the vault stays shut. */
export function wrongShares({ have, need, suspects = [] }: Wrong): FailureText {
  if (have < need) return shares.few(have, need);
  return suspects.length === 0 ? shares.misfit : shares.suspects(suspects);
}
