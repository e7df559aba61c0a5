import { type FormEvent, useState } from 'react';
import { baseName } from '../../../shared/file-name.ts';
import { type Place, printPlace } from '../../../shared/place.ts';
import { shownPlace } from '../../../shared/place-form.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { FileRow, FileRows } from '../../components/file-row.tsx';
import { PlaceField } from '../../components/place-field.tsx';
import { usePlace } from '../../components/use-place.ts';
import { preview, useCopies } from '../../stores/copies.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.copies;

export function nameOf(place: Place): string {
  return baseName(shownPlace(place));
}

/** Which copy: one of those beside the vault, or any other that the person names. */
export function Choose({ readOnly, onClose }: { readOnly: boolean; onClose: () => void }) {
  const list = useCopies((copies) => copies.list) ?? [];
  const [tried, setTried] = useState(false);
  const { named, failure, field } = usePlace('copy');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const place = await named();
    if (place !== undefined) await preview({ place });
  };
  return (
    <>
      <p className={styles.soft}>{readOnly ? text.leadReadOnly : text.lead}</p>
      {list.length > 0 && (
        <FileRows label={text.list}>
          {list.map((copy, i) => (
            <FileRow
              key={printPlace(copy.place)}
              name={nameOf(copy.place)}
              note={copy.revision === undefined ? '' : text.revision(copy.revision)}
            >
              <Button
                size="small"
                autoFocus={i === 0}
                aria-label={text.look(nameOf(copy.place))}
                onPress={() => void preview(copy)}
              >
                {text.lookShort}
              </Button>
            </FileRow>
          ))}
        </FileRows>
      )}
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <h3>{text.named.title}</h3>
        <p className={styles.soft}>{text.named.text}</p>
        {failure && <FailureNote failure={failure} />}
        <PlaceField {...field} tried={tried} isDisabled={false} autoFocus={list.length === 0} />
        <footer>
          <Button onPress={onClose}>{words.actions.close}</Button>
          <Button kind="primary" type="submit">
            {text.named.look}
          </Button>
        </footer>
      </form>
    </>
  );
}
