import { eventPhrases } from '../events.ts';
import { list } from '../format.ts';

type English = typeof import('../../en/window/versions.ts').versionsWords;

const few = 3;
// In eine Zeile passen nicht alle von sehr vielen.
const named = (names: readonly string[]) =>
  list(names.length > few + 1 ? [...names.slice(0, few), `${names.length - few} weitere`] : names);
const numbers = (versions: readonly number[]) => list(versions.map(String));

/** Was von Version zu Version aus einem Eintrag wurde. */
export const versionsWords = {
  compare: 'Vergleichen…',
  title: 'Versionen vergleichen',
  before: 'Früher',
  after: 'Später',
  option: (version: number, when: string) => `Version ${version}, ${when}`,
  fates: {
    added: 'Hinzugefügt',
    removed: 'Entfernt',
    changed: 'Geändert',
    renamed: 'Umbenannt',
    same: 'Gleich',
  },
  renamedFrom: (was: string) => `Hieß ${was}`,
  reorderedLong: 'Die Felder stehen in anderer Reihenfolge.',
  same: 'Diese beiden Versionen haben dieselben Felder.',
  all: 'Auch gleiche Felder anzeigen',
  notThere: 'nicht da',
  long: 'ein langer Text: mit dem Auge anzeigen',
  restoreField: (name: string, version: number) => `${name} von Version ${version} wiederherstellen`,
  restored: (name: string, version: number) => `${name} von Version ${version} wiederhergestellt.`,
  deleted: (versions: readonly number[]) =>
    versions.length === 1
      ? `Version ${numbers(versions)} ist gelöscht. Holen Sie sie zurück, um sie zu vergleichen.`
      : `Die Versionen ${numbers(versions)} sind gelöscht. Holen Sie sie zurück, um sie zu vergleichen.`,
  destroyed: (versions: readonly number[]) =>
    versions.length === 1
      ? `Version ${numbers(versions)} wurde vernichtet. Ihre Werte sind weg.`
      : `Die Versionen ${numbers(versions)} wurden vernichtet. Ihre Werte sind weg.`,
  events: eventPhrases,
  told: {
    added: (names: readonly string[]) => `${named(names)} hinzugefügt`,
    removed: (names: readonly string[]) => `${named(names)} entfernt`,
    changed: (names: readonly string[]) => `${named(names)} geändert`,
    renamed: (was: string, name: string) => `aus ${was} wurde ${name}`,
    reordered: 'andere Reihenfolge',
    nothing: 'kein Feld geändert',
    since: (version: number) => `seit Version ${version}`,
  },
} satisfies English;
