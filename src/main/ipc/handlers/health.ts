import { basename } from 'node:path';
import type { Handlers } from '../../../shared/contract.ts';
import { fail } from '../../../shared/failure.ts';
import type { OneAtATime } from '../../app/one-at-a-time.ts';
import type { Session } from '../../app/session.ts';
import { writtenIn } from '../written.ts';

/** Secrets that one report tells of. */
const told = 1_000;

export interface HealthDeps {
  readonly session: Session;
  readonly work: OneAtATime;
  readonly chooseList: () => Promise<string | undefined>;
  readonly progress: (done: number, total: number) => void;
}

export function healthHandlers({ session, work, chooseList, progress }: HealthDeps): Handlers['health'] {
  let list: string | undefined;
  const rules = () => import('../../vault/health/vault-health.ts');
  const written = writtenIn(session);
  return {
    chooseList: async () => {
      const chosen = await chooseList();
      if (chosen === undefined) return undefined;
      list = chosen;
      return { name: basename(chosen) };
    },
    check: async ({ compare }) => {
      if (compare && list === undefined) fail({ code: 'denied', reason: 'not-chosen' });
      const breachFile = compare ? list : undefined;
      const { vault } = session;
      const { checkHealth } = await rules();
      const found = await work.run((signal) =>
        checkHealth(vault, {
          ...{ now: Date.now(), signal, progress },
          ...(breachFile !== undefined && { breachFile }),
        }),
      );
      return {
        total: found.length,
        secrets: found.slice(0, told),
        ...(breachFile !== undefined && { list: basename(breachFile) }),
      };
    },
    cancel: async () => work.cancel(),
    accept: async ({ path, reason, fine }) =>
      written((await rules()).acceptReason(session.vault, path, reason, fine)),
    setEnd: async ({ path, day, leadDays }) =>
      written((await rules()).setEnd(session.vault, path, day, leadDays)),
    due: async () => (await session.vault.catalog()).due(),
  };
}
