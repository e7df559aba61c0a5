import { CircleAlert, CircleCheck } from 'lucide-react';
import type { DrillReport } from '../../../shared/contract-drill.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { ago } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import layout from './page.module.css';
import styles from './recovery.module.css';
import { Step } from './step.tsx';
import { Unread } from './unread.tsx';

const { drilled: text } = words.recovery;

/** What came of a drill. */
export function Drilled({ report, onLeave }: { report: DrillReport; onLeave: () => void }) {
  const { ok, opened, wrong, wrongTotal, lost, lessOpened, page, unread, unreached } = report;
  const title = ok ? text.okTitle : opened ? text.badTitle : text.closedTitle;
  const faults = [
    ...(lessOpened ? [text.lessOpened] : []),
    ...(lost > 0 ? [text.lost(lost)] : []),
    ...(wrongTotal > 0 ? [text.wrong(wrongTotal, wrong)] : []),
  ];
  return (
    <Step title={title} text={ok ? text.ok : opened ? text.bad : text.closed}>
      <Unread backups={unread} />
      {faults.map((fault) => (
        <p key={fault} className={styles.bad} role="alert">
          <CircleAlert aria-hidden />
          {fault}
        </p>
      ))}
      <Facts report={report} />
      {opened && !lessOpened && (
        <p className={styles.good}>
          <CircleCheck aria-hidden />
          {text.nothing}
        </p>
      )}
      {unreached.length > 0 && <p className={styles.soft}>{text.unreached(unreached)}</p>}
      {page !== 'same' && <p className={styles.soft}>{text.page[page]}</p>}
      <div className={styles.actions}>
        <Button kind="primary" size="large" onPress={onLeave}>
          {text.finish}
        </Button>
      </div>
    </Step>
  );
}

function Facts({ report }: { report: DrillReport }) {
  const { name, time, opened, secrets, files, same, since, milliseconds } = report;
  const facts: [string, string][] = [
    [text.facts.backup, name],
    ...(time > 0 ? [[text.facts.age, ago(time, Date.now())] as [string, string]] : []),
    ...(opened
      ? ([
          [text.facts.read, text.read(secrets, files)],
          [text.facts.same, text.same(same, since)],
        ] as [string, string][])
      : []),
    [text.facts.took, text.took(milliseconds)],
  ];
  return (
    <dl className={layout.facts} aria-label={text.facts.label}>
      {facts.map(([label, value]) => (
        <div key={label} className={cx(label === text.facts.backup && layout.long)}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
