import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu as Base, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './menu.module.css';

/** One line of a menu; `line`: a rule above it. */
export interface Item {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly shortcut?: string;
  /** What is to be known of it, behind its label. */
  readonly hint?: string;
  readonly danger?: boolean;
  readonly line?: boolean;
  readonly run: () => void;
}

interface Props {
  label: string;
  items: readonly Item[];
  /** Where the lines are a choice: the one that holds now. */
  chosen?: string;
  /** Missing: below its button, at the right. */
  placement?: 'bottom start';
  children: ReactNode;
}

/** A button (the child) and the menu that it opens. */
export function Menu({ label, items, chosen, placement, children }: Props) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={cx(styles.popover)} placement={placement ?? 'bottom end'} offset={4}>
        <MenuLines {...{ label, items, chosen }} onTake={(item) => item.run()} />
      </Popover>
    </MenuTrigger>
  );
}

interface LinesProps {
  label: string;
  items: readonly Item[];
  chosen?: string | undefined;
  /** It takes the focus as it appears, where no button sees to that. */
  focuses?: boolean;
  onTake: (item: Item) => void;
}

/** The lines of a menu, in its popover. */
export function MenuLines({ label, items, chosen, focuses = false, onTake }: LinesProps) {
  return (
    <Base
      aria-label={label}
      {...(focuses && { autoFocus: 'first' })}
      className={cx(styles.menu)}
      {...(chosen !== undefined && { selectionMode: 'single', selectedKeys: [chosen] })}
      onAction={(key) => {
        const item = items.find(({ id }) => id === key);
        if (item) onTake(item);
      }}
    >
      {items.flatMap((item) => [
        ...(item.line ? [<Separator key={`${item.id}-line`} className={cx(styles.line)} />] : []),
        <MenuItem
          key={item.id}
          id={item.id}
          textValue={item.label}
          className={cx(styles.item, item.danger && styles.danger)}
        >
          {chosen === undefined ? (
            item.icon
          ) : (
            <Check aria-hidden data-unseen={chosen !== item.id || undefined} />
          )}
          <span>{item.label}</span>
          {item.hint && <small>{item.hint}</small>}
          {item.shortcut && <kbd>{item.shortcut}</kbd>}
        </MenuItem>,
      ])}
    </Base>
  );
}
