import { useState } from 'react';
import type { ShownSecurityKey } from '../../../shared/contract-security-keys.ts';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DialogForm } from '../../components/dialog-form.tsx';
import { Field } from '../../components/field.tsx';
import { changeSecurityKeys } from '../../stores/security-keys.ts';
import { say } from '../../stores/status.ts';
import { words } from '../../words/words.ts';
import { faultOf, isOfName } from './add-key.tsx';

const text = words.securityKeys;

export function RenameKey({
  of: { id, name: before },
  onClose,
}: {
  of: ShownSecurityKey;
  onClose: () => void;
}) {
  const [name, setName] = useState(before);
  const [failure, setFailure] = useState<Failure>();
  const submit = async () => {
    const refused = await changeSecurityKeys(api.securityKeys.rename({ id, name }));
    setFailure(refused);
    if (refused) return;
    say(text.renaming.done(name.trim()));
    onClose();
  };
  const fault = faultOf(failure, isOfName);
  return (
    <Dialog title={text.renaming.title} onClose={onClose}>
      <DialogForm
        failure={fault === undefined ? failure : undefined}
        working={undefined}
        onSubmit={() => void submit()}
        onClose={onClose}
        yes={text.renaming.submit}
      >
        <Field label={text.name} value={name} onChange={setName} fault={fault} autoFocus />
      </DialogForm>
    </Dialog>
  );
}
