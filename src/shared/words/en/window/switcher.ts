/** The vaults of this machine, at the name of the one in front. */
export const switcherWords = {
  label: 'Vaults',
  here: 'here',
  open: 'open',
  locked: 'locked',
  keys: (number: number) => `Ctrl+${number}`,
  another: 'Open another…',
  lockAlone: 'Lock this vault alone',
  to: (name: string) => `Switch to ${name}`,
};
