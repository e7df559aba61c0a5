/** What we use of the SLIP-39 library, which has no types of its own. */
declare module 'slip39' {
  interface Node {
    readonly mnemonics: string[];
  }
  class Slip39 {
    /** Two bytes, big-endian: the 15-bit identifier. */
    readonly identifier: readonly number[];
    readonly root: Node;
    static fromArray(
      secret: readonly number[],
      options: {
        passphrase: string;
        threshold: number;
        groups: readonly (readonly [threshold: number, members: number, title: string])[];
        iterationExponent: number;
        extendableBackupFlag: 0 | 1;
        title: string;
      },
    ): Slip39;
    /** Throws, at times with words of a share in the message. */
    static recoverSecret(mnemonics: readonly string[], passphrase: string): number[];
    static validateMnemonic(mnemonic: string): boolean;
  }
  export = Slip39;
}
