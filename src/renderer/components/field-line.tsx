import { Copy, Eye, EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { isFile, isHidden } from '../../shared/secret.ts';
import type { ShownSecret } from '../../shared/secret-schema.ts';
import type { FieldFile } from '../stores/save-file.ts';
import { labelOf, labelWithin } from '../words/fields.ts';
import { words } from '../words/words.ts';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './field-line.module.css';
import { FileValue } from './file-value.tsx';

type ShownField = ShownSecret['fields'][number];
const text = words.detail;
// Always as many: the dots must not tell how long the value is.
const dots = '•'.repeat(12);

/** The fields of a secret, one below the other. */
export function FieldLines({ children }: { children: ReactNode }) {
  return <dl className={styles.fields}>{children}</dl>;
}

interface Props {
  field: ShownField;
  /** The names of all fields of the secret. */
  beside: readonly string[];
  /** Where it lies, for what is saved of it. */
  of: Omit<FieldFile, 'field'>;
  /** The value, once the person uncovered it. */
  revealed: string | undefined;
  onReveal: () => void;
  onCopy: () => void;
  /** What else there is to say of the field, beside its name. */
  note?: string | undefined;
}

/** A field: its value, covered where it is hidden, and what can be done with it. */
export function FieldLine({ field, beside, of, revealed, onReveal, onCopy, note }: Props) {
  const called = labelWithin(field.name, beside);
  const file = isFile(field.type);
  const covered = isHidden(field.type) && !file && field.type !== 'otp';
  return (
    <div className={styles.field} {...(!file && { 'data-copies': field.name })}>
      <dt>
        {labelOf(field.name, beside)}
        {note !== undefined && <span className={styles.aside}>{note}</span>}
      </dt>
      <dd className={cx(styles.value, covered && styles.mono, field.type === 'note' && styles.note)}>
        {file ? (
          <FileValue field={field} file={{ ...of, field: field.name }} />
        ) : (
          <Value field={field} revealed={revealed} onReveal={onReveal} />
        )}
      </dd>
      <dd className={styles.actions}>
        {covered && (
          <IconButton
            label={revealed === undefined ? text.revealField(called) : text.hideField(called)}
            onPress={onReveal}
          >
            {revealed === undefined ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
          </IconButton>
        )}
        {!file && (
          <IconButton label={text.copyField(called)} onPress={onCopy}>
            <Copy aria-hidden />
          </IconButton>
        )}
      </dd>
    </div>
  );
}

function Value({ field, revealed, onReveal }: Pick<Props, 'field' | 'revealed' | 'onReveal'>) {
  const value = revealed ?? field.value;
  if (value !== undefined) return value === '' ? <span className={styles.faint}>{text.empty}</span> : value;
  if (isHidden(field.type)) {
    return (
      <>
        <span aria-hidden="true" className={styles.dots}>
          {dots}
        </span>
        <span className={styles.unseen}>{text.hidden}</span>
      </>
    );
  }
  return (
    <Button size="small" kind="quiet" onPress={onReveal}>
      {text.showLong}
    </Button>
  );
}
