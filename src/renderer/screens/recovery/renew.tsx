import { type FormEvent, useRef, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Choice } from '../../components/choice.tsx';
import { FailureNote, Note } from '../../components/failure-note.tsx';
import { Gate } from '../../components/gate.tsx';
import {
  agrees,
  doubtOf,
  focusFault,
  NewPassphrase,
  noPassphrase,
} from '../../components/new-passphrase.tsx';
import { OnOrBack } from '../../components/on-or-back.tsx';
import { PlaceField } from '../../components/place-field.tsx';
import { RenewKeys } from '../../components/renew-keys.tsx';
import { SharedFolder } from '../../components/shared-folder.tsx';
import { usePlace } from '../../components/use-place.ts';
import { Working } from '../../components/working.tsx';
import { openRecovery } from '../../stores/recovery.ts';
import { take } from '../../stores/session.ts';
import { noteChanged } from '../../stores/vault-keys.ts';
import { words } from '../../words/words.ts';
import styles from './recovery.module.css';

const text = words.recovery.recover;

/**
 * The last step of a recovery, and the only one that writes: a new passphrase, and for a backup a
 * new place.
 */
export function Renew({ from, onBack }: { from: 'here' | 'backup'; onBack: () => void }) {
  const [chosen, setChosen] = useState(noPassphrase);
  const [renews, setRenews] = useState(true);
  // New keys need a vault that is whole: a damaged one opens with those that it has.
  const [damaged, setDamaged] = useState(false);
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  // Several people open the vault: the sheets replace the passphrase of one.
  const [people, setPeople] = useState<readonly string[]>([]);
  const [person, setPerson] = useState<string>();
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  // What cannot be written where it lies can still be opened from another place.
  const [copies, setCopies] = useState(from === 'backup');

  const { place, named, failure: refused, field } = usePlace('recovered');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (working) return;
    if (!agrees(chosen)) return focusFault(chosen, first, second);
    setFailure(undefined);
    setWorking(true);
    const to = copies ? await named() : undefined;
    if (copies && to === undefined) return setWorking(false);
    const doubt = await doubtOf(chosen);
    if (doubt) {
      setWorking(false);
      return setChosen(doubt);
    }
    const { passphrase } = chosen;
    const reply = await api.recovery.restore({
      passphrase,
      keepKeys: !renews,
      ...(to !== undefined && { to }),
      ...(person !== undefined && { person }),
    });
    setWorking(false);
    if (!reply.ok) {
      const names = reply.failure.code === 'person-refused' ? (reply.failure.names ?? []) : [];
      if (names.length > 0) {
        setPeople(names);
        setPerson(names[0]);
      }
      if (reply.failure.code === 'read-only') setCopies(true);
      if (reply.failure.code === 'damaged' && renews) {
        setRenews(false);
        return setDamaged(true);
      }
      return setFailure(reply.failure);
    }
    take(reply.value);
    if (renews) noteChanged();
    return openRecovery('restored');
  };

  const why = failure ?? refused;
  return (
    <Gate title={text.passphraseTitle} text={copies ? text.passphraseCopy : text.passphraseText} steps>
      <form className={styles.form} onSubmit={submit} noValidate>
        {why && <FailureNote failure={why} />}
        {damaged && !why && <Note title={text.damaged} text={text.damagedText} />}
        {copies && (
          <>
            <PlaceField {...field} tried={tried} isDisabled={working} />
            <p className={styles.faint}>{text.whereHelp}</p>
            <SharedFolder place={place} />
          </>
        )}
        <div className={styles.fields}>
          <NewPassphrase
            label={text.passphrase}
            againLabel={text.again}
            value={chosen}
            onChange={setChosen}
            tried={tried}
            isDisabled={working}
            first={first}
            second={second}
          />
        </div>
        {person !== undefined && (
          <div className={styles.fields}>
            <Choice
              label={words.people.restoring.whose}
              above
              value={person}
              options={people.map((name) => ({ value: name, label: name }))}
              onChange={setPerson}
              isDisabled={working}
            />
            <p className={styles.faint}>{words.people.restoring.whoseHelp}</p>
          </div>
        )}
        <RenewKeys renews={renews} onChange={setRenews} isDisabled={working} />
        {working ? (
          <Working label={text.working} />
        ) : (
          <OnOrBack on={text.submit} back={text.back} onBack={onBack} />
        )}
      </form>
    </Gate>
  );
}
