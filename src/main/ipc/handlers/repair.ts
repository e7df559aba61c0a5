import type { Handlers } from '../../../shared/contract.ts';
import { fail } from '../../../shared/failure.ts';
import type { Place } from '../../../shared/place.ts';
import type { OneAtATime } from '../../app/one-at-a-time.ts';
import type { Session } from '../../app/session.ts';
import type { MachineNotes } from '../../backups/notes.ts';
import type { Repaired, RepairOptions } from '../../repair/repair.ts';
import type { Given } from '../../vault/credentials.ts';
import type { Vault } from '../../vault/vault.ts';
import { type Chosen, own, ownIf } from '../chosen.ts';

/** What the handlers need from outside. */
export interface RepairDeps {
  readonly session: Session;
  readonly chosen: Chosen;
  readonly work: OneAtATime;
  readonly progress: (done: number, total: number) => void;
  readonly notes: () => Promise<MachineNotes>;
}

export function repairHandlers({ session, chosen, work, progress, notes }: RepairDeps): Handlers['repair'] {
  return {
    damage: async () => {
      const { damageOf } = await import('../../repair/damage.ts');
      return work.run((signal) => damageOf(session.vault, { signal, progress }));
    },
    mend: async ({ backups, to, lossy }) => {
      const { repairInPlace, repairVault } = await import('../../repair/repair.ts');
      const { vault, place: source } = session;
      const close = async () => void (await session.lock('mending'));
      const chosenBackups = backups.map((one) => own(chosen, one));
      const target = ownIf(chosen, to);
      return work.run(async (signal) => {
        const options = { source, backups: chosenBackups, lossy, progress, signal, notes: await notes() };
        return target === undefined
          ? repairInPlace(vault, { ...options, close, now: Date.now() })
          : repairVault(vault, target, options);
      });
    },
    salvage: async ({ place, backup, passphrase, keyFile, to, lossy }) => {
      const [source, from] = [own(chosen, place), own(chosen, backup)];
      const key = ownIf(chosen, keyFile) ?? session.keyFileOf(source);
      const target = ownIf(chosen, to);
      await session.lock('mending');
      return work.run(async (signal) => {
        const options = { source, backups: [], lossy, progress, signal, notes: await notes() };
        return salvaged(from, { passphrase, keyFile: key }, target, options);
      });
    },
    cancel: () => work.cancel(),
    copies: async () => {
      const { conflictedCopies } = await import('../../backups/copies.ts');
      const found = await conflictedCopies(session.place, session.vault.id);
      for (const { place } of found) chosen.add(place);
      return found;
    },
    merge: ({ place, dry, passphrase, keyFile }) => {
      const from = own(chosen, place);
      const key = ownIf(chosen, keyFile) ?? session.keyFile;
      return work.run(async (signal) => {
        const { mergeVault } = await import('../../repair/merge.ts');
        const { vault } = session;
        const other = await copyAt(
          vault,
          from,
          passphrase === undefined ? undefined : { passphrase, keyFile: key },
        );
        try {
          if (other.id !== vault.id) fail({ code: 'denied', reason: 'other-vault' });
          const report = await mergeVault(vault, other, { dry, signal });
          if (!dry) session.noteWrite();
          return report;
        } finally {
          await other.lock();
        }
      });
    },
  };
}

/** Another copy, only read: by the keys of the open vault, or by a passphrase of its own. */
async function copyAt(vault: Vault, place: Place, given: Given | undefined): Promise<Vault> {
  if (given === undefined) return (await import('../../repair/merge.ts')).siblingAt(vault, place);
  return (await import('../../vault/credentials.ts')).openWithFile({ ...place, readOnly: true }, given);
}

async function salvaged(
  backup: Place,
  given: Given,
  to: Place | undefined,
  options: RepairOptions,
): Promise<Repaired> {
  const [{ repairFromBackup, repairFromBackupInPlace }, { openWithFile }] = await Promise.all([
    import('../../repair/repair.ts'),
    import('../../vault/credentials.ts'),
  ]);
  const base = await openWithFile({ ...backup, readOnly: true }, given, options);
  try {
    if (to !== undefined) return await repairFromBackup(base, to, options);
    return await repairFromBackupInPlace(base, { ...options, now: Date.now() });
  } finally {
    await base.lock();
  }
}
