import { useRef } from 'react';
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

/** Milliseconds in which nothing is known yet of how long the rest will take. */
const uncertain = 1_500;

function usePace(progress: CountingProps['progress']): string {
  const begun = useRef({ at: performance.now(), done: 0 });
  if (progress === undefined) return '';
  const { done, total } = progress;
  // Of several files each begins anew.
  if (done < begun.current.done) begun.current = { at: performance.now(), done };
  else begun.current.done = done;
  const passed = performance.now() - begun.current.at;
  const rate = (1_000 * done) / passed;
  if (passed < uncertain || rate === 0 || done >= total) return '';
  return words.pace(Math.round(rate), Math.ceil((total - done) / rate));
}

/** The same in a dialog, where it can be called off. */
export function CountingInDialog({ onCancel, ...counting }: CountingProps & { onCancel: () => void }) {
  const pace = usePace(counting.progress);
  return (
    <>
      <div>
        <Counting {...counting} />
        <p className={styles.pace}>{pace}</p>
      </div>
      <footer>
        <Button autoFocus onPress={onCancel}>
          {words.actions.cancel}
        </Button>
      </footer>
    </>
  );
}
