import { useEffect } from 'react';
import { Page as Frame } from '../../components/page.tsx';
import { ask } from '../../stores/dialog.ts';
import { loadStatus, openSheets, show, useRecovery } from '../../stores/recovery.ts';
import { words } from '../../words/words.ts';
import { Drill } from './drill.tsx';
import { Issue } from './issue.tsx';
import { Letter } from './letter.tsx';
import { Page } from './page.tsx';
import { Rehearse } from './rehearse.tsx';
import { Restored } from './restored.tsx';

/**
 * Recovery in an open vault, over the whole window: the page of the set, and the ways that lead
 * from it.
 */
export function Recovery({ onClose, readOnly }: { onClose: () => void; readOnly: boolean }) {
  const { view, status } = useRecovery();
  useEffect(() => void loadStatus(), []);
  const close = async () => {
    if (await mayLeave()) onClose();
  };
  const back = async () => {
    if (await mayLeave()) show('page');
  };
  return (
    <Frame title={words.recovery.title} onClose={close}>
      {view === 'page' && <Page readOnly={readOnly} />}
      {(view === 'issue' || view === 'prove') && (
        <Issue key={view} from={view} onLeave={back} onDone={onClose} />
      )}
      {view === 'rehearse' && <Rehearse readOnly={readOnly} onLeave={() => show('page')} />}
      {view === 'letter' && status && <Letter status={status} onLeave={() => show('page')} />}
      {view === 'drill' && <Drill onLeave={() => show('page')} />}
      {view === 'restored' && <Restored onClose={onClose} />}
    </Frame>
  );
}

/** Asks while a set was made and not put to use; true when it may be left. */
async function mayLeave(): Promise<boolean> {
  const { view, status } = useRecovery.getState();
  const making = view === 'issue' || view === 'prove';
  if (!making || !status?.pending) return true;
  const { title, textOld, textFirst, textProven, yes, no } = words.recovery.issue.leave;
  const text = openSheets(status).length === 0 ? textProven : status.active ? textOld : textFirst;
  return ask({ title, text, yes, no, danger: false });
}
