interface FieldKind {
  /** Its values stay out of the index, and off the screen until asked for. */
  readonly hidden?: true;
  /** It stands for a file. */
  readonly file?: true;
}

const kinds = {
  text: {},
  secret: { hidden: true },
  url: {},
  note: {},
  /** What one-time codes are made from, as `printOtp` writes it. */
  otp: { hidden: true },
  /** Base64 of bytes. */
  file: { hidden: true, file: true },
  /** A file that lies beside the version: the value tells its size and hash (`attachmentText`). */
  attachment: { file: true },
} as const satisfies Record<string, FieldKind>;

/** What a field holds. */
export type FieldType = keyof typeof kinds;
export const fieldTypes = Object.keys(kinds) as readonly FieldType[];

export function isFieldType(value: unknown): value is FieldType {
  return typeof value === 'string' && Object.hasOwn(kinds, value);
}

/** True for a type whose values stay out of the index and off the screen until asked for. */
export function isHidden(type: FieldType): boolean {
  const kind: FieldKind = kinds[type];
  return kind.hidden === true;
}

/** True for a type that stands for a file. */
export function isFile(type: FieldType): boolean {
  const kind: FieldKind = kinds[type];
  return kind.file === true;
}

/** True for a type whose values are typed in somewhere and not shown: mostly a password. */
export function isPassword(type: FieldType): boolean {
  return isHidden(type) && !isFile(type) && type !== 'otp';
}

/**
 * True for a value that the index does not carry, and the window shows only when asked for: hidden
 * or long.
 */
export function isCovered({ type, value }: { readonly type: FieldType; readonly value: string }): boolean {
  return isHidden(type) || value.length > limits.indexedValue;
}

/** The last time that a calendar here knows, in milliseconds since 1970 UTC. */
export const latestTime = 8_640_000_000_000_000;

export const defaultMaxVersions = 10;
export const limits = {
  /** Characters of one field in an unsaved edit that is kept. */
  draft: 1024 * 1024,
  path: 512,
  fieldName: 256,
  fields: 1_000,
  /** Folders that a form offers. */
  folders: 5_000,
  /** Characters of a value that is looked for in other secrets. */
  password: 4_096,
  /** Characters of all values of one version together. */
  version: 32 * 1024 * 1024,
  tag: 128,
  tags: 64,
  customKey: 128,
  customValue: 512,
  custom: 64,
  /** Bytes of a file that lies in the version itself; a longer one becomes an attachment. */
  smallFile: 64 * 1024,
  /** Bytes of a file that cross to main at once. */
  piece: 1024 * 1024,
  /** Bytes of an attachment. */
  attachment: 2 * 1024 * 1024 * 1024,
  /** Of one version. */
  attachments: 100,
  maxVersions: 1_000,
  /** What was done to a secret beside its versions: the newest, and about so many characters of it. */
  events: 50,
  eventsText: 16 * 1024,
  /** Characters of the name of who did it. */
  doer: 2_048,
  /** Characters of a visible value that the index carries. */
  indexedValue: 1_024,
} as const;

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
