import { useRef, useState } from 'react';
import type { SecurityKeyList } from '../../../shared/contract-security-keys.ts';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Field } from '../../components/field.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { Touching } from '../../components/touching.tsx';
import { usePassphrase } from '../../components/use-passphrase.ts';
import { useRefused } from '../../components/use-refused.ts';
import { WayOn, WaysOn } from '../../components/ways-on.tsx';
import { openRecovery } from '../../stores/recovery.ts';
import { changeSecurityKeys, isOfPin, useSecurityKeys } from '../../stores/security-keys.ts';
import { say } from '../../stores/status.ts';
import { failureSentences } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.securityKeys;

interface Props {
  list: SecurityKeyList;
  working: boolean;
  onWorking: (working: boolean) => void;
  onDone: () => void;
  onClose: () => void;
}

/** Sets up the key that is connected: its name, the passphrase, its PIN where it asks for one. */
export function AddKey({ list, working, onWorking, onDone, onClose }: Props) {
  const [name, setName] = useState('');
  const [pin, setPin] = useState<string>();
  const [nameInput, pinInput] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const { field, failure: refused, send } = usePassphrase((why) => isOfName(why) || isOfPin(why));
  const failure = refused?.code === 'cancelled' ? undefined : refused;
  const { two, waiting } = list;

  const add = async (passphrase: string) => {
    onWorking(true);
    const given = { name, passphrase, ...(pin !== undefined && { pin }) };
    const why = await changeSecurityKeys(api.securityKeys.add(given));
    onWorking(false);
    if (why !== undefined) {
      if (isOfPin(why)) setPin((before) => before ?? '');
      return why;
    }
    setName('');
    setPin(undefined);
    if (useSecurityKeys.getState().list?.waiting !== undefined) return undefined;
    say(text.done(name.trim()));
    onDone();
    return undefined;
  };

  const [nameFault, pinFault] = [faultOf(failure, isOfName), faultOf(failure, isOfPin)];
  useRefused(nameInput, nameFault && failure);
  useRefused(pinInput, pinFault && failure);
  const label = waiting !== undefined ? text.addSecond : two ? text.addFirst : text.add;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send(add);
      }}
      noValidate
    >
      {two && waiting === undefined && (
        <WaysOn>
          <WayOn text={text.two} label={text.sheets} onPress={() => openRecovery()} />
        </WaysOn>
      )}
      {waiting !== undefined && <p role="status">{text.waiting(waiting)}</p>}
      {failure && nameFault === undefined && pinFault === undefined && <FailureNote failure={failure} />}
      <Field
        label={text.name}
        value={name}
        onChange={setName}
        fault={nameFault}
        inputRef={nameInput}
        isDisabled={working}
        autoFocus
      />
      <PassphraseField label={text.passphrase} {...field} />
      {pin !== undefined && (
        <PassphraseField
          label={text.pin}
          value={pin}
          onChange={setPin}
          isDisabled={working}
          fault={pinFault}
          help={text.pinHelp}
          inputRef={pinInput}
        />
      )}
      <p className={styles.small}>{text.noPin}</p>
      {working ? (
        <>
          <Touching />
          <footer>
            <Button autoFocus onPress={() => void api.securityKeys.cancel()}>
              {words.actions.cancel}
            </Button>
          </footer>
        </>
      ) : (
        <footer>
          <Button onPress={onClose}>{words.actions.close}</Button>
          <Button kind="primary" type="submit">
            {label}
          </Button>
        </footer>
      )}
    </form>
  );
}

type Is = (failure: Failure) => boolean;

/** What a failure says below the field that it is of. */
export function faultOf(failure: Failure | undefined, is: Is): string | undefined {
  if (failure === undefined || !is(failure)) return undefined;
  return failureSentences(failure);
}

export const isOfName: Is = (failure) =>
  failure.code === 'security-key' && failure.reason.startsWith('name-');
