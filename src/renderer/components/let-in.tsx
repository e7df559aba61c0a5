import { type FormEvent, type ReactNode, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { isService, type Place } from '../../shared/place.ts';
import { credentialFields, describe, partsOf, type Typed } from '../../shared/place-form.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { FailureNote, Note } from './failure-note.tsx';
import styles from './let-in.module.css';
import { KeptBy } from './service-part.tsx';
import { TypedField } from './typed-field.tsx';

/** True where a service asks for credentials, or for others. */
export function asksCredentials(failure: Failure | undefined, place: Place | undefined): place is Place {
  if (failure?.code !== 'store' || place === undefined || !isService(place.kind)) return false;
  return failure.reason === 'no-credentials' || failure.reason === 'credentials-refused';
}

interface Props {
  place: Place;
  failure: Failure | undefined;
  /** Hears once main has what was given. */
  onGiven: () => Promise<void>;
  /** Another way to go on. */
  children?: ReactNode;
}

/** Asks for what lets a person in at a place; that it is asked for at all is no fault. */
export function LetIn({ place, failure, onGiven, children }: Props) {
  const [more, setMore] = useState(false);
  const [typed, setTyped] = useState<Typed>({});
  const [keep, setKeep] = useState(true);
  const [working, setWorking] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (working) return;
    setWorking(true);
    const { credentials } = partsOf(describe(place.kind), typed);
    const reply = await api.places.give({ place, credentials: { ...credentials }, keep });
    if (reply.ok) await onGiven();
    setWorking(false);
  };
  const asked = credentialFields(place.kind).filter((field) => more || !field.more);
  const isRefused = failure?.code === 'store' && failure.reason === 'credentials-refused';
  const { wanted, wantedText } = words.places.credentials;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {isRefused && failure ? (
        <FailureNote failure={failure} />
      ) : (
        <Note calm title={wanted} text={wantedText} />
      )}
      {asked.map((field, i) => (
        <TypedField
          key={field.name}
          field={field}
          value={typed[field.name] ?? ''}
          onChange={(text) => setTyped((before) => ({ ...before, [field.name]: text }))}
          tried={false}
          isDisabled={working}
          autoFocus={i === 0}
        />
      ))}
      {!more && credentialFields(place.kind).some((field) => field.more) && (
        <div>
          <Button kind="quiet" size="small" onPress={() => setMore(true)}>
            {words.places.more}
          </Button>
        </div>
      )}
      <KeptBy keep={keep} onKeep={setKeep} isDisabled={working} />
      <div className={styles.actions}>
        <Button kind="primary" size="large" type="submit" isDisabled={working}>
          {working ? words.places.trial.working : words.places.credentials.give}
        </Button>
        {children}
      </div>
    </form>
  );
}
