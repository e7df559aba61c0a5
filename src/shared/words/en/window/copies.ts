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
  lead: 'Each of them was changed apart from this vault. Merging takes what a copy has and this vault has not; nothing that is here is lost, and the copy is only read.',
  leadReadOnly:
    'This vault is open for reading only, so nothing can be merged into it. You can see what a copy would bring.',
  list: 'Copies beside this vault',
  revision: (n: number) => `Revision ${number(n)}`,
  look: (name: string) => `See what it brings: ${name}`,
  lookShort: 'See what it brings',
  reading: 'Reading and comparing the copy…',
  none: 'No copies lie beside this vault.',
  back: 'Other copies',
  preview: {
    nothing: 'This copy has nothing that the vault lacks.',
    brings: (versions: number) => `This copy brings ${count(versions, 'version', 'versions')}.`,
    nothingYet: 'Nothing was written yet.',
    facts: 'What merging brings',
    added: 'New secrets',
    changed: 'Changed secrets',
    versions: 'Versions',
    list: 'Secrets that change',
    isAdded: 'is new',
    isChanged: 'gets versions of the copy in its history',
    unreadable: (version: number) => `version ${version} of the copy cannot be read, and stays out`,
    policies: (names: readonly string[]) =>
      `The copy has other policies under ${names.length === 1 ? 'the name' : 'the names'} ${names.join(', ')}. They stay as they are here.`,
    run: (n: number) => `Merge ${secrets(n)}`,
  },
  working: 'Merging…',
  done: {
    title: (n: number) => `Merged ${secrets(n)}`,
    text: 'Where both had changed a secret, the versions of both are in its history, and the newest is current.',
    file: (name: string) =>
      `${name} was only read. Once you have checked that all is here, you can delete it.`,
  },
};
