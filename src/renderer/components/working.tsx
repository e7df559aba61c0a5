import { ProgressBar } from 'react-aria-components';
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
    <ProgressBar
      className={cx(styles.working)}
      aria-label={label}
      {...(value === undefined ? { isIndeterminate: true } : { value })}
    >
      <div className={styles.words}>
        <span>{label}</span>
        <span>{figure}</span>
      </div>
      <div className={cx(styles.track, value === undefined && styles.unknown)}>
        <div className={styles.fill} style={value === undefined ? {} : { width: `${value}%` }} />
      </div>
    </ProgressBar>
  );
}
