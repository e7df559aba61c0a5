import { count, number, secrets } from '../format.ts';

/** What is said of copies that a sync tool left beside a vault. */
export const copiesWords = {
  title: 'Conflicted copies',
  banner: {
    label: 'Conflicted copies',
    text: (n: number) =>
      n === 1
        ? 'A sync tool left another copy of this vault beside it.'
        : `Sync tools left ${number(n)} other copies of this vault beside it.`,
    look: 'Look and merge',
    dismiss: 'Not now',
  },
  lead: 'Each was changed apart from this vault. Merging adds what a copy has and this vault lacks. Nothing here is lost, and the copy does not change.',
  leadReadOnly:
    'This vault is open for reading only, so you cannot merge. You can see what a copy would bring.',
  list: 'Copies beside this vault',
  revision: (n: number) => `State ${number(n)}`,
  look: (name: string) => `See what it brings: ${name}`,
  lookShort: 'See what it brings',
  reading: 'Reading and comparing the copy…',
  none: 'There are no copies beside this vault.',
  back: 'Other copies',
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
    run: (n: number) => `Merge ${secrets(n)}`,
  },
  working: 'Merging…',
  done: {
    title: (n: number) => `Merged ${secrets(n)}`,
    text: 'Where both had changed a secret, its history has the versions of both. The newest is current.',
    file: (name: string) => `${name} was not changed. Once you see that all is here, you can delete it.`,
  },
};
