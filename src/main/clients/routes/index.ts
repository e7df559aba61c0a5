import type { Routes } from '../route.ts';
import { cipherRoutes } from './cipher.ts';
import { clientRoutes } from './clients.ts';
import { exportRoutes } from './exports.ts';
import { healthRoutes } from './health.ts';
import { policyRoutes } from './policies.ts';
import { recoveryRoutes } from './recovery.ts';
import { secretRoutes } from './secrets.ts';
import { vaultRoutes } from './vault.ts';

/** Every call of registered clients. */
export const routes: Routes = {
  ...secretRoutes,
  ...healthRoutes,
  ...policyRoutes,
  ...clientRoutes,
  ...cipherRoutes,
  ...vaultRoutes,
  ...exportRoutes,
  ...recoveryRoutes,
};
