import { derive } from '../../crypto/derive.ts';
import { encapsulate } from '../../crypto/xwing.ts';
import { makeRecipient } from '../../keyslots/recipient.ts';
import { hashOf, hexLines } from './print.ts';

/**
 * The example of docs/format.md, 4: what lies between a recipient's secret and the root key, and
 * the sealed root key that this build makes of the same.
 */
export async function recipientExampleText(): Promise<string> {
  const vault = '000102030405060708090a0b0c0d0e0f';
  const vaultId = Buffer.from(vault, 'hex');
  const secret = new Uint8Array(32).fill(0x77);
  const rootKey = new Uint8Array(32).fill(0x11);
  const [id, kind] = ['c0'.repeat(16), 'recovery'];
  const fixed = { encapsulation: new Uint8Array(64).fill(0xaa), nonce: new Uint8Array(12).fill(0x99) };
  const { recipient } = await makeRecipient({ id, kind, vaultId, rootKey }, secret, fixed);
  const publicKey = Buffer.from(recipient.public, 'base64url');
  const made = encapsulate(publicKey, fixed.encapsulation);
  if (made === undefined) throw new Error('no public key');
  const [seed, psk] = [derive(secret, vaultId, 'slot/seed'), derive(secret, vaultId, 'slot/psk')];
  const both = Buffer.concat([made.shared, psk.export()]);
  const aad = ['holdfast/1/slot', vault, id, kind, hashOf(publicKey), hashOf(made.encapsulated)];
  return [
    'The slot of section 13 from its K to the root key, with 64 bytes of AA where X-Wing asks for random bytes (32 for ML-KEM-768, then 32 for X25519):',
    '',
    `    K            ${Buffer.from(secret).toString('hex')}`,
    `    seed         ${seed.export().toString('hex')}`,
    `    psk          ${psk.export().toString('hex')}`,
    `    S            ${Buffer.from(made.shared).toString('hex')}`,
    `    W            ${derive(both, vaultId, 'slot/wrap').export().toString('hex')}`,
    '',
    'The AAD:',
    '',
    ...aad.map((line) => `    ${line}`),
    '',
    'The root key, 32 bytes of 11, sealed with W, the AAD and a nonce of 12 bytes of 99:',
    '',
    hexLines(Buffer.from(recipient.wrapped, 'base64url')),
    '',
  ].join('\n');
}
