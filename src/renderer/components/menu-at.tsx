import { useRef } from 'react';
import { Popover } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './menu.module.css';
import { type Item, MenuLines } from './menu.tsx';

/** A place of the window, in pixels from its corner. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

interface Props {
  label: string;
  items: readonly Item[];
  at: Spot;
  onClose: () => void;
}

/** The menu of what was pressed with the right button, at that place. */
export function MenuAt({ label, items, at, onClose }: Props) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span
        ref={anchor}
        aria-hidden="true"
        style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1, pointerEvents: 'none' }}
      />
      <Popover
        isOpen
        triggerRef={anchor}
        trigger="MenuAt"
        aria-label={label}
        placement="bottom start"
        offset={0}
        onOpenChange={(open) => open || onClose()}
        className={cx(styles.popover)}
      >
        <MenuLines
          label={label}
          items={items}
          focuses
          onTake={(item) => {
            onClose();
            item.run();
          }}
        />
      </Popover>
    </>
  );
}
