/** Questions and remarks that several commands have. */
export const words = {
  passphrase: 'Passphrase of the vault: ',
  newPassphrase: 'New passphrase: ',
  again: 'The same again: ',
  weak: 'That is easy to guess; four or five random words are not. The same again to use it anyway, or Enter for another: ',
  typeYes: (question: string) => `${question} Type yes: `,
  yes: 'yes',
  openToOthers: (file: string) =>
    `Note: others on this machine may read ${file}. "chmod 600" makes it yours alone.`,
  keyFileOpen: (file: string) =>
    `Note: others on this machine may read the key file ${file}. "chmod 600" makes it yours alone.`,
  keyFileBeside: (file: string) =>
    `Note: the key file ${file} is beside the vault: whoever takes the folder has both. Keep it elsewhere.`,
  weakInFile: (file: string) => `Note: the passphrase in ${file} is easy to guess.`,
  noKeyFile: 'Note: this vault needs no key file; --key-file was ignored.',
  older: (why: string) => `Note: ${why}`,
  offline: (since: string, why: string) =>
    `Note: offline since ${since}: read from the copy on this machine. ${why}`,
  unsent: (changes: number) =>
    `Note: ${changes === 1 ? '1 change is' : `${changes} changes are`} kept on this machine and not on the service yet.`,
  progress: (done: number, total: number, what: string) => `${done} of ${total} ${what}`,
  pace: (perSecond: number, seconds: number) => `, ${perSecond} a second, ${seconds} s left`,
  objects: 'objects',
  percentRead: '% read',
  megabytes: 'MB fetched',
  entries: 'entries',
  objectsChecked: 'objects checked',
  secretsSealed: 'secrets encrypted with the new keys',
  input: 'standard input',
};
