import { count, list, number, secrets } from '../format.ts';

/**
 * Other copies of a vault: those that a sync tool left beside it, and one that the person names.
 */
export const copiesWords = {
  title: 'Merge another copy',
  menu: 'Merge another copy…',
  /** Of a copy that the person names. */
  named: {
    title: 'Another copy',
    text: 'A file, a folder, or on a server.',
    look: 'See what it brings',
  },
  key: {
    title: 'This copy has a key of its own',
    text: 'It is from before this vault got new keys, or belongs to another vault. Its own passphrase opens it.',
    passphrase: 'Passphrase of the copy',
    empty: 'Enter the passphrase of the copy.',
    wrong: 'That passphrase does not open the copy. Check caps lock and the keyboard layout.',
    submit: 'Open the copy',
  },
  banner: {
    label: 'Conflicted copies',
    text: (n: number) =>
      n === 1
        ? 'A sync tool left another copy of this vault beside it.'
        : `Sync tools left ${number(n)} other copies of this vault beside it.`,
    look: 'Look and merge',
    dismiss: 'Not now',
  },
  lead: 'A copy of this vault that was changed apart from it. Merging adds what the copy has and this vault lacks. Nothing here is lost, and the copy does not change.',
  leadReadOnly:
    'This vault is open for reading only, so you cannot merge. You can see what a copy would bring.',
  list: 'Copies beside this vault',
  revision: (n: number) => `After ${count(n, 'change', 'changes')}`,
  look: (name: string) => `See what it brings: ${name}`,
  lookShort: 'See what it brings',
  reading: 'Reading and comparing the copy…',
  back: 'Another copy',
  preview: {
    nothing: 'This copy brings nothing new.',
    brings: (versions: number) => `This copy brings ${count(versions, 'version', 'versions')}.`,
    nothingYet: 'Nothing was written yet.',
    facts: 'What merging brings',
    added: 'New secrets',
    changed: 'Changed secrets',
    versions: 'Versions',
    list: 'Secrets that change',
    isAdded: 'is new',
    isChanged: 'gets versions of the copy in its history',
    unreadable: (version: number) => `version ${version} of the copy cannot be read and is left out`,
    policies: (names: readonly string[]) =>
      `The copy has other policies under ${names.length === 1 ? 'the name' : 'the names'} ${names.join(', ')}. They stay as they are here.`,
    keys: (names: readonly string[]) =>
      `It also brings ${names.length === 1 ? 'the key' : 'the keys'} ${list(names)}, for files that were encrypted there.`,
    run: (n: number) => (n === 0 ? 'Merge' : `Merge ${secrets(n)}`),
  },
  working: 'Merging…',
  done: {
    title: (n: number) => (n === 0 ? 'Merged' : `Merged ${secrets(n)}`),
    text: 'Where both had changed a secret, its history has the versions of both. The newest is current.',
    file: (name: string) => `${name} was not changed. Once you see that all is here, you can delete it.`,
  },
};
