import type { OtpFault } from './failure-reasons.ts';
import { type Otp, otpLimits, otpOf } from './otp.ts';

// What Google Authenticator shows as square codes when accounts are to be moved: each holds a part
// of a Protocol Buffers message, `otpauth-migration://offline?data=BASE64`.

/** One picture's part of an export. */
export interface OtpExport {
  readonly codes: readonly Otp[];
  /** Accounts that were told and cannot be held: of another kind or algorithm. */
  readonly refused: number;
  /** How many pictures there are, which of them this is, from 0, and what they have in common. */
  readonly of: number;
  readonly at: number;
  readonly batch: number;
}

const most = { text: 64 * 1024, codes: otpLimits.accounts, pictures: 1_000 };

/** True for a text that may be such a part. */
export function isOtpExport(text: string): boolean {
  return /^otpauth-migration:/i.test(text.trim());
}

/** Reads one part; `export-damaged` where it is none. */
export function parseOtpExport(text: string): OtpExport | OtpFault {
  try {
    if (text.length > most.text) return 'too-long';
    const data = /[?&]data=([^&#]*)/.exec(text.trim())?.[1] ?? '';
    return exportOf(bytesOf(decodeURIComponent(data)));
  } catch {
    return 'export-damaged';
  }
}

function exportOf(bytes: Uint8Array): OtpExport | OtpFault {
  const all: (Otp | OtpFault)[] = [];
  const numbers = new Map<number, number>();
  for (const { field, value } of members(bytes)) {
    if (typeof value === 'number') numbers.set(field, value);
    else if (field === 1 && all.length < most.codes) all.push(accountOf(value));
  }
  const of = numbers.get(3) ?? 1;
  const at = numbers.get(4) ?? 0;
  if (all.length === 0 || of < 1 || of > most.pictures || at >= of) return 'export-damaged';
  const codes = all.filter((one) => typeof one === 'object');
  return { codes, refused: all.length - codes.length, of, at, batch: numbers.get(5) ?? 0 };
}

const algorithms = ['SHA1', 'SHA1', 'SHA256', 'SHA512'];
const kinds = ['totp', 'hotp', 'totp'] as const;
const digitsOf = [6, 6, 8];

function accountOf(bytes: Uint8Array): Otp | OtpFault {
  const texts = new Map<number, string>();
  const numbers = new Map<number, number>();
  let secret: Uint8Array = new Uint8Array();
  for (const { field, value } of members(bytes)) {
    if (typeof value === 'number') numbers.set(field, value);
    else if (field === 1) secret = value;
    else texts.set(field, new TextDecoder().decode(value));
  }
  const [name, issuer] = [texts.get(2) ?? '', texts.get(3) ?? ''];
  const algorithm = algorithms[numbers.get(4) ?? 0];
  const digits = digitsOf[numbers.get(5) ?? 0];
  const kind = kinds[numbers.get(6) ?? 0];
  if (algorithm === undefined) return 'algorithm';
  if (digits === undefined) return 'digits';
  if (kind === undefined) return 'kind';
  const account = issuer !== '' && name.startsWith(`${issuer}:`) ? name.slice(issuer.length + 1) : name;
  return otpOf({
    ...{ kind, secret, algorithm, digits, counter: numbers.get(7) ?? 0 },
    ...{ issuer: issuer.slice(0, otpLimits.secret), account: account.trim().slice(0, otpLimits.secret) },
  });
}

interface Member {
  readonly field: number;
  readonly value: number | Uint8Array;
}

/** The members of a message; throws where it is cut off, or has what no such export has. */
function* members(bytes: Uint8Array): Generator<Member> {
  let at = 0;
  const number = () => {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined || factor > 2 ** 63) throw new RangeError();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  };
  while (at < bytes.length) {
    const tag = number();
    const [field, type] = [Math.floor(tag / 8), tag % 8];
    if (type === 0) yield { field, value: number() };
    else if (type === 2) {
      const end = number() + at;
      if (end > bytes.length) throw new RangeError();
      yield { field, value: bytes.subarray(at, end) };
      at = end;
    } else throw new RangeError();
  }
}

function bytesOf(text: string): Uint8Array {
  // Where it was written into an address as it is, a plus has become a space.
  const plain = text.replaceAll(' ', '+').replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
}
