import { Eye, EyeOff, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type Ref, useLayoutEffect, useRef, useState } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { words } from '../words/words.ts';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './field.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: ReactNode;
  fault?: string | undefined;
  isDisabled?: boolean;
  autoFocus?: boolean;
  large?: boolean;
  /** Whether what is typed is shown; left out, the field decides for itself. */
  shown?: boolean;
  onShow?: (shown: boolean) => void;
  inputRef?: Ref<HTMLInputElement>;
  children?: ReactNode;
}

/** A passphrase: covered until asked for, and warned of Caps Lock. */
export function PassphraseField(props: Props) {
  const { label, help, fault, large, shown: given, onShow, inputRef, children, ...rest } = props;
  const [own, setOwn] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const shown = given ?? own;
  const show = onShow ?? setOwn;
  const watchCaps = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  const row = useRef<HTMLDivElement>(null);
  // An element that has left the page lives on for a while, and its value with it.
  useLayoutEffect(() => {
    const input = row.current?.querySelector('input');
    return () => {
      if (!input) return;
      input.value = '';
      input.removeAttribute('value');
    };
  }, []);
  return (
    <TextField
      {...rest}
      className={cx(styles.field, large && styles.large)}
      type={shown ? 'text' : 'password'}
      isInvalid={fault !== undefined}
      autoComplete="off"
      spellCheck="false"
    >
      <Label className={cx(styles.label)}>{label}</Label>
      <div ref={row} className={styles.row}>
        <Input
          ref={inputRef ?? null}
          className={cx(styles.input, shown && styles.mono)}
          onKeyDown={watchCaps}
          onKeyUp={watchCaps}
          onBlur={() => setCapsLock(false)}
        />
        <span className={styles.inside}>
          <IconButton
            label={shown ? words.passphrase.hide : words.passphrase.show}
            onPress={() => show(!shown)}
          >
            {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </IconButton>
        </span>
      </div>
      {capsLock && (
        <span className={styles.caps} role="status">
          <TriangleAlert aria-hidden />
          {words.passphrase.capsLock}
        </span>
      )}
      <FieldError className={cx(styles.fault)}>{fault}</FieldError>
      {help !== undefined && fault === undefined && (
        <Text slot="description" className={cx(styles.help)}>
          {help}
        </Text>
      )}
      {children}
    </TextField>
  );
}
