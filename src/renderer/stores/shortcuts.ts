import { defaultPreferences } from '../../shared/preferences.ts';
import { type ShortcutAction, type Shortcuts, shortcutOf } from '../../shared/shortcuts.ts';
import { shownKeys } from '../words/keys.ts';
import { useSession } from './session.ts';

/** The keys that the person changed. */
export function changedShortcuts(): Shortcuts {
  return (useSession.getState().preferences ?? defaultPreferences).shortcuts;
}

/** The keys of an action, as they are shown; '': it has none. */
export function useShownKeys(action: ShortcutAction): string {
  return useSession(({ preferences }) =>
    shownKeys(shortcutOf(action, (preferences ?? defaultPreferences).shortcuts)),
  );
}
