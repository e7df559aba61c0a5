import { lstatSync } from 'node:fs';
import path from 'node:path';
import { fail } from '../../../shared/failure.ts';
import { type Place, parsePlace } from '../../../shared/place.ts';
import { backupPath, vaultPath } from '../../../shared/policy.ts';
import { pathAt } from '../../backend/location.ts';
import type { Caller } from '../caller.ts';
import type { RoutedName, Routes } from '../route.ts';

/** The vault as a whole: looked through, copied, filled from elsewhere. */
export const vaultRoutes: Routes<
  Extract<RoutedName, 'vault.verify' | 'vault.import' | 'import.undo' | 'vault.merge' | `backup.${string}`>
> = {
  'vault.verify': {
    action: 'vault.verify',
    about: () => '',
    run: async (caller) => {
      await caller.permit({ path: vaultPath, permission: 'read' });
      return await caller.vault.verify({ signal: caller.around.gone });
    },
  },
  'vault.import': {
    action: 'vault.import',
    about: ({ prefix }) => prefix,
    commits: true,
    changesSecrets: true,
    run: async (caller, { items, ...about }) => {
      await mayFill(caller);
      const [{ takeItems }, { decoded }] = await Promise.all([
        import('../../import/import.ts'),
        import('../../import/batches.ts'),
      ]);
      const { gone } = caller.around;
      const may = await caller.judge();
      const mayWrite = (path: string) => may({ path, permission: 'write' });
      const mayRead = (path: string) => may({ path, permission: 'read' });
      const request = { ...about, mayWrite, mayRead, by: caller.spiffeId };
      const report = await takeItems(caller.vault, request, decoded(items, gone), gone);
      if (report.dryRun || report.created === 0) await noteLooked(caller, 'vault.import');
      return report;
    },
  },
  'import.undo': {
    action: 'import.undo',
    about: () => '',
    commits: true,
    changesSecrets: true,
    run: async (caller, { dry }) => {
      await mayFill(caller);
      const may = await caller.judge();
      const mayWrite = (path: string) => may({ path, permission: 'write' });
      const mayRead = (path: string) => may({ path, permission: 'read' });
      const undone = await caller.vault.imports.undo({ dry, mayWrite, mayRead, by: caller.spiffeId });
      if (dry || undone.secrets === 0) await noteLooked(caller, 'import.undo');
      return undone;
    },
  },
  'vault.merge': {
    action: 'vault.merge',
    about: () => '',
    commits: true,
    changesSecrets: true,
    run: async (caller, { file, dry }) => {
      await mayFill(caller);
      const { mergeVault, siblingAt } = await import('../../repair/merge.ts');
      const other = await siblingAt(caller.vault, wholePlace(file));
      try {
        const { gone: signal } = caller.around;
        const report = await mergeVault(caller.vault, other, { dry, signal, by: caller.spiffeId });
        if (dry || report.added.length + report.changed.length + report.keys.length === 0)
          await noteLooked(caller, 'vault.merge');
        return report;
      } finally {
        await other.lock();
      }
    },
  },
  'backup.create': {
    action: 'backup.create',
    about: () => '',
    run: async (caller, { place }) => {
      await caller.permit({ path: backupPath, permission: 'write' });
      // What lies there may be the person's newest backup.
      if (lstatSync(whole(place), { throwIfNoEntry: false })?.isFile())
        fail({ code: 'backup-refused', reason: 'taken', place });
      return await caller.around.backUp(caller.vault, place, caller.around.gone);
    },
  },
};

type Looked = 'vault.merge' | 'vault.import' | 'import.undo';

// What brings something is written down in its own commit.
function noteLooked({ vault, spiffeId }: Caller, action: Looked): Promise<void> {
  return vault.audit.append({ client: spiffeId, action, outcome: 'done' });
}

function mayFill(caller: Caller): Promise<void> {
  return caller.permit({ path: vaultPath, permission: 'write' });
}

function wholePlace(text: string): Place {
  const place = parsePlace(text);
  whole(pathAt(place));
  return place;
}

// The app stands in another folder than whoever asks.
function whole(file: string): string {
  return path.isAbsolute(file) ? file : fail({ code: 'bad-input', what: 'file-path', reason: 'relative' });
}
