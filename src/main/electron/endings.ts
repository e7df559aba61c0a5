import type { BackupParts } from '../app/backups/parts.ts';
import type { CredentialBook } from '../app/credentials.ts';
import type { Later } from '../app/later.ts';
import type { OpenedFiles } from '../app/opened-files.ts';
import type { Programs } from '../app/programs.ts';
import type { RecoverySession } from '../app/recovery/recovery-session.ts';
import type { SecurityKeySetup } from '../app/security-key-setup.ts';
import type { Session } from '../app/session.ts';
import type { Work } from '../app/work.ts';
import type { LockReason } from '../log-events.ts';
import type { Copied } from './copied.ts';
import type { Pictures } from './pictures.ts';
import { type Renewal, renews } from './renewal.ts';
import type { Windows } from './windows.ts';

/** What holds something of an open vault outside of the session. */
export interface EndingsDeps {
  readonly session: Session;
  readonly windows: Windows;
  readonly renewal: Renewal;
  readonly credentials: CredentialBook;
  readonly work: Work;
  readonly programs: Programs;
  readonly recovery: Later<RecoverySession>;
  readonly backups: Later<BackupParts>;
  readonly pictures: Pictures;
  readonly openedFiles: OpenedFiles;
  readonly setup: SecurityKeySetup;
  readonly copied: Copied;
}

/**
 * What belongs to the vault in front ends with its turn: nothing of it is asked or shown beside
 * another one. `locks`: its keys go, too.
 */
export function endTurn({ programs, recovery, backups, pictures }: EndingsDeps, locks = false): void {
  programs.locking();
  void recovery.ifAskedFor((session) => session.forget());
  pictures.endFilm();
  void backups.ifAskedFor(({ scheduler, browser, files }) => {
    if (locks) scheduler.locking();
    browser.close();
    files.cancelVerify();
  });
}

/** What else ends before the keys are dropped. */
export function endAll(deps: EndingsDeps, reason: LockReason): void {
  const { session, windows, renewal, credentials, work, openedFiles, setup, copied } = deps;
  windows.quick.end();
  if (renews(reason)) void renewal.renew();
  // Where the vault goes on at once, or at another place, they are wanted there.
  if (reason !== 'mending' && !session.isAnyOpen) credentials.locked();
  work.cancel();
  openedFiles.clear();
  setup.forget();
  // Before what takes memory anew: blanks are to lie where the text was.
  void copied.clear();
  endTurn(deps, true);
}
