import type { Handlers } from '../../../shared/contract.ts';
import { fail } from '../../../shared/failure.ts';
import type { QuickParts } from '../../app/quick-unlock/means.ts';
import type { QuickUnlock } from '../../app/quick-unlock/quick-unlock.ts';
import type { Session } from '../../app/session.ts';

/** What the handlers of `quickUnlock` stand on. */
export interface QuickUnlockHandlerDeps {
  readonly session: Session;
  readonly quickUnlock: QuickUnlock;
  readonly parts: () => Promise<QuickParts>;
}

export function quickUnlockHandlers({
  session,
  quickUnlock,
  parts,
}: QuickUnlockHandlerDeps): Handlers['quickUnlock'] {
  const options = async () => {
    const { vault } = session;
    const { keyring, keychain, question } = await parts();
    const [set, asks] = await Promise.all([quickUnlock.chosen(vault), question.fault()]);
    const kept = vault.drafts === undefined ? ('not-stored' as const) : undefined;
    const [pin, system] = [kept ?? keyring.fault(), kept ?? asks ?? keychain.fault()];
    return {
      ...(set && { set: { means: set.means, hours: set.hours } }),
      ...(pin && { pin }),
      ...(system && { system }),
      asker: question.asker,
    };
  };
  return {
    options,
    setPin: async ({ passphrase, pin, hours }) => {
      await session.setQuickUnlock(passphrase, { means: 'pin', pin, hours });
      return options();
    },
    setSystem: async ({ passphrase, hours }) => {
      const reason = (await options()).system;
      if (reason !== undefined) fail({ code: 'quick-unlock', reason });
      await session.setQuickUnlock(passphrase, { means: 'system', hours });
      return options();
    },
    turnOff: async () => {
      await session.endQuickUnlock();
      return options();
    },
    unlock: ({ pin }) => session.unlockQuickly(pin),
    lockAndForget: () => {
      quickUnlock.forgetAll();
      return session.lock('asked');
    },
  };
}
