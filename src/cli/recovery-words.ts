import { type Failure, never } from '../shared/failure.ts';
import type { PictureFault } from '../shared/failure-reasons.ts';
import { isOtherList, shownSet } from '../shared/recovery.ts';

type Refused = Extract<Failure, { code: 'share-refused' }>;

/** Why one sheet was not taken, and what to do next. */
export function shareWords(failure: Refused): string {
  const sheet = failure.sheet === undefined ? 'This sheet' : `Sheet ${failure.sheet}`;
  const places = (failure.words ?? []).join(', ');
  const hint =
    failure.suggestion === undefined ? '' : ` Word ${failure.words?.[0]} may be "${failure.suggestion}".`;
  switch (failure.reason) {
    case 'empty':
      return 'There are no words in it. Give the words of one sheet.';
    case 'unknown-words':
      if (isOtherList(failure.words))
        return 'Most of its words are on no sheet of Holdfast. They may be from something else, such as a wallet.';
      return `Words that are on no sheet, at place ${places}.${hint} Compare them with the paper.`;
    case 'too-few-words':
      return 'Words are missing: a sheet has 33. Compare with the numbers on the paper.';
    case 'too-many-words':
      return 'There are more words than a sheet has, which is 33. Give one sheet at a time.';
    case 'checksum':
      return checksumWords(failure.words ?? [], hint);
    case 'other-vault':
      return `${sheet} belongs to another vault.`;
    case 'retired-set':
      return `${sheet} is from ${fromSet(failure)}, which was replaced${on(failure.ended)}. It opens nothing any more; look for a newer sheet.`;
    case 'ended-set':
      return `${sheet} is from ${fromSet(failure)}, which ended${on(failure.ended)}. No sheet opens this vault now; a backup from before that day may still open.`;
    case 'pending-set':
      return `${sheet} is from ${fromSet(failure)}, which is not in use: it opens nothing until "holdfast recovery activate" was given every sheet of it. Look for a sheet from before.`;
    case 'other-set':
      return `${sheet} is from ${other(failure)}. Look for${wanted(failure)}.`;
    case 'same-sheet':
      return `${sheet} was given already. Give another one.`;
    case 'contradicts':
      return `${sheet} was given already with other words. One of the two is not what was printed.`;
    case 'not-genuine':
      return `${sheet} does not fit the others: its words are not what was printed.`;
    case 'foreign':
      return 'These words are a SLIP-39 share of another program; no sheet of Holdfast looks so.';
    default:
      return never(failure.reason);
  }
}

function checksumWords([one, other]: readonly number[], hint: string): string {
  if (one === undefined) return 'Some of the words are wrong. Compare every word with the paper.';
  if (other === undefined) return `One of the words is wrong.${hint} Compare it with the paper.`;
  return `Words ${one} and ${other} have changed places. Compare them with the paper.`;
}

function other({ set }: Refused): string {
  return set === undefined
    ? 'another set, or from another vault'
    : `another set of this vault, ${shownSet(set)}`;
}

function wanted({ wanted: set }: Refused): string {
  return set === undefined ? ' a sheet of this vault' : ` set ${shownSet(set)} on the paper`;
}

function fromSet({ set, created }: Refused): string {
  return set === undefined ? 'an older set' : `set ${shownSet(set)}${on(created, 'of')}`;
}

function on(time: number | undefined, word = 'on'): string {
  return time === undefined ? '' : ` ${word} ${new Date(time).toISOString().slice(0, 10)}`;
}

export const pictureWords: Readonly<Record<PictureFault, string>> = {
  empty: 'The file is empty. Give another, or type the words.',
  'too-large': 'The picture is too large to be one of a sheet. Give one under 32 MB and 64 megapixels.',
  'unknown-format': 'This is no PNG, JPEG, PDF or text. Save the picture as PNG or JPEG, or type the words.',
  damaged: 'The file is damaged. Take the picture again, or type the words.',
  'no-code': 'No code was found in it. Take the picture closer, in more light, or type the words.',
  'other-code': 'The code in it is none of Holdfast. Show the code of a recovery sheet.',
  'too-many-pages': 'The PDF has more than 50 pages. Give one with the sheets alone.',
  'timed-out': 'Reading it took too long. Give a smaller picture, or type the words.',
  crashed: 'The process that reads pictures failed. Give another picture, or type the words.',
  unreadable: 'The file cannot be read. Check the path and the permissions.',
};
