import { type FormEvent, useEffect, useState } from 'react';
import type { DrillReport } from '../../../shared/contract-drill.ts';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { usePassphrase } from '../../components/use-passphrase.ts';
import { Working } from '../../components/working.tsx';
import { loadStatus } from '../../stores/recovery.ts';
import { untilLock } from '../../stores/reset.ts';
import { ago } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import { Drilled } from './drilled.tsx';
import { Give } from './give.tsx';
import styles from './recovery.module.css';
import { Step } from './step.tsx';
import { Taken } from './taken.tsx';
import { Unread } from './unread.tsx';
import { useGathering } from './use-gathering.ts';

const text = words.recovery.drill;

/** A copy of the newest backup is opened as after a loss, and compared with the vault. */
export function Drill({ onLeave }: { onLeave: () => void }) {
  const [report, setReport] = useState<DrillReport>();
  const [byPassphrase, setByPassphrase] = useState(false);
  const { gathering, failure, take } = useGathering('drill', report === undefined);
  const { run, running, refused } = useDrill(setReport);
  const complete = gathering?.complete ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each collection.
  useEffect(() => {
    if (complete) void run();
  }, [complete]);

  if (report) return <Drilled report={report} onLeave={onLeave} />;
  if (running) return <Running part={running.part} />;
  const { backup, set } = gathering ?? {};
  const why = failure ?? refused;
  const unread = backup?.unread ?? [];
  const named = unread.length > 0 ? text.readable : text.backup;
  const lead = (
    <>
      {text.text} {backup && named(backup.name, backup.time > 0 ? ago(backup.time, Date.now()) : undefined)}
    </>
  );
  return (
    <Step title={text.title} text={lead}>
      <Unread backups={unread} />
      {why && <FailureNote failure={why} />}
      {gathering && (byPassphrase || !set) && <ByPassphrase run={run} />}
      {gathering && !byPassphrase && set && (
        <>
          <Give gathering={gathering} onGathering={take} />
          <Taken gathering={gathering} onGathering={take} />
        </>
      )}
      <div className={styles.actions}>
        <Button size="large" onPress={onLeave}>
          {words.actions.back}
        </Button>
        {set && (
          <Button kind="quiet" size="large" onPress={() => setByPassphrase(!byPassphrase)}>
            {byPassphrase ? text.withSheets : text.withPassphrase}
          </Button>
        )}
      </div>
    </Step>
  );
}

/** One run at a time; `refused`: why the last one gave no report. */
function useDrill(onReport: (report: DrillReport) => void) {
  const [running, setRunning] = useState<{ part: number | undefined }>();
  const [refused, setRefused] = useState<Failure>();
  useEffect(() => api.on('drillProgress', ({ done, total }) => setRunning({ part: done / total })), []);
  useEffect(() => () => void api.recovery.cancelDrill(), []);
  const run = async (passphrase?: string): Promise<Failure | undefined> => {
    const unlocked = untilLock();
    setRefused(undefined);
    if (passphrase === undefined) setRunning({ part: undefined });
    const reply = await api.recovery.drill(passphrase === undefined ? {} : { passphrase });
    if (!unlocked()) return undefined;
    setRunning(undefined);
    if (reply.ok) {
      onReport(reply.value);
      void loadStatus();
      return undefined;
    }
    if (passphrase === undefined && reply.failure.code !== 'cancelled') setRefused(reply.failure);
    return reply.failure;
  };
  return { run, running, refused };
}

function Running({ part }: { part: number | undefined }) {
  return (
    <Step title={text.running} text={text.runningText}>
      <Working label={text.reading} value={part === undefined ? undefined : Math.round(100 * part)} />
      <div className={styles.actions}>
        <Button size="large" onPress={() => void api.recovery.cancelDrill()}>
          {words.actions.cancel}
        </Button>
      </div>
    </Step>
  );
}

function ByPassphrase({ run }: { run: (passphrase: string) => Promise<Failure | undefined> }) {
  const { field, working, failure, send } = usePassphrase();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(run);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {failure && <FailureNote failure={failure} />}
      <PassphraseField label={text.passphrase} {...field} large />
      {working ? (
        <Working label={text.reading} />
      ) : (
        <div className={styles.actions}>
          <Button kind="primary" size="large" type="submit">
            {text.open}
          </Button>
        </div>
      )}
    </form>
  );
}
