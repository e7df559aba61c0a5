import { Later } from '../app/later.ts';
import type { Session } from '../app/session.ts';
import type { PlanStore } from '../backups/plan.ts';
import type { Log } from '../log.ts';
import type { choosers } from './chooser.ts';
import { machineNotes } from './kept.ts';
import type { Pictures } from './pictures.ts';
import type { Windows } from './windows.ts';

export interface LatePartsDeps {
  readonly session: () => Session;
  readonly plans: PlanStore;
  readonly choose: () => ReturnType<typeof choosers>;
  readonly pictures: Pictures;
  readonly tell: Windows['tell'];
  readonly log: Log;
}

/** What the unlock screen does not need: backups from the first open vault on, recovery when asked for. */
export function lateParts({ session, plans, choose, pictures, tell, log }: LatePartsDeps) {
  return {
    backups: new Later(async () => {
      const { backupParts } = await import('../app/backups/parts.ts');
      const { env, platform } = process;
      return backupParts({ session: session(), plans, env, platform, log, tell });
    }),
    recovery: new Later(async () => {
      const [{ openRecovery }, notes] = await Promise.all([import('./recovery-parts.ts'), machineNotes()]);
      const { camera } = pictures;
      return openRecovery({ session: session(), plans, notes, places: choose(), camera, tell, log });
    }),
  };
}
