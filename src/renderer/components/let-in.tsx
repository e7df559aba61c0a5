import { type FormEvent, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { isService, type Place } from '../../shared/place.ts';
import { credentialFields, describe, partsOf, type Typed } from '../../shared/place-form.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './let-in.module.css';
import { KeptBy } from './service-part.tsx';
import { TypedField } from './typed-field.tsx';

/** True where a service asks for credentials, or for others. */
export function asksCredentials(failure: Failure | undefined, place: Place | undefined): place is Place {
  if (failure?.code !== 'store' || place === undefined || !isService(place.kind)) return false;
  return failure.reason === 'no-credentials' || failure.reason === 'credentials-refused';
}

/** Asks for what lets a person in at a place. `onGiven` hears once main has it. */
export function LetIn({ place, onGiven }: { place: Place; onGiven: () => Promise<void> }) {
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
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {credentialFields(place.kind).map((field, i) => (
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
      <KeptBy keep={keep} onKeep={setKeep} isDisabled={working} />
      <div>
        <Button kind="primary" size="large" type="submit" isDisabled={working}>
          {working ? words.places.trial.working : words.places.credentials.give}
        </Button>
      </div>
    </form>
  );
}
