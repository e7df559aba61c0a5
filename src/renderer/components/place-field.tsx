import { FolderSymlink } from 'lucide-react';
import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { isTyped, type PlaceForm, placeForms, type Typed } from '../../shared/place-form.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { ChosenFile } from './chosen-file.tsx';
import { cx } from './cx.ts';
import { Disclosure } from './disclosure.tsx';
import styles from './place-field.module.css';
import { ServicePart, type ServicePartProps } from './service-part.tsx';
import { fieldWords, TypedField } from './typed-field.tsx';

interface KindWords {
  readonly name: string;
  readonly help: string;
}

export interface PlaceFieldProps {
  kind: string;
  onKind: (kind: string) => void;
  /** What the system's chooser gave, as people read it. */
  chosen: string | undefined;
  onChoose: () => void;
  typed: Typed;
  onType: (name: string, text: string) => void;
  /** The form was handed in: what is missing is said. */
  tried: boolean;
  isDisabled: boolean;
  autoFocus?: boolean;
  /** Says what a kind is for; left out where that is clear. */
  help?: boolean;
  /** Something is missing that was asked for. */
  lacking?: boolean;
  /** Of a service: its credentials, and the trial of the place. */
  service?: Omit<ServicePartProps, 'isDisabled' | 'hasCredentials'> | undefined;
  /** What is asked for, where that is no vault of its own. */
  label?: string;
  /** The kinds there are. */
  forms?: readonly PlaceForm<string>[];
  /** Asks for the first kind alone until somebody wants another. */
  folded?: boolean;
}

/** Where a vault lies: its kind, and what that kind asks for, drawn from its description. */
export function PlaceField({
  forms = placeForms,
  label = words.places.where,
  kind,
  onKind,
  folded = false,
  ...rest
}: PlaceFieldProps) {
  const [unfolded, setUnfolded] = useState(false);
  const form = forms.find((one) => one.kind === kind);
  const isFolded = folded && !unfolded && form === forms[0];
  return (
    <div className={styles.place}>
      {forms.length > 1 && !isFolded && (
        <RadioGroup
          value={kind}
          onChange={onKind}
          isDisabled={rest.isDisabled}
          orientation="horizontal"
          className={cx(styles.kinds)}
        >
          <Label className={cx(styles.label)}>{label}</Label>
          <div className={styles.options}>
            {forms.map((one) => (
              <Radio
                key={one.kind}
                value={one.kind}
                autoFocus={unfolded && one === form}
                className={cx(styles.kind)}
              >
                {kindWords(one.kind).name}
              </Radio>
            ))}
          </div>
        </RadioGroup>
      )}
      {form && (isTyped(form) ? <TypedFields form={form} {...rest} /> : <Chosen form={form} {...rest} />)}
      {forms.length > 1 && isFolded && (
        <div className={styles.elsewhere}>
          <Button kind="quiet" size="small" isDisabled={rest.isDisabled} onPress={() => setUnfolded(true)}>
            <FolderSymlink aria-hidden />
            {words.places.elsewhere}
          </Button>
        </div>
      )}
    </div>
  );
}

type PartProps = Omit<PlaceFieldProps, 'folded' | 'forms' | 'kind' | 'label' | 'onKind'> & {
  form: PlaceForm<string>;
};

function Chosen({ form, chosen, onChoose, tried, isDisabled, autoFocus = false, help = false }: PartProps) {
  const [field] = form.fields;
  if (field === undefined) return null;
  const text = fieldWords(field.name);
  return (
    <ChosenFile
      label={text.label}
      file={chosen}
      none={text.none}
      onChoose={onChoose}
      fault={tried && chosen === undefined ? text.missing : undefined}
      {...(help && { help: kindWords(form.kind).help })}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
    />
  );
}

function TypedFields({
  form,
  typed,
  onType,
  tried,
  lacking = false,
  isDisabled,
  help = false,
  service,
}: PartProps) {
  const [more, setMore] = useState(false);
  const fields = (folded: boolean) =>
    form.fields
      .filter((one) => (one.more === true) === folded)
      .map((one) => (
        <TypedField
          key={one.name}
          field={one}
          value={typed[one.name] ?? ''}
          onChange={(text) => onType(one.name, text)}
          tried={tried || lacking}
          isDisabled={isDisabled}
        />
      ));
  const hasCredentials = form.fields.some(({ name, credential }) => credential && (typed[name] ?? '') !== '');
  return (
    <>
      {help && <p className={styles.help}>{kindWords(form.kind).help}</p>}
      {fields(false)}
      {form.fields.some((one) => one.more) && (
        <Disclosure title={words.places.more} isOpen={more} onToggle={setMore}>
          <div className={styles.place}>{fields(true)}</div>
        </Disclosure>
      )}
      {service && <ServicePart {...service} hasCredentials={hasCredentials} isDisabled={isDisabled} />}
    </>
  );
}

function kindWords(kind: string): KindWords {
  return (words.places.kinds as Readonly<Record<string, KindWords>>)[kind] ?? { name: kind, help: '' };
}
