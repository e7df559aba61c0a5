import { type Failure, never } from '../../shared/failure.ts';
import { isOtherList, shownSet } from '../../shared/recovery.ts';
import type { FailureText } from '../../shared/words/failure-text.ts';
import { words } from './words.ts';

type Refused = Extract<Failure, { code: 'share-refused' }>;
type Wrong = Extract<Failure, { code: 'wrong-shares' }>;

const { share: text, shares } = words.failures;

/** Why one sheet was not taken, for a person who holds it in their hand. */
export function shareRefused(failure: Refused): FailureText {
  const { reason, ended, wanted } = failure;
  const sheet = text.sheet(failure.sheet);
  switch (reason) {
    case 'empty':
    case 'too-few-words':
    case 'too-many-words':
    case 'foreign':
      return text[reason];
    case 'unknown-words':
      if (isOtherList(failure.words)) return text.otherList;
      return { what: text.unknown(failure.words ?? []), next: suggestion(failure) ?? text.unknownNext };
    case 'checksum':
      return checksum(failure);
    case 'other-vault':
    case 'same-sheet':
    case 'contradicts':
    case 'not-genuine':
      return text[reason](sheet);
    case 'retired-set':
    case 'ended-set':
      return text[reason](sheet, setOf(failure), ended);
    case 'pending-set':
      return text[reason](sheet, setOf(failure));
    case 'other-set':
      return text[reason](
        sheet,
        failure.set !== undefined,
        wanted === undefined ? undefined : shownSet(wanted),
      );
    default:
      return never(reason);
  }
}

function setOf({ set, created }: Refused): string {
  return text.set(set === undefined ? undefined : shownSet(set), created);
}

/**
 * What the check words say of the others: one is wrong, two have changed places, or no more than
 * that something is wrong.
 */
function checksum(failure: Refused): FailureText {
  const [one, other] = failure.words ?? [];
  if (one === undefined) return text.checksum;
  if (other !== undefined) return text.swapped(one, other);
  const { what, next } = text.oneWrong;
  return { what, next: suggestion(failure) ?? next };
}

function suggestion({ words: places, suggestion: word }: Refused): string | undefined {
  return word === undefined ? undefined : text.suggestion(places?.[0], word);
}

/** Enough sheets, or too few, and the vault stays shut. */
export function wrongShares({ have, need, suspects = [] }: Wrong): FailureText {
  if (have < need) return shares.few(have, need);
  return suspects.length === 0 ? shares.misfit : shares.suspects(suspects);
}
