import { isDurable } from '../../backend/initialize.ts';
import { keepVault } from '../../backups/keep.ts';
import { noLog } from '../../log.ts';
import {
  createVault,
  openAgain,
  openVault,
  openWithSecurityKey,
  readHeader,
  readKey,
} from '../../vault/open.ts';
import { gatherForLocked, openWithShares } from '../../vault/restore.ts';
import type { Core } from '../core.ts';
import type { SessionOptions } from '../session/options.ts';
import { Session } from '../session.ts';

/** Cheap, for a test derives many keys. */
export const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };

/** The real core, but for the time that opening takes. */
export const core: Core = {
  createVault,
  openVault,
  openWithSecurityKey,
  openAgain,
  readKey,
  readHeader,
  tuneKdf: async () => kdf,
  isDurable,
  gatherForLocked,
  openWithShares,
  keepVault,
};

/** A session that remembers no vaults and tells nobody, but for what `options` say. */
export function sessionForTest(options: Partial<SessionOptions> = {}): Session {
  return new Session({
    core: async () => core,
    notices: [],
    recents: { get: () => [], set: () => undefined },
    log: noLog,
    now: () => 1_000,
    changed: () => undefined,
    written: () => undefined,
    ...options,
  });
}
