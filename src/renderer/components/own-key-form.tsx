import { type FormEvent, type ReactNode, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { asksKeyFile, type OwnKey, wantsOwnKey } from '../stores/own-key.ts';
import { failureSentences } from '../words/failures.ts';
import { AskedKeyFile } from './asked-key-file.tsx';
import { PassphraseField } from './passphrase-field.tsx';

interface Props {
  text: { readonly passphrase: string; readonly empty: string; readonly wrong: string };
  /** What was wrong; missing while what was typed is tried, and the field keeps it. */
  failure: Failure | undefined;
  onSubmit: (key: OwnKey) => void;
  className: string | undefined;
  /** What stands above the fields. */
  head?: ReactNode;
  /** The buttons. */
  children: ReactNode;
}

/** Asks for what opens a backup or a copy that the keys of the open vault do not open. */
export function OwnKeyForm({ text, failure, onSubmit, className, head, children }: Props) {
  const [passphrase, setPassphrase] = useState('');
  const [keyFile, setKeyFile] = useState<string>();
  const [empty, setEmpty] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(passphrase === '');
    if (passphrase !== '' && failure !== undefined)
      onSubmit({ passphrase, ...(keyFile !== undefined && { keyFile }) });
  };
  return (
    <form className={className} onSubmit={submit} noValidate>
      {head}
      <PassphraseField
        label={text.passphrase}
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
        fault={empty ? text.empty : faultOf(failure, text.wrong)}
      />
      <AskedKeyFile failure={failure} value={keyFile} onChange={setKeyFile} />
      {children}
    </form>
  );
}

function faultOf(failure: Failure | undefined, wrong: string): string | undefined {
  if (failure === undefined || failure.code === 'wrong-key' || !wantsOwnKey(failure)) return undefined;
  return asksKeyFile(failure) ? failureSentences(failure) : wrong;
}
