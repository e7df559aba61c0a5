import { Check as Tick } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import styles from './check.module.css';
import { cx } from './cx.ts';

interface Props {
  children: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isInvalid?: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
}

/** Yes or no. */
export function Check({ children, ...rest }: Props) {
  return (
    <Checkbox {...rest} className={cx(styles.check)}>
      <span className={styles.box}>
        <Tick aria-hidden />
      </span>
      <span>{children}</span>
    </Checkbox>
  );
}
