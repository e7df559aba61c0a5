import fs from 'node:fs';
import path from 'node:path';
import { fileAt } from '../../../../shared/place.ts';
import { openFile, vaultId } from '../../../backend/testing/vaults.ts';
import { createBackup } from '../../../backups/backup.ts';
import { copyLocked } from '../../../backups/locked.ts';
import { MachineNotes } from '../../../backups/notes.ts';
import { prune } from '../../../backups/prune.ts';
import { restoreInPlace, restoreTo } from '../../../backups/restore.ts';
import { password } from '../../../backups/testing/fixture.ts';
import { openSettings } from '../../../electron/settings.ts';
import { noLog } from '../../../log.ts';
import { repairInPlace, repairVault } from '../../../repair/repair.ts';
import { Vault } from '../../../vault/vault.ts';

/**
 * Where everything lies: a vault at revision 4, a backup of revision 3 in a folder, one in a file,
 * settings.
 */
export const names = { vault: 'desk.holdfast', backups: 'backups', copy: 'copy.holdfast' } as const;
export const time = new Date(2026, 4, 3, 14, 0).getTime();
const now = () => time;

/** Opens the vault of a folder without a passphrase being asked for. */
export async function openIn(folder: string, name: string = names.vault): Promise<Vault> {
  return new Vault(await openFile(path.join(folder, name), now), vaultId, now);
}

const at = (folder: string, name: string) => path.join(folder, name);
const options = (folder: string) => ({
  source: fileAt(at(folder, names.vault)),
  notes: new MachineNotes(at(folder, 'notes.json')),
  now,
});

async function withVault<T>(folder: string, work: (vault: Vault) => Promise<T>): Promise<T> {
  const vault = await openIn(folder);
  try {
    return await work(vault);
  } finally {
    await vault.lock();
  }
}

export function backupIn(folder: string): string {
  const [name = ''] = fs.readdirSync(at(folder, names.backups)).filter((one) => one.includes('-r3'));
  return at(folder, path.join(names.backups, name));
}

/** What is done to that folder, each as the app and the command line do it. */
export const flows: Record<string, (folder: string) => Promise<unknown>> = {
  'a first backup': (folder) =>
    withVault(folder, (vault) => createBackup(vault, at(folder, 'new.holdfast'), options(folder))),
  'a backup on top of another': (folder) =>
    withVault(folder, async (vault) => {
      await createBackup(vault, at(folder, names.backups), options(folder));
      const rule = { last: 1, daily: 0, weekly: 0, monthly: 0 };
      await prune(at(folder, names.backups), vaultId, rule, [at(folder, names.vault)], {
        ...options(folder),
        copies: vault.copies,
      });
    }),
  'a backup that replaces a file': (folder) =>
    withVault(folder, (vault) => createBackup(vault, at(folder, names.copy), options(folder))),
  'a locked copy': (folder) =>
    copyLocked(fileAt(at(folder, names.vault)), at(folder, names.backups), { now }),
  'restoring to a new file': (folder) =>
    restoreTo(fileAt(backupIn(folder)), fileAt(at(folder, 'new.holdfast')), { now }),
  'restoring in place': (folder) =>
    restoreInPlace(fileAt(backupIn(folder)), fileAt(at(folder, names.vault)), options(folder)),
  repair: (folder) =>
    withVault(folder, (vault) =>
      repairVault(vault, fileAt(at(folder, 'new.holdfast')), {
        source: fileAt(at(folder, names.vault)),
        backups: [fileAt(backupIn(folder))],
        lossy: true,
      }),
    ),
  'repair in place': async (folder) => {
    const vault = await openIn(folder);
    const close = () => vault.lock();
    const how = { source: fileAt(at(folder, names.vault)), backups: [], lossy: true, close, now: time };
    await repairInPlace(vault, how).finally(close);
  },
  settings: async (folder) => openSettings(folder, noLog).update({ recents: [{ file: 'b', opened: 2 }] }),
};

/** Fills an empty folder. */
export async function prepare(folder: string, make: (file: string) => Promise<void>): Promise<void> {
  fs.mkdirSync(at(folder, names.backups), { recursive: true });
  await make(at(folder, names.vault));
  await withVault(folder, async (vault) => {
    await vault.secrets.put('s/1', password('one'));
    await vault.secrets.put('s/2', password('two'.repeat(3_000)));
    const early = { ...options(folder), now: () => time - 86_400_000 };
    await createBackup(vault, at(folder, names.backups), early);
    await createBackup(vault, at(folder, names.copy), early);
    await vault.secrets.put('s/1', password('later'));
  });
  openSettings(folder, noLog).update({ recents: [{ file: 'a', opened: 1 }] });
}
