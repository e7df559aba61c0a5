import { base32 } from '../../../shared/base32.ts';
import { endOf, healthKeys } from '../../../shared/health.ts';
import { type FieldType, isFile, isHidden } from '../../../shared/secret.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import { sha256Text } from '../../crypto/primitives.ts';
import { codeOf, steamByEncoder, withCounters } from '../codes.ts';
import type { WriteOptions } from '../exporter.ts';
import { loginOf } from '../login.ts';
import { FreshNames } from '../names.ts';
import { type ExportedSecret, type ExportedVersion, madeAt } from '../source.ts';

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
  const fields = withCounters(secret, shown.fields ?? []);
  const body = await versionXml(secret, { ...shown, fields }, context);
  const history: string[] = [];
  // What is told is told of the version that is shown.
  const quiet = { ...context, lose: () => undefined };
  for (const version of older) history.push(`<Entry>${await versionXml(secret, version, quiet)}</Entry>`);
  if (secret.tags.some((tag) => /[;,]|^\s|\s$/.test(tag))) context.lose('tag-names');
  const all = history.length === 0 ? '' : `<History>${history.join('')}</History>`;
  return `<Entry>${body}${all}</Entry>`;
}

async function versionXml(
  secret: ExportedSecret,
  { created, expires, fields = [] }: ExportedVersion,
  context: EntryContext,
): Promise<string> {
  const { title, username, password, urls, notes, otp, others, changed } = loginOf(secret, fields);
  for (const loss of changed) context.lose(loss);
  const standard: Field[] = [
    { name: 'Title', type: 'text', value: title },
    { name: 'UserName', type: 'text', value: username ?? '' },
    { name: 'Password', type: 'secret', value: password ?? '' },
    { name: 'URL', type: 'url', value: urls[0]?.value ?? '' },
    { name: 'Notes', type: 'note', value: notes ?? '' },
    ...(otp === undefined ? [] : codeFields(otp, context.lose)),
  ];
  const names = new FreshNames(() => context.lose('renamed'));
  for (const name of new Set([...standard.map((one) => one.name), 'otp'])) names.fresh(name, () => name);
  const own = [...urls.slice(1), ...others];
  for (const { type } of own)
    if (type === 'url' || type === 'note' || type === 'otp') context.lose('field-types');
  for (const { type, value } of [...standard.slice(1), ...own])
    if (isBytes(type, value)) context.lose('field-types');
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
    timesXml(madeAt(secret), created, expires ?? endOfSecret(secret)),
    ...strings,
    ...files,
  ].join('');
}

/**
 * One-time codes as KeePass (by counter) and KeePassXC (by time, Steam) know them. An address of
 * another kind would be one by time there, with wrong codes.
 */
function codeFields(otp: string, lose: WriteOptions['lose']): Field[] {
  const code = codeOf(otp);
  const field = (name: string, value: string): Field => ({ name, type: 'otp', value });
  if (code?.kind === 'steam') return [field('otp', steamByEncoder(code))];
  if (code?.kind !== 'hotp') return [field('otp', otp)];
  const { issuer, account, algorithm, digits } = code;
  if (issuer !== '' || account !== '' || algorithm !== 'SHA1' || digits !== 6) lose('code-parts');
  return [
    field('HmacOtp-Secret-Base32', base32(code.secret)),
    field('HmacOtp-Counter', String(code.counter)),
  ];
}

/** When the secret ends, as its owner wrote it down: the end of that day, or that moment. */
function endOfSecret({ custom }: ExportedSecret): number | undefined {
  const text = custom.find(([key]) => key === healthKeys.expires)?.[1] ?? '';
  const moment = text.includes('T') ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(moment)) return moment;
  const after = endOf(text);
  return after === undefined ? undefined : after - 1_000;
}

async function stringXml(name: string, { type, value }: Field, { mask }: EntryContext): Promise<string> {
  const key = `<Key>${escaped(name)}</Key>`;
  if (!isHidden(type) && !isBytes(type, value))
    return `<String>${key}<Value>${escaped(value)}</Value></String>`;
  return `<String>${key}<Value Protected="True">${await mask(value)}</Value></String>`;
}

/** What XML has no character for goes as bytes, as what is hidden does. */
function isBytes(type: FieldType, value: string): boolean {
  return !isHidden(type) && !isFile(type) && strange.test(value);
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

/** What XML 1.0 has no character for. */
const strange = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Text of XML 1.0; what it has no character for is left out. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(new RegExp(strange, 'gu'), '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
