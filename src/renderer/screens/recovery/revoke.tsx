import { useState } from 'react';
import { api } from '../../api.ts';
import { PassphraseDialog } from '../../components/passphrase-dialog.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { RenewKeys } from '../../components/renew-keys.tsx';
import { usePassphrase } from '../../components/use-passphrase.ts';
import { takeStatus } from '../../stores/recovery.ts';
import { untilLock } from '../../stores/reset.ts';
import { say } from '../../stores/status.ts';
import { words } from '../../words/words.ts';

const text = words.recovery.revoke;

/**
 * Takes the set out of use, for whoever has the passphrase: nobody else should shut the way back.
 */
export function Revoke({ onClose }: { onClose: () => void }) {
  const form = usePassphrase();
  const { field, working, send } = form;
  const [renews, setRenews] = useState(true);

  const revoke = async (passphrase: string) => {
    const unlocked = untilLock();
    const reply = await api.recovery.revoke({ passphrase, keepKeys: !renews });
    if (!unlocked()) return undefined;
    if (!reply.ok) return reply.failure;
    takeStatus(reply.value);
    say(text.done);
    onClose();
    return undefined;
  };

  return (
    <PassphraseDialog
      title={text.title}
      form={form}
      doing={text.working}
      onSubmit={() => void send(revoke)}
      onClose={onClose}
      yes={text.yes}
      no={text.no}
      danger
    >
      <p>{text.text}</p>
      <PassphraseField label={text.passphrase} {...field} autoFocus />
      <RenewKeys renews={renews} onChange={setRenews} isDisabled={working} />
    </PassphraseDialog>
  );
}
