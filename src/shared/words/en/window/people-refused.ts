import type { CodeFault, PersonFault } from '../../../failure-reasons.ts';
import { type FailureText, text } from '../../failure-text.ts';

const unchanged = 'Nothing was changed.';

/** Why nothing was changed about who opens the vault. */
export const person: Record<PersonFault, FailureText> = {
  'name-empty': text('A person needs a name.', 'Type one.'),
  'name-long': text('A name has at most 64 characters.', 'Take a shorter one.'),
  'name-characters': text('The name has characters that nobody sees.', 'Type it again.'),
  'name-reserved': text('Whoever has no name is called “owner”.', 'Take another name.'),
  'name-taken': text(
    'Somebody of this name opens the vault, or is invited.',
    'Take another name, or remove that person first.',
  ),
  full: text('Eight passphrases open this vault, and it takes no more.', 'Remove somebody first.'),
  'invited-full': text('Too many invitations wait for an answer.', 'Withdraw some of them.'),
  self: text(
    'This is the passphrase of the person who is to be removed.',
    'Somebody who stays removes them, with their own passphrase.',
  ),
  last: text('Nobody else opens this vault with a passphrase.', unchanged),
  choose: text('Several people open this vault.', 'Say whose passphrase the new one replaces.'),
};

/** Why an invitation or an answer was not taken. */
export const code: Record<CodeFault, FailureText> = {
  empty: text('There is nothing in it.', 'Paste the whole text, or choose the file.'),
  unknown: text(
    'This is neither an invitation nor an answer of Holdfast.',
    'An invitation begins with HFI1, an answer with HFA1. Paste the whole text.',
  ),
  cut: text('A part of it is missing, or was changed on the way.', 'Have it sent again, best as a file.'),
  newer: text('It was made by a newer Holdfast.', 'Update this one.'),
  malformed: text('It does not say what it should.', 'Have it made again.'),
  answer: text('This is an answer, not an invitation.', 'It goes to whoever invited you: Menu, People.'),
  invitation: text(
    'This is an invitation, not an answer.',
    'The person whom you invited opens it, and sends you their answer.',
  ),
  'other-vault': text('It belongs to another vault.', 'Open that one.'),
  'not-invited': text(
    'This vault does not know its invitation: it was answered or withdrawn, or the keys were changed since.',
    'Invite the person again.',
  ),
  words: text('The words are not the same.', unchanged),
};
