import { count, number, secrets } from '../format.ts';

/** What the page on a damaged vault says. */
export const repairWords = {
  title: 'Repair',
  banner: 'See what is lost, and repair it',
  reading: 'Reading and checking everything in the vault…',
  figure: (done: number, total: number) => `${number(done)} of ${number(total)}`,
  again: 'Read it again',
  look: {
    loss: (current: number, unnamed: number) =>
      current + unnamed > 0
        ? `${secrets(current + unnamed)} cannot be read`
        : 'Some older versions cannot be read',
    recordsTitle: 'Your secrets are whole; something beside them is lost',
    noLoss: 'Nothing that you keep is lost',
    structure: 'What is damaged lies between your secrets. A repaired copy is sound again.',
    sound:
      'Everything was read and checked just now, and all of it is whole. Close this page, and lock and unlock the vault.',
    soundTitle: 'No damage was found',
    lead: 'Part of the vault file is not what was written into it. A failing disk does that, or a program that wrote into the file. It is left as it is: what is whole can be read and copied, and nothing is written into it.',
    facts: 'The vault in figures',
    whole: 'Whole secrets',
    wholeVersions: 'Whole versions',
    lostNow: 'Secrets lost',
    lostOlder: 'Older versions lost',
  },
  lost: {
    title: 'What is lost',
    list: 'What is lost, by name',
    current: (version: number) => `its current values, version ${version}`,
    older: (versions: readonly number[]) =>
      `${versions.length === 1 ? 'version' : 'versions'} ${versions.join(', ')}; its current values are whole`,
    both: (version: number, versions: readonly number[]) =>
      `its current values, version ${version}, and ${versions.length === 1 ? 'version' : 'versions'} ${versions.join(', ')}`,
    unnamed: (n: number) =>
      `${count(n, 'more secret', 'more secrets')}, whose names are lost too. A backup may know them.`,
    records: {
      policies: 'The policies: until they are back, no program may do anything.',
      clients: 'The list of registered programs: they would have to ask anew.',
      audit: 'Part of the audit.',
    },
  },
  mend: {
    title: 'Make it whole again',
    text: 'Backups fill in what is lost, exactly as it was: every part is checked before it is taken. Older ones help as well, and even damaged ones.',
    backups: 'Backups to take from',
    none: 'No backup is chosen. Without one, everything that is whole is saved, and what is lost stays lost.',
    add: 'Add a backup…',
    remove: (name: string) => `Do not take from ${name}`,
    unusable: 'Could not be used',
    where: 'Where the whole vault goes',
    inPlace: 'In the place of the damaged one',
    inPlaceHelp:
      'The damaged file is kept beside it under a dated name. The vault locks, and is whole when you unlock it.',
    toFileHelp: 'The damaged vault stays where it is.',
    run: 'Repair the vault',
    save: 'Save what is whole',
    working: 'Putting the whole vault together, and reading it back…',
  },
  accept: {
    title: 'Not everything was found',
    text: (n: number) =>
      `Nothing was written yet. Everything else is found whole; ${n === 1 ? 'this' : 'the following'} would stay lost.`,
    foundTitle: 'Found, but some of it perhaps not in its newest state',
    found: 'Nothing was written yet. No value is lost, but for some secrets only an earlier entry was found.',
    earlier: 'Only an earlier state of these was found: later changes to them may be missing',
    go: 'Go on with what was found',
    list: 'What would stay lost',
    another: 'Add another backup…',
    yes: 'Go on without it',
    back: 'Back',
  },
  done: {
    title: 'The vault is whole again',
    lossy: 'What is whole is saved',
    text: 'Everything in the new file was read back and checked.',
    healed: (n: number) =>
      `${count(n, 'part', 'parts')} came from backups, or from where the file had lost track of them.`,
    file: 'The whole vault',
    stays: 'The damaged vault stays open here until you close this page. It was not changed.',
    open: 'Open the whole vault',
    earlier: 'Found in an earlier state alone: later changes to these may be missing',
    earlierList: 'Secrets found in an earlier state',
    lost: 'What stays lost',
    lostList: 'What stays lost, by name',
  },
  /** A vault that does not open at all. */
  salvage: {
    offer: 'Repair it with a backup…',
    title: 'Repair a vault that does not open',
    text: 'The part of the file that tells where everything lies is lost. A backup of the same vault stands in for it, also an old one: what the damaged file holds that is newer is taken up, each part once it is proven whole.',
    backup: 'A backup of this vault',
    noBackup: 'No backup chosen yet',
    chooseFirst: 'Choose a backup of this vault.',
    passphrase: 'Passphrase of the backup',
    empty: 'Enter the passphrase of the backup.',
    inPlaceHelp: 'The damaged file is kept beside it under a dated name.',
  },
  /** On the screen that unlocks, once the vault that lies there was exchanged. */
  after: {
    repaired: 'The vault is repaired. Unlock it to see that all is there.',
    lossy: (n: number) => `The vault is repaired, but for ${count(n, 'part', 'parts')} that stayed lost.`,
    earlier: (n: number) =>
      `${secrets(n)} came from the damaged file in the newest state that could be found: look at them first.`,
    restored: (revision: number) => `The backup of revision ${number(revision)} is the vault now.`,
    kept: (file: string) => `The vault that was here is kept as ${file}.`,
  },
};
