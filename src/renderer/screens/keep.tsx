import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { ChosenFile } from '../components/chosen-file.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { NewPassphrase } from '../components/new-passphrase.tsx';
import { useNewVault } from '../components/new-vault.ts';
import { Working } from '../components/working.tsx';
import { say } from '../stores/status.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const text = words.backups.keep;

/** What is in a vault in memory goes into a file after all. */
export function Keep({ onClose }: { onClose: () => void }) {
  const keep = async (file: string, passphrase: string) => {
    const reply = await api.backups.keepSession({ file, passphrase });
    if (!reply.ok) return reply.failure;
    say(text.done(reply.value.secrets));
    onClose();
    return undefined;
  };
  const { file, choose, tried, working, failure, submit, passphrase } = useNewVault(keep);

  return (
    <Dialog title={text.title} onClose={onClose} closable={!working} width="wide">
      <p className={styles.soft}>{text.text}</p>
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure && <FailureNote failure={failure} />}
        <ChosenFile
          label={text.file}
          file={file}
          none={words.create.noFile}
          onChoose={choose}
          fault={tried && file === undefined ? words.create.chooseFirst : undefined}
          isDisabled={working}
          autoFocus
        />
        <NewPassphrase label={words.create.passphrase} againLabel={words.create.again} {...passphrase} />
        {working ? (
          <Working label={text.working} />
        ) : (
          <footer>
            <Button onPress={onClose}>{words.actions.cancel}</Button>
            <Button kind="primary" type="submit">
              {text.submit}
            </Button>
          </footer>
        )}
      </form>
    </Dialog>
  );
}
