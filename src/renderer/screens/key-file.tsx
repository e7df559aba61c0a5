import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { type KeyFile as Chosen, KeyFileField } from '../components/key-file-field.tsx';
import { PassphraseDialog } from '../components/passphrase-dialog.tsx';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { usePassphrase } from '../components/use-passphrase.ts';
import { changeKeyFile, useSession } from '../stores/session.ts';
import { say } from '../stores/status.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const shared = words.keyFile;
const text = shared.dialog;

/** Lets the vault ask for a key file, for another one, or for none. */
export function KeyFile({ onClose }: { onClose: () => void }) {
  const vault = useSession(({ state }) => state?.place);
  const asked = useSession(({ state }) => state?.keyFile);
  const [chosen, setChosen] = useState<Chosen>();
  const [removing, setRemoving] = useState(false);
  const form = usePassphrase();
  const { field, tried, working, send } = form;

  const change = (file: string | undefined) => async (passphrase: string) => {
    const refused = await changeKeyFile(passphrase, file);
    if (refused) return refused;
    say(file === undefined ? shared.removed : asked ? shared.replaced : shared.added);
    onClose();
    return undefined;
  };
  const put = () => {
    setRemoving(false);
    void send(change(chosen?.file), chosen !== undefined);
  };
  const remove = () => {
    setRemoving(true);
    void send(change(undefined));
  };

  return (
    <PassphraseDialog
      title={text.title}
      form={form}
      doing={text.working}
      onSubmit={put}
      onClose={onClose}
      yes={asked ? text.replace : text.add}
      more={asked && <Button onPress={remove}>{text.remove}</Button>}
    >
      <p>{asked ? text.asks : text.asksNone}</p>
      {asked?.file !== undefined && <p className={styles.small}>{text.now(asked.file)}</p>}
      <p className={styles.small}>{asked ? text.keys : shared.offerText}</p>
      <KeyFileField
        {...(asked && { label: text.next })}
        vault={vault}
        value={chosen}
        onChange={setChosen}
        fault={tried && !removing && chosen === undefined ? text.chooseFirst : undefined}
        isDisabled={working}
      />
      <PassphraseField label={text.passphrase} {...field} />
      {!asked && <p className={styles.small}>{text.keys}</p>}
    </PassphraseDialog>
  );
}
