import type { ImportChosen, ImportReport } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { baseName } from '../../shared/file-name.ts';
import type { ImportEncoding as Encoding } from '../../shared/formats.ts';
import { api } from '../api.ts';
import { forgetColumns, lookAtColumns, openAllColumns, wantedMapping } from './import-columns.ts';
import { lookAtTree, wantedChoices } from './import-tree.ts';
import { job, type Progress, told } from './job.ts';
import { untilLock, vaultStore } from './reset.ts';
import { keepWay } from './undo.ts';

/** What `file` is called where it was a server that gave it. */
const mount = 'vault-mount';

/** What becomes of a recycle bin's entries. */
export type Bin = 'deleted' | 'skip' | 'live';

interface Transfer {
  readonly step: 'choose' | 'server' | 'preview' | 'working' | 'done';
  readonly file: string | undefined;
  readonly format: string;
  readonly needsPassword: boolean;
  /** How many pictures were chosen, where they are several. */
  readonly pictures: number | undefined;
  /** What comes in together with `file`. */
  readonly others: NonNullable<ImportChosen['others']>;
  /** Files of a folder that do not come. */
  readonly left: NonNullable<ImportChosen['left']>;
  /** By the numbers of the files that they open. */
  readonly keyFiles: ReadonlyMap<number, string>;
  readonly prefix: string;
  readonly bin: Bin;
  /** What becomes of what an archive holds. */
  readonly archive: Bin;
  /** The encoding that the person said the text has. */
  readonly encoding: Encoding | undefined;
  readonly progress: Progress | undefined;
  /** What is under way writes, too: it is no preview. */
  readonly writes: boolean;
  readonly report: ImportReport | undefined;
  /** What becomes of the file, once all of it is in the vault. */
  readonly source: 'there' | 'asked' | 'deleted';
  readonly failure: Failure | undefined;
}

const start: Transfer = {
  step: 'choose',
  file: undefined,
  format: '',
  needsPassword: false,
  pictures: undefined,
  others: [],
  left: [],
  keyFiles: new Map(),
  prefix: '',
  bin: 'deleted',
  archive: 'live',
  encoding: undefined,
  progress: undefined,
  writes: false,
  report: undefined,
  source: 'there',
  failure: undefined,
};

/** An import on its way. The file's password is not in it. */
export const useTransfer = vaultStore<Transfer>(start);

const importing = job({ event: 'importProgress', hear: (progress) => useTransfer.setState({ progress }) });

export function startOver(): void {
  importing.drop();
  if (isOfServer()) void api.transfer.forgetServer();
  forgetColumns();
  useTransfer.setState(start, true);
}

export async function chooseFile(): Promise<void> {
  await take(() => api.transfer.chooseImport());
}

/** Takes files that were dropped in place of any that are chosen. */
export async function dropFiles(files: readonly File[]): Promise<void> {
  await take(() => api.transfer.dropImport(files));
}

async function take(chosen: () => ReturnType<typeof api.transfer.chooseImport>): Promise<void> {
  const unlocked = untilLock();
  const reply = await chosen();
  if (!unlocked()) return;
  if (!reply.ok) return useTransfer.setState({ failure: reply.failure });
  if (!reply.value) return;
  useTransfer.setState({ ...start, ...reply.value });
  await lookAtTables();
}

function lookAtTables(): Promise<void> {
  const chosen = useTransfer.getState();
  return lookAtColumns(chosen, filesOf(chosen));
}

/** Every file that comes, by its name. */
export function filesOf({
  file = '',
  format,
  needsPassword,
  others,
}: Pick<Transfer, 'file' | 'format' | 'needsPassword' | 'others'>) {
  return [{ name: baseName(file), format, needsPassword }, ...others];
}

/** The number of the file that what was given for it did not open; `undefined`: none, or not known. */
export function notOpened({
  failure,
  ...chosen
}: Pick<Transfer, 'file' | 'format' | 'needsPassword' | 'others' | 'failure'>): number | undefined {
  if (failure?.code !== 'import-refused' || failure.reason !== 'wrong-password') return undefined;
  const asked = [...filesOf(chosen).entries()].filter(([, one]) => one.needsPassword);
  const called = asked.filter(
    ([, { name }]) => failure.file === undefined || name === baseName(failure.file),
  );
  return called.length === 1 ? called[0]?.[0] : undefined;
}

/** Whether it is a server whose secrets come. */
export function isOfServer({ format }: Pick<Transfer, 'format'> = useTransfer.getState()): boolean {
  return format === mount;
}

/** Asks for the address of a server in place of a file. */
export function askServer(): void {
  useTransfer.setState({ ...start, step: 'server' });
}

/** Has main fetch what a server has there, for a preview as of a file; true where it gave it. */
export async function fetchServer(wanted: {
  address: string;
  token: string;
  history: boolean;
}): Promise<boolean> {
  if (useTransfer.getState().step === 'working') return false;
  useTransfer.setState({ step: 'working', failure: undefined, progress: undefined });
  const reply = await importing.run(() => api.transfer.fetchServer(wanted));
  if (reply?.ok && reply.value !== undefined) {
    useTransfer.setState({ ...start, ...reply.value });
    return true;
  }
  const failure = reply?.ok === false ? told(reply.failure) : undefined;
  if (reply !== undefined) useTransfer.setState({ step: 'server', failure });
  return false;
}

/** Chooses what opens the file of that number. */
export async function chooseKeyFile(n: number): Promise<void> {
  const unlocked = untilLock();
  const reply = await api.transfer.chooseKeyFile();
  if (!unlocked() || !reply.ok || reply.value === undefined) return;
  useTransfer.setState({ keyFiles: new Map(useTransfer.getState().keyFiles).set(n, reply.value) });
}

export function setPrefix(prefix: string): void {
  useTransfer.setState({ prefix });
}

export function setBin(bin: Bin): void {
  useTransfer.setState({ bin });
}

export function setArchive(archive: Bin): void {
  useTransfer.setState({ archive });
}

export function setEncoding(encoding: Encoding): void {
  useTransfer.setState({ encoding });
  void lookAtTables();
}

/** Reads the files, first without writing anything. `passwords`: by the files' numbers. */
export async function run(passwords: ReadonlyMap<number, string>, dryRun: boolean): Promise<void> {
  const { file, prefix, bin, archive, keyFiles, encoding, step, others } = useTransfer.getState();
  if (file === undefined || step === 'working') return;
  useTransfer.setState({ step: 'working', writes: !dryRun, failure: undefined, progress: undefined });
  const saidOf = (n: number) => {
    const [password, keyFile, map] = [passwords.get(n) ?? '', keyFiles.get(n), wantedMapping(n)];
    return {
      ...(password !== '' && { password }),
      ...(keyFile !== undefined && { keyFile }),
      ...(map !== undefined && { map }),
    };
  };
  const wanted = {
    ...saidOf(0),
    ...(others.length > 0 && { others: others.map((_, i) => saidOf(i + 1)) }),
    ...{ file, prefix: prefix.trim(), bin, archive, dryRun },
    ...(!dryRun && { duplicates: wantedChoices() }),
    ...(encoding !== undefined && { encoding }),
  };
  const reply = await importing.run(() => api.transfer.import(wanted));
  if (reply?.ok && dryRun) await lookAtTree();
  if (reply?.ok && reply.value.undo !== undefined) keepWay({ undo: reply.value.undo });
  if (reply?.ok) useTransfer.setState({ step: dryRun ? 'preview' : 'done', report: reply.value });
  else if (reply) await refused(reply.failure, step);
}

async function refused(failure: Failure, step: Transfer['step']): Promise<void> {
  const asked = askFor(failure);
  useTransfer.setState({ step, failure: told(failure), ...asked });
  if (asked) await lookAtTables();
}

/** Back from the preview to what the columns of tables become. */
export function reviewColumns(): void {
  openAllColumns();
  useTransfer.setState({ step: 'choose', failure: undefined });
}

export function askToDelete(): void {
  useTransfer.setState({ source: 'asked', failure: undefined });
}

export function keepSource(): void {
  useTransfer.setState({ source: 'there' });
}

/** Deletes the file that was imported. */
export async function deleteSource(): Promise<void> {
  const unlocked = untilLock();
  const reply = await api.transfer.deleteSource();
  if (!unlocked()) return;
  useTransfer.setState(reply.ok ? { source: 'deleted' } : { source: 'there', failure: told(reply.failure) });
}

export function cancel(): void {
  void api.transfer.cancelImport();
}

/** A text in an encoding that does not show itself: the person is asked, the usual one first. */
function askFor(failure: Failure): Pick<Transfer, 'encoding'> | undefined {
  const isAsked = failure.code === 'import-refused' && failure.reason === 'unknown-encoding';
  return isAsked ? { encoding: useTransfer.getState().encoding ?? 'windows-1252' } : undefined;
}
