import { vaultPath } from '../../../shared/policy.ts';
import type { Caller } from '../caller.ts';
import type { RoutedName, Routes } from '../route.ts';
import { plain } from './plain.ts';

/** How the vault itself is. */
export const vaultRoutes: Routes<Extract<RoutedName, `vault.${string}` | `recovery.${string}`>> = {
  'vault.verify': {
    action: 'vault.verify',
    about: () => '',
    run: async (caller) => {
      await mayLook(caller);
      return plain(await caller.vault.verify());
    },
  },
  'recovery.status': {
    action: 'recovery.status',
    about: () => '',
    run: async (caller) => {
      await mayLook(caller);
      return plain(await caller.vault.recovery.status());
    },
  },
};

function mayLook(caller: Caller): Promise<void> {
  return caller.permit({ path: vaultPath, permission: 'read' });
}
