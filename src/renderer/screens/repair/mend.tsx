import { Plus, X } from 'lucide-react';
import { RadioGroup } from 'react-aria-components';
import { Button, IconButton } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { baseName, FileRow, FileRows, folderName } from '../../components/file-row.tsx';
import { Option } from '../../components/option.tsx';
import { Actions, Part } from '../../components/reading.tsx';
import { addBackup, mend, putWhere, removeBackup, useRepair } from '../../stores/repair.ts';
import { words } from '../../words/words.ts';
import styles from './repair.module.css';

const text = words.repair.mend;

/** Backups to take from, and where the whole vault goes. */
export function Mend() {
  const { backups, place, failure } = useRepair();
  return (
    <Part title={text.title}>
      <p>{text.text}</p>
      {backups.length === 0 ? <p>{text.none}</p> : <Backups />}
      <Actions>
        <Button onPress={() => void addBackup()}>
          <Plus aria-hidden />
          {text.add}
        </Button>
      </Actions>
      <RadioGroup
        aria-label={text.where}
        value={place}
        onChange={(value) => putWhere(value === 'file' ? 'file' : 'here')}
        className={cx(styles.places)}
      >
        <Option value="here" title={text.inPlace} help={text.inPlaceHelp} />
        <Option value="file" title={text.toFile} help={text.toFileHelp} />
      </RadioGroup>
      {failure && <FailureNote failure={failure} />}
      <Actions>
        <Button kind="primary" size="large" onPress={() => void mend(false)}>
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
      {backups.map((file) => (
        <FileRow
          key={file}
          name={baseName(file)}
          note={folderName(file)}
          fault={report?.unusable.includes(file) ? text.unusable : undefined}
        >
          <IconButton label={text.remove(baseName(file))} onPress={() => removeBackup(file)}>
            <X aria-hidden />
          </IconButton>
        </FileRow>
      ))}
    </FileRows>
  );
}
