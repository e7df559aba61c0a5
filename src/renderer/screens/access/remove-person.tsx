import { api } from '../../api.ts';
import { PassphraseQuestion } from '../../components/passphrase-question.tsx';
import { changePeople, isUnnamed } from '../../stores/people.ts';
import { say } from '../../stores/status.ts';
import { openKeys } from '../../stores/vault-keys.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.people.removing;

/** Takes somebody's way in away, and goes on to the list of what they could read. */
export function Remove({ name, onClose }: { name: string; onClose: () => void }) {
  const shown = isUnnamed(name) ? words.people.unnamed : name;
  const done = () => {
    say(text.done(shown));
    openKeys();
  };
  return (
    <PassphraseQuestion
      title={text.title(shown)}
      label={text.passphrase}
      doing={text.working}
      work={(passphrase) => changePeople(api.people.remove({ name, passphrase }))}
      onDone={done}
      onClose={onClose}
      yes={text.submit}
      danger
    >
      <p>{text.text(shown)}</p>
      <p className={styles.soft}>{text.keeps(shown)}</p>
      <p className={styles.small}>{text.besides}</p>
    </PassphraseQuestion>
  );
}
