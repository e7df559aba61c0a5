import type { Events } from '../../../shared/contract.ts';
import { MachineNotes, notesFile } from '../../backups/notes.ts';
import type { PlanStore } from '../../backups/plan.ts';
import type { Log } from '../../log.ts';
import type { Session } from '../session.ts';
import { BackupBrowser } from './backup-browser.ts';
import { BackupFiles } from './backup-files.ts';
import { BackupScheduler } from './backup-schedule.ts';

/** What the calls work with, made when the first of them comes. */
export interface BackupParts {
  readonly scheduler: BackupScheduler;
  readonly browser: BackupBrowser;
  readonly files: BackupFiles;
}

/** Joins what backups in the window are made of; loaded when a vault is first opened. */
export function backupParts(deps: {
  readonly session: Session;
  readonly plans: PlanStore;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly log: Log;
  readonly tell: <E extends keyof Events>(event: E, payload: unknown) => void;
}): BackupParts {
  const { session, plans, log, tell } = deps;
  const now = () => Date.now();
  const notes = new MachineNotes(notesFile(deps.env, deps.platform));
  return {
    scheduler: new BackupScheduler({ session, plans, notes, log, now, tell }),
    browser: new BackupBrowser(
      () => session.vault,
      () => session.refresh(),
    ),
    files: new BackupFiles(session, notes, { now, tell }),
  };
}
