import type { PlaceField } from '../../shared/place-form.ts';
import { words } from '../words/words.ts';
import { Field } from './field.tsx';
import { PassphraseField } from './passphrase-field.tsx';

interface Props {
  field: PlaceField;
  value: string;
  onChange: (text: string) => void;
  /** The form was handed in: what is missing is said. */
  tried: boolean;
  isDisabled: boolean;
  autoFocus?: boolean;
}

/** One thing that a person types to name a place, or to be let in there. */
export function TypedField({ field: { name, optional, credential }, value, tried, ...rest }: Props) {
  const text = fieldWords(name);
  const fault = tried && !optional && value.trim() === '' ? text.missing : undefined;
  const own = { ...rest, label: text.label, value, fault };
  return credential === 'covered' ? <PassphraseField {...own} /> : <Field {...own} placeholder={text.none} />;
}

interface FieldWords {
  readonly label: string;
  readonly none: string;
  readonly missing: string;
}

export function fieldWords(name: string): FieldWords {
  const known = words.places.fields as Readonly<Record<string, FieldWords>>;
  return known[name] ?? { label: name, none: '', missing: '' };
}
