import { fail, failureOf } from '../../../shared/failure.ts';
import {
  acceptedOf,
  dueOf,
  type EndDate,
  endOf,
  type HealthReason,
  healthKeys,
} from '../../../shared/health.ts';
import { loadMeasure } from '../../../shared/measure.ts';
import type { Secret } from '../../../shared/secret-schema.ts';
import type { Vault } from '../vault.ts';
import { openBreaches } from './breaches.ts';
import { certificateEnds, type HealthOptions, healthOf, type Unhealthy } from './health.ts';

/** A secret that is over or near its end. */
export interface Due extends EndDate {
  readonly path: string;
}

interface CheckOptions extends Omit<HealthOptions, 'measure' | 'breaches'> {
  /** The public list, as a file. */
  readonly breachFile?: string;
  /** Only these, as if there were no others; missing: all. */
  readonly paths?: readonly string[];
}

/** Why secrets of an open vault deserve a look. */
export async function checkHealth(
  vault: Vault,
  { breachFile, paths, ...options }: CheckOptions,
): Promise<Unhealthy[]> {
  const breaches = breachFile === undefined ? undefined : await openBreaches(breachFile);
  try {
    const measure = await loadMeasure();
    const secrets = await secretsOf(vault, paths, options.signal);
    return await healthOf(secrets, { ...options, measure, ...(breaches && { breaches }) });
  } finally {
    await breaches?.close();
  }
}

interface DueOptions extends Pick<CheckOptions, 'paths' | 'signal'> {
  readonly now: number;
  /** In ms, instead of each one's lead time. */
  readonly within?: number;
}

/**
 * The secrets that are over or come to their end, by date. Certificates are read too. What a person
 * found to be fine is left out.
 */
export async function dueSecrets(vault: Vault, { now, within, paths, signal }: DueOptions): Promise<Due[]> {
  const all = await secretsOf(vault, paths, signal);
  const due = all.flatMap((secret): Due[] => {
    if (secret.version === 0) return [];
    const more = certificateEnds(secret);
    const end = dueOf(secret.info, now, { more, ...(within !== undefined && { within }) });
    if (end === undefined || acceptedOf(secret.info).includes(stateOf(end, now))) return [];
    return [{ path: secret.path, ...end }];
  });
  return due.sort((a, b) => a.at - b.at);
}

export function stateOf({ at }: EndDate, now: number): 'expired' | 'expiring' {
  return at <= now ? 'expired' : 'expiring';
}

/** Notes in the vault that a reason is fine for a secret, or no longer. */
export async function acceptReason(
  vault: Vault,
  path: string,
  reason: HealthReason,
  fine: boolean,
): Promise<void> {
  const before = acceptedOf(await vault.secrets.info(path));
  const after = fine ? [...new Set([...before, reason])] : before.filter((one) => one !== reason);
  await vault.secrets.updateMetadata(
    path,
    after.length > 0 ? { set: [[healthKeys.accepted, after.join(',')]] } : { unset: [healthKeys.accepted] },
  );
}

/** Notes when a secret ends (`YYYY-MM-DD`; missing: never), and how many days before that it is told. */
export async function setEnd(
  vault: Vault,
  path: string,
  day?: string,
  leadDays?: number,
): Promise<{ undo: number }> {
  if (day !== undefined && endOf(day) === undefined)
    fail({ code: 'bad-input', what: 'end-date', reason: 'malformed' });
  const keep = day !== undefined && leadDays !== undefined;
  return vault.edits.updateMetadata(path, {
    set: [
      ...(day === undefined ? [] : [[healthKeys.expires, day] as const]),
      ...(keep ? [[healthKeys.lead, String(leadDays)] as const] : []),
    ],
    unset: [...(day === undefined ? [healthKeys.expires] : []), ...(keep ? [] : [healthKeys.lead])],
  });
}

// One that is gone meanwhile is left out.
async function secretsOf(
  { secrets }: Vault,
  paths: readonly string[] | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly Secret[]> {
  if (paths === undefined) return secrets.all();
  const found: Secret[] = [];
  for (const path of paths) {
    if (signal?.aborted) fail({ code: 'cancelled' });
    const secret = await secrets.get(path).catch((error: unknown) => {
      if (failureOf(error)?.code !== 'not-found') throw error;
      return undefined;
    });
    if (secret !== undefined) found.push(secret);
  }
  return found;
}
