import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileAt } from '../../../../shared/place.ts';
import { MachineNotes } from '../../../backups/notes.ts';
import type { Plans } from '../../../backups/plan.ts';
import { noLog } from '../../../log.ts';
import { createVault, openVault } from '../../../vault/open.ts';
import { openWithShares } from '../../../vault/restore.ts';
import type { Core } from '../../core.ts';
import { memoryOf } from '../../memory.ts';
import type { SessionOptions } from '../../session/options.ts';
import type { Session } from '../../session.ts';
import { core, sessionForTest } from '../../testing/session.ts';
import { takeOutcomes } from '../backup-audit.ts';
import { BackupBrowser } from '../backup-browser.ts';
import { BackupFiles } from '../backup-files.ts';
import { BackupScheduler } from '../backup-schedule.ts';

/**
 * A session with what backs it up, in a folder of its own; `clock.now` is what every part takes for
 * the time, `hear.once` is called at an event.
 */
export async function fixtureForTest(options: Partial<SessionOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'backup-desk-'));
  const [file, place] = [join(folder, 'desk.holdfast'), join(folder, 'backups')];
  mkdirSync(place);
  const clock = { now: new Date(2026, 4, 3, 14, 0).getTime() };
  const told: { event: string; payload: unknown }[] = [];
  const kept: { plans: Plans } = { plans: {} };
  const now = () => clock.now;
  const hear: { once: Record<string, () => void> } = { once: {} };
  const tell = (event: string, payload: unknown) => {
    told.push({ event, payload });
    const heard = hear.once[event];
    delete hear.once[event];
    heard?.();
  };
  const notes = new MachineNotes(undefined);
  const plans = { get: () => kept.plans, set: (plans: Plans) => void Object.assign(kept, { plans }) };
  let follow: BackupScheduler | undefined;
  const session: Session = sessionForTest({
    core: async () => at(now),
    now,
    changed: (state) => follow?.follow(state),
    memory: memoryOf(async () => notes),
    outcomes: ({ id }) => takeOutcomes(plans, id, now()),
    locking: () => {
      follow?.locking();
      browser.close();
    },
    ...options,
  });
  const scheduler = new BackupScheduler({ session, plans, notes, log: noLog, now, tell });
  const browser = new BackupBrowser(
    () => session.vault,
    () => session.refresh(),
  );
  const files = new BackupFiles(session, notes, { now, tell });
  follow = scheduler;
  await session.create(fileAt(file), 'one');
  const remove = async () => {
    await session.leave();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, file, place, clock, told, hear, kept, session, scheduler, browser, files, notes, remove };
}

/** The same, with another clock. */
function at(now: () => number): Core {
  return {
    ...core,
    createVault: (config, ...rest) => createVault({ ...config, now }, ...rest),
    openVault: (config, ...rest) => openVault({ ...config, now }, ...rest),
    openWithShares: (config, ...rest) => openWithShares({ ...config, now }, ...rest),
  };
}

export type Fixture = Awaited<ReturnType<typeof fixtureForTest>>;
