import * as z from 'zod/mini';
import { backupRetention, backupSchedule } from '../../shared/contract-backups.ts';
import { failureSchema } from '../../shared/failure-schema.ts';
import type { ValueOf } from '../../shared/parsed.ts';
import { fileAt, isService, type Place, parsePlace, printPlace } from '../../shared/place.ts';
import { defaultRule } from './retention.ts';
import { defaultSchedule } from './schedule.ts';

const time = z.int();
const destination = z.object({
  id: z.string(),
  folder: z.string(),
  last: z.optional(
    z.object({ file: z.string(), revision: z.int(), time, proven: z.enum(['everything', 'structure']) }),
  ),
  provenAt: z.optional(time),
  done: z.optional(time),
  tried: z.optional(time),
  trouble: z.optional(z.object({ failure: failureSchema, since: time })),
});
/** One plan, as the settings hold it. */
export const planSchema = z.object({
  /**
   * Where the vault was last, printed: what its backups are found by while its own header cannot be
   * read.
   */
  place: z.optional(z.string()),
  /** The same of earlier builds, which knew of files alone. */
  file: z.optional(z.string()),
  destinations: z.array(destination),
  schedule: backupSchedule,
  retention: backupRetention,
  /** Up to when the vault's audit has what came of backups. */
  noted: z.optional(time),
});

/** Where one vault is backed up on this machine, when, and how that went. */
export type Plan = ValueOf<typeof planSchema>;
export type PlannedDestination = ValueOf<typeof destination>;
export type Plans = Readonly<Record<string, Plan>>;

/** Plans where they are kept. */
export interface PlanStore {
  get(): Plans;
  set(plans: Plans): void;
}

/** The place of a destination that is on a service; `undefined`: it is a folder of backup files. */
export function serviceOf(destination: string): Place | undefined {
  const place = destination.includes('://') ? parsePlace(destination) : undefined;
  return place !== undefined && isService(place.kind) ? place : undefined;
}

/** The plan of a vault that has none yet. */
export function newPlan(place: Place): Plan {
  return { place: printPlace(place), destinations: [], schedule: defaultSchedule, retention: defaultRule };
}

/** The id of the vault that lay here last; `undefined`: none that is known. */
export function vaultAt(plans: Plans, place: Place): string | undefined {
  return Object.entries(plans).find(([, one]) => placeIn(one) === printPlace(place))?.[0];
}

/** The plans once a vault lies at another place. */
export function plansMoved(plans: Plans, from: Place, to: Place): Plans {
  const id = vaultAt(plans, from);
  const found = id === undefined ? undefined : plans[id];
  if (id === undefined || found === undefined) return plans;
  const { file: _, ...rest } = found;
  return { ...plans, [id]: { ...rest, place: printPlace(to) } };
}

function placeIn({ place, file }: Plan): string | undefined {
  return place ?? (file === undefined ? undefined : printPlace(fileAt(file)));
}

/** The plans with one destination changed; a plan or destination that is gone stays gone. */
export function withStanding(
  plans: Plans,
  vault: string,
  id: string,
  change: (before: PlannedDestination) => PlannedDestination,
): Plans {
  const found = Object.hasOwn(plans, vault) ? plans[vault] : undefined;
  if (found === undefined) return plans;
  const destinations = found.destinations.map((one) => (one.id === id ? change(one) : one));
  return { ...plans, [vault]: { ...found, destinations } };
}
