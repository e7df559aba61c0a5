import { useSyncExternalStore } from 'react';

/** As the style sheets have it. */
const narrow = '(max-width: 47.99rem)';

/** True in a window that shows one pane at a time. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(narrow);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(narrow).matches,
  );
}
