import { type FormEvent, useState } from 'react';
import { serviceKinds } from '../../../shared/place.ts';
import { serviceForms } from '../../../shared/place-form.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { PlaceField } from '../../components/place-field.tsx';
import { Actions, Reading } from '../../components/reading.tsx';
import { usePlace } from '../../components/use-place.ts';
import { addPlace, useBackups } from '../../stores/backups.ts';
import { words } from '../../words/words.ts';
import styles from './backups.module.css';

const text = words.backups.server;
/** Names a place on a service that a copy of the vault goes to. */
export function Server() {
  const [working, setWorking] = useState(false);
  const failure = useBackups((backups) => backups.failure);
  const { named, failure: refused, field } = usePlace('backup', undefined, { first: serviceKinds[0] });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (working) return;
    setWorking(true);
    const place = await named();
    if (place !== undefined) await addPlace(place);
    setWorking(false);
  };
  const why = refused ?? failure;
  return (
    <Reading title={text.title} lead={text.lead}>
      <form className={styles.first} onSubmit={submit} noValidate>
        {why && <FailureNote failure={why} />}
        <PlaceField
          {...field}
          forms={serviceForms}
          label={words.places.whereCopy}
          tried={false}
          isDisabled={working}
        />
        <Actions>
          <Button kind="primary" size="large" type="submit" isDisabled={working}>
            {working ? words.places.trial.working : text.submit}
          </Button>
        </Actions>
      </form>
    </Reading>
  );
}
