const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Bytes as base32 (RFC 4648) without padding: letters and digits alone, which no messenger takes
 * for anything else.
 */
export function base32(bytes: Uint8Array): string {
  let [text, value, bits] = ['', 0, 0];
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += alphabet[(value >>> (bits - 5)) & 31];
  }
  return bits === 0 ? text : text + alphabet[(value << (5 - bits)) & 31];
}

/**
 * The bytes of a text that `base32` made, whichever its case; `undefined` where it made no such
 * text.
 */
export function fromBase32(text: string): Uint8Array | undefined {
  const read = readBase32(text);
  return read?.isWhole ? read.bytes : undefined;
}

/**
 * The same of a text that others made: bits that fill no byte are left away. `undefined` for
 * another letter.
 */
export function looseBase32(text: string): Uint8Array | undefined {
  return readBase32(text)?.bytes;
}

function readBase32(text: string): { bytes: Uint8Array; isWhole: boolean } | undefined {
  const bytes: number[] = [];
  let [value, bits] = [0, 0];
  for (const letter of text.toUpperCase()) {
    const five = alphabet.indexOf(letter);
    if (five === -1) return undefined;
    value = ((value << 5) | five) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >>> bits) & 255);
  }
  const rest = value & ((1 << bits) - 1);
  return { bytes: Uint8Array.from(bytes), isWhole: bits < 5 && rest === 0 };
}
