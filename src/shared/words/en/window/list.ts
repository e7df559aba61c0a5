import type { PathFault } from '../../../failure-reasons.ts';
import { count, some } from '../format.ts';

/** The list of secrets: its order, and what is done with several at once. */
export const listWords = {
  sort: 'Sort',
  sortedBy: {
    title: 'By title',
    folder: 'By folder',
    updated: 'Last changed',
    created: 'Newest',
    used: 'Last used',
  },
  favour: 'Add to favourites',
  unfavour: 'Remove from favourites',
  favourite: 'Favourite',
  favoured: (n: number) => (n === 1 ? 'One secret is a favourite now.' : `${n} secrets are favourites now.`),
  unfavoured: (n: number) =>
    n === 1 ? 'One secret is no longer a favourite.' : `${n} secrets are no longer favourites.`,
  places: {
    favourites: 'Favourites',
    due: 'Expiring',
    groups: { types: 'Types', tags: 'Tags' },
    noneDue: { title: 'Nothing expires', text: 'No secret has ended, or will soon.' },
    noneLeft: { title: 'None left', text: 'No secret is here any more.' },
    noFavourites: {
      title: 'No favourites yet',
      text: 'Star what you use most: Ctrl+D on a secret, or the star above it.',
    },
  },
  chosen: (n: number) => `${count(n, 'secret', 'secrets')} selected`,
  chosenHelp: 'What you do here is one change, and Ctrl+Z takes it back.',
  chosenMenu: 'Actions',
  none: 'Select none',
  move: 'Move…',
  moveTitle: (n: number) => (n === 1 ? 'Move this secret to' : `Move ${count(n, 'secret', 'secrets')} to`),
  moveFolderTitle: (name: string) => `Move the folder ${name} to`,
  renameTitle: (name: string) => `Rename the folder ${name}`,
  rename: 'Rename',
  renameMenu: 'Rename…',
  folderName: 'Name',
  folderFaults: (fault: PathFault | 'slash'): string =>
    fault === 'empty'
      ? 'Enter a name.'
      : fault === 'slash'
        ? 'A name has no slash. To put the folder elsewhere, move it.'
        : fault === 'too-long'
          ? 'This name is too long.'
          : 'This cannot be a name.',
  addTagTitle: (n: number) => `Add a tag to ${count(n, 'secret', 'secrets')}`,
  removeTagTitle: (n: number) => `Remove a tag from ${count(n, 'secret', 'secrets')}`,
  folder: 'Folder',
  noFolder: 'No folder',
  newFolder: (name: string) => `New folder “${name}”`,
  copyToVault: 'Copy to another vault…',
  moveToVault: 'Move to another vault…',
  copyToVaultTitle: (n: number) => `Copy ${count(n, 'secret', 'secrets')} to`,
  moveToVaultTitle: (n: number) => `Move ${count(n, 'secret', 'secrets')} to`,
  copiedToVault: (n: number, vault: string) =>
    `Copied ${count(n, 'secret', 'secrets')} with all versions to ${vault}.`,
  movedToVault: (n: number, vault: string) =>
    `Moved ${count(n, 'secret', 'secrets')} with all versions to ${vault}. Here they lie under Deleted.`,
  addTag: 'Add a tag…',
  removeTag: 'Remove a tag…',
  tag: 'Tag',
  newTag: (name: string) => `New tag “${name}”`,
  noTags: 'None of them has a tag.',
  noMatch: 'Nothing fits.',
  delete: 'Delete',
  undelete: 'Undelete',
  moved: (n: number, folder: string) =>
    `Moved ${count(n, 'secret', 'secrets')} ${folder === '' ? 'out of folders' : `to ${folder}`}.`,
  tagged: (n: number) => `Changed the tags of ${count(n, 'secret', 'secrets')}.`,
  deleted: (n: number) => `Deleted ${count(n, 'secret', 'secrets')}.`,
  undeleted: (n: number) => `Undeleted ${count(n, 'secret', 'secrets')}.`,
  folderMoved: (name: string) => `The folder is ${name} now.`,
  takenBack: (n: number) => `Taken back for ${count(n, 'secret', 'secrets')}.`,
  takenBackBut: (n: number, stays: readonly string[]) =>
    `Taken back for ${count(n, 'secret', 'secrets')}. Changed since, so they stay: ${some(stays)}.`,
  notTakenBack: 'This was changed meanwhile, so nothing is taken back. Look at its versions.',
  nothingToDo: 'There was nothing to change.',
  exists: (path: string) =>
    `There is a secret at ${path} already. Nothing was changed: rename one of them first.`,
  changed: 'The list was changed meanwhile, and nothing was done. Look at it and try again.',
  openAddress: {
    title: (host: string) => `Open ${host} in your browser?`,
    text: (address: string) => `The browser and the network learn that you go there: ${address}`,
    yes: 'Open',
    tick: 'From now on open addresses without asking',
  },
  openField: (name: string) => `Open ${name} in the browser`,
  copyByClick: 'Click to copy',
  copyPassword: 'Copy the password',
  copyUser: 'Copy the user name',
  rowMenu: 'Actions for this secret',
  folderMenu: (name: string) => `Actions for the folder ${name}`,
  fieldMenu: (name: string) => `Actions for ${name}`,
  deleteFolder: {
    title: (name: string, n: number) => `Delete the ${count(n, 'secret', 'secrets')} in ${name}?`,
    text: 'They wait under Deleted, and Ctrl+Z takes it back.',
  },
  palette: {
    title: 'Find a secret or an action',
    placeholder: 'Find a secret or an action',
    none: 'Nothing fits.',
    recent: 'Recently used',
    similar: 'Similar secrets',
    secrets: 'Secrets',
    actions: 'Actions',
    copyPasswordOf: (title: string) => `Copy password of ${title}`,
    copyUserOf: (title: string) => `Copy user name of ${title}`,
    backUpNow: 'Back up now',
    sortBy: (order: string) => `Sort: ${order}`,
  },
};
