import { Plus, X } from 'lucide-react';
import { RadioGroup } from 'react-aria-components';
import { baseName } from '../../../shared/file-name.ts';
import { isSamePlace, isService, localKinds, printPlace } from '../../../shared/place.ts';
import { shownPlace } from '../../../shared/place-form.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { FileRows, PlaceRow } from '../../components/file-row.tsx';
import { NewPlaces, NewService, useService } from '../../components/new-places.tsx';
import { OrOnService } from '../../components/on-service.tsx';
import { Option } from '../../components/option.tsx';
import { Actions, Part } from '../../components/reading.tsx';
import { addBackup, mend, putWhere, removeBackup, useRepair } from '../../stores/repair.ts';
import type { Where } from '../../stores/restored-place.ts';
import { useSession } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import styles from './repair.module.css';

const text = words.repair.mend;

/** Backups to take from, and where the whole vault goes. */
export function Mend() {
  const { backups, where, failure } = useRepair();
  const isOnService = useSession(({ state }) => isService(state?.place?.kind));
  const service = useService();
  return (
    <Part title={text.title}>
      <p>{text.text}</p>
      {backups.length === 0 ? <p>{text.none}</p> : <Backups />}
      <Actions>
        {localKinds.map((kind) => (
          <Button key={kind} onPress={() => void addBackup(kind)}>
            <Plus aria-hidden />
            {kind === localKinds[0] ? text.add : words.places.kinds[kind].backup}
          </Button>
        ))}
      </Actions>
      <OrOnService take={words.places.service.takeBackup} onTake={addBackup} />
      <RadioGroup
        aria-label={text.where}
        value={where}
        onChange={(value) => putWhere(value as Where)}
        className={cx(styles.places)}
      >
        {!isOnService && <Option value="here" title={text.inPlace} help={text.inPlaceHelp} />}
        <NewPlaces help={text.toFileHelp} />
      </RadioGroup>
      <NewService where={where} of={service} />
      {failure && <FailureNote failure={failure} />}
      <Actions>
        <Button kind="primary" size="large" onPress={() => void mend(false, service.named)}>
          {backups.length === 0 ? text.save : text.run}
        </Button>
      </Actions>
    </Part>
  );
}

function Backups() {
  const { backups, report } = useRepair();
  return (
    <FileRows label={text.backups}>
      {backups.map((place) => (
        <PlaceRow
          key={printPlace(place)}
          place={place}
          fault={report?.unusable.some((one) => isSamePlace(one, place)) ? text.unusable : undefined}
        >
          <IconButton label={text.remove(baseName(shownPlace(place)))} onPress={() => removeBackup(place)}>
            <X aria-hidden />
          </IconButton>
        </PlaceRow>
      ))}
    </FileRows>
  );
}
