import type { DamageReport, MendReport } from '../../shared/contract-repair.ts';
import type { Failure } from '../../shared/failure.ts';
import { isSamePlace, type Place } from '../../shared/place.ts';
import { api } from '../api.ts';
import { tellAfterwards } from './aftermath.ts';
import { type BackupFrom, chosenBackup } from './chosen-backup.ts';
import { openDialog } from './dialog.ts';
import { job, type Progress, told } from './job.ts';
import { untilLock, vaultStore } from './reset.ts';
import { type NameService, noService, restoredPlace, usualWhere, type Where } from './restored-place.ts';
import { useSession } from './session.ts';

interface Repair {
  /** `accept`: something would stay lost, and nothing was written. */
  readonly step: 'look' | 'accept' | 'mending' | 'done';
  /** `undefined` while the vault is read. */
  readonly damage: DamageReport | undefined;
  readonly backups: readonly Place[];
  readonly where: Where;
  readonly progress: Progress | undefined;
  /** What the last attempt found or made. */
  readonly report: MendReport | undefined;
  readonly failure: Failure | undefined;
}

const start: Repair = {
  step: 'look',
  damage: undefined,
  backups: [],
  where: 'here',
  progress: undefined,
  report: undefined,
  failure: undefined,
};

/** A damaged vault: what is lost, and what it is mended with. */
export const useRepair = vaultStore<Repair>(start);

const work = job({ event: 'repairProgress', hear: (progress) => useRepair.setState({ progress }) });

/** Backups that are taken of each folder, and of all. */
const newest = 2;
const mostBackups = 20;

/**
 * Where the repaired vault goes, once the person has chosen: a second attempt, which loses less,
 * goes to the same place.
 */
let target: Place | undefined;

export function openRepair(): void {
  openDialog('repair');
}

/** Reads the whole vault anew. */
export async function readDamage(): Promise<void> {
  target = undefined;
  const where = usualWhere(useSession.getState().state?.place);
  useRepair.setState({ ...start, where }, true);
  await addKnown();
  const reply = await work.run(() => api.repair.damage());
  if (!reply) return;
  if (reply.ok) useRepair.setState({ damage: reply.value });
  else useRepair.setState({ failure: reply.failure });
}

export function stopRepair(): void {
  void api.repair.cancel();
}

export function showLook(): void {
  useRepair.setState({ step: 'look', failure: undefined });
}

export function putWhere(where: Where): void {
  target = undefined;
  useRepair.setState({ where });
}

export async function addBackup(from: BackupFrom): Promise<void> {
  const unlocked = untilLock();
  const reply = await chosenBackup(from);
  if (!unlocked()) return;
  if (!reply.ok) return useRepair.setState({ failure: reply.failure });
  if (reply.value === undefined) return;
  addPlaces([reply.value.place]);
  useRepair.setState({ step: 'look', failure: undefined });
}

/** The newest backups of the folders that Holdfast knows of: a person need not look for them. */
async function addKnown(): Promise<void> {
  const unlocked = untilLock();
  const reply = await api.backups.overview();
  if (!reply.ok) return;
  const present = reply.value.destinations.filter((one) => one.present);
  const lists = await Promise.all(present.map(({ id }) => api.backups.list({ destination: id })));
  if (!unlocked()) return;
  for (const list of lists) {
    const usable = list.ok ? list.value.filter(({ foreign, failure }) => !foreign && !failure) : [];
    addPlaces(usable.slice(0, newest).map(({ place }) => place));
  }
}

function addPlaces(places: readonly Place[]): void {
  const { backups } = useRepair.getState();
  const fresh = places.filter((one) => !backups.some((other) => isSamePlace(one, other)));
  useRepair.setState({ backups: [...backups, ...fresh].slice(0, mostBackups) });
}

export function removeBackup(place: Place): void {
  useRepair.setState(({ backups }) => ({ backups: backups.filter((one) => !isSamePlace(one, place)) }));
}

/** Makes the whole vault; where something would stay lost only when that is accepted. */
export async function mend(lossy: boolean, onService: NameService = noService): Promise<void> {
  const { backups, where, step } = useRepair.getState();
  if (step === 'mending') return;
  if (where !== 'here' && target === undefined) {
    target = await chooseTarget(where, onService);
    if (target === undefined) return;
  }
  const damaged = useSession.getState().state?.place;
  useRepair.setState({ step: 'mending', failure: undefined, progress: undefined });
  const to = where === 'here' ? undefined : target;
  const input = { backups: [...backups], lossy, ...(to !== undefined && { to }) };
  const reply = await work.run(async () => {
    const answer = await api.repair.mend(input);
    // In place, the vault is locked by now.
    if (answer.ok && to === undefined && damaged !== undefined) tellMended(damaged, answer.value);
    return answer;
  });
  if (!reply) return;
  if (!reply.ok) {
    if (reply.failure.code === 'exists') target = undefined;
    return useRepair.setState({ step: 'look', failure: told(reply.failure) });
  }
  useRepair.setState({ step: reply.value.written ? 'done' : 'accept', report: reply.value });
}

/** Lets the screen that unlocks tell what a repair made of a vault. */
export function tellMended(place: Place, { written, kept, lost, earlier }: MendReport): void {
  const what = { kind: 'repaired', lost: lostCount(lost), earlier: earlier.length } as const;
  if (written) tellAfterwards({ place, kept, what });
}

async function chooseTarget(
  kind: Exclude<Where, 'here'>,
  onService: NameService = noService,
): Promise<Place | undefined> {
  const unlocked = untilLock();
  const place = await restoredPlace(
    kind,
    (failure) => unlocked() && useRepair.setState({ failure }),
    onService,
  );
  return unlocked() ? place : undefined;
}

/** How many secrets, versions and records are lost. */
export function lostCount({ versions, unnamed, records }: MendReport['lost']): number {
  return versions.length + unnamed + records.length;
}

/** A secret with what is lost of it. */
export interface LostSecret {
  readonly path: string;
  /** The version that it shows, where that is lost. */
  readonly current: number | undefined;
  readonly older: readonly number[];
  /** Versions of which long files alone are lost. */
  readonly files: readonly number[];
}

/** Lost versions by secret: those whose current values are lost first. */
export function bySecret(lost: DamageReport['lost']): LostSecret[] {
  const found = new Map<string, { current: number | undefined; older: number[]; files: number[] }>();
  for (const { path, version, current, file } of lost) {
    const one = found.get(path) ?? { current: undefined, older: [], files: [] };
    if (file) {
      if (!one.files.includes(version)) one.files.push(version);
    } else if (current) one.current = version;
    else one.older.push(version);
    found.set(path, one);
  }
  const all = [...found].map(([path, one]) => ({ path, ...one }));
  return [
    ...all.filter((one) => one.current !== undefined),
    ...all.filter((one) => one.current === undefined),
  ];
}
