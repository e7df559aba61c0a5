import { attachmentText, limits } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { sha256 } from '../crypto/primitives.ts';
import { withFoundOtp } from '../vault/otp-fields.ts';
import type { ParsedVersion } from './entry.ts';
import type { Known } from './sources.ts';

/**
 * The versions of an entry that came after the one that the last import brought; none when that is
 * still the newest. Of a version that is deleted, the time alone tells whether it is that one.
 */
export function newerThan(
  { base }: Known,
  versions: readonly ParsedVersion[],
  title: string,
): readonly ParsedVersion[] {
  const newest = versions.at(-1);
  if (base === undefined || newest === undefined) return [];
  const { fields, created } = base;
  const isSame = (version: ParsedVersion) =>
    fields === undefined || sameFields(fields, version.fields, title);
  const last = versions.findLastIndex((version) => version.at === created && isSame(version));
  if (last !== -1) return versions.slice(last + 1);
  if (fields === undefined) return versions.filter(({ at }) => at !== undefined && at > created);
  if (isSame(newest)) return [];
  const equal = versions.findLastIndex((version) => isSame(version));
  if (equal !== -1) return versions.slice(equal + 1);
  const later = versions.slice(0, -1).filter(({ at }) => at === undefined || at > created);
  return [...later, newest.at !== undefined && newest.at <= created ? { fields: newest.fields } : newest];
}

/** Whether two versions say the same; a title that we had added does not count. */
export function sameFields(a: readonly Field[], b: readonly Field[], title: string): boolean {
  const [left, right] = [a, b].map((all) => all.filter((field) => !isOurTitle(field, title)).map(asKept)) as [
    Field[],
    Field[],
  ];
  return (
    left.length === right.length &&
    left.every(({ name, type, value }, i) => {
      const other = right[i];
      return other !== undefined && name === other.name && type === other.type && value === other.value;
    })
  );
}

/** A title that we had added where the path does not show it. */
export function isOurTitle({ name, value }: Field, title: string): boolean {
  return name.startsWith('title') && value === title;
}

/** A field as a vault keeps it: a long file by its size and hash, a code as we write it. */
export function asKept(field: Field): Field {
  const { name, type, value } = field;
  if (type === 'otp') return withFoundOtp(field);
  if (type !== 'file' || value.length <= (limits.smallFile / 3) * 4) return field;
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length <= limits.smallFile) return field;
  const digest = Buffer.from(sha256(bytes)).toString('hex');
  return { name, type: 'attachment', value: attachmentText({ size: bytes.length, digest }) };
}
