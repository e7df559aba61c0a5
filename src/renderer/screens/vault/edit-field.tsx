import { Eye, EyeOff, Paperclip, Trash2 } from 'lucide-react';
import { type ClipboardEvent, useState } from 'react';
import { type FieldType, fieldTypes, isFile } from '../../../shared/secret.ts';
import { IconButton } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { cx } from '../../components/cx.ts';
import boxes from '../../components/field.module.css';
import type { DraftField } from '../../stores/draft.ts';
import { changeField, removeField } from '../../stores/editor.ts';
import { words } from '../../words/words.ts';
import styles from './edit-field.module.css';
import { Generator } from './generator.tsx';

const text = words.editor;
const texts = fieldTypes.filter((type) => !isFile(type));
const optionsOf = (types: readonly FieldType[]) =>
  types.map((value) => ({ value, label: words.fieldTypes[value] }));

interface Props {
  field: DraftField;
  position: number;
  fault: keyof typeof text.fieldFaults | undefined;
  /** True where the keyboard shall start. */
  focusValue: boolean;
}

/** One field of the form: its name, its type, its value. */
export function EditField({ field, position, fault, focusValue }: Props) {
  const faultId = `fault-${field.key}`;
  return (
    <fieldset
      className={styles.field}
      data-field={field.key}
      aria-label={field.name || text.nameOf(position)}
    >
      <div className={styles.head}>
        <input
          className={cx(boxes.input, styles.name)}
          aria-label={text.nameOf(position)}
          placeholder={text.fieldName}
          value={field.name}
          onChange={(event) => changeField(field.key, { name: event.target.value })}
          aria-invalid={fault !== undefined}
          data-invalid={fault !== undefined || undefined}
          aria-describedby={fault ? faultId : undefined}
          autoComplete="off"
          spellCheck="false"
        />
        <Choice
          bare
          label={text.typeOf(field.name)}
          value={field.type}
          options={optionsOf(isFile(field.type) ? [field.type] : texts)}
          isDisabled={isFile(field.type)}
          onChange={(type) => changeField(field.key, { type })}
        />
        <IconButton label={text.removeField(field.name)} onPress={() => removeField(field.key)}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      {fault && (
        <p id={faultId} className={styles.fault}>
          {text.fieldFaults[fault]}
        </p>
      )}
      <ValueBox field={field} autoFocus={focusValue} />
    </fieldset>
  );
}

function ValueBox({ field, autoFocus }: { field: DraftField; autoFocus: boolean }) {
  const [shown, setShown] = useState(false);
  if (isFile(field.type)) {
    return (
      <p className={styles.file}>
        <Paperclip aria-hidden />
        {text.fileKept}
      </p>
    );
  }
  const set = (value: string) => changeField(field.key, { value });
  if (field.type !== 'secret') return <Lines field={field} set={set} covered={false} autoFocus={autoFocus} />;
  return (
    <div className={styles.secret}>
      <Lines field={field} set={set} covered={!shown} autoFocus={autoFocus} />
      <IconButton
        label={shown ? text.hideValue(field.name) : text.showValue(field.name)}
        onPress={() => setShown(!shown)}
      >
        {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </IconButton>
      <Generator
        name={field.name}
        onUse={(value) => {
          set(value);
          setShown(true);
        }}
      />
    </div>
  );
}

interface LinesProps {
  field: DraftField;
  set: (value: string) => void;
  covered: boolean;
  autoFocus: boolean;
}

/**
 * One line, or several where the value has them: a line field would drop the line ends of a key
 * without a word.
 */
function Lines({ field, set, covered, autoFocus }: LinesProps) {
  const { type, value } = field;
  const shared = {
    'aria-label': text.valueOf(field.name),
    'data-value': true,
    dir: 'auto',
    placeholder: text.fieldValue,
    autoComplete: 'off',
    spellCheck: false,
    value,
    autoFocus,
  } as const;
  const mono = type === 'secret' && boxes.mono;
  if (type === 'note' || value.includes('\n')) {
    return (
      <textarea
        {...shared}
        className={cx(boxes.input, styles.lines, mono, covered && styles.covered)}
        rows={type === 'note' ? 4 : 2}
        onChange={(event) => set(event.target.value)}
      />
    );
  }
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain').replaceAll('\r\n', '\n').replace(/\n$/, '');
    if (!pasted.includes('\n')) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    set(value.slice(0, selectionStart ?? 0) + pasted + value.slice(selectionEnd ?? value.length));
  };
  return (
    <input
      {...shared}
      type={covered ? 'password' : 'text'}
      className={cx(boxes.input, mono)}
      onChange={(event) => set(event.target.value)}
      onPaste={paste}
    />
  );
}
