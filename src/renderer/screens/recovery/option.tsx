import { Radio } from 'react-aria-components';
import { cx } from '../../components/cx.ts';
import styles from './choices.module.css';

/** One of several, as big as what it means. */
export function Option({ value, title, help }: { value: string; title: string; help?: string }) {
  return (
    <Radio value={value} className={cx(styles.choice)}>
      <span className={styles.choiceText}>
        <span>{title}</span>
        {help && <span>{help}</span>}
      </span>
    </Radio>
  );
}
