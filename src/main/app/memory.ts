import type { MachineNotes } from '../backups/notes.ts';
import type { VaultMemory } from './session/options.ts';

/**
 * The notes that this machine keeps of vaults, shared with the command line; read when the first
 * vault is opened.
 */
export function machineMemory(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): VaultMemory {
  return memoryOf(async () => {
    const { MachineNotes, notesFile } = await import('../backups/notes.ts');
    return new MachineNotes(notesFile(env, platform));
  });
}

/** What a session asks of such notes. */
export function memoryOf(notesOf: () => Promise<MachineNotes>): VaultMemory {
  const load = async () => {
    const [notes, rollback, putBack] = await Promise.all([
      notesOf(),
      import('../backups/rollback.ts'),
      import('../backups/put-back.ts'),
    ]);
    return { notes, ...rollback, ...putBack };
  };
  return {
    older: async (vault) => {
      const { notes, noteSeen, olderThanSeen } = await load();
      const older = await olderThanSeen(vault, notes);
      // To be called before anything is written to the vault: afterwards it is another state than
      // the one that was accepted.
      if (older === undefined) await noteSeen(vault, notes, Date.now());
      return older;
    },
    note: async (vault, accept) => {
      const { notes, noteSeen } = await load();
      await noteSeen(vault, notes, Date.now(), { accept });
    },
    restored: async (vault, place) => {
      const { notes, restoredInto } = await load();
      return restoredInto(vault, place, notes);
    },
    told: async (place) => (await notesOf()).forgetRestored(place),
  };
}
