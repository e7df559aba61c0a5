import type { FieldType } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { importLimits, type NoteOf, type ParsedVersion } from './entry.ts';
import type { Attachments } from './kdbx-attachments.ts';
import { withCode } from './kdbx-codes.ts';
import { extraFields, isTrue } from './kdbx-extras.ts';
import type { References } from './kdbx-references.ts';
import { changedAt } from './kdbx-times.ts';
import { memberOf } from './member-of.ts';
import { child, type Element } from './xml.ts';

/** What an entry refers to. */
export interface Context {
  readonly attachments: Attachments;
  readonly references: References;
}

/**
 * One state of an entry, the attachments that it could not bring along, and what to tell of its
 * fields.
 */
export interface ReadVersion extends ParsedVersion {
  readonly missing: readonly (NoteOf & { readonly name: string })[];
  readonly notes: readonly NoteOf[];
}

const standard: Readonly<Record<string, readonly [name: string, type: FieldType]>> = {
  UserName: ['username', 'text'],
  Password: ['password', 'secret'],
  URL: ['url', 'url'],
  Notes: ['notes', 'note'],
};
const order = Object.values(standard).map(([name]) => name);
/**
 * Names that mean something here: no own field takes one, also where the standard field is empty.
 */
const reserved: ReadonlySet<string> = new Set([...order, 'title']);
/** What makes one-time codes or a passkey is hidden, whether it was protected there or not. */
const keys = /^(otp|totp seed|totp settings|(totp|hotp|timeotp|hmacotp)-.*|kpex_passkey_.*)$/i;

export function versionOf(element: Element, context: Context): ReadVersion {
  const notes: NoteOf[] = [];
  const fields = withCode(stringsOf(element, context.references, notes));
  const { files, missing } = filesOf(element, context.attachments, fields);
  const at = changedAt(element);
  return { ...(at !== undefined && { at }), fields: [...fields, ...files], missing, notes };
}

/**
 * Files keep the strings in the order of their names; people know them as user name, password,
 * address, notes.
 */
function stringsOf(element: Element, references: References, notes: NoteOf[]): Field[] {
  const first: Field[] = [];
  const own: Field[] = [];
  for (const part of element.children) {
    if (part.name !== 'String') continue;
    const key = child(part, 'Key')?.text ?? '';
    const value = child(part, 'Value');
    // The title names the secret; standard fields that are empty say nothing.
    if (value === undefined || key === 'Title') continue;
    const isStandard = Object.hasOwn(standard, key);
    if (isStandard && value.text === '') continue;
    (isStandard ? first : own).push(fieldOf(key, value, references, notes));
  }
  first.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return [...first, ...own, ...extraFields(element)];
}

function fieldOf(key: string, value: Element, references: References, notes: NoteOf[]): Field {
  const [name, type] = memberOf(standard, key) ?? [ownName(key), keys.test(key) ? 'secret' : 'text'];
  if (value.isBytes) {
    notes.push({ reason: 'kept-as-file', name });
    return { name, type: 'file', value: value.text };
  }
  const isHidden =
    isTrue(value.attributes.get('Protected')) || isTrue(value.attributes.get('ProtectInMemory'));
  const found = references.resolve(value.text);
  if (found !== undefined) notes.push({ name, ...referenceNote(value.text, found.isWhole) });
  return { name, type: isHidden ? 'secret' : type, value: found?.text ?? value.text };
}

/** A reference that looks for a password has it in its text: that is told nobody. */
function referenceNote(text: string, isWhole: boolean): NoteOf {
  const isShown = !/@[PO]:/i.test(text) && text.length <= 200;
  const reason = isWhole ? 'reference-replaced' : 'reference-dangling';
  return { reason, ...(isShown && { reference: text }) };
}

function ownName(name: string): string {
  return reserved.has(name) ? `${name} (2)` : name;
}

/** The attachments that fit into a version beside its strings. */
function filesOf(element: Element, attachments: Attachments, strings: readonly Field[]) {
  const files: Field[] = [];
  const missing: (NoteOf & { name: string })[] = [];
  let room = importLimits.version - strings.reduce((sum, { value }) => sum + value.length, 0);
  for (const part of element.children) {
    const value = part.name === 'Binary' ? child(part, 'Value') : undefined;
    if (value === undefined) continue;
    const name = child(part, 'Key')?.text ?? '';
    const reference = value.attributes.get('Ref');
    const bytes = reference === undefined ? attachments.inline(value) : attachments.get(reference);
    const size = Math.ceil((bytes?.length ?? 0) / 3) * 4;
    if (bytes === undefined) missing.push({ name, reason: 'attachment-missing' });
    else if (size > room) missing.push({ name, reason: 'attachment-too-large', count: bytes.length });
    else {
      room -= size;
      files.push({ name: ownName(name), type: 'file', value: Buffer.from(bytes).toString('base64') });
    }
  }
  return { files, missing };
}
