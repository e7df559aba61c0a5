import { type RefObject, useLayoutEffect } from 'react';

/**
 * Focuses a field and selects what it holds each time it was refused. It waits until the field can
 * be typed into again: a call from the answer itself may come too early. `refused`: what was said
 * of it; `undefined` while nothing is.
 */
export function useRefused(field: RefObject<HTMLInputElement | null>, refused: unknown): void {
  useLayoutEffect(() => {
    if (refused === undefined) return;
    field.current?.focus();
    field.current?.select();
  }, [field, refused]);
}

/** The same at first and each time that work has ended: typing replaces it, an arrow key keeps it. */
export function useRetyping(field: RefObject<HTMLInputElement | null>, working: boolean): void {
  useRefused(field, working ? undefined : 'ready');
}
