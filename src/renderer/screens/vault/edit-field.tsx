import { useId } from 'react';
import { isFile } from '../../../shared/secret.ts';
import { knownField } from '../../../shared/templates.ts';
import { labelOf, labelWithin } from '../../words/fields.ts';
import { words } from '../../words/words.ts';
import styles from './edit-field.module.css';
import { FieldHead, type FieldHeadProps } from './field-head.tsx';
import { PasswordNote } from './password-note.tsx';
import { ValueBox } from './value-box.tsx';

const text = words.editor;

interface Props extends FieldHeadProps {
  /** Names, types and the order are edited too. */
  readonly arranging: boolean;
  /** True where the keyboard shall start. */
  readonly focusValue: boolean;
}

/** One field of the form: a box under its label, and its name and type while those are edited. */
export function EditField(props: Props) {
  const { field, position, names, arranging, focusValue } = props;
  const id = useId();
  const label = labelOf(field.name, names);
  const known = knownField(field.name);
  const measured = field.type === 'secret' && known?.password === true;
  return (
    <div
      className={styles.field}
      data-field={field.key}
      data-name={field.name}
      data-arranging={arranging || undefined}
      {...(arranging && { role: 'group', 'aria-label': field.name || text.nameOf(position + 1) })}
    >
      {arranging ? (
        <FieldHead {...props} />
      ) : (
        <label className={styles.label} htmlFor={isFile(field.type) ? undefined : id}>
          {label}
        </label>
      )}
      <ValueBox
        field={field}
        id={id}
        lines={known?.lines === true}
        generates={known === undefined || known.password === true}
        called={labelWithin(field.name, names)}
        {...(arranging && { said: text.valueOf(field.name) })}
        autoFocus={focusValue}
      />
      {measured && <PasswordNote value={field.value} />}
    </div>
  );
}
