import { ExternalLink, FileSearch, Paperclip, Save } from 'lucide-react';
import { attachmentInfo } from '../../shared/secret.ts';
import type { ShownSecret } from '../../shared/secret-schema.ts';
import { openCopy, openPreview } from '../stores/preview.ts';
import { cancelSaving, type FieldFile, isSaving, saveFile, useSaving } from '../stores/save-file.ts';
import { labelOf } from '../words/fields.ts';
import { size } from '../words/time.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './field-line.module.css';
import { Working } from './working.tsx';

const text = words.detail;
/** Bytes from which on a person waits: less is written before a bar is seen. */
const long = 8 * 1024 * 1024;

interface Props {
  field: ShownSecret['fields'][number];
  file: FieldFile;
}

/** A field that stands for a file: how long it is, and the way to a folder of one's own. */
export function FileValue({ field, file }: Props) {
  const saving = useSaving();
  const known = attachmentInfo(field.value ?? '');
  const { progress } = saving;
  const name = labelOf(field.name);
  if (isSaving(saving, file) && progress !== undefined && progress.total >= long) {
    return (
      <span className={styles.saving}>
        <Working
          label={text.savingFile(labelOf(field.name))}
          value={(100 * progress.done) / progress.total}
        />
        <Button size="small" onPress={cancelSaving}>
          {words.actions.cancel}
        </Button>
      </span>
    );
  }
  return (
    <span className={styles.file}>
      <Paperclip aria-hidden />
      {text.file}
      {known && <span className={styles.faint}>{size(known.size)}</span>}
      {file.from === 'secrets' && (
        <>
          <Button
            size="small"
            kind="quiet"
            aria-label={words.files.lookAt(name)}
            onPress={() => void openPreview(file)}
          >
            <FileSearch aria-hidden />
            {words.files.look}
          </Button>
          <Button
            size="small"
            kind="quiet"
            aria-label={words.files.openNamed(name)}
            onPress={() => void openCopy(file)}
          >
            <ExternalLink aria-hidden />
            {words.files.open}
          </Button>
        </>
      )}
      <Button
        size="small"
        kind="quiet"
        aria-label={text.saveFile(name)}
        isDisabled={saving.file !== undefined}
        onPress={() => void saveFile(file)}
      >
        <Save aria-hidden />
        {text.saveAs}
      </Button>
    </span>
  );
}
