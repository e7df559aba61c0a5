import { base32, fromBase32 } from '../../shared/base32.ts';
import { fail } from '../../shared/failure.ts';
import { peopleLimits } from '../../shared/people.ts';
import { equal, sha256 } from '../crypto/primitives.ts';

/**
 * What a text begins with that is carried from one person to another, and the number of its form.
 */
const marks = { invitation: 'HFI', answer: 'HFA' } as const;
export type CodeKind = keyof typeof marks;
const form = '1';
const checkBytes = 5;

/**
 * Bytes as a text for any messenger (format.md, 21): a mark, then base32 of them and of a checksum.
 */
export function codeOf(kind: CodeKind, bytes: Uint8Array): string {
  const mark = `${marks[kind]}${form}`;
  return mark + base32(Buffer.concat([bytes, checkOf(mark, bytes)]));
}

/** The bytes of such a text, whatever white space came into it. `code-refused`, `too-large`. */
export function readCode(kind: CodeKind, text: string): Uint8Array {
  if (text.length > peopleLimits.code) fail({ code: 'too-large', what: 'code', limit: peopleLimits.code });
  const bare = text.replaceAll(/\s+/gu, '').toUpperCase();
  if (bare === '') fail({ code: 'code-refused', reason: 'empty' });
  const found = /^(HFI|HFA)(\d)(.*)$/.exec(bare);
  if (found === null) return fail({ code: 'code-refused', reason: 'unknown' });
  const [, mark = '', number = '', rest = ''] = found;
  if (mark !== marks[kind])
    fail({ code: 'code-refused', reason: kind === 'answer' ? 'invitation' : 'answer' });
  if (number !== form) fail({ code: 'code-refused', reason: 'newer' });
  const all = fromBase32(rest);
  if (all === undefined || all.length < checkBytes) return fail({ code: 'code-refused', reason: 'cut' });
  const bytes = all.subarray(0, -checkBytes);
  if (!equal(all.subarray(-checkBytes), checkOf(mark + number, bytes)))
    fail({ code: 'code-refused', reason: 'cut' });
  return bytes;
}

/** True for a text that begins as one of these does, so that it is no name of a file. */
export function isCode(text: string): boolean {
  return /^\s*HF[IA]\d[A-Z2-7\s]{16,}/i.test(text);
}

function checkOf(mark: string, bytes: Uint8Array): Uint8Array {
  return sha256(Buffer.from(mark), bytes).subarray(0, checkBytes);
}
