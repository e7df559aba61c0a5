import { ExternalLink, FileSearch, Paperclip, Save } from 'lucide-react';
import { attachmentInfo } from '../../shared/secret.ts';
import type { ShownSecret } from '../../shared/secret-schema.ts';
import { openCopy, openPreview } from '../stores/preview.ts';
import { cancelSaving, type FieldFile, isSaving, saveFile, useSaving } from '../stores/save-file.ts';
import { labelOf } from '../words/fields.ts';
import { size } from '../words/time.ts';
import { words } from '../words/words.ts';
import { Button, IconButton } from './button.tsx';
import styles from './field-line.module.css';
import { Working } from './working.tsx';

const text = words.detail;
/** Bytes from which on a person waits: less is written before a bar is seen. */
const long = 8 * 1024 * 1024;

interface Props {
  field: ShownSecret['fields'][number];
  file: FieldFile;
}

/** A field that stands for a file: how long it is, and how far its saving is. */
export function FileValue({ field, file }: Props) {
  const saving = useSaving();
  const known = attachmentInfo(field.value ?? '');
  const { progress } = saving;
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
      {known ? size(known.size) : text.file}
    </span>
  );
}

/** What can be done with a file: look at it, hand a copy to another program, save it. */
export function FileActions({ field, file }: Props) {
  const isBusy = useSaving((saving) => saving.file !== undefined);
  const name = labelOf(field.name);
  return (
    <>
      {file.from === 'secrets' && (
        <>
          <IconButton label={words.files.lookAt(name)} onPress={() => void openPreview(file)}>
            <FileSearch aria-hidden />
          </IconButton>
          <IconButton label={words.files.openNamed(name)} onPress={() => void openCopy(file)}>
            <ExternalLink aria-hidden />
          </IconButton>
        </>
      )}
      <IconButton label={text.saveFile(name)} isDisabled={isBusy} onPress={() => void saveFile(file)}>
        <Save aria-hidden />
      </IconButton>
    </>
  );
}
