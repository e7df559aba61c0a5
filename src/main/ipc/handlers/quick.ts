import type { Handlers } from '../../../shared/contract.ts';
import type { GlobalKeysState } from '../../../shared/contract-quick.ts';
import type { GlobalKeys } from '../../app/global-keys.ts';

/** What the handlers of `quick` stand on. */
export interface QuickDeps {
  readonly close: () => void;
  /** The large window, at a secret where one is named. */
  readonly showWindow: (path: string | undefined) => void;
  readonly globalKeys: Pick<GlobalKeys, 'state' | 'set'>;
  readonly preferences: {
    get(): { readonly quickKeys: string };
    set(wanted: { readonly quickKeys: string }): void;
  };
}

export function quickHandlers({ close, showWindow, globalKeys, preferences }: QuickDeps): Handlers['quick'] {
  const now = (): GlobalKeysState => ({ ...globalKeys.state, keys: preferences.get().quickKeys });
  return {
    close: () => close(),
    showWindow: ({ path }) => showWindow(path),
    keys: () => now(),
    setKeys: async ({ keys }) => {
      const state = await globalKeys.set(keys);
      if (state !== 'on' && state !== 'off') return { ...now(), state };
      preferences.set({ quickKeys: keys });
      return now();
    },
  };
}
