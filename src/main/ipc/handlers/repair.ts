import type { Handlers } from '../../../shared/contract.ts';
import type { MendReport } from '../../../shared/contract-repair.ts';
import { fail } from '../../../shared/failure.ts';
import type { Repaired } from '../../transfer/repair.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Session } from '../session.ts';
import type { Chosen } from './vault.ts';

export function repairHandlers(session: Session, chosen: Chosen): Handlers['repair'] {
  const own = (file: string) => (chosen.has(file) ? file : fail({ code: 'denied', reason: 'not-chosen' }));
  return {
    damage: async () => (await import('../../transfer/damage.ts')).damageOf(session.vault),
    mend: async ({ backups, to, lossy }) => {
      const { repairInPlace, repairVault } = await import('../../transfer/repair.ts');
      const options = { source: session.file, backups: backups.map(own), lossy };
      if (to !== undefined) return report(await repairVault(session.vault, own(to), options));
      const close = async () => void (await session.lock('asked'));
      return report(await repairInPlace(session.vault, { ...options, close, now: Date.now() }));
    },
    copies: async () => {
      const { conflictedCopies } = await import('../../transfer/copies.ts');
      const found = await conflictedCopies(session.file, session.vault.id);
      for (const { file } of found) chosen.add(file);
      return found;
    },
    merge: async ({ file, dry }) => {
      const { mergeVault } = await import('../../transfer/merge.ts');
      const other = await openSibling(session.vault, own(file));
      try {
        const { added, changed, versions, unreadable, policies } = await mergeVault(session.vault, other, {
          dry,
        });
        if (!dry) session.noteWrite();
        return {
          added: [...added],
          changed: [...changed],
          versions,
          unreadable: unreadable.map((one) => ({ ...one })),
          policies: [...policies],
        };
      } finally {
        await other.lock();
      }
    },
  };
}

async function openSibling(vault: Vault, file: string): Promise<Vault> {
  const { openerOf } = await import('../../backend/initialize.ts');
  return vault.sibling(await (await openerOf({})).open(file, { readOnly: true }));
}

function report({ lost, earlier, unusable, ...rest }: Repaired): MendReport {
  return {
    ...rest,
    lost: {
      versions: lost.versions.map((one) => ({ ...one })),
      unnamed: lost.unnamed,
      records: [...lost.records],
    },
    earlier: [...earlier],
    unusable: [...unusable],
  };
}
