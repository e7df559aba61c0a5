import type { FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Check } from '../../components/check.tsx';
import { Field } from '../../components/field.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { fetchServer, startOver } from '../../stores/transfer.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.import;

/** What is typed of a server. The token lives as long as the dialog, and goes when it has let in. */
export interface ServerAsked {
  readonly address: string;
  readonly token: string;
  readonly history: boolean;
}
export const noServer: ServerAsked = { address: '', token: '', history: false };

interface Props {
  server: ServerAsked;
  onServer: (server: ServerAsked) => void;
}

/** Asks for a mount of a Vault or OpenBao server. */
export function Server({ server, onServer }: Props) {
  const { address, token, history } = server;
  const isWhole = address.trim() !== '' && token !== '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && (await fetchServer(server))) onServer({ ...server, token: '' });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <p className={styles.soft}>{text.serverText}</p>
      <Field
        label={text.serverAddress}
        help={text.serverAddressHelp}
        placeholder={text.serverExample}
        value={address}
        onChange={(typed) => onServer({ ...server, address: typed })}
        autoFocus
      />
      <PassphraseField
        label={text.serverToken}
        help={text.serverTokenHelp}
        value={token}
        onChange={(typed) => onServer({ ...server, token: typed })}
      />
      <Check isSelected={history} onChange={(chosen) => onServer({ ...server, history: chosen })}>
        {text.serverHistory}
      </Check>
      <footer>
        <Button onPress={startOver}>{words.actions.back}</Button>
        <Button kind="primary" type="submit" isDisabled={!isWhole}>
          {text.serverFetch}
        </Button>
      </footer>
    </form>
  );
}
