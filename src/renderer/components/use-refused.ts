import { type RefObject, useEffect } from 'react';

/**
 * Gives a field the focus, with what it holds selected, each time it was refused: once it can be
 * typed into again, which a call from the answer itself may come too early for. `refused`: what was
 * said of it; `undefined` while nothing is.
 */
export function useRefused(field: RefObject<HTMLInputElement | null>, refused: unknown): void {
  useEffect(() => {
    if (refused === undefined) return;
    field.current?.focus();
    field.current?.select();
  }, [field, refused]);
}
