import type { Detected } from './detected.ts';
import type { Format } from './entry.ts';

const open = (format: Format): Detected => ({ format, needsPassword: false });
const locked = (format: Format): Detected => ({ format, needsPassword: true });

/** What a text is known by, whatever its name is. */
const marks: readonly (readonly [mark: RegExp, detected: Detected])[] = [
  [/^\s*(#[^\n]*\n\s*)*(otpauth|otpauth-migration|motp):\/\//i, open('otpauth')],
  [/^authenticatorpro/i, locked('stratum')],
  [/^\{"[^\n]*\n\*\*\*5642bee8-a5ff-11dc-8314-0800200c9a66\*\*\*/, open('1pif')],
  [/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<KeePassFile[\s>]/, open('keepass-xml')],
  [/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<pwlist[\s>]/, open('keepass1-xml')],
  [/^(<\?xml[^>]*>\s*)?<!DOCTYPE KEEPASSX_DATABASE>/, open('keepassx-xml')],
  // What openssl writes about a block may stand before it.
  [
    /^(?:(?:Bag Attributes|Key Attributes|subject|issuer|#|[ \t])[^\n]*\n|\n)*-----BEGIN (?!PGP (?:MESSAGE|SIGN)|AGE )[A-Z0-9. ]+-----/,
    open('pem'),
  ],
  [/^PuTTY-User-Key-File-\d+:[^\n]*\nEncryption: none\s/, open('ppk')],
  [/^PuTTY-User-Key-File-\d+:/, locked('ppk')],
  [
    /^(#[^\n]*\n|\s)*(?:(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ AAAA[A-Za-z0-9+/]{16}|---- BEGIN SSH2 PUBLIC KEY ----)/,
    open('pem'),
  ],
  [/^(#[^\n]*\n|\s)*AGE-SECRET-KEY-1/, open('age-identity')],
  [
    /^(#[^\n]*\n|\s)*\[[^\]\n]+\]\s*\n(?:[^\n]*\n)*?\s*aws_(access_key_id|secret_access_key|session_token)\s*=/,
    open('aws'),
  ],
  [
    /^([#;][^\n]*\n|\s)*\[(default|(profile|sso-session|services) [^\]\n]+)\][ \t\r]*\n\s*[a-z0-9_]+\s*=/,
    open('aws'),
  ],
  [
    /^([#;][^\n]*\n|\s)*\[[^\]\n]+\][ \t\r]*\n(?:[^\n]*\n)*?\[(profile|sso-session) [^\]\n]+\][ \t\r]*\n/,
    open('aws'),
  ],
  [
    /^(#[^\n]*\n|\s)*(machine\s+\S+|default)(?=\s)(#[^\n]*\n|\s)*(login|user|password|account|port|macdef|machine)\s/,
    open('netrc'),
  ],
  [/^(#[^\n]*\n|\s)*macdef\s[^\n]*\n(?:[^\n]*\n)*?machine\s/, open('netrc')],
];

/** `undefined`: nothing that says itself what it is. */
export function textMark(text: string): Detected | undefined {
  const head = text.slice(0, 20_000);
  const mark = marks.find(([one]) => one.test(head))?.[1];
  if (mark !== undefined) return mark;
  const isSecret = /^kind:\s*["']?(Secret|SecretList|List)\b/m.test(head) && /^apiVersion:/m.test(head);
  return isSecret ? open('kubernetes') : undefined;
}
