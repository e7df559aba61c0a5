import { makeRecipient } from '../../keyslots/recipient.ts';
import type { RecoverySlot } from '../../keyslots/slot.ts';
import { fingerprint } from '../shares.ts';
import { splitSlip39 } from './slip39-spec.ts';

/**
 * The example of docs/format.md, 13: fixed secret, random bytes and nonce in; two of three sheets
 * and their slot out.
 */
export interface RecoveryExample {
  readonly vaultId: string;
  readonly rootKey: Uint8Array;
  readonly secret: Uint8Array;
  readonly sheets: string[][];
  readonly slot: RecoverySlot;
  readonly psk: string;
  readonly prints: string[];
}

const filled = (byte: number, length: number) => new Uint8Array(length).fill(byte);

export async function recoveryExample(): Promise<RecoveryExample> {
  const vaultId = '000102030405060708090a0b0c0d0e0f';
  const [rootKey, secret] = [filled(0x11, 32), filled(0x77, 32)];
  const size = { identifier: 0x1234, threshold: 2, shares: 3 };
  const sheets = splitSlip39(secret, size, (bytes) => filled(0x88, bytes));
  const id = 'c0'.repeat(16);
  const set = '7KQ2M9XT';
  const wrapping = { id, kind: 'recovery', vaultId: Buffer.from(vaultId, 'hex'), rootKey };
  const fixed = { encapsulation: filled(0xaa, 64), nonce: filled(0x99, 12) };
  const { recipient, psk } = await makeRecipient(wrapping, secret, fixed);
  const created = '2023-11-14T22:13:20.000Z';
  const slot: RecoverySlot = { id, kind: 'recovery', created, set, ...size, ...recipient };
  return {
    vaultId,
    rootKey,
    secret,
    sheets,
    slot,
    psk,
    prints: sheets.map((words) => fingerprint(vaultId, set, words)),
  };
}

/** The example as docs/format.md prints it. */
export function recoveryExampleText({ secret, sheets, slot, psk, prints }: RecoveryExample): string {
  return [
    'The vault and root key of section 12, set `7KQ2M9XT`, two of three sheets, identifier 1234 (hex); recovery secret:',
    '',
    `    ${Buffer.from(secret).toString('hex')}`,
    '',
    'The sheets, where each random byte that SLIP-39 asks for is 88, and their fingerprints:',
    '',
    ...sheets.flatMap((words, index) => [...lines(words), `    ${prints[index]}`, '']),
    'The slot, with 64 bytes of AA where X-Wing asks for random bytes, and nonce 12 bytes of 99:',
    '',
    ...(JSON.stringify(slot).match(/.{1,110}/g) ?? []).map((line) => `    ${line}`),
    '',
    'Its pre-shared key:',
    '',
    `    ${Buffer.from(psk, 'base64url').toString('hex')}`,
    '',
  ].join('\n');
}

function lines(words: readonly string[]): string[] {
  return [0, 11, 22].map((start) => `    ${words.slice(start, start + 11).join(' ')}`);
}
