import type { Events } from '../../shared/contract.ts';
import type { Log } from '../log.ts';
import { MachineNotes, notesFile } from '../transfer/notes.ts';
import type { PlanStore } from '../transfer/plan.ts';
import { BackupDesk } from './backup-desk.ts';
import { BackupLook } from './backup-look.ts';
import { BackupShelf } from './backup-shelf.ts';
import type { BackupParts } from './handlers/backups.ts';
import type { Session } from './session.ts';

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
    desk: new BackupDesk({ session, plans, notes, log, now, tell }),
    look: new BackupLook(
      () => session.vault,
      () => session.refresh(),
    ),
    shelf: new BackupShelf(session, notes, { now, tell }),
  };
}
