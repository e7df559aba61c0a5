import { flushSync } from 'react-dom';
import { wasGiven } from '../../components/keep-focus.ts';
import { type Pane, showPane } from '../../stores/panes.ts';

/** Where the keyboard can be sent in an open vault. */
export const spots = { search: 'search', folders: 'folders', list: 'list', detail: 'detail' } as const;
export type Spot = keyof typeof spots;

const order: readonly Spot[] = ['search', 'folders', 'list', 'detail'];

/** Moves the focus; false when that part is not on the screen. */
export function focusOn(spot: Spot): boolean {
  const element = document.getElementById(spots[spot]);
  if (!element?.checkVisibility()) return false;
  const inner = element.querySelector<HTMLElement>(
    spot === 'folders' ? '[tabindex="0"]' : ':scope header h1[tabindex]',
  );
  (inner ?? element).focus();
  if (element instanceof HTMLInputElement) element.select();
  return true;
}

/**
 * Shows a pane and sends the focus to the first of these parts that is there. At once: what is typed
 * right after the key that leads there must land there. A narrow window shows one pane alone, so
 * that must be drawn first.
 */
export function goTo(pane: Pane, ...to: readonly Spot[]): void {
  flushSync(() => showPane(pane));
  to.some(focusOn);
}

/**
 * As `focusOn`, unless the person has gone to another part of the window meanwhile than `from`:
 * nobody who types is moved. What was changed is drawn first.
 */
export function followTo(spot: Spot, from: Spot = spot): void {
  flushSync(() => undefined);
  const here = document.activeElement;
  const stayed = here === null || here === document.body || wasGiven(here);
  if (stayed || document.getElementById(spots[from])?.contains(here)) focusOn(spot) || focusOn('search');
}

/** Goes to the next part of the window, round and round. */
export function focusNext(backwards: boolean): void {
  const parts = order.map((spot) => document.getElementById(spots[spot]));
  const here = parts.findIndex((part) => part?.contains(document.activeElement));
  for (let step = 1; step <= order.length; step++) {
    const at = (here + (backwards ? -step : step) + 2 * order.length) % order.length;
    const spot = order[at];
    if (spot && focusOn(spot)) return;
  }
}
