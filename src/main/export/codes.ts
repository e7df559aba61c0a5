import { base32 } from '../../shared/base32.ts';
import { type Otp, parseOtp, printOtp } from '../../shared/otp.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { Entry } from '../backend/format/entry.ts';
import { counterKey, counterOf } from '../backend/format/otp-counter.ts';
import { sha256 } from '../crypto/primitives.ts';

/** What a field's code is made from; `undefined`: nothing that a program here could make one from. */
export function codeOf(value: string): Otp | undefined {
  const code = parseOtp(value);
  return typeof code === 'string' ? undefined : code;
}

/** Codes by counter where they stand now: the field has the counter that it was made with. */
export function withCounters({ custom }: Pick<Entry, 'custom'>, fields: readonly Field[]): readonly Field[] {
  if (!fields.some(({ type }) => type === 'otp')) return fields;
  return fields.map((field) => {
    const code = field.type === 'otp' ? codeOf(field.value) : undefined;
    if (code?.kind !== 'hotp') return field;
    const key = counterKey(sha256(code.secret));
    const stored = counterOf(custom.find(([name]) => name === key)?.[1]) ?? 0;
    if (stored <= code.counter) return field;
    return { ...field, value: printOtp({ ...code, counter: stored }) };
  });
}

/** Steam's code as KeePassXC knows it, which takes any other address for one by time. */
export function steamByEncoder(code: Otp): string {
  return `${printOtp({ ...code, kind: 'totp' })}&encoder=steam`;
}

/** The same as Bitwarden knows it. */
export function steamAddress({ secret }: Otp): string {
  return `steam://${base32(secret)}`;
}

/** An address with a name that an authenticator can show: the secret's own where it has none. */
export function namedCode(code: Otp, title: string, username = ''): string {
  if (code.issuer !== '' || code.account !== '') return printOtp(code);
  return printOtp({ ...code, issuer: title, account: username });
}
