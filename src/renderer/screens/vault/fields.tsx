import { Copy, Eye, EyeOff, Paperclip } from 'lucide-react';
import type { ShownSecret } from '../../../shared/contract.ts';
import { isHidden } from '../../../shared/secret.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import * as actions from '../../stores/actions.ts';
import { useDetail } from '../../stores/detail.ts';
import { words } from '../../words/en.ts';
import styles from './fields.module.css';

type ShownField = ShownSecret['fields'][number];
const text = words.detail;
// Always as many: the dots must not tell how long the value is.
const dots = '•'.repeat(12);

/** The fields of a version, with what can be done with each. */
export function Fields({ secret }: { secret: ShownSecret }) {
  return (
    <dl className={styles.fields}>
      {secret.fields.map((field) => (
        <FieldLine key={field.name} field={field} />
      ))}
    </dl>
  );
}

function FieldLine({ field }: { field: ShownField }) {
  const revealed = useDetail((detail) => detail.revealed.get(field.name));
  const file = field.type === 'file';
  const covered = isHidden(field.type) && !file;
  return (
    <div className={styles.field} {...(!file && { 'data-copies': field.name })}>
      <dt>{field.name}</dt>
      <dd className={cx(styles.value, covered && styles.mono, field.type === 'note' && styles.note)}>
        <Value field={field} revealed={revealed} />
      </dd>
      <dd className={styles.actions}>
        {covered && (
          <IconButton
            label={revealed === undefined ? text.revealField(field.name) : text.hideField(field.name)}
            onPress={() => actions.reveal(field.name)}
          >
            {revealed === undefined ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
          </IconButton>
        )}
        {!file && (
          <IconButton label={text.copyField(field.name)} onPress={() => actions.copy(field.name)}>
            <Copy aria-hidden />
          </IconButton>
        )}
      </dd>
    </div>
  );
}

function Value({ field, revealed }: { field: ShownField; revealed: string | undefined }) {
  if (field.type === 'file') {
    return (
      <span className={styles.file} title={text.fileLater}>
        <Paperclip aria-hidden />
        {text.file}
      </span>
    );
  }
  const value = revealed ?? field.value;
  if (value !== undefined) return value === '' ? <span className={styles.faint}>{text.empty}</span> : value;
  if (field.type === 'secret') {
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
    <Button size="small" kind="quiet" onPress={() => actions.reveal(field.name)}>
      {text.showLong}
    </Button>
  );
}
