import { useEffect, useState } from 'react';
import { RadioGroup } from 'react-aria-components';
import type { Failure } from '../../../shared/failure.ts';
import { isService } from '../../../shared/place.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { FileRows, PlaceRow } from '../../components/file-row.tsx';
import { NewPlaces, NewService, useService } from '../../components/new-places.tsx';
import { Option } from '../../components/option.tsx';
import { Actions, Reading } from '../../components/reading.tsx';
import { Counting } from '../../components/working.tsx';
import type { ChosenBackup, Lost } from '../../stores/backups.ts';
import { ask } from '../../stores/dialog.ts';
import { beginRestore, cancelRestore, restore, restoreWhere, useRestore } from '../../stores/restore.ts';
import type { Where } from '../../stores/restored-place.ts';
import { select, useSession } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import styles from './backups.module.css';

const text = words.backups.restore;

/**
 * A whole backup becomes a vault again: at a new place, or in the place of the one that is open,
 * which is kept.
 */
export function Restore({ backup, instead }: { backup: ChosenBackup; instead?: Lost | undefined }) {
  const { step, where, progress, failure } = useRestore();
  const name = useSession((session) => session.state?.name ?? '');
  const locked = useSession((session) => session.state?.vault !== 'open');
  const onService = useSession((session) => isService(session.state?.place?.kind));
  const service = useService();
  const isGone = instead === 'gone';
  const here = <HereAgain isGone={isGone} locked={locked} />;
  useEffect(() => beginRestore(instead && 'here'), [instead]);
  if (step === 'done') return <Done />;
  const title = text.title(backup.time);
  if (step === 'working') {
    return (
      <Reading title={title}>
        <Counting label={text.working} progress={progress} figure={words.backups.place.figure} />
        <Actions>
          <Button size="large" onPress={cancelRestore}>
            {words.actions.cancel}
          </Button>
        </Actions>
      </Reading>
    );
  }
  const run = async () => {
    const { askTitle, askText, askLocked, yes } = text;
    const what = locked ? askLocked(name) : askText(name);
    const question = { title: askTitle, text: what, yes, no: words.actions.cancel, danger: true };
    if (where !== 'here' || isGone || (await ask(question))) await restore(backup.place, service.named);
  };
  return (
    <Reading title={title} lead={text.lead}>
      <RadioGroup
        aria-label={text.where}
        value={where}
        onChange={(value) => restoreWhere(value as Where)}
        className={cx(styles.options)}
      >
        {instead && here}
        <NewPlaces help={isGone ? undefined : locked ? text.toFileLocked : text.toFileHelp} />
        {!instead && !backup.foreign && !onService && here}
      </RadioGroup>
      <NewService where={where} of={service} />
      {failure && <FailureNote failure={failure} />}
      <Actions>
        <Button kind="primary" size="large" onPress={run}>
          {text.run}
        </Button>
      </Actions>
    </Reading>
  );
}

/** To take the place of the chosen vault, or of one that was there. */
function HereAgain({ isGone, locked }: { isGone: boolean; locked: boolean }) {
  if (isGone) return <Option value="here" title={text.whereAgain} help={text.whereAgainHelp} />;
  return <Option value="here" title={text.inPlace} help={locked ? text.inPlaceLocked : text.inPlaceHelp} />;
}

function Done() {
  const restored = useRestore((it) => it.restored);
  const [failure, setFailure] = useState<Failure>();
  if (!restored) return null;
  const { place } = restored;
  return (
    <Reading title={text.doneTitle} lead={text.done}>
      <FileRows label={text.file}>
        <PlaceRow place={place} />
      </FileRows>
      {failure && <FailureNote failure={failure} />}
      <Actions>
        <Button kind="primary" size="large" onPress={async () => setFailure(await select(place))}>
          {text.open}
        </Button>
      </Actions>
    </Reading>
  );
}
