import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import styles from './rows.module.css';
import { step } from './step.ts';

interface Props {
  id: string;
  label: string;
  total: number;
  /** The chosen row, -1 for none. */
  cursor: number;
  /** Changes when these are other rows than before: the view goes back to the top. */
  listing: number;
  children: (index: number) => ReactNode;
  onMove: (index: number) => void;
  onEnter: (index: number) => void;
  onPress: (index: number, how: Press) => void;
  /** The right button, or the key for it, at this place of the window. */
  onMenu?: ((index: number, at: { readonly x: number; readonly y: number }) => void) | undefined;
  /** What is dragged when the drag begins at this row; missing: nothing can be. */
  onDrag?: ((index: number, data: DataTransfer) => void) | undefined;
  /** Rows that came into view, or near it. */
  onSight: (first: number, last: number) => void;
  onKey?: (event: KeyboardEvent) => void;
  /**
   * Where several can be chosen: Space takes the row at the cursor in or out, Ctrl+A all of them.
   */
  chosen?: Chosen | undefined;
}

/** Which rows are chosen, by index. */
interface Chosen {
  readonly has: (index: number) => boolean;
  readonly toggle: (index: number) => void;
  readonly all: () => void;
  /** False: none is, and the row at the cursor is the one that is meant. Missing: true. */
  readonly any?: boolean;
  /** Takes in all up to this row, where Shift does that. */
  readonly extend?: (index: number) => void;
}

/** How a row was pressed: alone, together with others, or with all up to it. */
export type Press = 'alone' | 'besides' | 'upTo';

/** Pixels; rows.module.css says the same. */
const height = 52;
const margin = 10;

/**
 * A list of any length: only the rows in sight exist, and only their number must be known. React
 * Aria's collections hold every row, which at 100,000 costs seconds at each keystroke of a search.
 */
export function Rows(props: Props) {
  const { id, label, total, cursor, listing, children, chosen } = props;
  const { onMove, onEnter, onPress, onSight, onKey, onMenu, onDrag } = props;
  const box = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const [view, setView] = useState<View>({ top: 0, height: 600 });
  const first = Math.max(0, Math.floor(view.top / height) - margin);
  const last = Math.min(total - 1, Math.ceil((view.top + view.height) / height) + margin);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => setView(viewOf(element));
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another listing starts at its top.
  useLayoutEffect(() => {
    box.current?.scrollTo(0, 0);
  }, [listing]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || cursor < 0) return;
    const top = cursor * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height > element.scrollTop + element.clientHeight)
      element.scrollTop = top + height - element.clientHeight;
  }, [cursor]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another listing must be asked for its rows too.
  useEffect(() => {
    if (last >= first) onSight(first, last);
  }, [first, last, listing, onSight]);

  const press = (event: KeyboardEvent) => {
    onKey?.(event);
    if (chosen && choose(event, chosen, cursor)) return event.preventDefault();
    if (isMenuKey(event) && onMenu && cursor >= 0) {
      event.preventDefault();
      return onMenu(cursor, placeOf(cursor));
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && cursor >= 0) return onEnter(cursor);
    const page = Math.max(1, Math.floor(view.height / height) - 1);
    const to = step(event.key, cursor, total, page);
    if (to === undefined) return;
    event.preventDefault();
    if (event.shiftKey && chosen?.extend) chosen.extend(to);
    else onMove(to);
  };

  const placeOf = (index: number) => {
    const { left = 0, bottom = 0 } =
      document.getElementById(`${prefix}-${index}`)?.getBoundingClientRect() ?? {};
    return { x: left + 48, y: bottom - 8 };
  };
  const indices = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const several = chosen !== undefined && chosen.any !== false;
  const active = cursor >= first && cursor <= last ? `${prefix}-${cursor}` : undefined;
  return (
    <div
      ref={box}
      id={id}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={active}
      aria-multiselectable={chosen ? true : undefined}
      className={styles.rows}
      data-several={(several && chosen.extend !== undefined) || undefined}
      onKeyDown={press}
      onFocus={(event) => {
        const byKeyboard = event.currentTarget.matches(':focus-visible');
        if (byKeyboard && cursor < 0 && total > 0) onMove(0);
      }}
      onScroll={({ currentTarget }) => {
        const now = viewOf(currentTarget);
        setView((before) => (isSameView(before, now) ? before : now));
      }}
    >
      <div role="presentation" className={styles.all} style={{ height: total * height }}>
        {indices.map((index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox takes the keys for its options.
          // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points at them.
          <div
            key={index}
            id={`${prefix}-${index}`}
            role="option"
            aria-selected={several ? chosen.has(index) : index === cursor}
            data-chosen={(several && chosen.extend && chosen.has(index)) || undefined}
            data-cursor={index === cursor || undefined}
            aria-posinset={index + 1}
            aria-setsize={total}
            className={styles.row}
            style={{ transform: `translateY(${index * height}px)` }}
            onClick={(event) => onPress(index, howOf(event))}
            onContextMenu={(event) => {
              if (!onMenu) return;
              event.preventDefault();
              onMenu(index, { x: event.clientX, y: event.clientY });
            }}
            draggable={onDrag !== undefined}
            onDragStart={(event) => onDrag?.(index, event.dataTransfer)}
          >
            {children(index)}
          </div>
        ))}
      </div>
    </div>
  );
}

interface View {
  readonly top: number;
  readonly height: number;
}

/** What is in sight, to whole rows: a scroll within one row draws nothing anew. */
function viewOf({ scrollTop, clientHeight }: HTMLElement): View {
  return { top: scrollTop - (scrollTop % height), height: clientHeight };
}

function isSameView(one: View, other: View): boolean {
  return one.top === other.top && one.height === other.height;
}

function choose(event: KeyboardEvent, chosen: Chosen, cursor: number): boolean {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') chosen.all();
  else if (event.key === ' ' && cursor >= 0) chosen.toggle(cursor);
  else return false;
  return true;
}

function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey);
}

function howOf({ shiftKey, ctrlKey, metaKey }: MouseEvent): Press {
  if (shiftKey) return 'upTo';
  return ctrlKey || metaKey ? 'besides' : 'alone';
}
