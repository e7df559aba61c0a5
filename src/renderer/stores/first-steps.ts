import { loadBackups, useBackups } from './backups.ts';
import { useFolders } from './folders.ts';
import { bannerOf, loadStatus, useRecovery } from './recovery.ts';
import { savePreferences, useSession } from './session.ts';

/** Which steps are done; one that is not known yet, or not to be had in this vault, is missing. */
export interface FirstSteps {
  readonly secret: boolean;
  readonly backups?: boolean;
  readonly sheets?: boolean;
}

/** Reads anew what is done. */
export function loadSteps(): void {
  void loadStatus();
  void loadBackups();
}

/** The steps while some are to be done; `undefined`: all are, or the person sent them away. */
export function useFirstSteps(): FirstSteps | undefined {
  const secret = useFolders(({ all, unread }) => (all === undefined ? undefined : all + unread > 0));
  const status = useRecovery((recovery) => recovery.status);
  const overview = useBackups((backups) => backups.overview);
  const wanted = useSession(({ preferences }) => preferences?.firstSteps ?? false);
  if (secret === undefined) return undefined;
  const sheets = status && !['none', 'pending'].includes(bannerOf(status, Date.now()) ?? '');
  const backups = overview?.available ? overview.destinations.length > 0 : undefined;
  const steps = {
    secret,
    ...(backups !== undefined && { backups }),
    ...(sheets !== undefined && { sheets }),
  };
  // There is nothing else to show of an empty vault.
  if (!secret) return steps;
  return wanted && Object.values(steps).includes(false) ? steps : undefined;
}

/** Sends the steps away from vaults that have secrets, or brings them back. */
export async function wantSteps(firstSteps: boolean): Promise<void> {
  await savePreferences({ firstSteps });
}
