import { type Failure, never } from '../failure.ts';
import { isOtherList, shownSet } from '../recovery.ts';
import type { share } from './en/window/share.ts';
import type { FailureText } from './failure-text.ts';

export type ShareTexts = typeof share;
type Refused = Extract<Failure, { code: 'share-refused' }>;

/** Why one sheet was not taken, for a person who holds it in their hand. */
export function shareRefused(text: ShareTexts, failure: Refused): FailureText {
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
      return { what: text.unknown(failure.words ?? []), next: suggestion(text, failure) ?? text.unknownNext };
    case 'checksum':
      return checksum(text, failure);
    case 'other-vault':
    case 'same-sheet':
    case 'contradicts':
    case 'not-genuine':
      return text[reason](sheet);
    case 'retired-set':
    case 'ended-set':
      return text[reason](sheet, setOf(text, failure), ended);
    case 'pending-set':
      return text[reason](sheet, setOf(text, failure));
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

function setOf(text: ShareTexts, { set, created }: Refused): string {
  return text.set(set === undefined ? undefined : shownSet(set), created);
}

/**
 * What the check words say of the others: one is wrong, two have changed places, or no more than
 * that something is wrong.
 */
function checksum(text: ShareTexts, failure: Refused): FailureText {
  const [one, other] = failure.words ?? [];
  if (one === undefined) return text.checksum;
  if (other !== undefined) return text.swapped(one, other);
  const { what, next } = text.oneWrong;
  return { what, next: suggestion(text, failure) ?? next };
}

function suggestion(text: ShareTexts, { words: places, suggestion: word }: Refused): string | undefined {
  return word === undefined ? undefined : text.suggestion(places?.[0], word);
}
