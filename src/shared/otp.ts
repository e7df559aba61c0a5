import { base32, looseBase32 } from './base32.ts';
import type { OtpFault } from './failure-reasons.ts';

// What one-time codes are made from: RFC 4226 (by counter), RFC 6238 (by time) and Steam's, as a
// field of the type `otp` holds them: the address `otpauth://` that authenticators read.

export const otpAlgorithms = ['SHA1', 'SHA256', 'SHA512'] as const;
export type OtpAlgorithm = (typeof otpAlgorithms)[number];

/** `totp` changes with time, `hotp` with each use; `steam` is by time, with letters of its own. */
export const otpKinds = ['totp', 'hotp', 'steam'] as const;
export type OtpKind = (typeof otpKinds)[number];

export interface Otp {
  readonly kind: OtpKind;
  readonly secret: Uint8Array;
  readonly algorithm: OtpAlgorithm;
  readonly digits: number;
  /** Seconds that a code lasts; of no meaning for `hotp`. */
  readonly period: number;
  /** The counter of the next code; of no meaning but for `hotp`. */
  readonly counter: number;
  readonly issuer: string;
  readonly account: string;
}

/** What somebody else holds of it; what is missing is as most have it. */
export interface OtpParts {
  readonly kind?: OtpKind | undefined;
  /** Bytes, or base32 with spaces and in any case. */
  readonly secret: Uint8Array | string;
  /** `SHA1`, `sha-256`, `HmacSHA512`… */
  readonly algorithm?: string | undefined;
  readonly digits?: number | undefined;
  readonly period?: number | undefined;
  readonly counter?: number | undefined;
  readonly issuer?: string | undefined;
  readonly account?: string | undefined;
}

export const otpLimits = { text: 4_096, secret: 1_024, digits: 10, period: 86_400, accounts: 1_000 } as const;

/** Reads a secret in base32, or an address as a square code has it; otherwise why it is neither. */
export function parseOtp(text: string): Otp | OtpFault {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.length > otpLimits.text) return 'too-long';
  if (/^otpauth-migration:/i.test(trimmed)) return 'several';
  if (/^steam:\/\//i.test(trimmed)) return otpOf({ kind: 'steam', secret: trimmed.slice(8) });
  if (/^otpauth:/i.test(trimmed)) return parseAddress(trimmed);
  return otpOf({ secret: trimmed });
}

/** True for a text that begins as one of the addresses that square codes have. */
export function isOtpAddress(text: string): boolean {
  return /^\s*(?:otpauth|otpauth-migration|steam):/i.test(text);
}

/** The addresses of a text, one a line; a text that is anything else is left whole. */
export function addressesIn(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every(isOtpAddress) ? lines : [text];
}

/** Puts together what another program keeps in several places; otherwise what of it is wrong. */
export function otpOf(parts: OtpParts): Otp | OtpFault {
  const { kind = 'totp', digits = 6, period = 30, counter = 0, issuer = '', account = '' } = parts;
  const secret = typeof parts.secret === 'string' ? secretOf(parts.secret) : parts.secret;
  if (typeof secret === 'string') return secret;
  if (secret.length === 0) return 'no-secret';
  if (secret.length > otpLimits.secret) return 'too-long';
  const algorithm = algorithmOf(parts.algorithm ?? 'SHA1');
  if (algorithm === undefined) return 'algorithm';
  if (kind === 'steam')
    return { kind, secret, algorithm: 'SHA1', digits: 5, period: 30, counter: 0, issuer, account };
  if (!isWithin(digits, 1, otpLimits.digits)) return 'digits';
  if (kind === 'totp' && !isWithin(period, 1, otpLimits.period)) return 'period';
  if (kind === 'hotp' && !isWithin(counter, 0, Number.MAX_SAFE_INTEGER - 1)) return 'counter';
  return { kind, secret, algorithm, digits, period, counter, issuer, account };
}

/** The address that `parseOtp` reads back as the same. */
export function printOtp({ kind, secret, algorithm, digits, period, counter, issuer, account }: Otp): string {
  const name = issuer === '' && !account.includes(':') ? [account] : [issuer, account];
  const given = {
    secret: base32(secret),
    ...(issuer !== '' && { issuer }),
    ...(kind !== 'steam' && { algorithm, digits: String(digits) }),
    ...(kind === 'totp' && { period: String(period) }),
    ...(kind === 'hotp' && { counter: String(counter) }),
  };
  const query = Object.entries(given).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return `otpauth://${kind}/${name.map(encodeURIComponent).join(':')}?${query.join('&')}`;
}

function parseAddress(text: string): Otp | OtpFault {
  let url: URL;
  try {
    url = new URL(text.replaceAll('#', '%23'));
  } catch {
    return 'kind';
  }
  const query = new Map([...url.searchParams].map(([key, value]) => [key.toLowerCase(), value]));
  const kind = kindOf(url, query);
  if (kind === undefined) return 'kind';
  const secret = query.get('secret');
  if (secret === undefined || secret.trim() === '') return 'no-secret';
  return otpOf({
    kind,
    secret,
    algorithm: query.get('algorithm'),
    digits: numberOf(query.get('digits')),
    period: numberOf(query.get('period')),
    counter: numberOf(query.get('counter')),
    ...nameOf(decoded(url.pathname.replace(/^.*\//, '')), query.get('issuer')?.trim()),
  });
}

/** `ISSUER:ACCOUNT`, the issuer perhaps once more in the query. */
function nameOf(name: string, issuer: string | undefined): { issuer: string; account: string } {
  if (issuer && name.startsWith(`${issuer}:`))
    return { issuer, account: name.slice(issuer.length + 1).trim() };
  const colon = name.indexOf(':');
  return {
    issuer: issuer ?? name.slice(0, Math.max(0, colon)).trim(),
    account: name.slice(colon + 1).trim(),
  };
}

function kindOf(url: URL, query: ReadonlyMap<string, string>): OtpKind | undefined {
  // Some write otpauth:totp/… without the slashes.
  const named = url.host === '' ? url.pathname.split('/')[0] : url.host;
  const kind = otpKinds.find((one) => one === named?.toLowerCase());
  const encoder = query.get('encoder');
  if (encoder === undefined) return kind;
  return encoder.toLowerCase() === 'steam' && kind !== undefined && kind !== 'hotp' ? 'steam' : undefined;
}

function secretOf(text: string): Uint8Array | OtpFault {
  const letters = text.replace(/[\s-]/g, '').replace(/=+$/, '');
  if (letters.length > 2 * otpLimits.secret) return 'too-long';
  return looseBase32(letters) ?? 'not-base32';
}

function algorithmOf(text: string): OtpAlgorithm | undefined {
  const [, bits] = /^(?:hmac[-_]?)?sha[-_]?(1|256|512)$/i.exec(text.trim()) ?? [];
  return otpAlgorithms.find((one) => one === `SHA${bits}`);
}

/** Missing stays missing, and what is no number is none that is allowed. */
function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  return /^\d{1,16}$/.test(text.trim()) ? Number(text) : Number.NaN;
}

function isWithin(number: number, least: number, most: number): boolean {
  return Number.isSafeInteger(number) && number >= least && number <= most;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    return text;
  }
}
