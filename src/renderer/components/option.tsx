import { Radio } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './option.module.css';

/** One of several, as big as what it means. */
export function Option({ value, title, help }: { value: string; title: string; help?: string | undefined }) {
  return (
    <Radio value={value} className={cx(styles.option)}>
      <span className={styles.text}>
        <span>{title}</span>
        {help && <span>{help}</span>}
      </span>
    </Radio>
  );
}
