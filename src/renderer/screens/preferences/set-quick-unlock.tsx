import { useRef, useState } from 'react';
import type { QuickOptions } from '../../../shared/contract-quick-unlock.ts';
import { pinFault, pinLimits, type QuickMeans, quickHours } from '../../../shared/quick-unlock.ts';
import { api } from '../../api.ts';
import { Choice } from '../../components/choice.tsx';
import { PassphraseDialog } from '../../components/passphrase-dialog.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { usePassphrase } from '../../components/use-passphrase.ts';
import { failureSentences } from '../../words/failures.ts';
import { words } from '../../words/words.ts';

const text = words.quickUnlock;
const usualHours = 8;

interface Props {
  means: QuickMeans;
  /** What is set now. */
  hours: number | undefined;
  onSet: (options: QuickOptions) => void;
  onClose: () => void;
}

/** Sets what opens the vault again; the vault's passphrase is asked for. */
export function SetQuickUnlock({ means, hours: before, onSet, onClose }: Props) {
  const form = usePassphrase();
  const { field, tried, working, send } = form;
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [pinInput, againInput] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const [hours, setHours] = useState(before ?? usualHours);
  const weak = means === 'pin' ? pinFault(pin) : undefined;
  const differs = means === 'pin' && pin !== again;

  const set = async (passphrase: string) => {
    const reply =
      means === 'pin'
        ? await api.quickUnlock.setPin({ passphrase, pin, hours })
        : await api.quickUnlock.setSystem({ passphrase, hours });
    if (!reply.ok) return reply.failure;
    onSet(reply.value);
    onClose();
    return undefined;
  };
  const submit = () => {
    void send(set, weak === undefined && !differs);
    if (weak !== undefined) pinInput.current?.focus();
    else if (differs) againInput.current?.focus();
  };
  const typed = (value: string) => value.slice(0, pinLimits.most);
  return (
    <PassphraseDialog
      title={text.dialog[means]}
      form={form}
      doing={text.dialog.working}
      onSubmit={submit}
      onClose={onClose}
      yes={text.dialog.yes}
    >
      {means === 'pin' && (
        <>
          <PassphraseField
            label={text.dialog.newPin}
            inputRef={pinInput}
            value={pin}
            onChange={(value) => setPin(typed(value))}
            isDisabled={working}
            autoFocus
            help={text.dialog.pinHelp}
            fault={tried && weak ? said(weak) : undefined}
          />
          <PassphraseField
            label={text.dialog.again}
            inputRef={againInput}
            value={again}
            onChange={(value) => setAgain(typed(value))}
            isDisabled={working}
            fault={tried && !weak && differs ? text.dialog.differ : undefined}
          />
        </>
      )}
      <Choice
        label={text.dialog.hours}
        value={hours}
        options={quickHours.map((value) => ({ value, label: text.hours(value) }))}
        onChange={setHours}
        isDisabled={working}
      />
      <PassphraseField label={text.dialog.passphrase} {...field} autoFocus={means === 'system'} />
    </PassphraseDialog>
  );
}

function said(reason: 'pin-short' | 'pin-easy'): string {
  return failureSentences({ code: 'quick-unlock', reason });
}
