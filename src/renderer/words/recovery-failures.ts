import { type Failure, never, type PictureFault } from '../../shared/failure.ts';
import { isOtherList, shownSet } from '../../shared/recovery.ts';
import { type FailureText, text } from './failure-text.ts';
import { date } from './time.ts';

type Refused = Extract<Failure, { code: 'share-refused' }>;
type Wrong = Extract<Failure, { code: 'wrong-shares' }>;

/** Why one sheet was not taken, for a person who holds it in their hand. */
export function shareRefused(failure: Refused): FailureText {
  const sheet = failure.sheet === undefined ? 'This sheet' : `Sheet ${failure.sheet}`;
  switch (failure.reason) {
    case 'empty':
      return text('There are no words here yet.', 'Type the words of one sheet, or show its code.');
    case 'unknown-words':
      if (isOtherList(failure.words))
        return text(
          'Most of these words are on no sheet of Holdfast.',
          'They may be from something else, such as a wallet. Look for a page that says “Holdfast”.',
        );
      return text(
        `No sheet has ${failure.words?.length === 1 ? 'the word' : 'the words'} at number ${(failure.words ?? []).join(', ')}.`,
        suggestion(failure) ?? 'Compare with the paper: the first four letters are enough.',
      );
    case 'too-few-words':
      return text(
        'Some words are still missing.',
        'A sheet has 33 words. Compare with the numbers on the paper.',
      );
    case 'too-many-words':
      return text('These are more words than one sheet has.', 'Give one sheet at a time: 33 words.');
    case 'checksum':
      return checksum(failure);
    case 'other-vault':
      return text(
        `${sheet} belongs to another vault.`,
        'Look at the vault id on the paper, and bring a sheet of this one.',
      );
    case 'retired-set':
      return text(
        `${sheet} is from ${fromSet(failure)}, which was replaced${on(failure.ended)}.`,
        'It opens nothing any more. Look for a newer sheet.',
      );
    case 'ended-set':
      return text(
        `${sheet} is from ${fromSet(failure)}, which ended${on(failure.ended)}.`,
        'No sheet opens this vault now. A backup from before that day may still open.',
      );
    case 'pending-set':
      return text(
        `${sheet} is from ${fromSet(failure)}, which was never put to use.`,
        'It opens nothing: not every sheet of it was read back. Look for a sheet from before.',
      );
    case 'other-set':
      return text(
        failure.set === undefined
          ? `${sheet} is from another set, or from another vault.`
          : `${sheet} is from another set of this vault.`,
        failure.wanted === undefined
          ? 'Compare the set id on the paper.'
          : `Look for a page that says “Set ${shownSet(failure.wanted)}”.`,
      );
    case 'same-sheet':
      return text(`${sheet} is here already.`, 'Bring another one.');
    case 'contradicts':
      return text(
        `${sheet} is here already, with other words.`,
        'One of the two is not what was printed. Take one of them away and try both.',
      );
    case 'not-genuine':
      return text(
        `${sheet} does not fit the others.`,
        'Its words are not what was printed. Bring another sheet.',
      );
    case 'foreign':
      return text('These words come from another program.', 'Bring a sheet that Holdfast printed.');
    default:
      return never(failure.reason);
  }
}

function fromSet({ set, created }: Refused): string {
  if (set === undefined) return 'an older set';
  return `set ${shownSet(set)}${created === undefined ? '' : ` of ${date(created)}`}`;
}

function on(time: number | undefined): string {
  return time === undefined ? '' : ` on ${date(time)}`;
}

/** What the check words say of the others: one is wrong, two have changed places, or no more than that something is wrong. */
function checksum(failure: Refused): FailureText {
  const [one, other] = failure.words ?? [];
  if (one === undefined)
    return text(
      'Some words are not as they are on the sheet.',
      'Read them once more, one by one, and compare.',
    );
  return other === undefined
    ? text('One word is not as it is on the sheet.', suggestion(failure) ?? 'Compare it with the paper.')
    : text('Two words have changed places.', `Look at words ${one} and ${other} again.`);
}

function suggestion({ words, suggestion: word }: Refused): string | undefined {
  return word === undefined ? undefined : `Look at word ${words?.[0]} again: may it be “${word}”?`;
}

/** Why a picture gave no sheet. */
export function pictureRefused(reason: PictureFault): FailureText {
  switch (reason) {
    case 'empty':
      return text('There is nothing in this picture.', 'Take it again.');
    case 'too-large':
      return text('This picture is too large.', 'Take one of the sheet alone, under 32 MB.');
    case 'unknown-format':
      return text(
        'Holdfast cannot read this kind of file.',
        'Use a PNG or JPEG picture or a PDF, or type the words.',
      );
    case 'damaged':
      return text('This file is damaged.', 'Take the picture again, or type the words.');
    case 'no-code':
      return text(
        'There is no code to be seen in this picture.',
        'Go closer, with more light and no shadow, or type the words.',
      );
    case 'other-code':
      return text('This code is not from a recovery sheet.', 'Show the square code on the sheet.');
    case 'too-many-pages':
      return text('This PDF has too many pages.', 'Give one with the sheets alone.');
    case 'timed-out':
      return text('Reading this took too long.', 'Give a smaller picture, or type the words.');
    case 'crashed':
      return text('This picture could not be read.', 'Give another one, or type the words.');
    case 'unreadable':
      return text('This file cannot be opened.', 'Check that it is still there and that you may read it.');
    default:
      return never(reason);
  }
}

/** Enough sheets, or too few, and the vault stays shut. */
export function wrongShares({ have, need, suspects = [] }: Wrong): FailureText {
  if (have < need) return text(`So far ${have} of ${need} sheets are here.`, 'Bring another one.');
  return suspects.length === 0
    ? text(
        'These sheets do not fit together.',
        'One of them is not what was printed. Bring one more sheet: then it can be found.',
      )
    : text(
        `Sheet ${suspects.join(' and sheet ')} does not fit the others.`,
        'It is not what was printed. Take it away and bring another.',
      );
}
