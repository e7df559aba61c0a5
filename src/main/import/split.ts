import { limits } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { type Item, importLimits, type NoteOf, type ParsedEntry, type ParsedVersion } from './entry.ts';

const most = importLimits.version;

/** Whether one secret holds all of an entry's fields. */
export function isFitting({ versions, whole }: ParsedEntry): boolean {
  const room = roomOf(whole);
  for (const { fields } of versions) {
    if (fields.length > room) return false;
    let size = 0;
    for (const field of fields) size += sizeOf(field);
    if (size > most) return false;
  }
  return true;
}

/**
 * An entry of more than one secret holds as several, each with its share of the fields through all
 * versions; what no secret holds is left out. Before them what is told of it.
 */
export function* partsOf(entry: ParsedEntry): Generator<Item> {
  const place = entry.place ?? entry.id;
  const told = (problem: NoteOf): Item => ({ kind: 'note', problem: { place, ...problem } });
  const { versions, lost } = withoutTooLarge(entry.versions);
  for (const [name, field] of lost) yield { kind: 'failed', problem: { place, name, ...tooLarge(field) } };
  const shares = sharesOf(versions, roomOf(entry.whole));
  const count = Math.max(1, ...shares.values());
  if (count > 1) yield told({ reason: 'split', count });
  for (let part = 1; part <= count; part += 1) {
    const own = versions
      .map(({ fields, ...rest }) => ({ ...rest, fields: keyed(fields, shares, part) }))
      .filter(({ fields }, n) => fields.length > 0 || n === versions.length - 1);
    yield { kind: 'entry', entry: part === 1 ? { ...entry, versions: own } : furtherPart(entry, part, own) };
  }
}

function furtherPart(entry: ParsedEntry, part: number, versions: readonly ParsedVersion[]): ParsedEntry {
  const { id, folders, title, whole } = entry;
  const own = id === '' && !whole ? [...folders, title].join('/') : id;
  return { ...entry, id: `${own}#${part}`, title: `${title} (${part})`, part, versions };
}

// The title of a file that is one entry is nowhere but in its path.
function roomOf(whole: true | undefined): number {
  return whole ? limits.fields : limits.fields - 1;
}

function sizeOf({ name, value }: Field): number {
  return name.length + value.length;
}

/** The versions without what is too large for any secret, and the last of each name that is. */
function withoutTooLarge(versions: readonly ParsedVersion[]): {
  versions: readonly ParsedVersion[];
  lost: ReadonlyMap<string, Field>;
} {
  const lost = new Map<string, Field>();
  const kept = versions.map(({ fields, ...rest }) => ({
    ...rest,
    fields: fields.filter((field) => {
      const fits = sizeOf(field) <= most;
      if (!fits) lost.set(field.name, field);
      return fits;
    }),
  }));
  return { versions: kept, lost };
}

function tooLarge({ type, value }: Field): NoteOf {
  if (type !== 'file') return { reason: 'too-large', what: 'value' };
  return { reason: 'attachment-too-large', count: Math.floor(value.length / 4) * 3 };
}

/** Of each field, by its name and its place among those of that name, the secret that it goes into. */
function sharesOf(versions: readonly ParsedVersion[], room: number): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  // Those of today stand in their order.
  for (const { fields } of versions.toReversed())
    for (const [key, field] of keys(fields)) sizes.set(key, Math.max(sizes.get(key) ?? 0, sizeOf(field)));
  const shares = new Map<string, number>();
  let [part, count, sum] = [1, 0, 0];
  for (const [key, size] of sizes) {
    if (count === room || (count > 0 && sum + size > most)) [part, count, sum] = [part + 1, 0, 0];
    shares.set(key, part);
    count += 1;
    sum += size;
  }
  return shares;
}

function keyed(fields: readonly Field[], shares: ReadonlyMap<string, number>, part: number): Field[] {
  return [...keys(fields)].flatMap(([key, field]) => (shares.get(key) === part ? [field] : []));
}

function* keys(fields: readonly Field[]): Generator<[key: string, field: Field]> {
  const times = new Map<string, number>();
  for (const field of fields) {
    const n = times.get(field.name) ?? 0;
    times.set(field.name, n + 1);
    yield [`${n} ${field.name}`, field];
  }
}
