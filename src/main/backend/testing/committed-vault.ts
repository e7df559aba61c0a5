// Makes the vault that format.test.ts opens, anew: `node
// src/main/backend/testing/committed-vault.ts FILE`. Only while no release has the format.
import { random } from '../../crypto/primitives.ts';
import { answerCode, readInvitation } from '../../keyslots/invitation.ts';
import { passphraseBytes } from '../../keyslots/passphrase.ts';
import { openVault } from '../../vault/open.ts';
import { psksSetting } from '../../vault/recipients.ts';
import { wrapPassphrase } from '../../vault/slots.ts';
import { createStore } from '../initialize.ts';

const [location = ''] = process.argv.slice(2);
const passphrase = 'correct horse battery staple';
const id = '000102030405060708090a0b0c0d0e0f';
const rootKey = random(32);
const params = { memoryKiB: 8192, passes: 1, lanes: 1 };
const { slot, psk } = await wrapPassphrase(passphrase, {
  rootKey,
  vaultId: id,
  params,
  label: 'passphrase',
  now: new Date(),
});
await createStore(
  { location },
  { id, rootKey, slots: [slot], settings: [psksSetting(new Map([[slot.id, psk]]), [slot])] },
);
const vault = await openVault({ location, device: 'laptop' }, passphrase);
await vault.people.rename('Anna');
const invitation = readInvitation(await vault.people.invite('Bob'));
const answer = await answerCode(invitation, { passphrase: passphraseBytes('battery staple'), params });
await vault.people.confirm(answer, (await vault.people.look(answer)).words.join(' '), passphrase);
await vault.people.invite('Carol');
const { secrets } = vault;
await secrets.put('prod/db/orders', [
  { name: 'user', type: 'text', value: 'app' },
  { name: 'password', type: 'secret', value: 'old' },
]);
await secrets.put('prod/db/orders', [
  { name: 'user', type: 'text', value: 'app' },
  { name: 'password', type: 'secret', value: 's3cret' },
  { name: 'address', type: 'url', value: 'https://db.example.org' },
  { name: 'remarks', type: 'note', value: 'two\nlines, and a 🔑' },
]);
await secrets.move('prod/db/orders', 'prod/orders');
await secrets.updateMetadata('prod/orders', { tags: ['database'], set: [['expires', '2099-12-31']] });
await secrets.move('prod/orders', 'prod/db/orders');
const bytes = Buffer.from([0, 1, 254, 255]).toString('base64');
await secrets.put('keys/ssh', [{ name: 'id', type: 'file', value: bytes }]);
const image = Buffer.alloc(65_537, 'holdfast').toString('base64');
await secrets.put('keys/image', [{ name: 'image', type: 'file', value: image }]);
await secrets.put('old/forgotten', [{ name: 'password', type: 'secret', value: 'gone' }]);
await secrets.delete('old/forgotten');
await vault.lock();
