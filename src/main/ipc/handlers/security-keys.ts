import type { Handlers } from '../../../shared/contract.ts';
import type { SecurityKeySetup } from '../../app/security-key-setup.ts';
import type { Session } from '../../app/session.ts';

/** What the handlers of `securityKeys` stand on. */
export interface SecurityKeyHandlerDeps {
  readonly session: Session;
  readonly setup: SecurityKeySetup;
  /** A key waits for a touch. */
  readonly touch: () => void;
}

export function securityKeyHandlers({
  session,
  setup,
  touch,
}: SecurityKeyHandlerDeps): Handlers['securityKeys'] {
  return {
    list: async () => {
      // Another machine may have added or removed one.
      await session.refresh();
      return setup.list();
    },
    add: (wanted) => setup.add(wanted),
    rename: async ({ id, name }) => {
      await session.vault.securityKeys.rename(id, name);
      session.noteWrite();
      return setup.list();
    },
    remove: async ({ id, passphrase }) => {
      const { vault } = session;
      await session.withCredentials(passphrase, (credentials) => vault.securityKeys.remove(id, credentials));
      session.noteWrite();
      return setup.list();
    },
    cancel: () => setup.cancel(),
    forget: () => setup.forget(),
    unlock: ({ pin, acceptOlder }) => session.unlockBySecurityKey({ pin, touch }, acceptOlder),
  };
}
