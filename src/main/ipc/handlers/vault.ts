import type { Handlers } from '../../../shared/contract.ts';
import { fail } from '../../../shared/failure.ts';
import type { Session } from '../../app/session.ts';
import type { Credentials } from '../../vault/slots.ts';

/** The system's choosers; `undefined` when the person cancels. */
export interface VaultChooser {
  newVault(): Promise<string | undefined>;
  existingVault(): Promise<string | undefined>;
  keyFile(): Promise<string | undefined>;
  newKeyFile(): Promise<string | undefined>;
}

/** Files that a person chose, in a chooser, a recent entry or by double click: the page opens no others. */
export interface Chosen {
  add(file: string): void;
  has(file: string): boolean;
}

/** As many of a list as a person goes through at a time; those that were dealt with leave it. */
const mostExposed = 200;

export function vaultHandlers(session: Session, chooser: VaultChooser, chosen: Chosen): Handlers['vault'] {
  const choose = async (file: string | undefined) => {
    if (file !== undefined) chosen.add(file);
    return file;
  };
  const own = (file: string) => (chosen.has(file) ? file : fail({ code: 'denied', reason: 'not-chosen' }));
  const ownKey = (file: string | undefined) => (file === undefined ? undefined : own(file));
  const keyFile = async (file: string | undefined) => {
    if ((await choose(file)) === undefined) return undefined;
    const { isOpenToOthers } = await import('../../keyslots/open-to-others.ts');
    return { file: file ?? '', open: await isOpenToOthers(file ?? '') };
  };
  return {
    chooseNew: async () => choose(await chooser.newVault()),
    chooseExisting: async () => choose(await chooser.existingVault()),
    chooseKeyFile: async () => keyFile(await chooser.keyFile()),
    makeKeyFile: async () => {
      const file = await chooser.newKeyFile();
      if (file !== undefined) await (await import('../../keyslots/key-file.ts')).createKeyFile(file);
      return keyFile(file);
    },
    create: ({ file, passphrase, keyFile: key }) =>
      session.create(own(file), { passphrase, keyFile: ownKey(key) }),
    select: ({ file }) => session.select(own(file)),
    forgetRecent: ({ file }) => session.forget(file),
    unlock: ({ passphrase, keyFile: key, acceptOlder }) =>
      session.unlock({ passphrase, keyFile: ownKey(key) }, acceptOlder),
    cancelUnlock: () => session.cancel(),
    lock: () => session.lock('asked'),
    leave: () => session.leave(),
    changePassphrase: async (input) => {
      const { vault } = session;
      const { old: words, new: next, keepKeys = false } = input;
      await session.withCredentials(words, (old) =>
        vault.changePassphrase(old, withPassphrase(old, next), { keepKeys }),
      );
      session.noteWrite();
    },
    changeKeyFile: async ({ passphrase, file }) => {
      await session.changeKeyFile(passphrase, ownKey(file));
      session.noteWrite();
      return session.state();
    },
    rekey: async ({ passphrase }) => {
      const { vault } = session;
      await session.withCredentials(passphrase, (credentials) => vault.rekey(credentials));
      session.noteWrite();
    },
    keys: () => session.keys(),
    reseal: () => void session.reseal().catch(() => undefined),
    exposed: async () => {
      const all = await session.vault.exposed();
      return { total: all.length, secrets: all.slice(0, mostExposed).map((secret) => ({ ...secret })) };
    },
  };
}

// The key file stays what it was.
function withPassphrase(old: Credentials, passphrase: string): Credentials {
  return typeof old === 'string' ? passphrase : { ...old, passphrase };
}
