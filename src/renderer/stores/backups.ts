import { create } from 'zustand';
import type { Reply } from '../../shared/contract.ts';
import type {
  BackupMade,
  BackupRetention,
  BackupSchedule,
  BackupsOverview,
  ListedBackup,
} from '../../shared/contract-backups.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { api } from '../api.ts';
import { destinationTrouble } from '../words/backup-failures.ts';
import { words } from '../words/words.ts';
import { type BackupFrom, chosenBackup } from './chosen-backup.ts';
import { openDialog } from './dialog.ts';
import { untilLock, vaultStore } from './reset.ts';
import { say } from './status.ts';

/** A backup that is looked at, read through or restored. */
export interface ChosenBackup {
  readonly place: Place;
  readonly name: string;
  readonly time: number;
  /** True for a backup of another vault. */
  readonly foreign: boolean;
}

/** Why a backup takes the place of a vault: nothing lies there, or what lies there is damaged. */
export type Lost = 'gone' | 'broken';

/** Which of the pages on backups. */
export type BackupsView =
  | { readonly at: 'page' }
  | { readonly at: 'list'; readonly destination: string }
  | { readonly at: 'server' }
  /** Asks for any copy that lies on a service. */
  | { readonly at: 'any' }
  | { readonly at: 'look'; readonly backup: ChosenBackup }
  /** `instead`: of the chosen vault, which is not there or cannot be opened. */
  | { readonly at: 'restore'; readonly backup: ChosenBackup; readonly instead?: Lost }
  /** Without a backup: the open vault. */
  | { readonly at: 'verify'; readonly backup?: ChosenBackup };

interface Backups {
  /** `undefined` until main has answered. */
  readonly overview: BackupsOverview | undefined;
  readonly view: BackupsView;
  /** Where "back" leads from a backup. */
  readonly from: BackupsView;
  /** Files of the destination that is looked at. */
  readonly files: readonly ListedBackup[] | undefined;
  readonly failure: Failure | undefined;
  /** The banner was sent away for as long as the vault stays open. */
  readonly dismissed: boolean;
}

const page: BackupsView = { at: 'page' };

/** Destinations, when backups are made, and what lies in them. */
export const useBackups = vaultStore<Backups>({
  overview: undefined,
  view: page,
  from: page,
  files: undefined,
  failure: undefined,
  dismissed: false,
});

/**
 * Seconds until the app ends, once it waits for its last backup: told while the vault is locked
 * already.
 */
export const useQuitting = create<{ readonly seconds: number | undefined }>()(() => ({ seconds: undefined }));

/** Listens to how backups stand, whether the vault is open or not. Returns what ends it. */
export function watchBackups(): () => void {
  const ends = [
    api.on('backups', (overview) => {
      useBackups.setState({ overview });
      void followFiles();
    }),
    api.on('backupProgress', (running) =>
      // A backup of a vault that is not in front is shown nowhere.
      useBackups.setState(({ overview }) =>
        overview?.destinations.some(({ id }) => id === running.destination)
          ? { overview: { ...overview, running } }
          : {},
      ),
    ),
    api.on('backupTrouble', ({ folder, failure }) =>
      say(words.backups.trouble(folder, destinationTrouble(failure).what)),
    ),
    api.on('quitting', ({ seconds }) => useQuitting.setState({ seconds })),
  ];
  return () => {
    for (const end of ends) end();
  };
}

export async function loadBackups(): Promise<void> {
  await settle(api.backups.overview());
}

/** Opens the pages on backups over the vault. */
export function openBackups(view: BackupsView = page): void {
  show(view);
  openDialog('backups');
}

export function show(view: BackupsView): void {
  const { view: from } = useBackups.getState();
  const before = from.at === 'page' || from.at === 'list' ? from : useBackups.getState().from;
  useBackups.setState({ view, from: before, failure: undefined });
}

export function dismissBackups(): void {
  useBackups.setState({ dismissed: true });
}

/** Asks for a folder; the first backup into it is made at once. */
export async function addFolder(): Promise<void> {
  const before = useBackups.getState().overview?.destinations.map(({ id }) => id) ?? [];
  if (!(await settle(api.backups.addDestination()))) return;
  const added = useBackups.getState().overview?.destinations.find(({ id }) => !before.includes(id));
  if (added) await runBackup(added.id);
}

/** Takes a place on a service; the first backup to it is made at once. */
export async function addPlace(place: Place): Promise<void> {
  const before = useBackups.getState().overview?.destinations.map(({ id }) => id) ?? [];
  if (!(await settle(api.backups.addPlace({ place })))) return;
  show({ at: 'page' });
  const added = useBackups.getState().overview?.destinations.find(({ id }) => !before.includes(id));
  if (added) await runBackup(added.id);
}

export async function removeFolder(id: string): Promise<void> {
  if (await settle(api.backups.removeDestination({ id }))) say(words.backups.place.removed);
}

export async function setSchedule(change: Partial<BackupSchedule>): Promise<void> {
  const { overview } = useBackups.getState();
  if (!overview) return;
  const { schedule, retention } = overview;
  await settle(api.backups.setSchedule({ schedule: { ...schedule, ...change }, retention }));
}

export async function setRetention(change: Partial<BackupRetention>): Promise<void> {
  const { overview } = useBackups.getState();
  if (!overview) return;
  const { schedule, retention } = overview;
  await settle(api.backups.setSchedule({ schedule, retention: { ...retention, ...change } }));
}

/** Backs up now: into one destination, or all. */
export async function runBackup(destination?: string): Promise<void> {
  const unlocked = untilLock();
  useBackups.setState({ failure: undefined });
  const reply = await api.backups.run(destination === undefined ? {} : { destination });
  if (!unlocked()) return;
  await loadBackups();
  if (!unlocked()) return;
  if (reply.ok) say(madeText(reply.value));
  // What failed at a folder is told at that folder.
  else if (!isShown(reply.failure)) useBackups.setState({ failure: reply.failure });
}

export function cancelBackup(): void {
  void api.backups.cancel();
}

function oneMade({ copied: parts, unchanged: same, proven }: BackupMade): string {
  const { done, copied, unchanged, same: compared } = words.backups.made;
  if (proven === 'structure') return same ? compared : copied(parts);
  return same ? unchanged : done(parts);
}

function madeText(made: readonly BackupMade[]): string {
  const { several, removed } = words.backups.made;
  const gone = made.reduce((sum, one) => sum + one.removed, 0);
  const [first] = made;
  const what = made.length !== 1 || !first ? several(made.length) : oneMade(first);
  return gone > 0 ? `${what} ${removed(gone)}` : what;
}

function isShown({ code }: Failure): boolean {
  return code === 'cancelled' || code === 'backup-refused' || code === 'no-space' || code === 'read-only';
}

let lists = 0;

/** The vault files of a destination. */
export async function loadFiles(destination: string): Promise<void> {
  useBackups.setState({ files: undefined, failure: undefined });
  await fetchFiles(destination);
}

/**
 * A backup was made, or old ones went: the list that is looked at is fetched anew, and stays until
 * that is here.
 */
async function followFiles(): Promise<void> {
  const { view } = useBackups.getState();
  if (view.at === 'list') await fetchFiles(view.destination);
}

async function fetchFiles(destination: string): Promise<void> {
  const mine = ++lists;
  const unlocked = untilLock();
  const reply = await api.backups.list({ destination });
  const { view } = useBackups.getState();
  if (mine !== lists || !unlocked() || view.at !== 'list' || view.destination !== destination) return;
  useBackups.setState(reply.ok ? { files: reply.value } : { failure: reply.failure });
}

/** Any copy of a vault: to look into, or where the vault is locked to restore. */
export async function openAny(at: 'look' | 'restore', from: BackupFrom): Promise<void> {
  const unlocked = untilLock();
  const reply = await chosenBackup(from);
  if (!unlocked()) return;
  if (!reply.ok) return useBackups.setState({ failure: reply.failure });
  const found = reply.value;
  if (found?.failure) useBackups.setState({ failure: found.failure });
  else if (found) show({ at, backup: found });
}

async function settle(call: Promise<Reply<BackupsOverview | undefined>>): Promise<boolean> {
  const unlocked = untilLock();
  const reply = await call;
  if (!unlocked()) return false;
  if (!reply.ok) useBackups.setState({ failure: reply.failure });
  else if (reply.value) useBackups.setState({ overview: reply.value, failure: undefined });
  return reply.ok && reply.value !== undefined;
}

/**
 * How the vault as a whole stands: the most that is proven anywhere. `away`: no folder that holds a
 * backup is there at the moment.
 */
export interface Standing {
  readonly kind: 'none' | 'never' | 'away' | 'current' | 'behind' | 'unknown';
  readonly behind: number;
  /** When a backup was last read back wholly; missing: never. */
  readonly provenAt: number | undefined;
  /** True where the newest was made while the vault was locked, and waits for the keys. */
  readonly isCompared?: boolean;
}

export function standingOf({ destinations }: BackupsOverview): Standing {
  const made = destinations.flatMap(({ last }) => last ?? []);
  const newest = Math.max(...made.map(({ revision }) => revision));
  const isCompared =
    made.length > 0 && !made.some(({ revision, proven }) => revision === newest && proven === 'everything');
  return { ...standing(destinations), ...(isCompared && { isCompared }) };
}

function standing(destinations: BackupsOverview['destinations']): Omit<Standing, 'isCompared'> {
  const proven = destinations.flatMap(({ provenAt }) => provenAt ?? []);
  const provenAt = proven.length > 0 ? Math.max(...proven) : undefined;
  const made = destinations.flatMap(({ last }) => last ?? []);
  if (destinations.length === 0) return { kind: 'none', behind: 0, provenAt };
  if (made.length === 0) return { kind: 'never', behind: 0, provenAt };
  if (!destinations.some(({ last, present }) => last && present))
    return { kind: 'away', behind: 0, provenAt };
  const known = made.flatMap(({ behind }) => behind ?? []);
  if (known.length === 0) return { kind: 'unknown', behind: 0, provenAt };
  const behind = Math.min(...known);
  return { kind: behind === 0 ? 'current' : 'behind', behind, provenAt };
}
