import { type FieldType, limits } from '../../shared/secret.ts';
import { fieldsOf, knownName, type TemplateName, templateOf } from '../../shared/templates.ts';
import { joinPath, splitPath } from '../../shared/title.ts';

/** A field as the form holds it: `key` stays when the name changes. */
export interface DraftField {
  readonly key: number;
  readonly name: string;
  readonly type: FieldType;
  readonly value: string;
  /** The person asked for it: it is kept for its name, though its value is empty. */
  readonly added?: true;
  /** It lies in the vault: emptied, it stays a field. */
  readonly stored?: true;
}

/** What the form holds. */
export interface Draft {
  /** Both as they are typed: what is wrong with them, `placeFaults` says. */
  readonly title: string;
  readonly folder: string;
  readonly fields: readonly DraftField[];
  readonly tags: readonly string[];
  /** What stands in the box of tags and is not ended by a comma or Enter: it counts as typed. */
  readonly typedTags?: string;
}

/** What is wrong with a draft; `undefined` members are right. */
export interface DraftFaults {
  readonly fields: ReadonlyMap<number, 'unnamed' | 'twice' | 'too-long'>;
  readonly none: boolean;
}

let nextKey = 1;
/** Of one more field. */
export const newKey = (): number => nextKey++;

/** The form of a new secret in a folder, with every box that its template asks for. */
export function blankDraft(folder: string, template: TemplateName): Draft {
  return withBoxes({ title: '', folder, fields: [], tags: [] }, template);
}

/** The form of a secret that is there: its own fields, then what else its template asks for. */
export function draftOf(
  path: string,
  fields: readonly Omit<DraftField, 'key'>[],
  tags: readonly string[],
): Draft {
  const keyed = fields.map((field) => ({ ...field, key: newKey() }));
  const template = templateOf(fields.map(({ name }) => name));
  return withBoxes({ ...splitPath(path), fields: keyed, tags }, template);
}

function withBoxes(draft: Draft, template: TemplateName | undefined): Draft {
  const there = new Set(draft.fields.map(({ name }) => knownName(name) ?? name));
  const missing = fieldsOf(template).filter(({ name }) => !there.has(name));
  const boxes = missing.map(({ name, type }) => ({ key: newKey(), name, type, value: '' }));
  return { ...draft, fields: [...draft.fields, ...boxes] };
}

/** Where the draft lies once it is saved. */
export function pathOf({ title, folder }: Pick<Draft, 'title' | 'folder'>): string {
  return joinPath({ title: title.trim(), folder: folder.trim() }).normalize('NFC');
}

/** The field `key` at another place; as it was where that is none. */
export function moveField(fields: readonly DraftField[], key: number, to: number): readonly DraftField[] {
  const from = fields.findIndex((field) => field.key === key);
  const moved = fields[from];
  if (moved === undefined || to < 0 || to >= fields.length) return fields;
  return fields.toSpliced(from, 1).toSpliced(to, 0, moved);
}

/**
 * The fields that will be kept: a box that was left empty is none, unless it is stored or was asked
 * for and named.
 */
export function keptFields({ fields }: Pick<Draft, 'fields'>): DraftField[] {
  return fields.filter(
    ({ name, value, added, stored }) => value !== '' || stored || (added && name.trim() !== ''),
  );
}

/** The tags, those among them that are still being typed. */
export function tagsOf({ tags, typedTags = '' }: Draft): string[] {
  const typed = typedTags.split(',').map((tag) => tag.trim());
  return [...new Set([...tags, ...typed])].filter((tag) => tag !== '');
}

/** Judges the fields' names. */
export function faultsOf(fields: readonly DraftField[]): DraftFaults {
  const seen = new Set<string>();
  const faults = new Map<number, 'unnamed' | 'twice' | 'too-long'>();
  for (const { key, name } of fields) {
    // It is saved without the blanks around it.
    const kept = name.trim();
    if (kept === '') faults.set(key, 'unnamed');
    else if (kept.length > limits.fieldName) faults.set(key, 'too-long');
    else if (seen.has(kept)) faults.set(key, 'twice');
    seen.add(kept);
  }
  return { fields: faults, none: fields.length === 0 };
}

/** True when both hold the same. */
export function sameDraft(a: Draft, b: Draft): boolean {
  return (
    a.title === b.title &&
    a.folder === b.folder &&
    tagsOf(a).join('\n') === tagsOf(b).join('\n') &&
    a.fields.length === b.fields.length &&
    a.fields.every((field, i) => {
      const other = b.fields[i];
      return other?.name === field.name && other.type === field.type && other.value === field.value;
    })
  );
}
