import { isFile, isHidden } from '../../../shared/secret.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import { sha256Text } from '../../crypto/primitives.ts';
import type { WriteOptions } from '../exporter.ts';
import { loginOf } from '../login.ts';
import { FreshNames } from '../names.ts';
import type { ExportedSecret, ExportedVersion } from '../source.ts';

export interface EntryContext extends Pick<WriteOptions, 'lose'> {
  /** Masks a value as the inside of the file has it; in the order of the file. */
  readonly mask: (text: string) => Promise<string>;
  /** The number of a file among those of the file: by `fileKey`. */
  readonly binary: (key: string) => number | undefined;
}

/** What a small file is known by, or the value of a long one. */
export function fileKey({ type, value }: Field): string {
  return type === 'attachment' ? value : Buffer.from(sha256Text(value)).toString('hex');
}

/** An entry with its older versions as its history. */
export async function entryXml(secret: ExportedSecret, context: EntryContext): Promise<string> {
  const shown = secret.versions.findLast(({ fields }) => fields !== undefined);
  if (shown === undefined) return '';
  const older = secret.versions.filter((version) => version.fields !== undefined && version !== shown);
  const body = await versionXml(secret, shown, context);
  const history: string[] = [];
  for (const version of older) history.push(`<Entry>${await versionXml(secret, version, context)}</Entry>`);
  const all = history.length === 0 ? '' : `<History>${history.join('')}</History>`;
  return `<Entry>${body}${all}</Entry>`;
}

async function versionXml(
  secret: ExportedSecret,
  { created, expires, fields = [] }: ExportedVersion,
  context: EntryContext,
): Promise<string> {
  const { title, username, password, urls, notes, otp, others } = loginOf(secret, fields);
  const standard: Field[] = [
    { name: 'Title', type: 'text', value: title },
    { name: 'UserName', type: 'text', value: username ?? '' },
    { name: 'Password', type: 'secret', value: password ?? '' },
    { name: 'URL', type: 'url', value: urls[0] ?? '' },
    { name: 'Notes', type: 'note', value: notes ?? '' },
    ...(otp === undefined ? [] : [{ name: 'otp', type: 'otp' as const, value: otp }]),
  ];
  const names = new FreshNames(() => context.lose('renamed'));
  for (const { name } of standard) names.fresh(name, () => name);
  const own = [...urls.slice(1).map((value): Field => ({ name: 'url', type: 'url', value })), ...others];
  const strings: string[] = [];
  const files: string[] = [];
  for (const field of [...standard, ...own]) {
    const isOwn = !standard.includes(field);
    const name = isOwn ? names.fresh(field.name, (n) => `${field.name} (${n})`) : field.name;
    if (isFile(field.type)) files.push(fileXml(name, context.binary(fileKey(field))));
    else strings.push(await stringXml(name, field, context));
  }
  return [
    `<UUID>${uuidOf(`entry ${secret.path}`)}</UUID>`,
    secret.tags.length === 0 ? '' : `<Tags>${escaped(secret.tags.join(';'))}</Tags>`,
    timesXml(secret.created, created, expires),
    ...strings,
    ...files,
  ].join('');
}

async function stringXml(name: string, { type, value }: Field, { mask }: EntryContext): Promise<string> {
  const key = `<Key>${escaped(name)}</Key>`;
  if (!isHidden(type)) return `<String>${key}<Value>${escaped(value)}</Value></String>`;
  return `<String>${key}<Value Protected="True">${await mask(value)}</Value></String>`;
}

function fileXml(name: string, number: number | undefined): string {
  if (number === undefined) return '';
  return `<Binary><Key>${escaped(name)}</Key><Value Ref="${number}"/></Binary>`;
}

function timesXml(created: number, changed: number, expires: number | undefined): string {
  const end = expires === undefined ? '' : `<ExpiryTime>${timeOf(expires)}</ExpiryTime>`;
  return (
    `<Times><CreationTime>${timeOf(created)}</CreationTime>` +
    `<LastModificationTime>${timeOf(changed)}</LastModificationTime>${end}` +
    `<Expires>${expires === undefined ? 'False' : 'True'}</Expires></Times>`
  );
}

/** Seconds from year 1 to 1970. */
const epoch = 62_135_596_800n;

function timeOf(time: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(Math.floor(time / 1000)) + epoch);
  return bytes.toString('base64');
}

/** The same for the same text every time: an export that is imported again brings nothing twice. */
export function uuidOf(text: string): string {
  return Buffer.from(sha256Text(text).subarray(0, 16)).toString('base64');
}

/** Text of XML 1.0; what it has no character for is left out. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
