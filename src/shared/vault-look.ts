/** Colours that tell vaults apart; each is a token of the window's own. */
export const vaultColors = ['teal', 'blue', 'violet', 'rose', 'red', 'orange', 'olive', 'grey'] as const;
export type VaultColor = (typeof vaultColors)[number];

/** Characters of a vault's name. */
export const vaultNameLimit = 64;
