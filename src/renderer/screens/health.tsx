import { useEffect, useState } from 'react';
import type { HealthFinding, HealthReport } from '../../shared/contract-health.ts';
import { dayMs } from '../../shared/health.ts';
import { Button } from '../components/button.tsx';
import { Check } from '../components/check.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { WayOn, WaysOn } from '../components/ways-on.tsx';
import { Working } from '../components/working.tsx';
import { show } from '../stores/actions.ts';
import { accept, check, compareWithList, stopChecking, useHealth } from '../stores/health.ts';
import { loadStatus, openRecovery, useRecovery } from '../stores/recovery.ts';
import { labelWithin } from '../words/fields.ts';
import { date } from '../words/time.ts';
import { words } from '../words/words.ts';
import dialogs from './dialogs.module.css';
import styles from './health.module.css';

const text = words.health;

interface Props {
  onClose: () => void;
  readOnly: boolean;
}

/** Every secret that deserves a look, with all its reasons. */
export function Health({ onClose, readOnly }: Props) {
  const { report, running, failure } = useHealth();
  const [all, setAll] = useState(false);
  useEffect(() => stopChecking, []);
  const shown = (report?.secrets ?? [])
    .map(({ path, findings }) => ({ path, findings: findings.filter(({ accepted }) => all || !accepted) }))
    .filter(({ findings }) => findings.length > 0);
  const hasAccepted =
    report?.secrets.some(({ findings }) => findings.some(({ accepted }) => accepted)) ?? false;
  const left = report ? report.total - report.secrets.length : 0;
  return (
    <Dialog title={text.title} onClose={onClose} width="wide">
      <p className={dialogs.soft}>{text.lead}</p>
      {failure && <FailureNote failure={failure} />}
      {running ? (
        <Working
          label={text.checking}
          value={running.total > 0 ? Math.round((100 * running.done) / running.total) : undefined}
        />
      ) : (
        report && (
          <p role="status">
            {shown.length === 0 ? text.none : text.total(shown.length + left)}{' '}
            {report.list !== undefined && text.compared(report.list)}
          </p>
        )
      )}
      {shown.length > 0 && (
        <ul className={styles.list} aria-label={text.list}>
          {shown.map((secret) => (
            <Secret key={secret.path} secret={secret} readOnly={readOnly} onClose={onClose} />
          ))}
        </ul>
      )}
      {left > 0 && <p className={dialogs.small}>{text.more(left)}</p>}
      {hasAccepted && (
        <Check isSelected={all} onChange={setAll}>
          {text.showAccepted}
        </Check>
      )}
      <WaysOn>
        <WayOn
          text={text.compareText}
          label={text.compare}
          isDisabled={running !== undefined}
          onPress={() => void compareWithList()}
        />
        <LastDrill onClose={onClose} />
      </WaysOn>
      <footer>
        <Button isDisabled={running !== undefined} onPress={() => void check(report?.list !== undefined)}>
          {text.again}
        </Button>
        <Button kind="primary" autoFocus onPress={onClose}>
          {words.actions.close}
        </Button>
      </footer>
    </Dialog>
  );
}

/** Whether a backup would bring all of this back is a part of its health. */
function LastDrill({ onClose }: { onClose: () => void }) {
  const status = useRecovery((recovery) => recovery.status);
  useEffect(() => void loadStatus(), []);
  if (!status) return null;
  const go = () => {
    onClose();
    openRecovery('drill');
  };
  return (
    <WayOn
      text={status.drilled === undefined ? text.neverDrilled : text.drilled(date(status.drilled))}
      label={words.recovery.page.drill}
      onPress={go}
    />
  );
}

function Secret(props: { secret: HealthReport['secrets'][number] } & Props) {
  const { path, findings } = props.secret;
  const go = () => {
    props.onClose();
    void show(path, false);
  };
  return (
    <li className={styles.secret}>
      <div className={styles.head}>
        <span className={styles.path}>{path}</span>
        <Button size="small" aria-label={text.showPath(path)} onPress={go}>
          {text.show}
        </Button>
      </div>
      <ul className={styles.reasons}>
        {findings.map((finding) => {
          const { reason, field = '', accepted } = finding;
          return (
            <li key={`${reason} ${field}`} data-accepted={accepted} data-reason={reason}>
              <span>
                <strong>{text.reasons[reason]}</strong> {detailOf(finding)}
              </span>
              {!props.readOnly && (
                <Button
                  size="small"
                  kind="quiet"
                  aria-label={(accepted ? text.notFineOf : text.fineOf)(reason, path)}
                  onPress={() => void accept(path, reason, !accepted)}
                >
                  {accepted ? text.notFine : text.fine}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </li>
  );
}

function detailOf({ reason, field, at, certificate, others, seen }: HealthFinding): string {
  const parts = [
    ...(certificate ? [text.certificate] : []),
    ...(field === undefined ? [] : [labelWithin(field)]),
    ...(at === undefined
      ? []
      : [reason === 'old' ? text.since(at) : text.ended(certificate ? at : at - dayMs)]),
    ...(seen === undefined ? [] : [text.seen(seen)]),
    ...(others === undefined ? [] : [text.others(others)]),
  ];
  return parts.join(', ');
}
