import { useState } from 'react';
import { shownSet } from '../../../shared/recovery.ts';
import type { RecoverySet, RecoveryStatus } from '../../../shared/recovery-schema.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { WayOn, WaysOn } from '../../components/ways-on.tsx';
import { ask } from '../../stores/dialog.ts';
import { openSheets, settle, show, useRecovery } from '../../stores/recovery.ts';
import { say } from '../../stores/status.ts';
import { date } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import { Holders } from './holders.tsx';
import layout from './page.module.css';
import styles from './recovery.module.css';
import { Reminder } from './reminder.tsx';
import { Revoke } from './revoke.tsx';
import { saveRescue } from './save-rescue.tsx';
import { Step } from './step.tsx';

const text = words.recovery.page;

/** The set of this vault: what it is, who holds it, and what can be done with it. */
export function Page({ readOnly }: { readOnly: boolean }) {
  const { status, failure } = useRecovery();
  if (!status) {
    return failure ? (
      <Step title={words.recovery.title}>
        <FailureNote failure={failure} />
      </Step>
    ) : (
      <Step title={words.recovery.loading} />
    );
  }
  const { active, pending, declined, retired } = status;
  const title = active ? text.activeTitle(active) : declined ? text.declinedTitle : text.noneTitle;
  const lead = active ? undefined : declined ? text.declined : text.none;
  return (
    <Step title={title} text={lead}>
      {failure && <FailureNote failure={failure} />}
      {readOnly && <p className={styles.soft}>{text.readOnly}</p>}
      {pending && <Pending status={status} readOnly={readOnly} />}
      {active ? (
        <Active set={active} status={status} readOnly={readOnly} />
      ) : (
        <>
          <p className={styles.soft}>{text.what}</p>
          {!readOnly && !pending && <First declined={declined} />}
          <WaysOn>
            <WayOn
              text={status.drilled === undefined ? text.drillText : text.drilledOn(date(status.drilled))}
              label={text.drill}
              onPress={() => show('drill')}
            />
            <WayOn text={text.letterText} label={text.letter} onPress={() => show('letter')} />
            <WayOn text={text.rescueText} label={text.rescue} onPress={() => void saveRescue()} />
          </WaysOn>
        </>
      )}
      {(active || retired.length > 0) && <Old status={status} />}
    </Step>
  );
}

function First({ declined }: { declined: boolean }) {
  const decline = () => settle(api.recovery.decline({ declined: !declined }));
  return (
    <div className={styles.actions}>
      <Button kind="primary" size="large" onPress={() => show('issue')}>
        {text.make}
      </Button>
      <Button kind="quiet" size="large" onPress={() => void decline()}>
        {declined ? text.undecline : text.decline}
      </Button>
    </div>
  );
}

function Pending({ status, readOnly }: { status: RecoveryStatus; readOnly: boolean }) {
  const abandon = async () => {
    const { title, text: why, yes, no, done } = words.recovery.abandon;
    if (!(await ask({ title, text: why, yes, no, danger: true }))) return;
    if (await settle(api.recovery.abandon())) say(done);
  };
  return (
    <section aria-labelledby="pending-set" className={cx(styles.card, styles.warn)}>
      <h3 id="pending-set">{text.pendingTitle}</h3>
      <p>
        {text.pending(openSheets(status))} {status.active ? text.pendingOld : text.pendingFirst}
      </p>
      {!readOnly && (
        <div className={styles.actions}>
          <Button kind="primary" onPress={() => show('prove')}>
            {text.goOn}
          </Button>
          <Button onPress={abandon}>{text.abandon}</Button>
        </div>
      )}
    </section>
  );
}

function Active({ set, status, readOnly }: { set: RecoverySet; status: RecoveryStatus; readOnly: boolean }) {
  const [revoking, setRevoking] = useState(false);
  const facts: [string, string, boolean][] = [
    [text.facts.set, shownSet(set.set), true],
    [text.facts.made, date(set.created), false],
    [text.facts.rehearsed, status.rehearsed === undefined ? text.facts.never : date(status.rehearsed), false],
    [text.facts.drilled, status.drilled === undefined ? text.facts.never : date(status.drilled), false],
  ];
  return (
    <>
      <dl className={layout.facts} aria-label={text.facts.label}>
        {facts.map(([name, value, mono]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={cx(mono && layout.mono)}>{value}</dd>
          </div>
        ))}
      </dl>
      <Holders set={set} readOnly={readOnly} />
      <WaysOn>
        <WayOn text={text.rehearseText} label={text.rehearse} onPress={() => show('rehearse')} />
        <WayOn text={text.drillText} label={text.drill} onPress={() => show('drill')} />
        <WayOn text={text.letterText} label={text.letter} onPress={() => show('letter')} />
        <WayOn text={text.rescueText} label={text.rescue} onPress={() => void saveRescue()} />
        {!readOnly && !status.pending && (
          <WayOn text={text.replaceText} label={text.replace} onPress={() => show('issue')} />
        )}
        {!readOnly && <WayOn text={text.revokeText} label={text.revoke} onPress={() => setRevoking(true)} />}
      </WaysOn>
      {revoking && <Revoke onClose={() => setRevoking(false)} />}
      {!readOnly && <Reminder label={text.remind} />}
    </>
  );
}

function Old({ status }: { status: RecoveryStatus }) {
  const { retired } = status;
  return (
    <section aria-labelledby="old-sets" className={styles.part}>
      <h3 id="old-sets">{text.oldTitle}</h3>
      <p className={styles.soft}>{text.old}</p>
      {retired.length > 0 && (
        <ul className={layout.plainList} aria-label={text.retired}>
          {retired.map(({ set, created, ended }) => (
            <li key={set}>{text.retiredRow(shownSet(set), date(created), date(ended))}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
