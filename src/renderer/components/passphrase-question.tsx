import type { ComponentProps } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { PassphraseDialog } from './passphrase-dialog.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import { usePassphrase } from './use-passphrase.ts';

interface Props extends Omit<ComponentProps<typeof PassphraseDialog>, 'form' | 'onSubmit'> {
  /** Of the passphrase's field, which is the only one. */
  label: string;
  /** Does it; why it was refused, otherwise nothing. */
  work: (passphrase: string) => Promise<Failure | undefined>;
  onDone: () => void;
}

/** A dialog that asks for the vault's passphrase alone, below what it is about. */
export function PassphraseQuestion({ label, work, onDone, children, ...rest }: Props) {
  const form = usePassphrase();
  const doIt = async (passphrase: string) => {
    const refused = await work(passphrase);
    if (refused === undefined) onDone();
    return refused;
  };
  return (
    <PassphraseDialog form={form} onSubmit={() => void form.send(doIt)} {...rest}>
      {children}
      <PassphraseField label={label} {...form.field} autoFocus />
    </PassphraseDialog>
  );
}
