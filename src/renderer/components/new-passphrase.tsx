import type { RefObject } from 'react';
import { useState } from 'react';
import { words } from '../words/en.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { Strength } from './strength.tsx';

/** A passphrase that is chosen, and the same once more. */
export interface Twice {
  readonly passphrase: string;
  readonly again: string;
}

export const noPassphrase: Twice = { passphrase: '', again: '' };

/** True when both were typed, and alike. */
export function agrees({ passphrase, again }: Twice): boolean {
  return passphrase !== '' && passphrase === again;
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
        onChange={(typed) => onChange({ ...value, passphrase: typed })}
        shown={shown}
        onShow={setShown}
        isDisabled={isDisabled}
        fault={tried && passphrase === '' ? words.create.empty : undefined}
        {...(first && { inputRef: first })}
      >
        <Strength passphrase={passphrase} />
      </PassphraseField>
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
