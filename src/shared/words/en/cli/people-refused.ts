import type { CodeFault, PersonFault } from '../../../failure-reasons.ts';

/** Why nothing was changed about who opens the vault. Names come in with their quotes. */
export const person: Record<PersonFault, (names: readonly string[]) => string> = {
  'name-empty': () => 'A person needs a name. Nothing was changed.',
  'name-long': () => 'A name has at most 64 characters. Nothing was changed; take a shorter one.',
  'name-characters': () =>
    'The name has characters that nobody sees or that control a terminal. Nothing was changed; type it again.',
  'name-reserved': () => 'Whoever has no name is called "owner". Nothing was changed; take another name.',
  'name-taken': () =>
    'A person with this name opens the vault, or is invited. Nothing was changed; take another name, or remove that one first.',
  full: () =>
    'Eight passphrases open this vault, and it takes no more. Nothing was changed; remove somebody first.',
  'invited-full': () =>
    'Too many invitations wait for an answer. Nothing was changed; withdraw some with "holdfast people remove NAME".',
  self: () =>
    'Nobody removes themselves: somebody who stays does it with their own passphrase, and gets the list of what to change. Nothing was changed.',
  last: () => 'Nobody else opens this vault with a passphrase. Nothing was changed.',
  choose: (names) =>
    `Several people open this vault: say whose passphrase the new one replaces, with --person NAME: ${names.join(', ')}. Nothing was changed.`,
};

/** Why an invitation or an answer was not taken. */
export const code: Record<CodeFault, string> = {
  empty: 'There is no invitation and no answer in it.',
  unknown:
    'This is neither an invitation nor an answer of Holdfast. An invitation begins with HFI1, an answer with HFA1.',
  cut: 'A part of it is missing, or was changed on the way. Have it sent again, as a file or in one piece.',
  newer: 'It was made by a newer Holdfast. Update this one.',
  malformed: 'It does not say what an invitation or an answer says. Have it made again.',
  answer: 'This is an answer, not an invitation: give it to "holdfast people confirm".',
  invitation: 'This is an invitation, not an answer: give it to "holdfast people join".',
  'other-vault': 'It belongs to another vault. Nothing was changed.',
  'not-invited':
    'The vault does not know its invitation: it was answered already, was withdrawn, or the keys of the vault were changed since. Nothing was changed; invite again.',
  words:
    'The six words are not the same: this is not the answer that the person made. Nothing was changed. Have the answer sent again another way, and compare the words by voice.',
};
