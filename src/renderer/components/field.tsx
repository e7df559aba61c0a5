import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './field.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: ReactNode;
  /** What is wrong with the value; `undefined`: nothing. */
  fault?: string | undefined;
  mono?: boolean;
  isReadOnly?: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
  placeholder?: string;
  inputRef?: Ref<HTMLInputElement>;
  onKeyDown?: (event: KeyboardEvent) => void;
  onBlur?: () => void;
}

/** A line of text with its label, help and fault. */
export function Field({ label, help, fault, mono, inputRef, placeholder, onKeyDown, ...rest }: Props) {
  return (
    <TextField
      {...rest}
      className={cx(styles.field)}
      isInvalid={fault !== undefined}
      autoComplete="off"
      spellCheck="false"
    >
      <Label className={cx(styles.label)}>{label}</Label>
      <Input
        ref={inputRef ?? null}
        className={cx(styles.input, mono && styles.mono)}
        placeholder={placeholder ?? ''}
        {...(onKeyDown && { onKeyDown })}
      />
      {help !== undefined && fault === undefined && (
        <Text slot="description" className={cx(styles.help)}>
          {help}
        </Text>
      )}
      <FieldError className={cx(styles.fault)}>{fault}</FieldError>
    </TextField>
  );
}

interface BareProps {
  /** For a screen reader alone: what is around it says the same to the eye. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  isReadOnly?: boolean;
  autoFocus?: boolean;
}

/** A line of text whose label cannot be seen. */
export function BareField({ label, placeholder, ...rest }: BareProps) {
  return (
    <TextField
      {...rest}
      aria-label={label}
      className={cx(styles.field)}
      autoComplete="off"
      spellCheck="false"
    >
      <Input className={cx(styles.input)} placeholder={placeholder ?? ''} />
    </TextField>
  );
}
