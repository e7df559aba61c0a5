/** What the commands on people say. */
export const words = {
  rights:
    'Everybody here reads and changes everything in the vault: rights for single folders are not promised. The time of an opening is told by the first change after it; one that changes nothing is not told.',
  added: (day: string, by: string | undefined) => `added ${day}${by === undefined ? '' : ` by ${by}`}`,
  invitedAt: (day: string, by: string) => `invited ${day} by ${by}, not confirmed yet`,
  opened: (time: string, device: string) => `opened ${time} on ${device}`,
  neverOpened: 'has not changed anything yet',
  withKeyFile: 'with a key file',
  you: 'you',
  named: (name: string) => `Your passphrase is ${name}'s from now on: the audit says so.`,
  invited: (name: string, file: string | undefined) =>
    `Send ${name} ${file === undefined ? 'this invitation' : `the file ${file}`}, any way you like: it holds nothing secret. They run "holdfast people join" and send you their answer; then "holdfast people confirm".`,
  youAreInvited: (name: string, vault: string, place: string | undefined) =>
    `You are invited as ${name} to the vault ${vault.slice(0, 8)}${place === undefined ? '' : ` at ${place}`}. Choose a passphrase of your own for it; nobody else learns it.`,
  answered: (file: string | undefined) =>
    `Send ${file === undefined ? 'this answer' : `the file ${file}`} to whoever invited you, any way you like. Nobody opens the vault with it; who keeps a copy could try to guess your passphrase.`,
  words: (words: string) =>
    `Then read them these six words, by voice or face to face. Only if they see the same ones, they let you in: ${words}`,
  theirWords: (name: string) =>
    `Let ${name} read to you, by voice or face to face, the six words that they see:`,
  sameWords: (name: string) => `Are these the words that ${name} reads, all six?`,
  confirmed: (name: string) =>
    `${name} opens this vault with their own passphrase from now on, and reads and changes everything in it. "holdfast people remove" ends that.`,
  withdrawn: (name: string) => `The invitation of ${name} is withdrawn: no answer to it is taken.`,
  removed: (name: string, invitations: number) =>
    `${name} opens this vault no more, and it has new keys.${invitations === 0 ? '' : ' Invitations that waited are withdrawn; invite those people again.'} What ${name} could read stays known to them; it is listed newest first:`,
  stillOpen: (names: readonly string[]) =>
    `${names.length === 1 ? 'This person opens' : 'These people open'} the vault with their own passphrases as before: ${names.join(', ')}.`,
};
