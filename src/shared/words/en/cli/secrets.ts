import type { ImportSource } from '../../../import-source.ts';
import { eventPhrases } from '../events.ts';
import { count, number } from '../format.ts';
import { importMayStay, importNote, importPlace, importPlanned, importSource } from '../import.ts';

/** What the commands on secrets say. */
export const words = {
  file: (bytes: number) => `(file, ${bytes} bytes)`,
  deleted: 'Deleted.',
  undeleted: 'Undeleted.',
  isCurrent: (version: number) => ` Version ${version} is current.`,
  stillDeleted: ' The secret counts as deleted, as its newest version is.',
  destroyed: 'Destroyed, with all its versions.',
  destroyedVersions: (versions: readonly number[]) =>
    `Destroyed ${versions.length === 1 ? 'version' : 'versions'} ${versions.join(', ')}.`,
  damaged: (unread: number) =>
    `The vault is damaged: ${
      unread === 0
        ? 'no secret is missing from this list, but something else in it cannot be read'
        : `${unread === 1 ? 'one secret' : `${unread} secrets`} cannot be read, and may be missing from this list`
    }. "holdfast verify" names what is lost, "holdfast repair" makes a whole vault of it.`,
  changed: 'Changed.',
  favoured: (n: number) => (n === 1 ? 'One secret is a favourite now.' : `${n} secrets are favourites now.`),
  unfavoured: (n: number) =>
    n === 1 ? 'One secret is no longer a favourite.' : `${n} secrets are no longer favourites.`,
  moved: (to: string) => `Moved to ${to}.`,
  bits: (bits: number) => `About ${bits} bits.`,
  clockApart: (seconds: number) =>
    `The clock of this computer is ${count(Math.abs(seconds), 'second', 'seconds')} ${seconds > 0 ? 'behind' : 'ahead of'} that of the service with the vault. Set it: codes may be refused.`,
  events: eventPhrases,
  asSearch: (query: string) => `No folder is called ${query}. To search by it: holdfast search ${query}`,
  nearly: 'Nothing is exactly so: these are similar.',
  info: {
    current: 'current',
    created: 'created',
    updated: 'updated',
    maxVersions: 'max-versions',
    casRequired: 'cas-required',
    after: 'delete-version-after',
    tag: 'tag',
    set: 'set',
    version: (n: number) => `version ${n}`,
  },
  copiedTo: (n: number, to: string) => `Copied ${count(n, 'secret', 'secrets')} to ${to}.`,
  movedTo: (n: number, to: string) => `Moved ${count(n, 'secret', 'secrets')} to ${to}.`,
  diff: {
    between: (path: string, before: number, after: number) =>
      `${path}: from version ${before} to version ${after}`,
    hidden: '(hidden)',
    renamed: (was: string, name: string) => `${was} is called ${name}`,
    reordered: 'The fields stand in another order.',
    same: 'Nothing is different.',
    first: (path: string, version: number) =>
      `${path} has no version before ${version} that can be read, so there is nothing to compare it with.`,
    unknown: (path: string, version: number) => `${path} has no version ${version}.`,
    deleted: (path: string, version: number) =>
      `Version ${version} of ${path} is deleted. "holdfast secret undelete ${path} --versions ${version}" makes it readable.`,
    destroyed: (path: string, version: number) =>
      `Version ${version} of ${path} was destroyed: its values are gone.`,
  },
  none: 'none',
  yes: 'yes',
  no: 'no',
  never: 'never',
  stateDestroyed: 'destroyed',
  stateDeleted: (time: string) => `deleted ${time}`,
  // Import
  password: (file: string, mayBeEmpty: boolean) =>
    `Password of ${file}${mayBeEmpty ? ' (empty: it has none)' : ''}: `,
  importNote,
  importPlace,
  failed: (place: string, reason: string) => `failed: ${place}: ${reason}`,
  skipped: (place: string, reason: string) => `skipped: ${place}: ${reason}`,
  noted: (place: string, reason: string) => `note: ${place}: ${reason}`,
  readBack: (n: number) => `${count(n, 'field', 'fields')} read back, ${number(n)} there.`,
  importPlanned,
  dryRun: 'Nothing was written: this was a dry run.',
  sourceDeleted: (name: string) => `Deleted ${name}. ${importMayStay}`,
  sourceLeft: (source: ImportSource) => `${importSource(source)} Delete it, or import with --delete-source.`,
  importStays: (path: string) => `stays, as it was changed since: ${path}`,
  importUndone: { imported: 'imported', file: 'file', takenBack: 'undone', stays: 'stays' },
  import: { read: 'read', created: 'created', skipped: 'skipped', failed: 'failed' },
  // SSH keys
  keyShut: (name: string) => `${name} does not open: is its passphrase in a field of that name?`,
  serving: (keys: number) => `Serving ${count(keys, 'key', 'keys')}. Ctrl+C ends it.`,
  mayUse: (name: string) => `Let a program use the SSH key ${name}?`,
};
