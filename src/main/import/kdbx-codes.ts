import { base32 } from '../../shared/base32.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { codeText, otpauthOf } from './otpauth.ts';
import { bytesOfBase64 } from './text.ts';

/**
 * The fields with the entry's one-time code as one. Programs keep it in four ways: an address, or
 * KeeOtp's query, in `otp`; `TOTP Seed` and `TOTP Settings`; KeePass's `TimeOtp-…` and `HmacOtp-…`.
 * Those that are several fields stay as they are, beside what they make, but for a code by counter.
 */
export function withCode(fields: readonly Field[]): readonly Field[] {
  const of = (name: string) => fields.find((field) => field.name === name)?.value ?? '';
  const at = fields.findIndex(({ name, type }) => name === 'otp' && type !== 'file');
  const found = fields[at];
  if (found !== undefined) {
    const code = codeText(found.value) ?? codeText(fromQuery(found.value));
    return code === undefined ? fields : fields.with(at, { name: 'otp', type: 'otp', value: code });
  }
  const parts = trayParts(of) ?? ownParts(of);
  const code = parts === undefined ? undefined : codeText(otpauthOf(parts));
  if (code === undefined) return fields;
  return [...withoutCounted(fields), { name: 'otp', type: 'otp', value: code }];
}

/** KeePass's code by counter as we write it, of which the code has all. */
const counted: ReadonlySet<string> = new Set(['HmacOtp-Secret-Base32', 'HmacOtp-Counter']);

function withoutCounted(fields: readonly Field[]): readonly Field[] {
  const isCounted = ({ name }: Field) => name.startsWith('HmacOtp-');
  const own = fields.filter(isCounted);
  return own.every(({ name }) => counted.has(name)) ? fields.filter((one) => !isCounted(one)) : fields;
}

/** `key=SECRET&size=6&step=30&type=totp`. */
function fromQuery(text: string): string {
  const query = new URLSearchParams(text);
  const of = (name: string) => query.get(name) ?? '';
  if (of('key') === '') return '';
  const kind = of('type') === '' ? 'totp' : of('type');
  const [digits, period] = [of('size') || '6', of('step') || '30'];
  return otpauthOf({
    kind,
    secret: of('key'),
    digits,
    period,
    counter: of('counter') || '0',
    algorithm: of('otpHashMode'),
  });
}

type Of = (name: string) => string;

/** Seconds, then digits or an S for Steam's. */
function trayParts(of: Of) {
  const secret = of('TOTP Seed');
  if (secret === '') return undefined;
  const [period = '30', digits = '6'] = of('TOTP Settings').split(';');
  return { kind: digits === 'S' ? 'steam' : 'totp', secret, period, digits };
}

function ownParts(of: Of) {
  const timed = secretOf(of, 'TimeOtp');
  const algorithm = of('TimeOtp-Algorithm').replace(/^HMAC-/, '');
  if (timed !== '')
    return { secret: timed, digits: of('TimeOtp-Length'), period: of('TimeOtp-Period'), algorithm };
  const counted = secretOf(of, 'HmacOtp');
  return counted === ''
    ? undefined
    : { kind: 'hotp', secret: counted, counter: of('HmacOtp-Counter') || '0' };
}

/** KeePass takes it as text, hex, base32 or base64; in base32 here. */
function secretOf(of: Of, kind: string): string {
  const [hex, base64] = [of(`${kind}-Secret-Hex`).replace(/\s/g, ''), of(`${kind}-Secret-Base64`)];
  const bytes =
    of(`${kind}-Secret`) !== ''
      ? Buffer.from(of(`${kind}-Secret`))
      : /^([0-9a-f]{2})+$/i.test(hex)
        ? Buffer.from(hex, 'hex')
        : bytesOfBase64(base64);
  return of(`${kind}-Secret-Base32`) || base32(bytes ?? new Uint8Array());
}
