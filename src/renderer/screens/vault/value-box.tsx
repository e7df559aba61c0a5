import { Eye, EyeOff, Paperclip } from 'lucide-react';
import { type ClipboardEvent, useState } from 'react';
import { isFile } from '../../../shared/secret.ts';
import { IconButton } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import boxes from '../../components/field.module.css';
import { OtpField } from '../../components/otp-field.tsx';
import type { DraftField } from '../../stores/draft.ts';
import { changeField } from '../../stores/editor.ts';
import { words } from '../../words/words.ts';
import styles from './edit-field.module.css';
import { Generator } from './generator.tsx';

const text = words.editor;

interface Props {
  readonly field: DraftField;
  readonly id: string;
  /** Its label within a sentence. */
  readonly called: string;
  /** What a screen reader says, where no label is seen. */
  readonly said?: string;
  /** It has several lines, also while it is empty. */
  readonly lines: boolean;
  /** Its value can be generated. */
  readonly generates: boolean;
  readonly autoFocus: boolean;
}

/** The box in which a field's value is written; covered where it is hidden. */
export function ValueBox({ generates, ...props }: Props) {
  const { field, called } = props;
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
  if (field.type === 'otp') return <OtpField {...props} value={field.value} onChange={set} />;
  if (field.type !== 'secret') return <Lines {...props} set={set} covered={false} />;
  return (
    <div className={styles.secret}>
      <Lines {...props} set={set} covered={!shown} />
      <IconButton
        label={shown ? text.hideValue(called) : text.showValue(called)}
        onPress={() => setShown(!shown)}
      >
        {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </IconButton>
      {generates && (
        <Generator
          name={called}
          onUse={(value) => {
            set(value);
            setShown(true);
          }}
        />
      )}
    </div>
  );
}

interface LinesProps extends Omit<Props, 'generates'> {
  readonly set: (value: string) => void;
  readonly covered: boolean;
}

/**
 * One line, or several where the value has them: a line field would drop the line ends of a key
 * without a word.
 */
function Lines({ field, id, said, lines, set, covered, autoFocus }: LinesProps) {
  const { type, value } = field;
  const shared = {
    id,
    'aria-label': said,
    'data-value': true,
    dir: 'auto',
    autoComplete: 'off',
    spellCheck: false,
    value,
    autoFocus,
  } as const;
  const mono = type === 'secret' && boxes.mono;
  if (type === 'note' || lines || value.includes('\n')) {
    return (
      <textarea
        {...shared}
        className={cx(boxes.input, styles.lines, mono, covered && styles.covered)}
        rows={type === 'note' ? 3 : 2}
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
