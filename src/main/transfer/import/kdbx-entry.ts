import type { Field, FieldType } from '../../../shared/secret.ts';
import { type Item, importLimits, type ParsedVersion } from './entry.ts';
import type { Attachments } from './kdbx-attachments.ts';
import { child, type Element } from './xml.ts';

const standard: Readonly<Record<string, readonly [name: string, type: FieldType]>> = {
  UserName: ['username', 'text'],
  Password: ['password', 'secret'],
  URL: ['url', 'url'],
  Notes: ['notes', 'note'],
};
const oneTimeCodes = /^(otp|totp seed|totp settings|(totp|hotp|timeotp|hmacotp)-.*)$/i;
/** Seconds from year 1 to 1970: version 4 counts from there. */
const epoch = 62_135_596_800;
/** End of the year 9999. */
const lastTime = 253_402_300_799_000;

/** An entry with its history, oldest first; before it what of it had to stay behind. */
export function* entryOf(
  element: Element,
  folders: readonly string[],
  attachments: Attachments,
): Generator<Item> {
  const title = stringOf(element, 'Title');
  const place = [...folders, title].join('/');
  const history = child(element, 'History')?.children.filter(({ name }) => name === 'Entry') ?? [];
  const older = history.map((one) => versionOf(one, attachments)).sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const current = versionOf(element, attachments);
  for (const name of current.missing)
    yield {
      kind: 'failed',
      problem: { place: `${place}: ${name}`, reason: 'attachment missing or too large' },
    };
  const versions = newest([...older, current]);
  if (versions.length <= older.length)
    yield {
      kind: 'note',
      problem: { place, reason: 'history too large: the oldest versions were left out' },
    };
  const id = idOf(element);
  const expires = expiryOf(element);
  const tags = tagsOf(element);
  const entry = {
    id,
    folders,
    title,
    place,
    ...(tags.length > 0 && { tags }),
    ...(expires && { expires }),
    versions,
  };
  yield { kind: 'entry', entry };
}

function versionOf(element: Element, attachments: Attachments): ParsedVersion & { missing: string[] } {
  const fields: Field[] = [];
  const missing: string[] = [];
  for (const part of element.children) {
    const name = child(part, 'Key')?.text ?? '';
    const value = child(part, 'Value');
    if (value === undefined) continue;
    if (part.name === 'String') fields.push(...fieldOf(name, value));
    if (part.name !== 'Binary') continue;
    const reference = value.attributes.get('Ref');
    const bytes = reference === undefined ? attachments.inline(value) : attachments.get(reference);
    if (bytes === undefined) missing.push(name);
    else fields.push({ name, type: 'file', value: Buffer.from(bytes).toString('base64') });
  }
  const at = timeOf(child(child(element, 'Times'), 'LastModificationTime')?.text);
  return { ...(at !== undefined && { at }), fields: inOrder(fields), missing };
}

/** The title names the secret; standard fields that are empty say nothing. */
function fieldOf(key: string, value: Element): Field[] {
  const isHidden =
    isTrue(value.attributes.get('Protected')) || isTrue(value.attributes.get('ProtectInMemory'));
  if (key === 'Title') return [];
  const [name, type] = standard[key] ?? [key, oneTimeCodes.test(key) ? 'secret' : 'text'];
  if (Object.hasOwn(standard, key) && value.text === '') return [];
  return [{ name, type: isHidden ? 'secret' : type, value: value.text }];
}

const order = Object.values(standard).map(([name]) => name);

/** Files keep the strings in the order of their names; people know them as user name, password, address, notes. */
function inOrder(fields: readonly Field[]): Field[] {
  const rank = ({ name }: Field) => (order.includes(name) ? order.indexOf(name) : order.length);
  return fields.toSorted((a, b) => rank(a) - rank(b));
}

/** As many of the newest versions as one entry may bring along, the current one always. */
function newest(versions: readonly (ParsedVersion & { missing: string[] })[]): ParsedVersion[] {
  const kept: ParsedVersion[] = [];
  let size = 0;
  for (const { missing, ...version } of versions.toReversed()) {
    size += version.fields.reduce((sum, { value }) => sum + value.length, 0);
    if (kept.length > 0 && size > importLimits.entry) break;
    kept.unshift(version);
  }
  return kept;
}

function idOf(element: Element): string {
  return Buffer.from(child(element, 'UUID')?.text ?? '', 'base64').toString('hex');
}

function tagsOf(element: Element): string[] {
  const text = child(element, 'Tags')?.text ?? '';
  return text
    .split(/[;,]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

function expiryOf(element: Element): number | undefined {
  const times = child(element, 'Times');
  return isTrue(child(times, 'Expires')?.text) ? timeOf(child(times, 'ExpiryTime')?.text) : undefined;
}

function stringOf(element: Element, key: string): string {
  const found = element.children.find((one) => one.name === 'String' && child(one, 'Key')?.text === key);
  return child(found, 'Value')?.text ?? '';
}

/** Milliseconds; version 3 writes ISO 8601, version 4 base64 of seconds since year 1. `undefined`: not a time. */
function timeOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const bytes = Buffer.from(text, 'base64');
  const isText = text.includes(':');
  if (!isText && bytes.length !== 8) return undefined;
  const time = isText ? Date.parse(text) : (Number(bytes.readBigInt64LE()) - epoch) * 1000;
  return time >= 0 && time <= lastTime ? time : undefined;
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}
