import type { SecretInfo } from './secret-schema.ts';

// When a secret is over, as a person wrote it down, and why it deserves a look.

/** Why a secret deserves a look. */
export const healthReasons = [
  /** Its day has come, or comes within its lead time. */
  'expired',
  'expiring',
  /** A password of it is in the list of breached ones. */
  'breached',
  'weak',
  'reused',
  'old',
  /** An address of it is not encrypted. */
  'http',
] as const;
export type HealthReason = (typeof healthReasons)[number];

/** Metadata: `YYYY-MM-DD`; days of lead time; reasons that a person found to be fine. */
export const healthKeys = { expires: 'expires', lead: 'expires-lead', accepted: 'health-ok' } as const;

export function isHealthKey(key: string): boolean {
  return Object.values<string>(healthKeys).includes(key);
}

export const healthDefaults = { leadDays: 30, oldDays: 730 } as const;
export const dayMs = 86_400_000;

/** A day that is the last one of something, and where it stands. */
export interface EndDate {
  /** Midnight UTC after that day, in ms; of a certificate its own time. */
  readonly at: number;
  /** The field that says so; missing: the secret's metadata. */
  readonly field?: string;
  readonly certificate?: true;
}

/**
 * The moment after a day that was written down: `2027-01-31`, `01/27` or `01/2027` (its last day).
 * `undefined` for anything else.
 */
export function endOf(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(text.trim()) ?? [];
  if (year !== undefined) return afterDay(Number(year), Number(month), Number(day));
  const [, cardMonth, cardYear] = /^(\d{1,2})\s*[/.-]\s*(\d{2}|\d{4})$/.exec(text.trim()) ?? [];
  if (cardMonth === undefined || cardYear === undefined) return undefined;
  const whole = cardYear.length === 2 ? 2_000 + Number(cardYear) : Number(cardYear);
  if (Number(cardMonth) < 1 || Number(cardMonth) > 12) return undefined;
  return Date.UTC(whole, Number(cardMonth), 1);
}

/** The days that the index knows of a secret: its metadata's, and those of fields named `expires`. */
export function endDates({ custom, fields }: Pick<SecretInfo, 'custom' | 'fields'>): EndDate[] {
  const own = endOf(pair(custom, healthKeys.expires) ?? '');
  const told = fields.flatMap(({ name, value }) => {
    const at = name === 'expires' && value !== undefined ? endOf(value) : undefined;
    return at === undefined ? [] : [{ at, field: name }];
  });
  return [...(own === undefined ? [] : [{ at: own }]), ...told];
}

/** How long before its end a secret is told of, in ms. */
export function leadOf({ custom }: Pick<SecretInfo, 'custom'>): number {
  const text = pair(custom, healthKeys.lead);
  const days = text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : healthDefaults.leadDays;
  return days * dayMs;
}

/** The first end of a secret that is over or near; `undefined`: none is. */
export function dueOf(
  info: Pick<SecretInfo, 'custom' | 'fields'>,
  now: number,
  { within = leadOf(info), more = [] }: { within?: number; more?: readonly EndDate[] } = {},
): EndDate | undefined {
  const near = [...endDates(info), ...more].filter(({ at }) => at <= now + within);
  return near.reduce<EndDate | undefined>(
    (first, one) => (first && first.at <= one.at ? first : one),
    undefined,
  );
}

/**
 * Whether a secret has ended or soon will, by what the index knows; `undefined`: neither, or a person
 * found it to be fine.
 */
export function dueStateOf(
  info: Pick<SecretInfo, 'custom' | 'fields'>,
  now: number,
): 'expired' | 'expiring' | undefined {
  const end = dueOf(info, now);
  if (end === undefined) return undefined;
  const state = end.at <= now ? 'expired' : 'expiring';
  return acceptedOf(info).includes(state) ? undefined : state;
}

/** The reasons that a person found to be fine for this secret. */
export function acceptedOf({ custom }: Pick<SecretInfo, 'custom'>): HealthReason[] {
  const named = new Set((pair(custom, healthKeys.accepted) ?? '').split(/[,\s]+/));
  return healthReasons.filter((reason) => named.has(reason));
}

/** True for an address that anybody on the way reads; one of this machine or network is none. */
export function isOpenAddress(text: string): boolean {
  const [, host] = /^\s*http:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(text) ?? [];
  if (host === undefined || host === '') return false;
  return !/^(?:localhost|.*\.(?:localhost|local|internal|lan|home\.arpa)|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|\[::1\]|\[f[cd].*\]|[^.:[]+)$/i.test(
    host,
  );
}

function pair(custom: SecretInfo['custom'], key: string): string | undefined {
  return custom.find(([name]) => name === key)?.[1];
}

function afterDay(year: number, month: number, day: number): number | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  // The 31st of February is no day.
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined;
  return at.getTime() + dayMs;
}
