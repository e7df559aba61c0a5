import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { createBackup } from '../backups/backup.ts';
import { MachineNotes } from '../backups/notes.ts';
import { unwipedAfter } from '../crypto/testing/secrets.ts';
import { secretBytes, wipe } from '../crypto/wipe.ts';
import { answerCode, readInvitation } from '../keyslots/invitation.ts';
import { passphraseBytes } from '../keyslots/passphrase.ts';
import { repairVault } from '../repair/repair.ts';
import { parseCipherHeader } from './cipher.ts';
import { createVault, openVault } from './open.ts';
import { gatherForLocked, openWithShares } from './restore.ts';
import type { Vault } from './vault.ts';

// Every secret buffer that a piece of work makes is overwritten when the vault is locked, at the
// latest; those of a key when the work ends.
const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const secret = (value: string): Field[] => [{ name: 'password', type: 'secret', value }];

let folder: string;
let location: string;
beforeEach(() => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const made = () => createVault({ location }, { passphrase: 'one', kdf });
const opened = () => openVault({ location }, 'one');

async function withSecrets(): Promise<void> {
  const vault = await made();
  await vault.secrets.put('prod/db', secret('first'));
  await vault.secrets.put('prod/db', secret('second'));
  await vault.lock();
}

async function sheetsOf(vault: Vault): Promise<string[][]> {
  const { shares } = await vault.recovery.issue({ passphrase: 'one', shares: 3, threshold: 2 });
  await vault.recovery.markProven([1, 2, 3]);
  await vault.recovery.activate();
  return shares;
}

/** What is done to an open vault that has a secret with two versions. */
const work: Record<string, (vault: Vault) => Promise<unknown>> = {
  'reading a secret': async (vault) => [
    await vault.secrets.get('prod/db'),
    await vault.secrets.get('prod/db', 1),
  ],
  listing: (vault) => vault.catalog(),
  'reading all': (vault) => vault.secrets.all(),
  'storing a secret': (vault) => vault.secrets.put('prod/other', secret('third')),
  'storing a stream': (vault) =>
    vault.secrets.stream(
      (async function* () {
        for (let batch = 0; batch < 20; batch++)
          yield Array.from({ length: 50 }, (_, i) => ({
            op: 'store' as const,
            path: `s/${batch}-${i}`,
            fields: secret(`value ${batch}`),
          }));
      })(),
    ),
  verifying: (vault) => vault.verify(),
  'a new term of the data keys': (vault) => vault.rotate(),
  'another passphrase': (vault) => vault.changePassphrase('one', 'two'),
  'a wrong passphrase': (vault) => expect(vault.changePassphrase('three', 'two')).rejects.toThrow(),
  'another root key': (vault) => vault.rekey('one'),
  'a person who is invited, confirmed and removed': async (vault) => {
    const invitation = readInvitation(await vault.people.invite('Bob'));
    const passphrase = passphraseBytes('two');
    const keyFile = secretBytes(new Uint8Array(32).fill(7));
    const answer = await answerCode(invitation, { passphrase, keyFile, params: kdf });
    wipe(passphrase, keyFile);
    await vault.people.confirm(answer, (await vault.people.look(answer)).words.join(' '), 'one');
    await vault.people.remove('Bob', 'one');
  },
  'a new recovery set': sheetsOf,
  'another root key with a recovery set': async (vault) => {
    await sheetsOf(vault);
    await vault.rekey('one');
  },
  'proving and rehearsing sheets': async (vault) => {
    const { shares } = await vault.recovery.issue({ passphrase: 'one', shares: 2, threshold: 2 });
    for (const words of shares) await vault.recovery.prove(words.join(' '));
    await vault.recovery.activate();
    const gathering = await vault.recovery.gather('rehearse');
    for (const words of shares) await gathering.give(words.join(' '));
    gathering.forget();
  },
  'the key of a file': async (vault) => {
    const { header, fileKey } = await vault.cipher.newKey('files');
    const [again] = await vault.cipher.keys(parseCipherHeader(header));
    expect(again).toEqual(fileKey);
    // They are the caller's, who wipes them.
    wipe(fileKey, again);
  },
  'a key of a file beside another of its name': async (vault) => {
    const keys = [1, 2].map((n) => Buffer.alloc(32, n).toString('base64url'));
    await vault.secrets.apply([{ op: 'setting', name: 'cipher/files', value: keys.join(' ') }]);
    wipe((await vault.cipher.newKey('files')).fileKey);
  },
  'a draft': async (vault) => {
    const sealed = await vault.drafts?.seal('{"draft":1}');
    expect(await vault.drafts?.open(sealed ?? new Uint8Array())).toEqual({ draft: 1 });
  },
  'a backup and another on top of it': async (vault) => {
    const options = { source: fileAt(location), notes: new MachineNotes(undefined), now: Date.now };
    const backups = path.join(folder, 'backups');
    fs.mkdirSync(backups);
    await createBackup(vault, backups, options);
    await vault.secrets.put('prod/other', secret('third'));
    await createBackup(vault, backups, options);
  },
  'a repair': (vault) =>
    repairVault(vault, fileAt(path.join(folder, 'b.holdfast')), {
      source: fileAt(location),
      backups: [],
      lossy: false,
    }),
};

test.each(Object.entries(work))('%s leaves no secret buffer once the vault is locked', async (_, does) => {
  await withSecrets();
  const left = await unwipedAfter(async () => {
    const vault = await opened();
    await does(vault);
    await vault.lock();
  });
  expect(left).toEqual([]);
});

test('reading while the vault is locked leaves no page', async () => {
  await withSecrets();
  const left = await unwipedAfter(async () => {
    const vault = await opened();
    const reading = vault.secrets.get('prod/db').catch(() => undefined);
    await vault.lock();
    await reading;
  });
  expect(left).toEqual([]);
});

test('making a vault and opening it leave no secret buffer while it is open', async () => {
  const vaults: Vault[] = [];
  const left = await unwipedAfter(async () => {
    const vault = await made();
    await vault.lock();
    vaults.push(await opened());
    await expect(openVault({ location }, 'two')).rejects.toThrow();
  });
  expect(left).toEqual([]);
  for (const vault of vaults) await vault.lock();
});

test('recovering a vault leaves none but the keys that it works with', async () => {
  const vault = await made();
  const shares = await sheetsOf(vault);
  await vault.lock();
  const left = await unwipedAfter(async () => {
    const wrong = openWithShares({ location }, shares.slice(0, 1), { passphrase: 'two', kdf });
    expect(failureOf(await wrong.catch((error) => error))?.code).toBe('wrong-shares');
    const gathering = await gatherForLocked({ location });
    for (const words of shares) await gathering.give(words.join(' '));
    wipe(await gathering.rootKey());
    gathering.forget();
    const again = await openWithShares({ location }, shares, { passphrase: 'two', kdf });
    await again.lock();
  });
  expect(left).toEqual([]);
});
