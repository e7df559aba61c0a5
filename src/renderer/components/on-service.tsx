import { useState } from 'react';
import { type Place, serviceKinds } from '../../shared/place.ts';
import { serviceForms } from '../../shared/place-form.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { Disclosure } from './disclosure.tsx';
import { FailureNote } from './failure-note.tsx';
import styles from './on-service.module.css';
import { PlaceField } from './place-field.tsx';
import { usePlace } from './use-place.ts';

interface Props {
  /** The button that takes what was named. */
  take: string;
  onTake: (place: Place) => Promise<void>;
}

/**
 * Asks for what lies on a service already: a backup, or another copy of a vault. It may stand in a
 * form, and is none of its own.
 */
export function OnService({ take, onTake }: Props) {
  const [working, setWorking] = useState(false);
  const { named, failure, field } = usePlace('copy', undefined, { first: serviceKinds[0] });
  const press = async () => {
    setWorking(true);
    const place = await named();
    if (place !== undefined) await onTake(place);
    setWorking(false);
  };
  return (
    <div className={styles.source}>
      {failure && <FailureNote failure={failure} />}
      <PlaceField
        {...field}
        forms={serviceForms}
        label={words.places.service.kind}
        tried={false}
        isDisabled={working}
      />
      <div>
        <Button onPress={() => void press()} isDisabled={working}>
          {working ? words.places.trial.working : take}
        </Button>
      </div>
    </div>
  );
}

/** The same beside other ways, folded up until somebody wants it. */
export function OrOnService({ onTake, ...rest }: Props) {
  const [isOpen, setOpen] = useState(false);
  const taken = async (place: Place) => {
    await onTake(place);
    setOpen(false);
  };
  return (
    <Disclosure title={words.places.service.from} isOpen={isOpen} onToggle={setOpen}>
      <OnService {...rest} onTake={taken} />
    </Disclosure>
  );
}
