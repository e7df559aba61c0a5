import { type FormEvent, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { dayMs, endDates, healthDefaults, healthKeys } from '../../../shared/health.ts';
import type { ShownSecret } from '../../../shared/secret-schema.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Field } from '../../components/field.tsx';
import { saveEnd } from '../../stores/health.ts';
import { words } from '../../words/words.ts';
import styles from './expiry.module.css';

const text = words.health.end;

/** When a secret ends, and how it is changed. */
export function Expiry({ secret, readOnly }: { secret: ShownSecret; readOnly: boolean }) {
  const [open, setOpen] = useState(false);
  const [first] = endDates({ custom: [...secret.custom], fields: [...secret.fields] }).sort(
    (a, b) => a.at - b.at,
  );
  if (readOnly && first === undefined) return null;
  return (
    <Disclosure title={text.title} isOpen={open} onToggle={setOpen}>
      <div className={styles.expiry}>
        {first && (
          <p data-over={first.at <= Date.now() || undefined}>
            {(first.at <= Date.now() ? text.was : text.until)(first.at - dayMs)}
          </p>
        )}
        {!readOnly && <Form key={secret.updated} secret={secret} />}
      </div>
    </Disclosure>
  );
}

function Form({ secret }: { secret: ShownSecret }) {
  const custom = new Map(secret.custom);
  const before = custom.get(healthKeys.expires) ?? '';
  const [day, setDay] = useState(before);
  const [lead, setLead] = useState(custom.get(healthKeys.lead) ?? String(healthDefaults.leadDays));
  const [failure, setFailure] = useState<Failure>();
  const save = async (wanted: string | undefined) => {
    const days = /^\d{1,4}$/.test(lead.trim()) ? Math.min(3_650, Number(lead)) : healthDefaults.leadDays;
    setFailure(await saveEnd(secret.path, wanted, wanted === undefined ? undefined : days));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(day.trim());
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {failure && <FailureNote failure={failure} />}
      <div className={styles.boxes}>
        <Field label={text.day} value={day} onChange={setDay} placeholder={text.dayShape} />
        <Field label={text.lead} value={lead} onChange={setLead} />
      </div>
      <div className={styles.buttons}>
        <Button type="submit" size="small" isDisabled={day.trim() === ''}>
          {text.save}
        </Button>
        {before !== '' && (
          <Button size="small" kind="quiet" onPress={() => void save(undefined)}>
            {text.remove}
          </Button>
        )}
      </div>
    </form>
  );
}
