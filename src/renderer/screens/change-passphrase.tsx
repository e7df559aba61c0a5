import { useState } from 'react';
import { api } from '../api.ts';
import { agrees, doubtOf, NewPassphrase, noPassphrase } from '../components/new-passphrase.tsx';
import { PassphraseDialog } from '../components/passphrase-dialog.tsx';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { RenewKeys } from '../components/renew-keys.tsx';
import { usePassphrase } from '../components/use-passphrase.ts';
import { say } from '../stores/status.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const text = words.changePassphrase;

/** Puts a new passphrase in place of the old one. */
export function ChangePassphrase({ onClose }: { onClose: () => void }) {
  const form = usePassphrase();
  const { field, tried, working, send } = form;
  const [chosen, setChosen] = useState(noPassphrase);
  const [renews, setRenews] = useState(true);

  const change = async (old: string) => {
    const doubt = await doubtOf(chosen);
    if (doubt) {
      setChosen(doubt);
      return undefined;
    }
    const reply = await api.vault.changePassphrase({ old, new: chosen.passphrase, keepKeys: !renews });
    if (!reply.ok) return reply.failure;
    say(words.status.passphraseChanged);
    onClose();
    return undefined;
  };

  return (
    <PassphraseDialog
      title={text.title}
      form={form}
      doing={text.working}
      onSubmit={() => void send(change, agrees(chosen))}
      onClose={onClose}
      yes={text.submit}
    >
      <PassphraseField label={text.old} {...field} autoFocus />
      <NewPassphrase
        label={text.new}
        againLabel={text.again}
        value={chosen}
        onChange={setChosen}
        tried={tried}
        isDisabled={working}
      />
      <RenewKeys renews={renews} onChange={setRenews} isDisabled={working} />
      <p className={styles.small}>{text.text}</p>
    </PassphraseDialog>
  );
}
