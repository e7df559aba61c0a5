import { ShieldCheck } from 'lucide-react';
import { useId } from 'react';
import { parseOtp } from '../../shared/otp.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import boxes from './field.module.css';
import styles from './otp-field.module.css';
import { OtpSources } from './otp-sources.tsx';

const text = words.otp;

interface Props {
  id: string;
  /** What a screen reader says, where no label is seen. */
  said?: string;
  /** What was typed, or main's token for what lies in the vault. */
  value: string;
  onChange: (value: string) => void;
  autoFocus: boolean;
}

/** True for a value that stands for one that the page does not have. */
export function isCoveredOtp(value: string): boolean {
  return /^covered:[0-9a-f]{32}$/.test(value);
}

/** Where a form takes what one-time codes are made from: as a set-up key or an address. */
export function OtpField({ id, said, value, onChange, autoFocus }: Props) {
  const help = useId();
  if (isCoveredOtp(value)) {
    return (
      <div className={styles.kept}>
        <ShieldCheck aria-hidden />
        <span>{text.kept}</span>
        <Button size="small" kind="quiet" onPress={() => onChange('')}>
          {text.replace}
        </Button>
      </div>
    );
  }
  const read = value.trim() === '' ? undefined : parseOtp(value);
  const fault = typeof read === 'string' ? read : undefined;
  return (
    <div className={styles.typed}>
      <input
        className={cx(boxes.input, boxes.mono)}
        id={id}
        aria-label={said}
        aria-describedby={help}
        aria-invalid={fault !== undefined}
        data-invalid={fault !== undefined || undefined}
        data-value
        dir="auto"
        placeholder={text.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={value}
        // biome-ignore lint/a11y/noAutofocus: the keyboard is where the person asked to type.
        autoFocus={autoFocus}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={help} className={fault === undefined ? styles.help : styles.fault}>
        {fault === undefined ? text.read(typeof read === 'object' ? read : undefined) : text.faults[fault]}
      </p>
      {value.trim() === '' && <OtpSources onChange={onChange} />}
    </div>
  );
}
