import { systemPreferences } from 'electron';
import { fail } from '../../shared/failure.ts';
import { KeychainKeeper, SealedInMemory } from '../app/quick-unlock/keychain-keeper.ts';
import type { QuickParts, SystemQuestion } from '../app/quick-unlock/means.ts';
import { KernelKeyring } from '../native/keyring.ts';
import { systemKeychain } from './keychain.ts';
import { words } from './words.ts';

/** What this system has for quick unlock. */
export async function quickParts(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): Promise<QuickParts> {
  const keyring = new KernelKeyring();
  const under = platform === 'linux' ? keyring : new SealedInMemory();
  return {
    keyring,
    keychain: new KeychainKeeper(systemKeychain, under),
    question: await questionOf(platform, env),
  };
}

async function questionOf(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): Promise<SystemQuestion> {
  if (platform === 'linux') return new (await import('../dbus/polkit.ts')).PolkitQuestion(env);
  return platform === 'darwin' ? touchId : nobody;
}

/** Touch ID, where the Mac has a sensor and a finger was taught to it. */
const touchId: SystemQuestion = {
  asker: 'touch-id',
  fault: async () => (systemPreferences.canPromptTouchID() ? undefined : 'no-question'),
  ask: async (signal) => {
    await systemPreferences
      .promptTouchID(words.quickUnlock)
      .catch(() => fail({ code: 'quick-unlock', reason: 'not-confirmed' }));
    if (signal.aborted) fail({ code: 'cancelled' });
  },
};

/** Electron has no way to ask by Windows Hello. */
const nobody: SystemQuestion = {
  asker: 'none',
  fault: async () => 'no-question',
  ask: async () => fail({ code: 'quick-unlock', reason: 'no-question' }),
};
