/** The small window that searches over whatever else is on the screen. */
export const quickWords = {
  title: 'Quick search',
  placeholder: (vault: string) => `Search in ${vault}`,
  none: 'No secret fits.',
  keys: { enter: '↵' },
  deeds: {
    password: 'Copy password',
    user: 'User name',
    code: 'Code',
    address: 'Open address',
    window: 'Show in Holdfast',
  },
  lacks: {
    password: 'This secret has no password to copy.',
    user: 'This secret has no user name to copy.',
    code: 'This secret gives no one-time codes.',
    address: 'This secret has no address to open.',
  },
  noVault: 'No vault is chosen',
  noVaultText: 'Choose one in the window of Holdfast, then search here.',
  elsewhere: 'This vault has to be unlocked in the window of Holdfast.',
  keyElsewhere: 'A security key opens it in the window of Holdfast.',
  openWindow: 'Open Holdfast',
};
