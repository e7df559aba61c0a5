import { setImmediate as breathe } from 'node:timers/promises';
import { type Permission, permissions } from '../../shared/policy.ts';
import type { Decider } from '../policy/match.ts';
import type { Vault } from './vault.ts';

/** Paths that one answer names; their number is told whole. */
const mostPaths = 500;
/** Decisions between two breaths. */
const atOnce = 2_000;

/** A registered program, and what it may do at a path by which policy. */
export interface PathReader {
  readonly name: string;
  readonly spiffeId: string;
  readonly grants: { readonly permission: Permission; readonly policy: string }[];
}

/** The registered programs that may do anything at a path, by name. */
export async function whoMay(vault: Vault, path: string): Promise<PathReader[]> {
  const decider = await vault.policies.decider();
  const readers = (await vault.registered()).map(({ name, spiffeId }) => ({
    name,
    spiffeId,
    grants: grantsOf(decider, spiffeId, path),
  }));
  return readers.filter(({ grants }) => grants.length > 0);
}

/** The secrets at which a program may do anything, in order; the first of them by name. */
export async function reachOf(vault: Vault, spiffeId: string) {
  const decider = await vault.policies.decider();
  const secrets: { path: string; permissions: Permission[] }[] = [];
  let total = 0;
  for (const [index, { path }] of (await vault.secrets.list('', { deleted: true })).entries()) {
    if (index % atOnce === atOnce - 1) await breathe();
    const granted = grantsOf(decider, spiffeId, path).map(({ permission }) => permission);
    if (granted.length === 0) continue;
    total += 1;
    if (secrets.length < mostPaths) secrets.push({ path, permissions: granted });
  }
  return { total, secrets };
}

function grantsOf(decider: Decider, spiffeId: string, path: string): PathReader['grants'] {
  return permissions.flatMap((permission) => {
    const { policy } = decider.decide({ spiffeId, path, permission });
    return policy === undefined ? [] : [{ permission, policy }];
  });
}
