import { type FieldType, limits } from '../../shared/secret.ts';

/** A field as the form holds it: `key` stays when the name changes. */
export interface DraftField {
  readonly key: number;
  readonly name: string;
  readonly type: FieldType;
  readonly value: string;
  /** The person asked for it: it is kept for its name, though its value is empty. */
  readonly added?: true;
}

/** What the form holds. */
export interface Draft {
  readonly path: string;
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

/** The form of a new secret: the three fields that most have. */
export function blankDraft(folder: string): Draft {
  return {
    path: folder === '' ? '' : `${folder}/`,
    fields: [
      { key: 1, name: 'user', type: 'text', value: '' },
      { key: 2, name: 'password', type: 'secret', value: '' },
      { key: 3, name: 'url', type: 'url', value: '' },
    ],
    tags: [],
  };
}

/**
 * The fields that will be kept: one that was left wholly empty is none, unless it was there before
 * or was asked for and named.
 */
export function keptFields(draft: Draft, before: ReadonlySet<string>): DraftField[] {
  return draft.fields.filter(
    ({ name, value, added }) => value !== '' || before.has(name) || (added === true && name.trim() !== ''),
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
    a.path === b.path &&
    tagsOf(a).join('\n') === tagsOf(b).join('\n') &&
    a.fields.length === b.fields.length &&
    a.fields.every((field, i) => {
      const other = b.fields[i];
      return other?.name === field.name && other.type === field.type && other.value === field.value;
    })
  );
}
