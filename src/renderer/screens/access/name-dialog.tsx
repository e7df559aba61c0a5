import { useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DialogForm } from '../../components/dialog-form.tsx';
import { Field } from '../../components/field.tsx';
import { failureSentences } from '../../words/failures.ts';
import styles from '../dialogs.module.css';

interface Props {
  text: { readonly title: string; readonly text: string; readonly name: string; readonly submit: string };
  /** What the name is at first. */
  before?: string;
  /** Takes the name; why it was refused, otherwise nothing. */
  take: (name: string) => Promise<Failure | undefined>;
  onClose: () => void;
}

/** Asks for a person's name. */
export function NameDialog({ text, before = '', take, onClose }: Props) {
  const [name, setName] = useState(before);
  const [failure, setFailure] = useState<Failure>();
  const fault = faultOf(failure);
  return (
    <Dialog title={text.title} onClose={onClose}>
      <DialogForm
        failure={fault === undefined ? failure : undefined}
        working={undefined}
        onSubmit={async () => setFailure(await take(name))}
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
function faultOf(failure: Failure | undefined): string | undefined {
  if (failure?.code !== 'person-refused' || !failure.reason.startsWith('name-')) return undefined;
  return failureSentences(failure);
}
