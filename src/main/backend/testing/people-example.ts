import { derive } from '../../crypto/derive.ts';
import { x25519, x25519Key } from '../../crypto/primitives.ts';
import {
  answerCode,
  invitationCode,
  newInvitationKeys,
  openAnswer,
  readAnswer,
} from '../../keyslots/invitation.ts';
import { passphraseBytes } from '../../keyslots/passphrase.ts';
import { sixWords } from '../../vault/six-words.ts';
import { hashOf, hexLines, indented } from './print.ts';

/** What stands before the parts of the example. */
export const peopleHeadings = {
  invitation: 'The invitation, and its code:',
  answer: 'The answer, and its code:',
};

/**
 * The example of docs/format.md, 21: an invitation, an answer to it, and what both people compare.
 */
export async function peopleExampleText(): Promise<string> {
  const vault = '000102030405060708090a0b0c0d0e0f';
  const own = new Uint8Array(32).fill(0x66);
  const keys = newInvitationKeys(new Uint8Array(own));
  const invitation = { vault, key: keys.key, name: 'Bob', place: 's3://vaults/home' };
  const code = invitationCode(invitation);
  const fixed = {
    salt: new Uint8Array(16).fill(0x07),
    ephemeral: new Uint8Array(32).fill(0x68),
    nonce: new Uint8Array(12).fill(0x9a),
  };
  const params = { memoryKiB: 8192, passes: 1, lanes: 1 };
  const passphrase = passphraseBytes('correct horse battery staple');
  const sent = await answerCode(invitation, { passphrase, params }, fixed);
  const { answer, bytes } = readAnswer(sent);
  const ephemeral = Buffer.from(answer.ephemeral, 'base64url');
  const shared = x25519(x25519Key(own), ephemeral) ?? new Uint8Array();
  const input = Buffer.concat([shared, ephemeral, Buffer.from(keys.key, 'base64url')]);
  const psk = openAnswer(answer, keys.private) ?? new Uint8Array();
  const hash = (one: string) => hashOf(Buffer.from(one, 'base64url'));
  const aad = ['holdfast/1/answer', vault, hash(answer.invitation), hash(answer.public)];
  return [
    peopleHeadings.invitation,
    '',
    indented(JSON.stringify(invitation)),
    '',
    indented(code),
    '',
    'The shared secret of both X25519 keys, the key that seals, and the psk:',
    '',
    `    shared       ${Buffer.from(shared).toString('hex')}`,
    `    sealing      ${derive(input, Buffer.from(vault, 'hex'), 'answer/psk').export().toString('hex')}`,
    `    psk          ${Buffer.from(psk).toString('hex')}`,
    '',
    'The AAD:',
    '',
    ...aad.map((line) => `    ${line}`),
    '',
    'The psk, sealed with a nonce of 12 bytes of 9A:',
    '',
    hexLines(Buffer.from(answer.psk, 'base64url')),
    '',
    peopleHeadings.answer,
    '',
    indented(Buffer.from(bytes).toString('utf8')),
    '',
    indented(sent),
    '',
    'The words of that answer:',
    '',
    `    ${(await sixWords(bytes)).join(' ')}`,
    '',
  ].join('\n');
}
