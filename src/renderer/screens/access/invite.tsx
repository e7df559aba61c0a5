import { useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { CarriedCode } from '../../components/carried-code.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { DialogForm } from '../../components/dialog-form.tsx';
import { Field } from '../../components/field.tsx';
import { loadPeople } from '../../stores/people.ts';
import { untilLock } from '../../stores/reset.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';
import { nameFaultOf } from './rename-person.tsx';

const text = words.people.inviting;

/** Makes an invitation, and gives it to be sent. */
export function Invite({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [code, setCode] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const make = async () => {
    const unlocked = untilLock();
    const reply = await api.people.invite({ name });
    if (!unlocked()) return;
    setFailure(reply.ok ? undefined : reply.failure);
    if (!reply.ok) return;
    setCode(reply.value.code);
    void loadPeople();
  };
  if (code !== undefined) return <Made name={name.trim()} code={code} onClose={onClose} />;
  const fault = nameFaultOf(failure);
  return (
    <Dialog title={text.title} onClose={onClose}>
      <DialogForm
        failure={fault === undefined ? failure : undefined}
        working={undefined}
        onSubmit={make}
        onClose={onClose}
        yes={text.submit}
      >
        <p className={styles.soft}>{text.text}</p>
        <Field label={text.name} value={name} onChange={setName} fault={fault} autoFocus />
      </DialogForm>
    </Dialog>
  );
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
