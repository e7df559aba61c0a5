import type { ReactNode, Ref } from 'react';
import { Button as Base, type PressEvent, Tooltip, TooltipTrigger } from 'react-aria-components';
import styles from './button.module.css';
import { cx } from './cx.ts';

interface Props {
  children: ReactNode;
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'normal' | 'large' | 'small';
  type?: 'button' | 'submit';
  isDisabled?: boolean;
  autoFocus?: boolean;
  onPress?: (event: PressEvent) => void;
  'aria-label'?: string;
  'aria-describedby'?: string;
}

/** A button with words on it. */
export function Button({ kind = 'plain', size = 'normal', ...rest }: Props) {
  return <Base {...rest} className={cx(styles.button, styles[kind], styles[size])} />;
}

interface IconProps {
  /** Names the button for a screen reader, and in its tooltip. */
  label: string;
  /** Shown after the label in the tooltip. */
  shortcut?: string;
  children: ReactNode;
  kind?: 'quiet' | 'danger';
  isDisabled?: boolean;
  onPress?: (event: PressEvent) => void;
  /** `menu`, where it opens one: its trigger supplies the press. */
  tooltip?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with an icon on it. */
export function IconButton({ label, shortcut, kind = 'quiet', tooltip = true, ...rest }: IconProps) {
  const button = (
    <Base {...rest} aria-label={label} className={cx(styles.button, styles.icon, styles[kind])} />
  );
  if (!tooltip) return button;
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      {button}
      <Tooltip className={cx(styles.tooltip)} offset={6}>
        {label}
        {shortcut && <kbd className={styles.shortcut}>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
