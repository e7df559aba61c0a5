import { useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DialogForm } from '../../components/dialog-form.tsx';
import { Field } from '../../components/field.tsx';
import { changePeople } from '../../stores/people.ts';
import { say } from '../../stores/status.ts';
import { failureSentences } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.people.renaming;

/** A name for the person whose passphrase opened the vault. */
export function Rename({ name: before, onClose }: { name: string; onClose: () => void }) {
  const [name, setName] = useState(before);
  const [failure, setFailure] = useState<Failure>();
  const submit = async () => {
    const refused = await changePeople(api.people.rename({ name }));
    setFailure(refused);
    if (refused) return;
    say(text.done(name.trim()));
    onClose();
  };
  const fault = nameFaultOf(failure);
  return (
    <Dialog title={text.title} onClose={onClose}>
      <DialogForm
        failure={fault === undefined ? failure : undefined}
        working={undefined}
        onSubmit={submit}
        onClose={onClose}
        yes={text.submit}
      >
        <p className={styles.soft}>{text.text}</p>
        <Field label={text.name} value={name} onChange={setName} fault={fault} autoFocus />
      </DialogForm>
    </Dialog>
  );
}

/** What is wrong with a name, to be said below its field. */
export function nameFaultOf(failure: Failure | undefined): string | undefined {
  if (failure?.code !== 'person-refused' || !failure.reason.startsWith('name-')) return undefined;
  return failureSentences(failure);
}
