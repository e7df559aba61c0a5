import { count, list, number, secrets } from '../format.ts';

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
    filesTitle: (n: number) =>
      `The values of your secrets are whole, but ${count(n, 'attached file is', 'attached files are')} lost`,
    lostFiles: 'Lost files',
    recordsTitle: 'Your secrets are whole, but something else is lost',
    noLoss: 'None of your secrets is lost',
    structure: 'The damage is outside your secrets. A repaired copy is sound again.',
    sound:
      'Everything was read and checked just now, and all of it is whole. Close this page, then lock and unlock the vault.',
    soundTitle: 'No damage was found',
    lead: 'Part of the vault file is not what Holdfast wrote. A failing disk does that, or a program that wrote into the file. The file does not change: you can read and copy what is whole, and nothing is written.',
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
    /** `alone`: nothing else of the secret is lost. */
    files: (versions: readonly number[], alone: boolean) =>
      `${versions.length === 1 ? 'a file attached to version' : 'files attached to versions'} ${list(versions)}${alone ? '; all other values are whole' : ''}`,
    unnamed: (n: number) =>
      `${count(n, 'more secret', 'more secrets')}, whose names are lost too. A backup may know them.`,
    records: {
      policies: 'The policies: without them, no program may do anything.',
      clients: 'The list of registered programs: they would have to ask again.',
      audit: 'Part of the audit.',
    },
  },
  mend: {
    title: 'Make it whole again',
    text: 'Backups fill in what is lost. Every part is checked before it is used. Older backups help as well, even damaged ones.',
    backups: 'Backups to use',
    none: 'No backup is chosen. What is whole is saved; what is lost stays lost.',
    add: 'Add a backup…',
    remove: (name: string) => `Do not use ${name}`,
    unusable: 'Could not be used',
    where: 'Where the whole vault goes',
    inPlace: 'In place of the damaged one',
    inPlaceHelp:
      'The damaged file is kept beside it under a dated name. The vault locks; unlock it, and it is whole.',
    toFileHelp: 'The damaged vault stays.',
    run: 'Repair the vault',
    save: 'Save what is whole',
    working: 'Putting the vault together and reading it back…',
  },
  accept: {
    title: 'Not everything was found',
    text: (n: number) =>
      `Nothing is written yet. Everything else is whole; ${n === 1 ? 'this' : 'the following'} would stay lost.`,
    foundTitle: 'Found, but perhaps not the newest state of everything',
    found: 'Nothing is written yet. No value is lost, but for some secrets only an earlier state was found.',
    earlier: 'Only an earlier state of these was found; later changes may be missing',
    go: 'Continue with what was found',
    list: 'What would stay lost',
    another: 'Add another backup…',
    yes: 'Continue without it',
    back: 'Back',
  },
  done: {
    title: 'The vault is whole again',
    lossy: 'What is whole is saved',
    text: 'Everything in the new file was read back and checked.',
    healed: (n: number) =>
      `${count(n, 'part', 'parts')} came from backups or were found elsewhere in the file.`,
    file: 'The whole vault',
    stays: 'The damaged vault stays open here until you close this page. It was not changed.',
    open: 'Open the whole vault',
    earlier: 'Only an earlier state of these was found; later changes may be missing',
    earlierList: 'Secrets found in an earlier state',
    lost: 'What stays lost',
    lostList: 'What stays lost, by name',
  },
  /** A vault that does not open at all. */
  salvage: {
    offer: 'Repair it with a backup…',
    title: 'Repair a vault that does not open',
    text: 'The part of the file that says where everything is, is lost. A backup of the same vault replaces it, even an old one. Everything newer in the damaged file is used, once it is checked.',
    backup: 'A backup of this vault',
    noBackup: 'No backup chosen yet',
    chooseFirst: 'Choose a backup of this vault.',
    passphrase: 'Passphrase of the backup',
    empty: 'Enter the passphrase of the backup.',
    inPlaceHelp: 'The damaged file is kept beside it under a dated name.',
  },
  /** On the screen that unlocks, once the vault that lies there was exchanged. */
  after: {
    repaired: 'The vault is repaired. Unlock it and see that all is there.',
    lossy: (n: number) => `The vault is repaired, but ${count(n, 'part', 'parts')} stayed lost.`,
    earlier: (n: number) =>
      `${secrets(n)} came from the damaged file in the newest state found: look at them first.`,
    restored: 'The backup is the vault now.',
    kept: (file: string) => `The vault that was here is kept as ${file}.`,
  },
};
