import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import styles from './working.module.css';

interface Props {
  label: string;
  /** 0 to 100; `undefined` where nobody knows how long. */
  value?: number | undefined;
  /** Shown beside the label. */
  figure?: string | undefined;
}

/** Something is under way. */
export function Working({ label, value, figure }: Props) {
  return (
    <div
      role="progressbar"
      className={styles.working}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value}
    >
      <div className={styles.words}>
        <span>{label}</span>
        <span>{figure}</span>
      </div>
      <div className={cx(styles.track, value === undefined && styles.unknown)}>
        <div className={styles.fill} style={value === undefined ? {} : { width: `${value}%` }} />
      </div>
    </div>
  );
}

interface CountingProps {
  label: string;
  /** Missing, or of none: nobody knows yet how much there is. */
  progress: { readonly done: number; readonly total: number } | undefined;
  /** How far it is, in words. */
  figure: (done: number, total: number) => string;
}

/** Something is under way of which it is counted how far it is. */
export function Counting({ label, progress, figure }: CountingProps) {
  if (progress === undefined || progress.total <= 0) return <Working label={label} />;
  const { done, total } = progress;
  return <Working label={label} value={(100 * done) / total} figure={figure(done, total)} />;
}

/** The same in a dialog, where it can be called off. */
export function CountingInDialog({ onCancel, ...counting }: CountingProps & { onCancel: () => void }) {
  return (
    <>
      <Counting {...counting} />
      <footer>
        <Button autoFocus onPress={onCancel}>
          {words.actions.cancel}
        </Button>
      </footer>
    </>
  );
}
