import { useEffect, useState } from 'react';
import type { Verified } from '../../../shared/contract-backups.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Actions, Facts, Part, Reading } from '../../components/reading.tsx';
import { Counting } from '../../components/working.tsx';
import { type ChosenBackup, show, useBackups } from '../../stores/backups.ts';
import { type OwnKey as Key, wantsOwnKey } from '../../stores/own-key.ts';
import { openRepair } from '../../stores/repair.ts';
import { stopVerify, useVerify, verify } from '../../stores/verify.ts';
import { size } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './backups.module.css';
import { OwnKey } from './own-key.tsx';

const text = words.backups.verify;
type Finding = Verified['damaged'][number];

/**
 * Reads and authenticates everything, in the open vault or in a backup, and says whom damage
 * concerns.
 */
export function Verify({ backup }: { backup: ChosenBackup | undefined }) {
  const { progress, report, failure } = useVerify();
  const from = useBackups((backups) => backups.from);
  const place = backup?.place;
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    void verify(place);
    return stopVerify;
  }, [place]);
  const title = backup ? text.backupTitle(backup.name) : text.vaultTitle;
  if (report) return <Report report={report} backup={backup} />;
  if (wantsOwnKey(failure) || (asked && !failure && !progress)) {
    const open = (key: Key) => {
      setAsked(true);
      void verify(place, key);
    };
    return <OwnKey failure={failure} onSubmit={open} />;
  }
  if (failure) {
    return (
      <Reading title={title}>
        <FailureNote failure={failure}>
          <Button onPress={() => void verify(place)}>{text.again}</Button>
        </FailureNote>
      </Reading>
    );
  }
  return (
    <Reading title={title}>
      <Counting label={text.working} progress={progress} figure={text.figure} />
      <Actions>
        <Button size="large" onPress={() => show(from)}>
          {words.actions.cancel}
        </Button>
      </Actions>
    </Reading>
  );
}

function Report({ report, backup }: { report: Verified; backup: ChosenBackup | undefined }) {
  const { objects, bytes, secrets, versions, unreferenced, damaged, more } = report;
  const bad = damaged.length + more;
  const keyless = report.proven === 'structure';
  const named = [
    { name: text.secrets, value: words.number(secrets) },
    { name: text.versions, value: words.number(versions) },
  ];
  const facts = [
    { name: text.parts, value: words.number(objects) },
    { name: text.bytes, value: size(bytes) },
    ...(keyless ? [] : named),
  ];
  const whole = keyless ? text.structure : text.whole;
  const wholeLead = keyless ? text.structureLead : text.wholeLead;
  const lead = bad === 0 ? wholeLead : backup ? text.damagedBackup : text.damagedVault;
  return (
    <Reading title={bad === 0 ? whole : text.damaged(bad)} lead={lead}>
      <Facts label={text.facts} facts={facts} />
      {unreferenced > 0 && <p className={styles.soft}>{text.unreferenced(unreferenced)}</p>}
      {bad > 0 && <Findings damaged={damaged} more={more} />}
      <Actions>
        {bad > 0 && !backup && !keyless && (
          <Button kind="primary" size="large" onPress={openRepair}>
            {text.repair}
          </Button>
        )}
        <Button size="large" onPress={() => void verify(backup?.place)}>
          {text.again}
        </Button>
      </Actions>
    </Reading>
  );
}

function Findings({ damaged, more }: { damaged: readonly Finding[]; more: number }) {
  return (
    <Part title={text.report}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={styles.table} aria-label={text.reportList} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.columns.what}</th>
              <th scope="col">{text.columns.concerns}</th>
              <th scope="col">{text.columns.object}</th>
            </tr>
          </thead>
          <tbody>
            {damaged.map((one) => (
              <tr key={`${one.part} ${one.object} ${one.paths[0]} ${one.version}`}>
                <td>{text.part[one.part]}</td>
                <td>{concerns(one)}</td>
                <td>
                  <code>{one.object}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {more > 0 && <p className={styles.more}>{text.more(more)}</p>}
      </section>
    </Part>
  );
}

function concerns({ paths, version, entries }: Finding): string {
  if (entries !== undefined && entries > 0) return text.entries(entries);
  if (paths.length === 0) return text.nobody;
  const [path = ''] = paths;
  return version === undefined ? paths.join(', ') : text.version(path, version);
}
