import type { Handlers } from '../../../shared/contract.ts';
import type { MendReport } from '../../../shared/contract-repair.ts';
import { fail } from '../../../shared/failure.ts';
import type { OneAtATime } from '../../app/one-at-a-time.ts';
import type { Session } from '../../app/session.ts';
import type { Repaired, RepairOptions } from '../../repair/repair.ts';
import type { Given } from '../../vault/credentials.ts';
import type { Chosen } from './vault.ts';

/** What the handlers need from outside. */
export interface RepairDeps {
  readonly session: Session;
  readonly chosen: Chosen;
  readonly work: OneAtATime;
  readonly progress: (done: number, total: number) => void;
}

export function repairHandlers({ session, chosen, work, progress }: RepairDeps): Handlers['repair'] {
  const own = (file: string) => (chosen.has(file) ? file : fail({ code: 'denied', reason: 'not-chosen' }));
  return {
    damage: async () => {
      const { damageOf } = await import('../../repair/damage.ts');
      return work.run((signal) => damageOf(session.vault, { signal, progress }));
    },
    mend: async ({ backups, to, lossy }) => {
      const { repairInPlace, repairVault } = await import('../../repair/repair.ts');
      const { vault, file: source } = session;
      const close = async () => void (await session.lock('mending'));
      const chosenBackups = backups.map(own);
      const target = to === undefined ? undefined : own(to);
      return work.run(async (signal) => {
        const options = { source, backups: chosenBackups, lossy, progress, signal };
        return report(
          target === undefined
            ? await repairInPlace(vault, { ...options, close, now: Date.now() })
            : await repairVault(vault, target, options),
        );
      });
    },
    salvage: async ({ file, backup, passphrase, keyFile, to, lossy }) => {
      const [source, from] = [own(file), own(backup)];
      const key = keyFile === undefined ? session.keyFileOf(source) : own(keyFile);
      const target = to === undefined ? undefined : own(to);
      await session.lock('mending');
      return work.run(async (signal) => {
        const options = { source, backups: [], lossy, progress, signal };
        return report(await salvaged(from, { passphrase, keyFile: key }, target, options));
      });
    },
    cancel: () => work.cancel(),
    copies: async () => {
      const { conflictedCopies } = await import('../../backups/copies.ts');
      const found = await conflictedCopies(session.file, session.vault.id);
      for (const { file } of found) chosen.add(file);
      return found;
    },
    merge: async ({ file, dry }) => {
      const { mergeVault, siblingAt } = await import('../../repair/merge.ts');
      const other = await siblingAt(session.vault, own(file));
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

async function salvaged(
  backup: string,
  given: Given,
  to: string | undefined,
  options: RepairOptions,
): Promise<Repaired> {
  const [{ repairFromBackup, repairFromBackupInPlace }, { openWithFile }] = await Promise.all([
    import('../../repair/repair.ts'),
    import('../../vault/credentials.ts'),
  ]);
  const base = await openWithFile({ location: backup, readOnly: true }, given, options);
  try {
    if (to !== undefined) return await repairFromBackup(base, to, options);
    return await repairFromBackupInPlace(base, { ...options, now: Date.now() });
  } finally {
    await base.lock();
  }
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
