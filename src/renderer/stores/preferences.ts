import { openDialog } from './dialog.ts';
import { vaultStore } from './reset.ts';

export type PreferencesTab = 'general' | 'security' | 'generator' | 'shortcuts' | 'vault';

/** Which part of the preferences is shown. */
export const usePreferencesTab = vaultStore<{ readonly tab: PreferencesTab }>({ tab: 'general' });

export function showPreferences(tab: PreferencesTab): void {
  usePreferencesTab.setState({ tab });
}

/** Opens the preferences at a part of them, or where they were left. */
export function openPreferences(tab?: PreferencesTab): void {
  if (tab !== undefined) showPreferences(tab);
  openDialog('preferences');
}
