import type { ShownSecurityKey } from '../../../shared/contract-security-keys.ts';
import { api } from '../../api.ts';
import { PassphraseDialog } from '../../components/passphrase-dialog.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { usePassphrase } from '../../components/use-passphrase.ts';
import { changeSecurityKeys } from '../../stores/security-keys.ts';
import { say } from '../../stores/status.ts';
import { words } from '../../words/words.ts';

const text = words.securityKeys.removing;

/** Takes a key's way in away, with new keys for the vault. */
export function RemoveKey({ of: { id, name }, onClose }: { of: ShownSecurityKey; onClose: () => void }) {
  const form = usePassphrase();
  const { field, send } = form;
  const remove = async (passphrase: string) => {
    const refused = await changeSecurityKeys(api.securityKeys.remove({ id, passphrase }));
    if (refused) return refused;
    say(text.done(name));
    onClose();
    return undefined;
  };
  return (
    <PassphraseDialog
      title={text.title(name)}
      form={form}
      doing={text.working}
      onSubmit={() => void send(remove)}
      onClose={onClose}
      yes={text.submit}
      danger
    >
      <p>{text.text}</p>
      <PassphraseField label={words.securityKeys.passphrase} {...field} autoFocus />
    </PassphraseDialog>
  );
}
