// The one door to the library for one-time codes (RFC 4226, RFC 6238).
import { HOTP, Secret } from 'otpauth';
import type { Otp } from '../../shared/otp.ts';

const steamLetters = '23456789BCDFGHJKMNPQRTVWXY';

/** The code of a counter; for one by time the number of periods since 1970. */
export function codeAt({ kind, secret, algorithm, digits }: Otp, counter: number): string {
  const of = { secret: keyOf(secret), algorithm, counter };
  return kind === 'steam' ? steamCode(of, digits) : HOTP.generate({ ...of, digits });
}

// The 31 bits that others write as decimal digits, in 26 letters, least first.
function steamCode(of: Parameters<typeof HOTP.generate>[0], letters: number): string {
  let rest = Number(HOTP.generate({ ...of, digits: 10 }));
  let code = '';
  for (let at = 0; at < letters; at++) {
    code += steamLetters[rest % steamLetters.length];
    rest = Math.floor(rest / steamLetters.length);
  }
  return code;
}

function keyOf(bytes: Uint8Array): Secret {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer });
}
