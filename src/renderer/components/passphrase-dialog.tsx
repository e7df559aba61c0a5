import type { ComponentProps } from 'react';
import { Dialog } from './dialog.tsx';
import { DialogForm } from './dialog-form.tsx';
import type { usePassphrase } from './use-passphrase.ts';

interface Props extends Omit<ComponentProps<typeof DialogForm>, 'failure' | 'working' | 'onSubmit'> {
  title: string;
  form: Pick<ReturnType<typeof usePassphrase>, 'working' | 'failure'>;
  /** What is said while it is done. */
  doing: string;
  onSubmit: () => void;
  /** What the button beside does that does not do it; missing: it closes, too. */
  onNo?: () => void;
}

/** A dialog for what is done with the vault's passphrase: it stays until that is done. */
export function PassphraseDialog({ title, form, doing, onClose, onNo = onClose, ...rest }: Props) {
  const { working, failure } = form;
  return (
    <Dialog title={title} onClose={onClose} closable={!working}>
      <DialogForm failure={failure} working={working ? doing : undefined} onClose={onNo} {...rest} />
    </Dialog>
  );
}
