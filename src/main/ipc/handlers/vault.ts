import type { Handlers } from '../../../shared/contract.ts';
import { fail } from '../../../shared/failure.ts';
import type { Session } from '../session.ts';

/** The system's choosers; `undefined` when the person cancels. */
export interface VaultChooser {
  newVault(): Promise<string | undefined>;
  existingVault(): Promise<string | undefined>;
}

/** Files that a person chose, in a chooser, a recent entry or by double click: the page opens no others. */
export interface Chosen {
  add(file: string): void;
  has(file: string): boolean;
}

export function vaultHandlers(session: Session, chooser: VaultChooser, chosen: Chosen): Handlers['vault'] {
  const choose = async (file: string | undefined) => {
    if (file !== undefined) chosen.add(file);
    return file;
  };
  const own = (file: string) => (chosen.has(file) ? file : fail({ code: 'denied', reason: 'not-chosen' }));
  return {
    chooseNew: async () => choose(await chooser.newVault()),
    chooseExisting: async () => choose(await chooser.existingVault()),
    create: ({ file, passphrase }) => session.create(own(file), passphrase),
    select: ({ file }) => session.select(own(file)),
    forgetRecent: ({ file }) => session.forget(file),
    unlock: ({ passphrase, acceptOlder }) => session.unlock(passphrase, acceptOlder),
    cancelUnlock: () => session.cancel(),
    lock: () => session.lock('asked'),
    leave: () => session.leave(),
    changePassphrase: async (words) => {
      await session.vault.changePassphrase(words.old, words.new);
      session.noteWrite();
    },
    rekey: async ({ passphrase }) => {
      await session.vault.rekey(passphrase);
      session.noteWrite();
      await session.reseal();
    },
  };
}
