import { FieldError, Label, Text, TextArea, TextField } from 'react-aria-components';
import { cx } from './cx.ts';
import field from './field.module.css';
import styles from './text-box.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  fault?: string | undefined;
  isReadOnly?: boolean;
  isDisabled?: boolean;
  /** Sentences, whose lines may be broken; else code, whose lines may not. */
  isProse?: boolean;
}

/** Many lines of code, with their label, help and fault. Takes the height that it is given. */
export function TextBox({ label, help, fault, isProse = false, ...rest }: Props) {
  return (
    <TextField
      {...rest}
      className={cx(field.field, styles.box)}
      isInvalid={fault !== undefined}
      autoComplete="off"
      spellCheck="false"
    >
      <Label className={cx(field.label)}>{label}</Label>
      <TextArea className={cx(field.input, isProse ? styles.prose : field.mono, styles.area)} />
      {help !== undefined && fault === undefined && (
        <Text slot="description" className={cx(field.help)}>
          {help}
        </Text>
      )}
      <FieldError className={cx(field.fault)}>{fault}</FieldError>
    </TextField>
  );
}
