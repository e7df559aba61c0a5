import { useEffect } from 'react';
import type { State } from '../../../shared/contract.ts';
import { useNarrow } from '../../components/use-narrow.ts';
import { follow } from '../../stores/actions.ts';
import { isAny, useChosen } from '../../stores/chosen.ts';
import { useEditor } from '../../stores/editor.ts';
import { useFirstSteps } from '../../stores/first-steps.ts';
import { keepDrafts, offerDraft } from '../../stores/kept-draft.ts';
import { usePanes } from '../../stores/panes.ts';
import { useSession } from '../../stores/session.ts';
import { refresh } from '../../stores/view.ts';
import { BackupsBanner } from './backups-banner.tsx';
import { ChooseTemplate } from './choose-template.tsx';
import { CopiesBanner } from './copies-banner.tsx';
import { Detail } from './detail.tsx';
import { DueBanner } from './due-banner.tsx';
import { Editor } from './editor.tsx';
import { focusOn } from './focus.ts';
import { Folders } from './folders.tsx';
import { useCalls, useKeys } from './keys.ts';
import { KeysBanner } from './keys-banner.tsx';
import { List } from './list.tsx';
import { MetBanner } from './met-banner.tsx';
import { Picking } from './picking.tsx';
import { RecoveryBanner } from './recovery-banner.tsx';
import { Several } from './several.tsx';
import { Toolbar } from './toolbar.tsx';
import styles from './vault.module.css';

/** A file that is dropped beside what takes it must not take the place of the page. */
function refuseStrayFiles(): () => void {
  const refuse = (event: DragEvent) => {
    if (!event.defaultPrevented && event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    event.preventDefault();
  };
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', refuse);
  return () => {
    window.removeEventListener('dragover', refuse);
    window.removeEventListener('drop', refuse);
  };
}

/** The open vault: folders, the list, and the secret that is looked at or edited. */
export function Vault({ state }: { state: State }) {
  const pane = usePanes((panes) => panes.pane);
  const editing = useEditor((editor) => editor.draft !== undefined);
  const choosing = useEditor((editor) => editor.choosing !== undefined);
  const several = useChosen(isAny);
  // The first steps say what these banners would; a narrow window shows no pane for them.
  const narrow = useNarrow();
  const first = useFirstSteps() !== undefined && !narrow;
  useKeys(state.readOnly);
  useCalls();
  useEffect(() => {
    void refresh();
    focusOn('search');
    if (useSession.getState().state?.readOnly) return follow();
    void offerDraft();
    const ends = [follow(), keepDrafts()];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  useEffect(refuseStrayFiles, []);
  return (
    <>
      <MetBanner />
      <CopiesBanner />
      {!state.readOnly && <KeysBanner />}
      {!state.readOnly && <RecoveryBanner first={first} />}
      {!state.readOnly && <BackupsBanner first={first} />}
      <DueBanner />
      <div className={styles.vault} data-pane={pane}>
        <Toolbar readOnly={state.readOnly} />
        <Folders readOnly={state.readOnly} />
        <List readOnly={state.readOnly} />
        {choosing && <ChooseTemplate />}
        {editing && <Editor />}
        {!choosing && !editing && several && <Several readOnly={state.readOnly} />}
        {!choosing && !editing && !several && <Detail readOnly={state.readOnly} />}
      </div>
      <Picking readOnly={state.readOnly} />
    </>
  );
}
