import { basename } from 'node:path';
import type { Handlers } from '../../../shared/contract.ts';
import { type ExportFormat, exportTraits, filesFolder } from '../../../shared/export.ts';
import { fail } from '../../../shared/failure.ts';
import { defined } from '../../../shared/parsed.ts';
import type { OneAtATime } from '../../app/one-at-a-time.ts';
import type { Session } from '../../app/session.ts';
import type { Sealing } from '../../export/exporter.ts';

type Calls = Pick<Handlers['transfer'], 'planExport' | 'chooseExport' | 'export' | 'cancelExport'>;
type What = Omit<Parameters<Calls['export']>[0], keyof Sealing>;

interface Deps {
  readonly session: Session;
  readonly exports: OneAtATime;
  /** Where the export of a vault is to lie, by the system's chooser. */
  readonly choose: (vault: string, day: string, extension: string) => Promise<string | undefined>;
  readonly progress: (done: number, total: number) => void;
}

/** The export of a vault; the page never names where it is written. */
export function exportHandlers({ session, exports, choose, progress }: Deps): Calls {
  let destination: string | undefined;
  const load = () => import('../../export/export.ts');
  const take = () => {
    const file = destination ?? fail({ code: 'denied', reason: 'not-chosen' });
    destination = undefined;
    return file;
  };
  return {
    planExport: async ({ sealed, ...what }) => {
      const { planExport } = await load();
      const request = await requestOf(session, what);
      return planExport(session.vault, { ...request, ...(sealed && { password: '' }) });
    },
    chooseExport: async ({ format }) => {
      destination = undefined;
      const file = await choose(session.name, today(), extensionOf(format));
      if (file === undefined) return undefined;
      destination = file;
      const tool = await (await load()).carriedBy(file);
      return { file: basename(file), ...(tool !== undefined && { tool }) };
    },
    export: ({ password, recipients, ...what }) =>
      exports.run(async (signal) => {
        const file = take();
        const { vault } = session;
        const { exportTo } = await load();
        const request = { ...(await requestOf(session, what)), ...defined({ password, recipients }) };
        const report = await exportTo(vault, file, request, { signal, progress });
        const { secrets, lost, beside, damaged = false } = report;
        const folder = beside.files > 0 && { filesFolder: basename(filesFolder(file)) };
        return { secrets, lost, beside, damaged, file: basename(file), ...folder };
      }),
    cancelExport: () => exports.cancel(),
  };
}

async function requestOf({ vault }: Session, { format, folder, chosen }: What) {
  const paths = chosen && { paths: new Set(await vault.several.paths(chosen)) };
  return { format, folder, ...paths };
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function extensionOf(format: ExportFormat): string {
  return exportTraits(format).extension;
}
