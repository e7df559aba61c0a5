import { CircleCheck, CircleX } from 'lucide-react';
import type { FormEvent } from 'react';
import { type Permission, permissions } from '../../../shared/policy.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { cx } from '../../components/cx.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { Field } from '../../components/field.tsx';
import { Readers } from '../../components/readers.tsx';
import { type Checked, changeQuestion, check, useAccess } from '../../stores/access.ts';
import { words } from '../../words/words.ts';
import styles from './access.module.css';
import { ProgramField } from './program-field.tsx';

const text = words.access.check;
const options = () =>
  permissions.map((value) => ({ value, label: words.access.policies.permission[value].name }));

/** `policy test` as a form: may it, who else may, and what else can it reach? */
export function Check() {
  const { question, checked, failure } = useAccess();
  // Without a path the question is what the program can reach.
  const asked = checked !== undefined && checked.access.path !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void check();
  };
  return (
    <div className={styles.narrow}>
      <div className={styles.head}>
        <h2>{text.title}</h2>
        <p className={styles.soft}>{text.lead}</p>
      </div>
      <form className={styles.question} onSubmit={submit}>
        <ProgramField
          label={text.programShort}
          idLabel={text.program}
          another={text.another}
          value={question.spiffeId}
          onChange={(spiffeId) => changeQuestion({ spiffeId })}
        />
        <Field mono label={text.path} value={question.path} onChange={(path) => changeQuestion({ path })} />
        <Choice<Permission>
          bare
          label={text.permission}
          value={question.permission}
          options={options()}
          onChange={(permission) => changeQuestion({ permission })}
        />
        <Button kind="primary" type="submit">
          {text.ask}
        </Button>
      </form>
      {failure && <FailureNote failure={failure} />}
      <div role="status" aria-live="polite">
        {asked && checked && <Answer checked={checked} />}
      </div>
      {checked && (
        <div className={styles.sides}>
          {asked && (
            <section className={styles.part} aria-labelledby="check-who">
              <h3 id="check-who">{text.who}</h3>
              {checked.readers.length === 0 ? (
                <p className={styles.soft}>{text.nobody}</p>
              ) : (
                <Readers readers={checked.readers} />
              )}
            </section>
          )}
          <ReachOf checked={checked} />
        </div>
      )}
    </div>
  );
}

function Answer({ checked }: { checked: Checked }) {
  const { allowed, policy } = checked.decision;
  return (
    <p className={cx(styles.answer, allowed ? styles.yes : styles.no)}>
      {allowed ? <CircleCheck aria-hidden /> : <CircleX aria-hidden />}
      {allowed ? text.yes(policy ?? '') : text.no}
    </p>
  );
}

function ReachOf({ checked }: { checked: Checked }) {
  const { total, secrets } = checked.reach;
  return (
    <section className={styles.part} aria-labelledby="check-reach">
      <h3 id="check-reach">
        {text.reach} {total > 0 && <span className={styles.faint}>{text.reached(total)}</span>}
      </h3>
      {total === 0 && <p className={styles.soft}>{text.nothing}</p>}
      <ul className={styles.plainList}>
        {secrets.map(({ path, permissions: granted }) => (
          <li key={path} className={styles.pair}>
            <code>{path}</code>
            <span className={styles.faint}>
              {granted.map((one) => words.access.policies.permission[one].name).join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {total > secrets.length && <p className={styles.faint}>{text.more(total - secrets.length)}</p>}
    </section>
  );
}
