import { ShieldCheck } from 'lucide-react';
import { useId, useState } from 'react';
import type { FoundOtp } from '../../shared/contract-otp.ts';
import type { Failure } from '../../shared/failure.ts';
import { addressesIn, parseOtp } from '../../shared/otp.ts';
import { api } from '../api.ts';
import { untilLock } from '../stores/reset.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { FailureNote } from './failure-note.tsx';
import boxes from './field.module.css';
import { ChooseAccount, OtherAccounts } from './otp-accounts.tsx';
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

/**
 * Where a form takes what one-time codes are made from: typed, or read by main. Of several accounts
 * one is chosen for this secret, and the others may become secrets, too.
 */
export function OtpField({ value, onChange, ...box }: Props) {
  const [found, setFound] = useState<FoundOtp>();
  const [failure, setFailure] = useState<Failure>();
  const use = (told: FoundOtp) => {
    setFailure(undefined);
    const [only, ...more] = told.codes;
    if (only !== undefined && more.length === 0 && told.have === told.of) onChange(only.token);
    else setFound(told);
  };
  const read = async (typed: string) => {
    const unlocked = untilLock();
    const reply = await api.otp.fromText({ text: typed });
    if (!unlocked()) return;
    if (reply.ok) use(reply.value);
    else setFailure(reply.failure);
  };
  if (isCoveredOtp(value)) {
    const others = (found?.codes ?? []).filter(({ token }) => token !== value);
    return (
      <div className={styles.typed}>
        <div className={styles.kept}>
          <ShieldCheck aria-hidden />
          <span>{text.kept}</span>
          <Button size="small" kind="quiet" onPress={() => onChange('')}>
            {text.replace}
          </Button>
        </div>
        {others.length > 0 && <OtherAccounts accounts={others} onDone={() => setFound(undefined)} />}
      </div>
    );
  }
  return (
    <div className={styles.typed}>
      <TypedOtp {...box} value={value} onChange={onChange} onSeveral={(typed) => void read(typed)} />
      {failure && <FailureNote failure={failure} />}
      {value.trim() === '' && (
        <>
          <OtpSources onFound={use} onFailure={setFailure} />
          {found && <ChooseAccount found={found} onChoose={onChange} />}
        </>
      )}
    </div>
  );
}

interface TypedProps extends Props {
  /** Hears a text that has several accounts. */
  onSeveral: (typed: string) => void;
}

function TypedOtp({ id, said, value, onChange, onSeveral, autoFocus }: TypedProps) {
  const help = useId();
  const read = value.trim() === '' ? undefined : parseOtp(value);
  const fault = typeof read === 'string' ? read : undefined;
  return (
    <>
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
        onChange={({ target }) =>
          parseOtp(target.value) === 'several' ? onSeveral(target.value) : onChange(target.value)
        }
        // A box of one line would make one text of them.
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text/plain');
          if (addressesIn(pasted).length === 1) return;
          event.preventDefault();
          onSeveral(pasted);
        }}
      />
      <p id={help} className={fault === undefined ? styles.help : styles.fault}>
        {fault === undefined ? text.read(typeof read === 'object' ? read : undefined) : text.faults[fault]}
      </p>
    </>
  );
}
