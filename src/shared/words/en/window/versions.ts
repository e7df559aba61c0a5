import { eventPhrases } from '../events.ts';
import { list } from '../format.ts';

const few = 3;
// A line has no room for all of very many.
const named = (names: readonly string[]) =>
  list(names.length > few + 1 ? [...names.slice(0, few), `${names.length - few} more`] : names);
const numbers = (versions: readonly number[]) => list(versions.map(String));

/** What became of a secret from version to version. */
export const versionsWords = {
  compare: 'Compare…',
  title: 'Compare versions',
  before: 'Earlier',
  after: 'Later',
  option: (version: number, when: string) => `Version ${version}, ${when}`,
  fates: { added: 'Added', removed: 'Removed', changed: 'Changed', renamed: 'Renamed', same: 'The same' },
  renamedFrom: (was: string) => `Was called ${was}`,
  reorderedLong: 'The fields stand in another order.',
  same: 'These two versions have the same fields.',
  all: 'Show fields that are the same, too',
  notThere: 'not there',
  long: 'a long text: show it with the eye',
  restoreField: (name: string, version: number) => `Restore ${name} of version ${version}`,
  restored: (name: string, version: number) => `Restored ${name} of version ${version}.`,
  deleted: (versions: readonly number[]) =>
    versions.length === 1
      ? `Version ${numbers(versions)} is deleted. Undelete it to compare it.`
      : `Versions ${numbers(versions)} are deleted. Undelete them to compare them.`,
  destroyed: (versions: readonly number[]) =>
    versions.length === 1
      ? `Version ${numbers(versions)} was destroyed. Its values are gone.`
      : `Versions ${numbers(versions)} were destroyed. Their values are gone.`,
  events: eventPhrases,
  told: {
    added: (names: readonly string[]) => `added ${named(names)}`,
    removed: (names: readonly string[]) => `removed ${named(names)}`,
    changed: (names: readonly string[]) => `changed ${named(names)}`,
    renamed: (was: string, name: string) => `${was} became ${name}`,
    reordered: 'another order',
    nothing: 'no field changed',
    since: (version: number) => `since version ${version}`,
  },
};
