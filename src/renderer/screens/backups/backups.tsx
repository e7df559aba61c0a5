import { ArrowLeft } from 'lucide-react';
import { useEffect } from 'react';
import { printPlace } from '../../../shared/place.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { type BackupsView, loadBackups, show, useBackups } from '../../stores/backups.ts';
import { useRestore } from '../../stores/restore.ts';
import { words } from '../../words/words.ts';
import { Any } from './any.tsx';
import styles from './backups.module.css';
import { Browser } from './browser.tsx';
import { Files } from './files.tsx';
import { Overview } from './overview.tsx';
import { Restore } from './restore.tsx';
import { Server } from './server.tsx';
import { Verify } from './verify.tsx';

/**
 * Backups of the vault: where they go, what is in them, and how they come back. Over the whole
 * window.
 */
export function Backups({ onClose, readOnly }: { onClose: () => void; readOnly: boolean }) {
  const { view, from } = useBackups();
  const restoring = useRestore((restore) => restore.step === 'working');
  useEffect(() => {
    void loadBackups();
    return api.on('changed', () => void loadBackups());
  }, []);
  return (
    <Page title={words.backups.title} onClose={onClose} closable={!restoring}>
      {view.at !== 'page' && !restoring && (
        <nav className={styles.back}>
          <Button kind="quiet" size="small" onPress={() => show(view.at === 'list' ? { at: 'page' } : from)}>
            <ArrowLeft aria-hidden />
            {view.at === 'list' || from.at === 'page' ? words.backups.back : words.actions.back}
          </Button>
        </nav>
      )}
      <View view={view} readOnly={readOnly} />
    </Page>
  );
}

function View({ view, readOnly }: { view: BackupsView; readOnly: boolean }) {
  switch (view.at) {
    case 'page':
      return <Overview />;
    case 'list':
      return <Files destination={view.destination} />;
    case 'any':
      return <Any />;
    case 'server':
      return <Server />;
    case 'look':
      return <Browser key={printPlace(view.backup.place)} backup={view.backup} readOnly={readOnly} />;
    case 'restore':
      return <Restore backup={view.backup} instead={view.instead} />;
    case 'verify':
      return <Verify backup={view.backup} />;
  }
}
