import type { Events } from '../../shared/contract.ts';
import { RecoverySession } from '../app/recovery/recovery-session.ts';
import type { Session } from '../app/session.ts';
import type { MachineNotes } from '../backups/notes.ts';
import type { PlanStore } from '../backups/plan.ts';
import { rescuePage } from '../backups/rescue-page.ts';
import type { Log } from '../log.ts';
import { built } from './built.ts';
import type { Camera } from './camera.ts';
import { type PaperPlaces, papers } from './papers.ts';
import { onClipboard, openPictures } from './pictures.ts';
import { readByPage } from './rescue-window.ts';

/** What recovery and drills in the window are made of. */
export interface RecoveryPartsDeps {
  readonly session: Session;
  readonly plans: PlanStore;
  readonly notes: MachineNotes;
  readonly places: PaperPlaces;
  readonly camera: Camera;
  readonly tell: <E extends keyof Events>(event: E, payload: unknown) => void;
  readonly log: Log;
}

/** Joins them; loaded when a screen of recovery first asks: most days none does. */
export async function openRecovery(deps: RecoveryPartsDeps): Promise<RecoverySession> {
  const { session, plans, notes, places, camera, tell, log } = deps;
  const reader = await openPictures();
  return new RecoverySession({
    session,
    papers: papers(places, reader.run),
    reader,
    clipboard: onClipboard,
    camera: (on) => camera.turn(on),
    progress: (done, total) => tell('sheetProgress', { done, total }),
    drill: {
      ...{ plans, notes },
      read: readByPage(built.rescuePage, (count) => {
        if (count > 0) log.warn('network.refused', { count });
      }),
      page: () => rescuePage(built.docs)?.hash,
      progress: (done, total) => tell('drillProgress', { done, total }),
    },
  });
}
