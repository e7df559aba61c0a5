import { type FieldType, limits } from '../../shared/secret.ts';

/** A field as the form holds it: `key` stays when the name changes. */
export interface DraftField {
  readonly key: number;
  readonly name: string;
  readonly type: FieldType;
  readonly value: string;
}

/** What the form holds. */
export interface Draft {
  readonly path: string;
  readonly fields: readonly DraftField[];
  readonly tags: readonly string[];
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

/** The fields that will be kept: one that was left wholly empty is none, unless it was there before. */
export function keptFields(draft: Draft, before: ReadonlySet<string>): DraftField[] {
  return draft.fields.filter((field) => field.value !== '' || before.has(field.name));
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
    a.tags.join('\n') === b.tags.join('\n') &&
    a.fields.length === b.fields.length &&
    a.fields.every((field, i) => {
      const other = b.fields[i];
      return other?.name === field.name && other.type === field.type && other.value === field.value;
    })
  );
}
