import type { Place } from '../../shared/place.ts';
import { api } from '../api.ts';
import { Dialog } from '../components/dialog.tsx';
import { DialogForm } from '../components/dialog-form.tsx';
import { NewPassphrase } from '../components/new-passphrase.tsx';
import { useNewVault } from '../components/new-vault.ts';
import { PlaceField } from '../components/place-field.tsx';
import { SharedFolder } from '../components/shared-folder.tsx';
import { say } from '../stores/status.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const text = words.backups.keep;

/** What is in a vault in memory goes into a file after all. */
export function Keep({ onClose }: { onClose: () => void }) {
  const keep = async (place: Place, passphrase: string) => {
    const reply = await api.backups.keepSession({ place, passphrase });
    if (!reply.ok) return reply.failure;
    say(text.done(reply.value.secrets));
    onClose();
    return undefined;
  };
  const { place, where, working, failure, submit, passphrase } = useNewVault(keep);

  return (
    <Dialog title={text.title} onClose={onClose} closable={!working} width="wide">
      <p className={styles.soft}>{text.text}</p>
      <DialogForm
        failure={failure}
        working={working ? text.working : undefined}
        onSubmit={submit}
        onClose={onClose}
        yes={text.submit}
      >
        <PlaceField {...where} folded autoFocus />
        <SharedFolder place={place} />
        <NewPassphrase label={words.create.passphrase} againLabel={words.create.again} {...passphrase} />
      </DialogForm>
    </Dialog>
  );
}
