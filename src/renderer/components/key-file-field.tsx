import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { shownPlace } from '../../shared/place-form.ts';
import { api } from '../api.ts';
import { failureSentences } from '../words/failures.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { ChosenFile } from './chosen-file.tsx';
import { Disclosure } from './disclosure.tsx';
import styles from './key-file-field.module.css';

/** A chosen key file; `open`: others on this machine may read it. */
export interface KeyFile {
  readonly file: string;
  readonly open: boolean;
}

interface Props {
  label?: string;
  /** The vault that is to ask for it. */
  vault: Place | undefined;
  value: KeyFile | undefined;
  onChange: (value: KeyFile) => void;
  fault?: string | undefined;
  isDisabled: boolean;
}

/** A key file to be asked for from now on: one that is there, or a new one. */
export function KeyFileField({ label, vault, value, onChange, fault, isDisabled }: Props) {
  const text = words.keyFile;
  const [failure, setFailure] = useState<Failure>();
  const take = async (asked: ReturnType<typeof api.vault.chooseKeyFile>) => {
    const reply = await asked;
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok && reply.value !== undefined) onChange(reply.value);
  };
  return (
    <div className={styles.field}>
      <ChosenFile
        label={label ?? text.label}
        file={value?.file}
        none={text.none}
        action={text.choose}
        onChoose={() => void take(api.vault.chooseKeyFile())}
        fault={failure ? failureSentences(failure) : fault}
        isDisabled={isDisabled}
      />
      {warnings(value, vault).map((warning) => (
        <p key={warning} role="status" className={styles.warning}>
          {warning}
        </p>
      ))}
      <div className={styles.make}>
        <Button kind="quiet" isDisabled={isDisabled} onPress={() => void take(api.vault.makeKeyFile())}>
          {text.make}
        </Button>
      </div>
    </div>
  );
}

interface OfferProps extends Pick<Props, 'vault' | 'value' | 'onChange' | 'isDisabled'> {
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

/** The same, offered: most vaults ask for none. */
export function KeyFileOffer({ isOpen, onToggle, ...field }: OfferProps) {
  return (
    <Disclosure title={words.keyFile.offer} isOpen={isOpen} onToggle={onToggle}>
      <div className={styles.offer}>
        <p className={styles.help}>{words.keyFile.offerText}</p>
        <KeyFileField {...field} />
      </div>
    </Disclosure>
  );
}

function warnings(value: KeyFile | undefined, vault: Place | undefined): string[] {
  if (value === undefined) return [];
  const beside = vault !== undefined && folderOf(shownPlace(vault)) === folderOf(value.file);
  return [...(beside ? [words.keyFile.beside] : []), ...(value.open ? [words.keyFile.open] : [])];
}

function folderOf(file: string): string {
  return file.replace(/[\\/][^\\/]*$/, '');
}
