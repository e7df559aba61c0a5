import { GripVertical, Trash2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { type FieldType, fieldTypes, isFile } from '../../../shared/secret.ts';
import { IconButton } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { cx } from '../../components/cx.ts';
import boxes from '../../components/field.module.css';
import type { DraftField } from '../../stores/draft.ts';
import { changeField, removeField, reorder } from '../../stores/editor.ts';
import { words } from '../../words/words.ts';
import styles from './edit-field.module.css';

const text = words.editor;
const texts = fieldTypes.filter((type) => !isFile(type));
const optionsOf = (types: readonly FieldType[]) =>
  types.map((value) => ({ value, label: words.fieldTypes[value] }));

export interface FieldHeadProps {
  readonly field: DraftField;
  /** Where it stands, from 0, and beside which names. */
  readonly position: number;
  readonly names: readonly string[];
  readonly fault: keyof typeof text.fieldFaults | undefined;
}

/** What a field is called, what it holds, where it stands, and its bin. */
export function FieldHead({ field, position, names, fault }: FieldHeadProps) {
  const faultId = `fault-${field.key}`;
  return (
    <>
      <div className={styles.head}>
        <Handle fieldKey={field.key} name={field.name} position={position} of={names.length} />
        <input
          className={cx(boxes.input, styles.name)}
          aria-label={text.nameOf(position + 1)}
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
    </>
  );
}

interface HandleProps {
  fieldKey: number;
  name: string;
  position: number;
  of: number;
}

/** Moves its field: drawn with the mouse, or by the arrow keys. */
function Handle({ fieldKey, name, position, of }: HandleProps) {
  const [told, setTold] = useState('');
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const to = position + step;
    if (step === 0) return;
    event.preventDefault();
    if (to < 0 || to >= of) return;
    reorder(fieldKey, to);
    setTold(text.movedField(name, to + 1, of));
  };
  const draw = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const to = placeUnder(event, position);
    if (to !== undefined) reorder(fieldKey, to);
  };
  return (
    <>
      <button
        type="button"
        className={styles.handle}
        aria-label={text.moveField(name)}
        onKeyDown={press}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={draw}
      >
        <GripVertical aria-hidden />
      </button>
      <span className={styles.told} role="status">
        {told}
      </span>
    </>
  );
}

/** The place of the field under the pointer, once the pointer is past its middle. */
function placeUnder({ clientX, clientY, currentTarget }: PointerEvent, from: number): number | undefined {
  const over = document.elementFromPoint(clientX, clientY)?.closest('[data-field]');
  const all = [...(currentTarget.closest('form')?.querySelectorAll('[data-field]') ?? [])];
  const to = over ? all.indexOf(over) : -1;
  if (over == null || to < 0 || to === from) return undefined;
  const { top, height } = over.getBoundingClientRect();
  const past = to > from ? clientY > top + height / 2 : clientY < top + height / 2;
  return past ? to : undefined;
}
