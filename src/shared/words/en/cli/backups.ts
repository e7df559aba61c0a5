/** What the commands on backups say. */
export const words = {
  created: {
    file: 'file',
    revision: 'revision',
    copied: 'copied',
    authenticated: 'authenticated',
    proven: 'proven',
    from: 'from',
  },
  copied: (objects: number, bytes: number) => `${objects} objects, ${bytes} bytes`,
  objects: (n: number) => `${n} objects`,
  proven: (what: string) => what,
  keptStrange: (file: string) => `The file of that name is not known to be ours, and is kept as ${file}.`,
  nothingNew: 'Nothing to copy: this revision is there already, and was checked again.',
  nothingNewLocked:
    'Nothing to copy: this revision is there already, byte for byte the file that was checked.',
  comparedOnly: 'Every object is as it is in the vault. Only the passphrase can tell that it was whole.',
  notOurs: 'not ours',
  newestBySelf: (file: string) =>
    `This machine knows none of the files there: ${file} is the newest by what they say of themselves.`,
  passedOver: (files: readonly string[]) =>
    `Not known to be ours, and passed over though ${files.length === 1 ? 'it says it is' : 'they say they are'} newer: ${files.join(', ')}. Name a file itself to use it.`,
  pruned: (gone: number, stay: number) =>
    `${gone === 0 ? 'None' : gone} ${gone === 1 ? 'is' : 'are'} gone; ${stay} stay.`,
  wouldPrune: (gone: number, stay: number) => `${gone === 0 ? 'None' : gone} would go; ${stay} would stay.`,
  strange: (files: readonly string[]) => `Not known to be ours, and left alone: ${files.join(', ')}.`,
  stuck: (file: string) => `"${file}" could not be removed.`,
  kept: (file: string) => `What was there is kept as ${file}.`,
};
