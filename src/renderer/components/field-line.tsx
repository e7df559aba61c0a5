import { Copy, ExternalLink, Eye, EyeOff } from 'lucide-react';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { isFile, isHidden } from '../../shared/secret.ts';
import type { ShownSecret } from '../../shared/secret-schema.ts';
import type { FieldFile } from '../stores/save-file.ts';
import { labelOf, labelWithin } from '../words/fields.ts';
import { words } from '../words/words.ts';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './field-line.module.css';
import { FileActions, FileValue } from './file-value.tsx';
import { MenuAt, type Spot } from './menu-at.tsx';

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
  /** Opens its address; missing: it is none. */
  onOpen?: (() => void) | undefined;
  /** More buttons, before the others. */
  more?: ReactNode;
  /** What else there is to say of the field, beside its name. */
  note?: string | undefined;
}

/** A field: its value, covered where it is hidden, and what can be done with it. */
export function FieldLine({ field, beside, of, revealed, onReveal, onCopy, onOpen, note, more }: Props) {
  const [menu, setMenu] = useState<Spot>();
  const called = labelWithin(field.name, beside);
  const file = isFile(field.type);
  // A long text that is not there yet has a button in its place.
  const copies = !file && (isHidden(field.type) || (revealed ?? field.value ?? '') !== '');
  const covered = isHidden(field.type) && !file && field.type !== 'otp';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what its menu has the buttons beside it have, too.
    <div
      className={styles.field}
      {...(!file && { 'data-copies': field.name })}
      onContextMenu={(event) => {
        if (file || isMarked()) return;
        event.preventDefault();
        setMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      <dt>
        {labelOf(field.name, beside)}
        {note !== undefined && <span className={styles.aside}>{note}</span>}
      </dt>
      <dd
        {...(copies && { title: words.list.copyByClick, onClick: (event) => copyByClick(event, onCopy) })}
        className={cx(
          styles.value,
          copies && styles.copies,
          covered && styles.mono,
          field.type === 'note' && styles.note,
        )}
      >
        {file ? (
          <FileValue field={field} file={{ ...of, field: field.name }} />
        ) : (
          <Value field={field} revealed={revealed} onReveal={onReveal} />
        )}
      </dd>
      <dd className={styles.actions}>
        {onOpen && (
          <IconButton label={words.list.openField(called)} onPress={onOpen}>
            <ExternalLink aria-hidden />
          </IconButton>
        )}
        {more}
        {covered && (
          <IconButton
            label={revealed === undefined ? text.revealField(called) : text.hideField(called)}
            onPress={onReveal}
          >
            {revealed === undefined ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
          </IconButton>
        )}
        {file ? (
          <FileActions field={field} file={{ ...of, field: field.name }} />
        ) : (
          <IconButton label={text.copyField(called)} onPress={onCopy}>
            <Copy aria-hidden />
          </IconButton>
        )}
      </dd>
      {menu && (
        <MenuAt
          label={words.list.fieldMenu(called)}
          at={menu}
          onClose={() => setMenu(undefined)}
          items={[
            { id: 'copy', label: text.copyField(called), icon: <Copy aria-hidden />, run: onCopy },
            ...(covered
              ? [
                  {
                    id: 'reveal',
                    label: revealed === undefined ? text.revealField(called) : text.hideField(called),
                    icon: revealed === undefined ? <Eye aria-hidden /> : <EyeOff aria-hidden />,
                    run: onReveal,
                  },
                ]
              : []),
            ...(onOpen
              ? [
                  {
                    id: 'open',
                    label: words.list.openField(called),
                    icon: <ExternalLink aria-hidden />,
                    run: onOpen,
                  },
                ]
              : []),
          ]}
        />
      )}
    </div>
  );
}

/** Milliseconds in which a second click may follow. */
const secondClickMs = 300;
let copying: ReturnType<typeof setTimeout> | undefined;

// Who marks a part of it wants that part, and no copy of the whole: a second click marks a word.
function copyByClick({ detail }: MouseEvent, copy: () => void): void {
  clearTimeout(copying);
  if (detail > 1) return;
  copying = setTimeout(() => isMarked() || copy(), secondClickMs);
}

function isMarked(): boolean {
  return window.getSelection()?.isCollapsed === false;
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
