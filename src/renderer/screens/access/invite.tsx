import { useState } from 'react';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { CarriedCode } from '../../components/carried-code.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { loadPeople } from '../../stores/people.ts';
import { untilLock } from '../../stores/reset.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';
import { NameDialog } from './name-dialog.tsx';

const text = words.people.inviting;

/** Makes an invitation, and gives it to be sent. */
export function Invite({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<{ readonly name: string; readonly code: string }>();
  const take = async (name: string) => {
    const unlocked = untilLock();
    const reply = await api.people.invite({ name });
    if (!unlocked()) return undefined;
    if (!reply.ok) return reply.failure;
    setMade({ name: name.trim(), code: reply.value.code });
    void loadPeople();
    return undefined;
  };
  if (made !== undefined) return <Made {...made} onClose={onClose} />;
  return <NameDialog text={text} take={take} onClose={onClose} />;
}

function Made({ name, code, onClose }: { name: string; code: string; onClose: () => void }) {
  return (
    <Dialog title={text.madeTitle(name)} onClose={onClose}>
      <p className={styles.soft}>{text.made}</p>
      <CarriedCode kind="invitation" code={code} name={name} />
      <p className={styles.soft}>{text.next(name)}</p>
      <footer>
        <Button kind="primary" autoFocus onPress={onClose}>
          {words.actions.done}
        </Button>
      </footer>
    </Dialog>
  );
}
