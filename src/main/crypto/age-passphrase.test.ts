import { Decrypter, Encrypter, type Identity, Stanza } from 'age-encryption';
import { expect, it } from 'vitest';
import { agePassphraseStanza, openAgePassphrase } from './age-passphrase.ts';

const fileKey = new Uint8Array(16).fill(7);
/** Seals as our exports do, but quickly. */
function sealer(passphrase: string): Encrypter {
  const encrypter = new Encrypter();
  encrypter.addRecipient({
    wrapFileKey: async (key) => {
      const { args, body } = await agePassphraseStanza(passphrase, key, 10);
      return [new Stanza(args, body)];
    },
  });
  return encrypter;
}

it("is opened by age's own library, and by no other passphrase", async () => {
  const sealed = await sealer('pä').encrypt('text');
  const opener = new Decrypter();
  opener.addPassphrase('pä');
  expect(await opener.decrypt(sealed, 'text')).toBe('text');
  const other = new Decrypter();
  other.addPassphrase('p');
  await expect(other.decrypt(sealed)).rejects.toThrow();
});

it('opens what that seals, and nothing that is none of it', async () => {
  const encrypter = new Encrypter();
  encrypter.setPassphrase('pä');
  encrypter.setScryptWorkFactor(10);
  const sealed = await encrypter.encrypt('text');
  const open = (passphrase: string) => {
    const decrypter = new Decrypter();
    const identity: Identity = {
      unwrapFileKey: async (stanzas) => (await openAgePassphrase(passphrase, stanzas)) ?? null,
    };
    decrypter.addIdentity(identity);
    return decrypter.decrypt(sealed, 'text');
  };
  expect(await open('pä')).toBe('text');
  await expect(open('p')).rejects.toThrow();
});

it('refuses another salt, a factor beyond limits or that is no number, and a second stanza', async () => {
  const { args, body } = await agePassphraseStanza('p', fileKey, 10);
  const [kind = '', salt = '', factor = ''] = args;
  const open = (changed: string[], ...more: { args: string[]; body: Uint8Array }[]) =>
    openAgePassphrase('p', [{ args: changed, body }, ...more]);
  expect(await open(args)).toEqual(fileKey);
  for (const changed of [
    ['X25519', salt, factor],
    [kind, `${salt}AAAA`, factor],
    [kind, salt.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')), factor],
    [kind, salt, '21'],
    [kind, salt, '010'],
    [kind, salt, '0'],
    [kind, salt, '9'],
    [kind, salt, factor, ''],
  ])
    expect([changed, await open(changed)]).toEqual([changed, undefined]);
  expect(await open(args, { args: ['X25519', ''], body })).toBeUndefined();
});
