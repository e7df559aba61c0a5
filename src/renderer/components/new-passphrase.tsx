import type { RefObject } from 'react';
import { useState } from 'react';
import { isWeak } from '../../shared/measure.ts';
import { words } from '../words/words.ts';
import { Check } from './check.tsx';
import { MadePassphrase } from './made-passphrase.tsx';
import styles from './new-passphrase.module.css';
import { PassphraseField } from './passphrase-field.tsx';
import { Strength } from './strength.tsx';

/** A passphrase that is chosen, and the same once more. */
export interface Twice {
  readonly passphrase: string;
  readonly again: string;
  /** It was found easy to guess when the form was sent: the person is asked once more. */
  readonly doubted?: boolean;
  /** The person takes it nevertheless. */
  readonly accepted?: boolean;
}

export const noPassphrase: Twice = { passphrase: '', again: '' };

/** True when both were typed, and alike. */
export function agrees({ passphrase, again }: Twice): boolean {
  return passphrase !== '' && passphrase === again;
}

/**
 * The choice with its question, where the passphrase is easy to guess and was not taken
 * nevertheless.
 */
export async function doubtOf(chosen: Twice): Promise<Twice | undefined> {
  if (chosen.accepted || !(await isWeak(chosen.passphrase))) return undefined;
  return { ...chosen, doubted: true };
}

interface Props {
  label: string;
  againLabel: string;
  value: Twice;
  onChange: (value: Twice) => void;
  /** True once the form was sent: faults are shown from then on. */
  tried: boolean;
  isDisabled: boolean;
  first?: RefObject<HTMLInputElement | null>;
  second?: RefObject<HTMLInputElement | null>;
}

/** A new passphrase, typed twice, with word of how strong it is. */
export function NewPassphrase(props: Props) {
  const { label, againLabel, value, onChange, tried, isDisabled, first, second } = props;
  const { passphrase, again } = value;
  const [shown, setShown] = useState(false);
  const differ = passphrase !== again;
  return (
    <>
      <PassphraseField
        label={label}
        value={passphrase}
        onChange={(typed) => onChange({ passphrase: typed, again })}
        shown={shown}
        onShow={setShown}
        isDisabled={isDisabled}
        fault={tried && passphrase === '' ? words.create.empty : undefined}
        {...(first && { inputRef: first })}
      >
        <Strength passphrase={passphrase} />
      </PassphraseField>
      <MadePassphrase
        isDisabled={isDisabled}
        isUsed={(made) => made === passphrase}
        onMade={(made) => {
          setShown(true);
          onChange({ passphrase: made, again: '' });
        }}
      />
      <PassphraseField
        label={againLabel}
        value={again}
        onChange={(typed) => onChange({ ...value, again: typed })}
        shown={shown}
        onShow={setShown}
        isDisabled={isDisabled}
        // Said while it is typed as soon as no more typing can put it right.
        fault={
          differ && (tried || (again !== '' && !passphrase.startsWith(again)))
            ? words.create.differ
            : undefined
        }
        {...(second && { inputRef: second })}
      />
      {value.doubted && (
        <div className={styles.doubt}>
          <p role="alert">{words.passphrase.weak}</p>
          <Check
            autoFocus
            isSelected={value.accepted ?? false}
            onChange={(accepted) => onChange({ ...value, accepted })}
            isDisabled={isDisabled}
          >
            {words.passphrase.nevertheless}
          </Check>
        </div>
      )}
    </>
  );
}

/** Sends the focus to what is missing or differs. */
export function focusFault(
  { passphrase }: Twice,
  first: RefObject<HTMLInputElement | null>,
  second: RefObject<HTMLInputElement | null>,
): void {
  if (passphrase === '') first.current?.focus();
  else second.current?.select();
}
