import type { EntryStanding } from '../../shared/import-plan.ts';
import type { Met } from './brought.ts';
import { digestOf } from './digest.ts';
import type { ParsedEntry, Problem } from './entry.ts';
import { uniqueFields } from './field-names.ts';
import { asKept, isOurTitle } from './newer.ts';
import { isHidden } from './plan-metadata.ts';
import type { Known } from './sources.ts';

/** How an entry stands to what is there. */
export interface Standing {
  readonly standing: EntryStanding;
  /** The secret that it meets. */
  readonly meets?: string;
  /** It came from this entry before: what is other in the file since belongs to it. */
  readonly isOwn?: true;
  /** The file's version was written after the one there. */
  readonly isNewer?: boolean;
  /** The same file has it in two places. */
  readonly isElsewhere?: true;
  /** Names of the fields that are others there. */
  readonly differs?: readonly string[];
  /** Why it is left out, if it is. */
  readonly told: Omit<Problem, 'place'>;
}

/**
 * Of an entry that came before, `isFresh` says whether the file has something new of it; of one
 * that meets a secret its digest does.
 */
export function standingOf(
  entry: ParsedEntry,
  met: Known | Met | undefined,
  digest = 0,
  isFresh = false,
): Standing {
  if (met === undefined) return { standing: 'new', told: { reason: 'not-wanted' } };
  if ('isSame' in met) return toBrought(met);
  return met.met ? toMet(entry, met, digest) : toOwn(entry, met, isFresh);
}

function toBrought({ path, isSame, isElsewhere }: Met): Standing {
  const standing = isSame ? 'same' : 'changed';
  return { standing, meets: path, ...(isElsewhere && { isElsewhere }), told: toldOf(isSame, path) };
}

function toOwn(entry: ParsedEntry, known: Known, isFresh: boolean): Standing {
  const { path } = known.info;
  if (isFresh) {
    const differs = differing(known.base?.fields, entry);
    return { standing: 'changed', meets: path, isOwn: true, differs, told: { reason: 'not-wanted' } };
  }
  const reason = isHidden(known) && !entry.deleted ? 'deleted-here' : 'already-imported';
  return { standing: 'same', meets: path, isOwn: true, told: { reason } };
}

function toMet(entry: ParsedEntry, { info, base }: Known, digest: number): Standing {
  const isSame = isDigest({ info, base }, entry, digest);
  const at = entry.versions.at(-1)?.at;
  const isNewer = at !== undefined && base !== undefined && at > base.created;
  const differs = isSame ? [] : differing(base?.fields, entry);
  const told = toldOf(isSame, info.path);
  return { standing: isSame ? 'same' : 'changed', meets: info.path, isNewer, differs, told };
}

/** Whether a secret that an entry meets has every field, tag and file of it, and no other. */
export function isSameThere(known: Known, entry: ParsedEntry): boolean {
  return isDigest(known, entry, entryDigest(entry));
}

/** What the newest version of an entry holds. */
export function entryDigest({ versions, tags = [], title }: ParsedEntry): number {
  return digestOf(uniqueFields(versions.at(-1)?.fields ?? []), tags, title);
}

function isDigest({ info, base }: Known, { title }: ParsedEntry, digest: number): boolean {
  return digestOf(base?.fields ?? [], info.tags, title) === digest;
}

function toldOf(isSame: boolean, path: string): Standing['told'] {
  return isSame ? { reason: 'same-there', reference: path } : { reason: 'not-wanted' };
}

/** Names of fields that only one side has, or that hold something else there. */
function differing(fields: ParsedEntry['versions'][0]['fields'] = [], entry: ParsedEntry): string[] {
  const told = (all: typeof fields) =>
    new Map(
      all.filter((field) => !isOurTitle(field, entry.title)).map((field) => [field.name, asKept(field)]),
    );
  const [there, here] = [told(fields), told(entry.versions.at(-1)?.fields ?? [])];
  const names = [...new Set([...here.keys(), ...there.keys()])];
  return names.filter((name) => {
    const [a, b] = [there.get(name), here.get(name)];
    return a?.type !== b?.type || a?.value !== b?.value;
  });
}
