import { setImmediate as breathe } from 'node:timers/promises';
import { fail } from '../../../shared/failure.ts';
import {
  acceptedOf,
  dayMs,
  dueOf,
  type EndDate,
  type HealthReason,
  healthDefaults,
  healthReasons,
  isOpenAddress,
} from '../../../shared/health.ts';
import type { Secret } from '../../../shared/secret-schema.ts';
import { certificateEnd, sha1Hex } from '../../crypto/primitives.ts';
import type { Breaches } from './breaches.ts';

/** How long is worked at a stretch, in ms: the window must not wait. */
const stretch = 8;
/** Longer values are keys and texts, which nobody guesses. */
const longest = 128;

/** One reason, and what it is about. */
export interface Finding {
  readonly reason: HealthReason;
  /** The field that it is of; missing: of the secret. */
  readonly field?: string;
  /** Of an end: when, in ms. */
  readonly at?: number;
  readonly certificate?: true;
  /** Of a reused password: the other secrets, the first of them. */
  readonly others?: readonly string[];
  /** Of a breached one: how often it was seen. */
  readonly seen?: number;
  /** A person found it to be fine. */
  readonly accepted?: true;
}

/** A secret with its reasons, the worst first. */
export interface Unhealthy {
  readonly path: string;
  readonly findings: readonly Finding[];
}

/** How hard a password is to guess, from 0 to 4. */
type Measure = (password: string) => number;

export interface HealthOptions {
  readonly now: number;
  /** Missing: strength is not measured. */
  readonly measure?: Measure;
  readonly breaches?: Breaches;
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Every secret that deserves a look, in path order. It works a few milliseconds at a time; nothing
 * of it leaves the machine.
 */
export async function healthOf(secrets: readonly Secret[], options: HealthOptions): Promise<Unhealthy[]> {
  const live = secrets.filter(({ version }) => version > 0);
  const uses = usesOf(live);
  const known = new Map<string, Promise<readonly Finding[]>>();
  const found: Unhealthy[] = [];
  let since = performance.now();
  for (const [done, secret] of live.entries()) {
    if (options.signal?.aborted) fail({ code: 'cancelled' });
    const findings = [...datesOf(secret, options.now), ...addressesOf(secret)];
    for (const [name, value] of passwordsOf(secret)) {
      const told = known.get(value) ?? judged(value, options);
      known.set(value, told);
      for (const finding of await told) findings.push({ ...finding, field: name });
      const others = (uses.get(value) ?? []).filter((path) => path !== secret.path);
      if (others.length > 0) findings.push({ reason: 'reused', field: name, others: others.slice(0, 20) });
    }
    if (findings.length > 0) found.push({ path: secret.path, findings: ranked(findings, secret) });
    if (performance.now() - since < stretch) continue;
    options.progress?.(done + 1, live.length);
    await breathe();
    since = performance.now();
  }
  return found;
}

/** The ends of a secret's certificates: of all that its fields hold, a chain's too. */
export function certificateEnds({ fields }: Pick<Secret, 'fields'>): EndDate[] {
  return fields.flatMap(({ name, value }) => {
    if (!value.includes('-----BEGIN CERTIFICATE-----')) return [];
    const pems = value.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    const ends = pems.slice(0, 16).flatMap((pem) => certificateEnd(pem) ?? []);
    return ends.length === 0 ? [] : [{ at: Math.min(...ends), field: name, certificate: true as const }];
  });
}

function datesOf(secret: Secret, now: number): Finding[] {
  const due = dueOf(secret.info, now, { more: certificateEnds(secret) });
  const created = secret.info.versions.find(({ version }) => version === secret.version)?.created;
  const isOld = created !== undefined && now - created > healthDefaults.oldDays * dayMs;
  const hasPassword = passwordsOf(secret).length > 0;
  return [
    ...(due === undefined
      ? []
      : [{ ...due, reason: due.at <= now ? ('expired' as const) : ('expiring' as const) }]),
    ...(isOld && hasPassword ? [{ reason: 'old' as const, at: created }] : []),
  ];
}

function addressesOf({ fields }: Secret): Finding[] {
  return fields
    .filter(({ type, value }) => type === 'url' && isOpenAddress(value))
    .map(({ name }) => ({ reason: 'http', field: name }));
}

async function judged(value: string, { measure, breaches }: HealthOptions): Promise<Finding[]> {
  const seen = (await breaches?.count(sha1Hex(value))) ?? 0;
  const weak = measure !== undefined && measure(value) < 2;
  return [
    ...(seen > 0 ? [{ reason: 'breached' as const, seen }] : []),
    ...(weak ? [{ reason: 'weak' as const }] : []),
  ];
}

/** Hidden values that a person or a generator chose: no key of several lines, no number of a card. */
function passwordsOf({ fields }: Secret): [name: string, value: string][] {
  return fields
    .filter(({ type, name, value }) => type === 'secret' && !noPassword.has(name) && isPassword(value))
    .map(({ name, value }) => [name, value]);
}

const noPassword: ReadonlySet<string> = new Set([
  ...['card-number', 'security-code', 'pin', 'id-number', 'recovery-codes', 'licence-key', 'private-key'],
]);

function isPassword(value: string): boolean {
  return value !== '' && value.length <= longest && !/[\r\n]/.test(value);
}

function usesOf(secrets: readonly Secret[]): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  for (const secret of secrets)
    for (const value of new Set(passwordsOf(secret).map(([, one]) => one))) {
      const paths = uses.get(value);
      if (paths === undefined) uses.set(value, [secret.path]);
      else paths.push(secret.path);
    }
  return uses;
}

function ranked(findings: readonly Finding[], { info }: Secret): Finding[] {
  const accepted = new Set(acceptedOf(info));
  return findings
    .map((one) => (accepted.has(one.reason) ? { ...one, accepted: true as const } : one))
    .sort((a, b) => healthReasons.indexOf(a.reason) - healthReasons.indexOf(b.reason));
}
