import { Archive, ArrowLeft, Check, Import, LifeBuoy, Plus } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import * as actions from '../../stores/actions.ts';
import { openBackups } from '../../stores/backups.ts';
import { openDialog } from '../../stores/dialog.ts';
import { loadSteps, type FirstSteps as Steps, wantSteps } from '../../stores/first-steps.ts';
import { bannerOf, openRecovery, useRecovery } from '../../stores/recovery.ts';
import { say } from '../../stores/status.ts';
import { words } from '../../words/words.ts';
import styles from './first-steps.module.css';
import { goTo } from './focus.ts';
import pane from './pane.module.css';

const text = words.firstSteps;

/** What there is to do in a new vault, in place of the banners that say it later. */
export function FirstSteps({ steps }: { steps: Steps }) {
  const status = useRecovery((recovery) => recovery.status);
  useEffect(loadSteps, []);
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
      <header className={styles.header}>
        <span className={pane.back}>
          <IconButton label={words.actions.back} onPress={() => goTo('list', 'list')}>
            <ArrowLeft aria-hidden />
          </IconButton>
        </span>
        <h1 id="first-steps" tabIndex={-1}>
          {text.title}
        </h1>
        {steps.secret && (
          <Button kind="quiet" size="small" onPress={() => void sendAway()}>
            {text.dismiss}
          </Button>
        )}
      </header>
      <ol>
        <Step icon={<Plus aria-hidden />} title={text.secret} about={text.secretText} done={steps.secret}>
          <Button onPress={() => void actions.addSecret()}>{text.add}</Button>
        </Step>
        <Step icon={<Import aria-hidden />} title={text.import} about={text.importText}>
          <Button onPress={() => openDialog('import')}>{words.vault.emptyImport}</Button>
        </Step>
        {steps.backups !== undefined && (
          <Step
            icon={<Archive aria-hidden />}
            title={text.backups}
            about={text.backupsText}
            done={steps.backups}
          >
            <Button onPress={() => openBackups()}>{words.backups.banner.action}</Button>
          </Step>
        )}
        {steps.sheets !== undefined && (
          <Step
            icon={<LifeBuoy aria-hidden />}
            title={text.sheets}
            about={sheets === 'pending' ? banner.pending : text.sheetsText}
            done={steps.sheets}
          >
            <Button onPress={() => openRecovery(way.view)}>{way.label}</Button>
          </Step>
        )}
      </ol>
    </section>
  );
}

async function sendAway(): Promise<void> {
  await wantSteps(false);
  say(text.dismissed, { action: { label: words.actions.undo, run: () => void wantSteps(true) } });
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
        <h2>{title}</h2>
        <p>{done ? text.done : about}</p>
      </div>
      {!done && children}
    </li>
  );
}
