import { api } from '../../api.ts';
import { PassphraseDialog } from '../../components/passphrase-dialog.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { usePassphrase } from '../../components/use-passphrase.ts';
import { changePeople, isUnnamed } from '../../stores/people.ts';
import { say } from '../../stores/status.ts';
import { openKeys } from '../../stores/vault-keys.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.people.removing;

/** Takes somebody's way in away, and goes on to the list of what they could read. */
export function Remove({ name, onClose }: { name: string; onClose: () => void }) {
  const form = usePassphrase();
  const { field, send } = form;
  const shown = isUnnamed(name) ? words.people.unnamed : name;
  const remove = async (passphrase: string) => {
    const refused = await changePeople(api.people.remove({ name, passphrase }));
    if (refused) return refused;
    say(text.done(shown));
    openKeys();
    return undefined;
  };
  return (
    <PassphraseDialog
      title={text.title(shown)}
      form={form}
      doing={text.working}
      onSubmit={() => void send(remove)}
      onClose={onClose}
      yes={text.submit}
      danger
    >
      <p>{text.text(shown)}</p>
      <p className={styles.soft}>{text.keeps(shown)}</p>
      <p className={styles.small}>{text.besides}</p>
      <PassphraseField label={text.passphrase} {...field} autoFocus />
    </PassphraseDialog>
  );
}
