/**
 * What a field holds. `secret` is hidden until revealed; `file` is base64 of bytes; `attachment` stands for a file that lies beside the version:
 * its value tells size and hash (`attachmentText`). `secret` and `file` values are never indexed.
 */
export type FieldType = 'text' | 'secret' | 'url' | 'note' | 'file' | 'attachment';
export const fieldTypes = [
  'text',
  'secret',
  'url',
  'note',
  'file',
  'attachment',
] as const satisfies readonly FieldType[];

/** One named value. A version keeps its fields in the order given; names are unique within it, 1 to 256 characters. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly value: string;
}

/** A field as the index knows it: `value` is missing for hidden fields and for values over `indexedValueLimit`. */
export interface IndexedField {
  readonly name: string;
  readonly type: FieldType;
  readonly value?: string;
}

/** The last time that a calendar here knows, in milliseconds since 1970 UTC. */
export const latestTime = 8_640_000_000_000_000;

/** Times are milliseconds since 1970 UTC. `deleted` in the future is a version that will expire then. */
export interface VersionInfo {
  readonly version: number;
  readonly created: number;
  readonly deleted?: number;
  readonly destroyed?: true;
}

/** All that is known of a secret without opening a version. */
export interface SecretInfo {
  readonly path: string;
  readonly created: number;
  readonly updated: number;
  /** The highest version that is not destroyed; 0 where that one is deleted or has expired, for then the secret counts as deleted. */
  readonly current: number;
  /** Lowest version still listed. */
  readonly oldest: number;
  /** Highest version number ever given. */
  readonly newest: number;
  readonly versions: readonly VersionInfo[];
  readonly maxVersions: number;
  readonly casRequired: boolean;
  /** Milliseconds after which a new version deletes itself; missing: never. */
  readonly deleteVersionAfter?: number;
  readonly tags: readonly string[];
  readonly custom: readonly (readonly [string, string])[];
  /** The current version's fields (none when `current` is 0). */
  readonly fields: readonly IndexedField[];
}

/** One opened version of a secret. */
export interface Secret {
  readonly path: string;
  /** 0 when no version is current. */
  readonly version: number;
  readonly fields: readonly Field[];
  readonly info: SecretInfo;
}

/** What `updateMetadata` changes; a missing member is left alone, `null` resets to the default. */
export interface MetadataPatch {
  readonly maxVersions?: number | null;
  readonly casRequired?: boolean;
  readonly deleteVersionAfter?: number | null;
  readonly tags?: readonly string[];
  readonly set?: readonly (readonly [string, string])[];
  readonly unset?: readonly string[];
}

export const defaultMaxVersions = 10;
export const limits = {
  /** Characters of one field in an unsaved edit that is kept. */
  draft: 1024 * 1024,
  path: 512,
  fieldName: 256,
  fields: 1_000,
  /** Characters of all values of one version together. */
  version: 32 * 1024 * 1024,
  tag: 128,
  tags: 64,
  customKey: 128,
  customValue: 512,
  custom: 64,
  /** Bytes of a file that lies in the version itself; a longer one becomes an attachment. */
  smallFile: 64 * 1024,
  /** Bytes of an attachment. */
  attachment: 2 * 1024 * 1024 * 1024,
  /** Of one version. */
  attachments: 100,
  maxVersions: 1_000,
  /** Characters of a visible value that the index carries. */
  indexedValue: 1_024,
} as const;

/** True for a type that stands for a file. */
export function isFile(type: FieldType): boolean {
  return type === 'file' || type === 'attachment';
}

/** True for a type whose values stay out of the index and off the screen until asked for. */
export function isHidden(type: FieldType): boolean {
  return type === 'secret' || type === 'file';
}

/** What a field of the type `attachment` says of its file. */
export interface AttachmentInfo {
  readonly size: number;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
}

/** The value of a field of the type `attachment`. */
export function attachmentText({ size, digest }: AttachmentInfo): string {
  return `${size} ${digest}`;
}

/** What `attachmentText` made; `undefined` where the text is none. */
export function attachmentInfo(value: string): AttachmentInfo | undefined {
  const [, size, digest] = /^([1-9][0-9]{0,9}) ([0-9a-f]{64})$/.exec(value) ?? [];
  if (size === undefined || digest === undefined || Number(size) > limits.attachment) return undefined;
  return { size: Number(size), digest };
}
