import type { Handlers, ImportReport } from '../../../shared/contract.ts';
import { fail } from '../../../shared/failure.ts';
import type { TableColumns } from '../../../shared/import-columns.ts';
import { type ChosenFile, lookAt, named, toldOf } from '../../app/import-choice.ts';
import { ImportSources } from '../../app/import-sources.ts';
import type { OneAtATime } from '../../app/one-at-a-time.ts';
import { PreviewTree } from '../../app/preview-tree.ts';
import type { Session } from '../../app/session.ts';
import type { Detected } from '../../import/detected.ts';
import type { ImportRequest } from '../../import/import.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Chosen } from '../chosen.ts';

type Calls = Pick<
  Handlers['transfer'],
  | 'chooseImport'
  | 'dropImport'
  | 'chooseKeyFile'
  | 'fetchServer'
  | 'forgetServer'
  | 'columns'
  | 'import'
  | 'preview'
  | 'cancelImport'
  | 'deleteSource'
  | 'lastImport'
  | 'undoImport'
>;
type Request = Parameters<Calls['import']>[0];
type ColumnsAsked = Parameters<Calls['columns']>[0];

/** What the import of a file needs from outside. */
export interface Importer {
  chooseImport(): Promise<readonly string[]>;
  chooseKeyFile(): Promise<string | undefined>;
  /** Asks the person, out of reach of the page that names the server. */
  mayConnect(address: string): Promise<boolean>;
  /** What a file looks like; refuses with `import-refused`. */
  inspect(file: string): Promise<Detected>;
  /** The columns of a table; refuses with `import-refused`. */
  columns(asked: ColumnsAsked): Promise<TableColumns>;
  run(vault: Vault, requests: readonly ImportRequest[], options: RunOptions): Promise<ImportReport>;
}
interface RunOptions {
  readonly reading: (file: string) => void;
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
}

interface Deps {
  readonly session: Session;
  readonly importer: Importer;
  readonly imports: OneAtATime;
  readonly progress: (done: number, total: number) => void;
}

export function transferHandlers(deps: Deps, chosen: Chosen): Calls {
  const { session, importer, imports, progress } = deps;
  const own = (file: string) => (chosen.has(file) ? file : fail({ code: 'denied', reason: 'not-chosen' }));
  // What a dry run showed goes with the keys of its vault.
  const trees = new WeakMap<Vault, PreviewTree>();
  const sources = new ImportSources();
  /** What was chosen together, by the path of the first. */
  const together = new Map<string, readonly ChosenFile[]>();
  /** What a server gave, as long as its vault is open and it was not imported. */
  const fetched = new WeakMap<Vault, { readonly file: string; readonly bytes: Uint8Array }>();
  const run = (vault: Vault, requests: readonly ImportRequest[], signal: AbortSignal) => {
    let at = '';
    const reading = (file: string) => {
      at = file;
    };
    const work = importer.run(vault, requests, { signal, progress, reading });
    return work.catch((error: unknown) => named(requests, at, () => Promise.reject(error)));
  };
  const runFiles = (vault: Vault, request: Request) => {
    own(request.file);
    for (const { keyFile } of [request, ...(request.others ?? [])]) if (keyFile !== undefined) own(keyFile);
    const requests = requestsOf(request, together.get(request.file) ?? []);
    return imports.run((signal) => sources.during(vault, requests, () => run(vault, requests, signal)));
  };
  const take = async (files: readonly string[]) => {
    const looked = await lookAt(files, importer.inspect);
    const [first] = looked.all;
    if (first !== undefined) {
      chosen.add(first.file);
      together.set(first.file, looked.all);
    }
    return toldOf(looked);
  };
  return {
    chooseImport: async () => take(await importer.chooseImport()),
    dropImport: take,
    fetchServer: async ({ address, token, history }) => {
      const { vault } = session;
      const found = await importServer({ address, token, history }, deps);
      if (found !== undefined) fetched.set(vault, found);
      return found && { file: found.file, format: 'vault-mount', needsPassword: false };
    },
    forgetServer: () => void fetched.delete(session.vault),
    chooseKeyFile: async () => {
      const file = await importer.chooseKeyFile();
      if (file !== undefined) chosen.add(file);
      return file;
    },
    columns: ({ n = 0, ...asked }) => {
      const first = own(asked.file);
      return importer.columns({ ...asked, file: together.get(first)?.[n]?.file ?? first });
    },
    import: async (request) => {
      const { vault } = session;
      const there = fetched.get(vault);
      const report = await (there !== undefined && there.file === request.file
        ? imports.run((signal) => run(vault, [{ ...request, ...there, format: 'vault-mount' }], signal))
        : runFiles(vault, request));
      if (!report.dryRun) session.noteWrite();
      if (!report.dryRun) fetched.delete(vault);
      const { preview = [], ...told } = report;
      trees.set(vault, new PreviewTree(preview));
      if (report.dryRun || report.created === 0) return told;
      return { ...told, undo: await undoOfImport(vault) };
    },
    preview: async (asked) => (trees.get(session.vault) ?? new PreviewTree([])).page(asked),
    cancelImport: () => imports.cancel(),
    deleteSource: () => sources.delete(session.vault),
    lastImport: () => session.vault.imports.last(),
    undoImport: async () => {
      const { undo, imports: way } = session.vault;
      const taken = await undo.take(await undo.keep(way.wayBack()));
      session.noteWrite();
      return taken;
    },
  };
}

/** What an import of them all is asked for; each is told what is said of it alone. */
function requestsOf({ others = [], ...first }: Request, all: readonly ChosenFile[]): ImportRequest[] {
  if (all.length === 0) return [first];
  const { password, keyFile, map, ...common } = first;
  const said = [{ password, keyFile, map }, ...others];
  return all.map(({ needsPassword: _, ...one }, n) => ({ ...common, ...one, ...said[n] }));
}

/** Keeps the way back from the last import; the number by which it is taken. */
export async function undoOfImport({ imports, undo }: Vault): Promise<number> {
  return undo.keep(imports.wayBack((await imports.last())?.run));
}

/** What a server has at and below an address; `undefined`: the person does not want to connect. */
async function importServer(
  { address, token, history }: Parameters<Calls['fetchServer']>[0],
  { importer, imports, progress }: Pick<Deps, 'importer' | 'imports' | 'progress'>,
): Promise<{ readonly file: string; readonly bytes: Uint8Array } | undefined> {
  const [{ serverAddress }, { fetchMount }, { accessIn, refuseNoToken }] = await Promise.all([
    import('../../import/server/address.ts'),
    import('../../import/server/secrets.ts'),
    import('../../import/server/server.ts'),
  ]);
  const server = serverAddress(address);
  const access = { ...accessIn(process.env), token: refuseNoToken(token.trim()) };
  if (!(await importer.mayConnect(`${server.origin}/${server.path.join('/')}`))) return undefined;
  const bytes = await imports.run((signal) => fetchMount(server, access, { history, signal, progress }));
  return { file: server.name, bytes };
}
