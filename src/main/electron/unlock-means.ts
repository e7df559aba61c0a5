import { type Core, loadCore } from '../app/core.ts';
import { Later } from '../app/later.ts';
import { QuickUnlock } from '../app/quick-unlock/quick-unlock.ts';
import type { SecurityKeys } from '../keyslots/security-key.ts';
import { built } from './built.ts';
import { sealedNotes } from './kept.ts';

/** What opens vaults; `ended` hears that quick unlock is over. */
export function unlockMeans(ended: () => void) {
  const quickParts = new Later(async () =>
    (await import('./quick-parts.ts')).quickParts(process.platform, process.env),
  );
  const securityKeys = new Later<SecurityKeys>(
    async () => new (await import('../native/security-keys.ts')).Fido2Keys(),
  );
  const quickUnlock = new QuickUnlock({
    parts: quickParts.get,
    note: () => sealedNotes('quick-unlock'),
    now: () => Date.now(),
    steady: () => performance.now(),
    ended,
  });
  return { core, quickUnlock, quickParts: quickParts.get, securityKeys: securityKeys.get };
}

/** With expensive derivations in a process of Electron's kind. */
async function core(): Promise<Core> {
  const [loaded, { deriveInUtility }] = await Promise.all([loadCore(), import('./derivation.ts')]);
  deriveInUtility(built.program('derive-process'));
  return loaded;
}
