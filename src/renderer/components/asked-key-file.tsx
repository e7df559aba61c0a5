import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { asksKeyFile } from '../stores/own-key.ts';
import { failureText } from '../words/failures.ts';
import { words } from '../words/words.ts';
import { ChosenFile } from './chosen-file.tsx';

interface Props {
  /** Why the vault or backup did not open. */
  failure: Failure | undefined;
  value: string | undefined;
  onChange: (file: string) => void;
}

/** The key file of a backup: asked for once it turned out that the passphrase is not enough. */
export function AskedKeyFile({ failure, value, onChange }: Props) {
  const [refused, setRefused] = useState<Failure>();
  if (value === undefined && !asksKeyFile(failure)) return null;
  const choose = async () => {
    const reply = await api.vault.chooseKeyFile();
    setRefused(reply.ok ? undefined : reply.failure);
    if (reply.ok && reply.value !== undefined) onChange(reply.value.file);
  };
  return (
    <ChosenFile
      label={words.keyFile.label}
      file={value}
      none={words.keyFile.none}
      action={words.keyFile.choose}
      onChoose={() => void choose()}
      fault={refused && failureText(refused).what}
    />
  );
}
