import type { Want } from '../../../shared/client.ts';
import { exportedAs } from '../../../shared/export.ts';
import { fail } from '../../../shared/failure.ts';
import { normalFolder } from '../../../shared/path.ts';
import type { Caller } from '../caller.ts';
import { ExportUnderWay } from '../export-under-way.ts';
import type { RoutedName, Routes } from '../route.ts';

type Names = 'vault.export' | 'vault.exported' | 'vault.exportedFile';

/** Secrets whole, many at once: the program writes them where its person wants them. */
export const exportRoutes: Routes<Extract<RoutedName, Names>> = {
  'vault.export': {
    action: 'vault.export',
    about: ({ format, folder }) => exportedAs(format, folder),
    run: async (caller, { format, folder: raw }) => {
      const { vault, around } = caller;
      delete around.kept.export;
      const [{ ExportSource }, { planOf }] = await Promise.all([
        import('../../export/source.ts'),
        import('../../export/open-export.ts'),
      ]);
      const folder = normalFolder(raw);
      const all = new ExportSource(vault, { folder }, { signal: around.gone });
      const allowed = await allowedOf(caller, folder, await all.paths());
      const source =
        allowed === 'all'
          ? all
          : new ExportSource(vault, { folder, paths: allowed }, { signal: around.gone });
      const plan = await planOf(source, { format });
      const may = async (path: string) => allowed === 'all' || caller.may(exportOf(path));
      around.kept.export = new ExportUnderWay(vault, source, may);
      const { secrets, lost, beside } = plan;
      return { secrets, lost: [...lost], beside, chosen: allowed !== 'all', damaged: vault.damaged };
    },
  },
  'vault.exported': {
    action: 'vault.export',
    about: () => '',
    continues: true,
    run: async (caller, { from }) => {
      const [{ jsonOf }, { secrets, end }] = await Promise.all([
        import('../../export/formats/json.ts'),
        underWay(caller).secrets(caller.vault, from),
      ]);
      const given = secrets.map((one) => ({ current: one.current, secret: jsonOf(one) }));
      return { secrets: given, end, damaged: caller.vault.damaged };
    },
  },
  'vault.exportedFile': {
    action: 'vault.export',
    about: () => '',
    continues: true,
    run: async (caller, { digest, piece }) => {
      const bytes = await underWay(caller).piece(caller.vault, digest, piece);
      return { bytes: Buffer.from(bytes).toString('base64') };
    },
  },
};

function exportOf(path: string): Want {
  return { path, permission: 'export' };
}

/**
 * What of a folder a program may export: what policies give it, and only where they give nothing
 * what the person says. `all`: the person gave it, whatever lies there.
 */
async function allowedOf(
  caller: Caller,
  folder: string,
  paths: readonly string[],
): Promise<'all' | ReadonlySet<string>> {
  const wanted: Want = { ...exportOf(`${folder}/`), secrets: paths.length };
  for (const path of foldersAbove(folder)) if (await isGiven(caller, path)) return 'all';
  const given = await judged(caller, paths);
  if (given.size > 0) return given;
  if ((await caller.permission(wanted)) !== 'always' || (await caller.may(wanted))) return 'all';
  const now = await judged(caller, paths);
  return now.size > 0 ? now : fail({ code: 'denied', reason: 'policy' });
}

// No policy names a folder so: it is what the person said until the vault locks.
async function isGiven(caller: Caller, folder: string): Promise<boolean> {
  if (!(await caller.may(exportOf(folder)))) return false;
  await caller.permit(exportOf(folder));
  return true;
}

async function judged(caller: Caller, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const may = await caller.judge();
  return new Set(paths.filter((path) => may(exportOf(path))));
}

/** The folder and those that it lies in, each with its slash. */
function foldersAbove(folder: string): string[] {
  const segments = folder === '' ? [] : folder.split('/');
  return ['/', ...segments.map((_, at) => `${segments.slice(0, at + 1).join('/')}/`)];
}

function underWay({ around }: Caller): ExportUnderWay {
  return around.kept.export ?? fail({ code: 'not-found', what: 'export', name: '' });
}
