import type { VaultMemory } from './session.ts';

/** The notes that this machine keeps of vaults, shared with the command line; read when the first vault is opened. */
export function machineMemory(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): VaultMemory {
  const load = async () => {
    const [{ MachineNotes, notesFile }, { noteSeen, olderThanSeen }] = await Promise.all([
      import('../transfer/notes.ts'),
      import('../transfer/rollback.ts'),
    ]);
    return { notes: new MachineNotes(notesFile(env, platform)), noteSeen, olderThanSeen };
  };
  return {
    older: async (vault) => {
      const { notes, noteSeen, olderThanSeen } = await load();
      const older = await olderThanSeen(vault, notes);
      // Before anything is written to it: then it would be another state than the one that was accepted.
      if (older === undefined) await noteSeen(vault, notes, Date.now());
      return older;
    },
    note: async (vault, accept) => {
      const { notes, noteSeen } = await load();
      await noteSeen(vault, notes, Date.now(), { accept });
    },
  };
}
