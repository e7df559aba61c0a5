import { type FormEvent, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { serviceKinds } from '../../shared/place.ts';
import { serviceForms } from '../../shared/place-form.ts';
import { FailureNote } from '../components/failure-note.tsx';
import { Gate } from '../components/gate.tsx';
import { OnOrBack } from '../components/on-or-back.tsx';
import { PlaceField } from '../components/place-field.tsx';
import { usePlace } from '../components/use-place.ts';
import { Working } from '../components/working.tsx';
import { select } from '../stores/session.ts';
import { words } from '../words/words.ts';
import styles from './create.module.css';

const text = words.places.open;
/** Names a vault that lies on a service, and what lets a person in there. */
export function OpenService({ onBack }: { onBack: () => void }) {
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { named, failure: refused, field } = usePlace('existing', undefined, { first: serviceKinds[0] });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (working) return;
    setFailure(undefined);
    setWorking(true);
    const place = await named();
    if (place !== undefined) setFailure(await select(place));
    setWorking(false);
  };
  const why = failure ?? refused;
  return (
    <Gate title={text.title} dense>
      <form className={styles.form} onSubmit={submit} noValidate>
        {why && <FailureNote failure={why} />}
        <PlaceField {...field} forms={serviceForms} tried={false} isDisabled={working} />
        {working ? (
          <div className={styles.working} role="status">
            <Working label={text.working} />
          </div>
        ) : (
          <OnOrBack on={text.submit} onBack={onBack} />
        )}
      </form>
    </Gate>
  );
}
