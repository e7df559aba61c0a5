/** What the commands on security keys say, and opening with one. */
export const words = {
  touch: 'Touch the security key now. Ctrl+C calls it off.',
  touchTwice: (name: string) => `Touch the key that is to be "${name}", twice. Ctrl+C calls it off.`,
  pin: 'PIN of the security key: ',
  next: (name: string) => `Take that key out, connect the one that is to be "${name}", and press Enter: `,
  added: (names: readonly string[]) =>
    `${names.join(' and ')} ${names.length === 1 ? 'opens' : 'open'} this vault from now on, with --security-key. The passphrase opens it as before: keep it.`,
  noPin:
    'A key without a PIN opens the vault by a touch alone: keep it away from the computer, or set a PIN on it and add it again.',
  renamed: (name: string) => `The key is called ${name} from now on.`,
  removed: (name: string) => `${name} opens this vault no more, and the vault has new keys.`,
  empty: 'No security key opens this vault.',
  day: (day: string) => `added ${day}`,
  of: (person: string) => `of ${person}`,
  withPin: 'asks for a PIN or a finger',
  withoutPin: 'opens by a touch',
};
