import { join } from 'node:path';
import { app } from 'electron';
import { CredentialBook } from '../app/credentials.ts';
import { OpenedFiles } from '../app/opened-files.ts';
import { type Recent, recentsFrom, recentsTo } from '../app/recents.ts';
import { keepReplicasIn } from '../backend/replica-folder.ts';
import type { PlanStore } from '../backups/plan.ts';
import type { Log } from '../log.ts';
import { devicesFolder, openedFolder, replicasFolder } from '../state-folder.ts';
import { keepDevicesIn } from '../store/folder/device-notes.ts';
import { ChosenFiles } from './chosen.ts';
import { keptCredentials, systemKeychain } from './keychain.ts';
import { openSettings } from './settings.ts';

/** What the app keeps on this machine, outside of vaults. */
export function openKept(log: Log) {
  const { env, platform } = process;
  const userData = app.getPath('userData');
  keepReplicasIn(replicasFolder(env, platform));
  keepDevicesIn(devicesFolder(env, platform));
  const settings = openSettings(userData, log);
  const recents = {
    get: (): readonly Recent[] => recentsFrom(settings.contents.recents ?? []),
    set: (wanted: readonly Recent[]) => settings.update({ recents: recentsTo(wanted) }),
  };
  const plans: PlanStore = {
    get: () => settings.contents.backups ?? {},
    set: (all) => settings.update({ backups: { ...all } }),
  };
  return {
    ...{ settings, recents, plans },
    /** The configured kind of store; missing: the default. */
    store: env['HOLDFAST_STORE'] ?? settings.contents.store?.type,
    chosen: new ChosenFiles(() =>
      recents.get().flatMap(({ place, keyFile }) => (keyFile === undefined ? [place] : [place, keyFile])),
    ),
    credentials: new CredentialBook(systemKeychain, keptCredentials(userData)),
    openedFiles: new OpenedFiles({
      folder: openedFolder(env, platform) ?? join(userData, 'opened'),
      show: async (copy) => (await import('./outside.ts')).openCopy(copy),
    }),
  };
}

export type Kept = ReturnType<typeof openKept>;

/** What this machine remembers of backups and restores. */
export async function machineNotes() {
  const { MachineNotes, notesFile } = await import('../backups/notes.ts');
  return new MachineNotes(notesFile(process.env, process.platform));
}

/** What vaults seal beside their files, by its kind. */
export async function sealedNotes(kind: string) {
  const { Drafts } = await import('../vault/drafts.ts');
  return new Drafts(join(app.getPath('userData'), 'drafts'), kind);
}
