import { Archive, Check, Import, LifeBuoy, Plus } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import * as actions from '../../stores/actions.ts';
import { loadBackups, openBackups, useBackups } from '../../stores/backups.ts';
import { openDialog } from '../../stores/dialog.ts';
import { bannerOf, loadStatus, openRecovery, useRecovery } from '../../stores/recovery.ts';
import { words } from '../../words/words.ts';
import styles from './first-steps.module.css';

const text = words.firstSteps;

/** What there is to do in a new vault, in place of the banners that say it later. */
export function FirstSteps() {
  const status = useRecovery((recovery) => recovery.status);
  const overview = useBackups((backups) => backups.overview);
  useEffect(() => {
    void loadStatus();
    void loadBackups();
  }, []);
  const sheets = bannerOf(status, Date.now());
  const banner = words.recovery.banner;
  const ways = {
    none: { label: banner.make, view: 'page' },
    pending: { label: banner.goOn, view: 'prove' },
    due: { label: banner.rehearse, view: 'rehearse' },
    ask: { label: banner.askHolders, view: 'page' },
  } as const;
  const way = ways[sheets ?? 'none'];
  return (
    <section className={styles.steps} aria-labelledby="first-steps">
      <h2 id="first-steps">{text.title}</h2>
      <ol>
        <Step icon={<Plus aria-hidden />} title={text.secret} about={text.secretText}>
          <Button onPress={() => void actions.addSecret()}>{text.add}</Button>
        </Step>
        <Step icon={<Import aria-hidden />} title={text.import} about={text.importText}>
          <Button onPress={() => openDialog('import')}>{words.vault.emptyImport}</Button>
        </Step>
        {overview?.available && (
          <Step
            icon={<Archive aria-hidden />}
            title={text.backups}
            about={text.backupsText}
            done={overview.destinations.length > 0}
          >
            <Button onPress={() => openBackups()}>{words.backups.banner.action}</Button>
          </Step>
        )}
        {status && (
          <Step
            icon={<LifeBuoy aria-hidden />}
            title={text.sheets}
            about={sheets === 'pending' ? banner.pending : text.sheetsText}
            done={sheets === undefined}
          >
            <Button onPress={() => openRecovery(way.view)}>{way.label}</Button>
          </Step>
        )}
      </ol>
    </section>
  );
}

interface StepProps {
  icon: ReactNode;
  title: string;
  about: string;
  done?: boolean;
  children: ReactNode;
}

function Step({ icon, title, about, done = false, children }: StepProps) {
  return (
    <li data-done={done || undefined}>
      <span className={styles.icon}>{done ? <Check aria-hidden /> : icon}</span>
      <div>
        <h3>{title}</h3>
        <p>{done ? text.done : about}</p>
      </div>
      {!done && children}
    </li>
  );
}
