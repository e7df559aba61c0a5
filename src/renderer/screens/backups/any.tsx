import { FailureNote } from '../../components/failure-note.tsx';
import { OnService } from '../../components/on-service.tsx';
import { Reading } from '../../components/reading.tsx';
import { openAny, useBackups } from '../../stores/backups.ts';
import { useSession } from '../../stores/session.ts';
import { words } from '../../words/words.ts';

const { any } = words.backups;

/** Asks for any copy of a vault that lies on a service: to look into, or to restore. */
export function Any() {
  const failure = useBackups((backups) => backups.failure);
  const locked = useSession((session) => session.state?.vault !== 'open');
  return (
    <Reading title={any.serverTitle} lead={locked ? any.textLocked : any.text}>
      {failure && <FailureNote failure={failure} />}
      <OnService
        take={words.places.service.takeBackup}
        onTake={(place) => openAny(locked ? 'restore' : 'look', place)}
      />
    </Reading>
  );
}
