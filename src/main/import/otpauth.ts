import { isOtpAddress, parseOtp, printOtp } from '../../shared/otp.ts';

/** What a one-time code is made of, as apps that show them write it. */
export interface OneTimeCode {
  readonly kind?: string;
  /** Base32. */
  readonly secret: string;
  readonly issuer?: string;
  readonly account?: string;
  readonly algorithm?: string;
  readonly digits?: string;
  readonly period?: string;
  readonly counter?: string;
  readonly pin?: string;
}

/** The address of a one-time code, as most programs read it. */
export function otpauthOf(code: OneTimeCode): string {
  const { kind = 'totp', secret, issuer = '', account = '' } = code;
  const type = kind.toLowerCase();
  const isSteam = type === 'steam';
  const label = [issuer, account]
    .filter((part) => part !== '')
    .map(encodeURIComponent)
    .join(':');
  const pairs: [string, string | undefined][] = [
    ['secret', secret.replace(/[\s-]/g, '')],
    ['issuer', issuer],
    ['algorithm', isSteam ? '' : code.algorithm?.toUpperCase().replace(/^(HMAC)?SHA-?(\d+)$/, 'SHA$2')],
    ['digits', isSteam ? '5' : code.digits],
    ['period', type === 'hotp' ? '' : code.period],
    // A counter that is left out is 0, and a counter there must be.
    ['counter', type === 'hotp' ? (code.counter ?? '0') : ''],
    ['encoder', isSteam ? 'steam' : ''],
    ['pin', code.pin],
  ];
  const query = pairs.flatMap(([name, value = '']) =>
    value === '' ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `otpauth://${isSteam ? 'totp' : type}/${label}?${query.join('&')}`;
}

/**
 * An address, and what somebody wrote behind it: further lines, or words behind its secret. Letters
 * alone on a line of their own may be either, and stay where they are.
 */
export function addressAndRest(text: string): { address: string; rest: string } {
  const whole = text.trim();
  const [first = '', ...lines] = whole.split(/\r\n|[\r\n]/);
  const below = lines.join('\n').trim();
  const isWrapped = /^[A-Za-z2-7=]+$/.test(below) || /^\S*&\w+=/.test(below);
  if (!isOtpAddress(whole) || isWrapped) return { address: whole, rest: '' };
  const [, address = first, words = ''] =
    /^((?:steam:\/\/|[^?]*[?](?:\S*&)?secret=)[^\s&#]{9,})\s+([^\s&].*)$/i.exec(first) ?? [];
  return { address, rest: [words, below].filter((part) => part !== '').join('\n') };
}

/** The address of a one-time code, its secret as it is written; `undefined`: it is none. */
export function codeText(text: string): string | undefined {
  // A URL takes line ends for nothing, and what stands behind them for a part of the secret.
  if (isOtpAddress(text) && /[\r\n](?!\S*&)/.test(text.trim())) return undefined;
  if (addressAndRest(text).rest !== '') return undefined;
  const otp = parseOtp(text);
  if (typeof otp === 'string') return undefined;
  const given = /[?&]secret=([^&#]*)/i.exec(text)?.[1] ?? text.replace(/^steam:\/\//i, '');
  const letters = given.replace(/%3d|%20|[\s=+-]/gi, '').toUpperCase();
  const printed = printOtp(otp);
  // Letters of which the last says less than it could are read, and would be written otherwise.
  const kept = /^[A-Z2-7]+$/.test(letters) ? printed.replace(/secret=[^&]*/, `secret=${letters}`) : printed;
  const again = parseOtp(kept);
  const isSame = typeof again !== 'string' && Buffer.from(again.secret).equals(Buffer.from(otp.secret));
  return isSame ? kept : printed;
}
