import type { Catalog, Judgement } from '../catalog.ts';
import type { Vault } from '../vault.ts';
import { checkHealth } from './vault-health.ts';

interface Judged {
  readonly revision: number;
  readonly judgement: Promise<Judgement>;
}

const known = new WeakMap<Vault, Judged>();

/**
 * The catalog of a vault, once it knows which secrets have a weak or a reused password: all of them
 * are looked through, once after each change.
 */
export async function judgedCatalog(vault: Vault): Promise<Catalog> {
  const catalog = await vault.catalog();
  const { revision } = vault;
  const before = known.get(vault);
  const judged = before?.revision === revision ? before : { revision, judgement: judge(vault) };
  known.set(vault, judged);
  try {
    catalog.judge(await judged.judgement);
  } catch (error) {
    known.delete(vault);
    throw error;
  }
  return catalog;
}

/** What the list of health says, but for what a person found to be fine. */
async function judge(vault: Vault): Promise<Judgement> {
  const found = await checkHealth(vault, { now: Date.now() });
  const having = (reason: keyof Judgement) =>
    found
      .filter(({ findings }) => findings.some((one) => one.reason === reason && !one.accepted))
      .map(({ path }) => path);
  return { weak: having('weak'), reused: having('reused') };
}
