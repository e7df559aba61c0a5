import type { Handlers } from '../../../shared/contract.ts';

/** What the handlers of `quick` stand on. */
export interface QuickDeps {
  readonly close: () => void;
  /** The large window, at a secret where one is named. */
  readonly showWindow: (path: string | undefined) => void;
}

export function quickHandlers({ close, showWindow }: QuickDeps): Handlers['quick'] {
  return {
    close: () => close(),
    showWindow: ({ path }) => showWindow(path),
  };
}
