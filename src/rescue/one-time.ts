import { type Otp, parseOtp } from '../shared/otp.ts';
import { hmac } from './crypto/primitives.ts';

const hashes = { SHA1: 'SHA-1', SHA256: 'SHA-256', SHA512: 'SHA-512' } as const;
const steamLetters = '23456789BCDFGHJKMNPQRTVWXY';

/** The code of a counter (RFC 4226, 5.3); for one by time the number of periods since 1970. */
export async function codeAt({ kind, secret, algorithm, digits }: Otp, counter: number): Promise<string> {
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(counter));
  const hash = await hmac(hashes[algorithm], secret, message);
  const at = (hash.at(-1) ?? 0) & 15;
  const number = new DataView(hash.buffer, hash.byteOffset).getUint32(at) & 0x7fffffff;
  if (kind !== 'steam') return String(number % 10 ** digits).padStart(digits, '0');
  return Array.from({ length: digits }, (_, i) =>
    steamLetters.charAt(Math.floor(number / 26 ** i) % 26),
  ).join('');
}

/** What a field gives now, and for how many seconds; `undefined`: no codes can be made from it. */
export async function codeNow(
  value: string,
  now: number,
): Promise<{ code: string; seconds?: number } | undefined> {
  const otp = parseOtp(value);
  if (typeof otp === 'string') return undefined;
  if (otp.kind === 'hotp') return { code: await codeAt(otp, otp.counter) };
  const counter = Math.floor(now / 1_000 / otp.period);
  return { code: await codeAt(otp, counter), seconds: (counter + 1) * otp.period - Math.floor(now / 1_000) };
}
