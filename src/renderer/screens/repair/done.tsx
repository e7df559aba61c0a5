import { useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { FileRows, PlaceRow } from '../../components/file-row.tsx';
import { Lost } from '../../components/lost.tsx';
import { Names } from '../../components/names.tsx';
import { Actions, Part, Reading } from '../../components/reading.tsx';
import { lostCount, useRepair } from '../../stores/repair.ts';
import { select } from '../../stores/session.ts';
import { words } from '../../words/words.ts';

const text = words.repair.done;

/** The whole vault lies at a new place; the damaged one is still open. */
export function Done({ onClose }: { onClose: () => void }) {
  const report = useRepair((repair) => repair.report);
  const [failure, setFailure] = useState<Failure>();
  if (!report?.place) return null;
  const { place, lost, earlier, healed } = report;
  const lossy = lostCount(lost) > 0;
  const lead = healed > 0 ? `${text.text} ${text.healed(healed)}` : text.text;
  return (
    <Reading title={lossy ? text.lossy : text.title} lead={lead}>
      <FileRows label={text.file}>
        <PlaceRow place={place} />
      </FileRows>
      {lossy && (
        <Part title={text.lost}>
          <Lost label={text.lostList} lost={lost} />
        </Part>
      )}
      {earlier.length > 0 && (
        <Part title={text.earlier}>
          <Names label={text.earlierList} items={earlier.map((name) => ({ name }))} />
        </Part>
      )}
      <p>{text.stays}</p>
      {failure && <FailureNote failure={failure} />}
      <Actions>
        <Button kind="primary" size="large" onPress={async () => setFailure(await select(place))}>
          {text.open}
        </Button>
        <Button size="large" onPress={onClose}>
          {words.actions.close}
        </Button>
      </Actions>
    </Reading>
  );
}
