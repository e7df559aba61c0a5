import { recoveryPath, vaultPath } from '../../../shared/policy.ts';
import type { Gathering } from '../../recovery/gathering.ts';
import type { Caller } from '../caller.ts';
import type { RoutedName, Routes } from '../route.ts';

/**
 * What is known of recovery sheets, and what whoever holds them may do. No sheet ever leaves the
 * app here (threat-model.md).
 */
export const recoveryRoutes: Routes<Extract<RoutedName, `recovery.${string}`>> = {
  'recovery.status': {
    action: 'recovery.status',
    about: () => '',
    run: async (caller) => {
      await mayLook(caller);
      return await caller.vault.recovery.status();
    },
  },
  'recovery.check': {
    action: 'recovery.check',
    about: () => '',
    run: async (caller, { purpose, sheets }) => {
      await (purpose === 'prove' ? mayChange(caller) : mayLook(caller));
      return gathered(caller, purpose, sheets, (gathering) => {
        const { taken, need, suspects } = gathering.state();
        const fault = gathering.fault();
        return { taken, need, suspects, ...(fault && { fault }) };
      });
    },
  },
  'recovery.drill': {
    action: 'recovery.drill',
    about: () => '',
    run: async (caller, { sheets }) => {
      await mayChange(caller);
      return await caller.around.drill(sheets, caller.around.gone);
    },
  },
  'recovery.activate': {
    action: 'recovery.activate',
    about: () => '',
    commits: true,
    run: async (caller, { sheets }) => {
      await mayChange(caller);
      const { recovery } = caller.vault;
      return gathered(caller, 'prove', sheets, async (gathering) => {
        const { taken, need } = gathering.state();
        const noted = await recovery.markProven(taken);
        const have = noted.pending?.proven.length ?? 0;
        if (have === need) return { have, need, status: await recovery.activate({ by: caller.spiffeId }) };
        const act = { client: caller.spiffeId, action: 'recovery.check', outcome: 'done' } as const;
        await caller.vault.audit.append(act);
        return { have, need, status: noted };
      });
    },
  },
};

async function gathered<T>(
  { vault }: Caller,
  purpose: 'rehearse' | 'prove',
  sheets: readonly string[],
  work: (gathering: Gathering) => T | Promise<T>,
): Promise<T> {
  const gathering = await vault.recovery.gather(purpose);
  try {
    for (const sheet of sheets) await gathering.give(sheet);
    return await work(gathering);
  } finally {
    gathering.forget();
  }
}

function mayLook(caller: Caller): Promise<void> {
  return caller.permit({ path: vaultPath, permission: 'read' });
}

function mayChange(caller: Caller): Promise<void> {
  return caller.permit({ path: recoveryPath, permission: 'super' });
}
