import type { ImportSource } from '../../../import-source.ts';
import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';
import { eventPhrases } from '../events.ts';
import { count, number } from '../format.ts';
import { importMayStay, importNote, importPlace, importPlanned, importSource } from '../import.ts';

/** Was die Befehle zu Einträgen sagen. */
export const words = {
  file: (bytes: number) => `(Datei, ${bytes} Byte)`,
  deleted: 'Gelöscht.',
  undeleted: 'Zurückgeholt.',
  isCurrent: (version: number) => ` Version ${version} ist aktuell.`,
  stillDeleted: ' Der Eintrag gilt als gelöscht, weil seine neueste Version es ist.',
  destroyed: 'Vernichtet, mit allen Versionen.',
  destroyedVersions: (versions: readonly number[]) =>
    `${versions.length === 1 ? 'Version' : 'Versionen'} ${versions.join(', ')} vernichtet.`,
  damaged: (unread: number) =>
    `Der Tresor ist beschädigt: ${
      unread === 0
        ? 'In dieser Liste fehlt kein Eintrag, aber etwas anderes darin ist nicht lesbar'
        : `${unread === 1 ? 'Ein Eintrag ist' : `${unread} Einträge sind`} nicht lesbar und ${unread === 1 ? 'fehlt' : 'fehlen'} vielleicht in dieser Liste`
    }. "holdfast verify" nennt, was verloren ist, "holdfast repair" macht daraus einen unversehrten Tresor.`,
  changed: 'Geändert.',
  favoured: (n) => (n === 1 ? '1 Eintrag ist jetzt ein Favorit.' : `${n} Einträge sind jetzt Favoriten.`),
  unfavoured: (n) =>
    n === 1 ? '1 Eintrag ist kein Favorit mehr.' : `${n} Einträge sind keine Favoriten mehr.`,
  moved: (to: string) => `Nach ${to} verschoben.`,
  bits: (bits: number) => `Etwa ${bits} Bit.`,
  clockApart: (seconds: number) =>
    `Die Uhr dieses Rechners geht gegenüber der des Dienstes mit dem Tresor ${count(Math.abs(seconds), 'Sekunde', 'Sekunden')} ${seconds > 0 ? 'nach' : 'vor'}. Stellen Sie sie: Codes könnten abgelehnt werden.`,
  events: eventPhrases,
  asSearch: (query: string) => `Kein Ordner heißt ${query}. So suchen Sie danach: holdfast search ${query}`,
  nearly: 'Genau so gibt es nichts: Diese sind ähnlich.',
  info: {
    current: 'aktuell',
    created: 'erstellt',
    updated: 'geändert',
    maxVersions: 'max-versions',
    casRequired: 'cas-required',
    after: 'delete-version-after',
    tag: 'Schlagwort',
    set: 'set',
    version: (n: number) => `Version ${n}`,
  },
  copiedTo: (n: number, to: string) => `${count(n, 'Eintrag', 'Einträge')} nach ${to} kopiert.`,
  movedTo: (n: number, to: string) => `${count(n, 'Eintrag', 'Einträge')} nach ${to} verschoben.`,
  diff: {
    between: (path: string, before: number, after: number) =>
      `${path}: von Version ${before} nach Version ${after}`,
    hidden: '(verborgen)',
    renamed: (was: string, name: string) => `${was} heißt ${name}`,
    reordered: 'Die Felder stehen in anderer Reihenfolge.',
    same: 'Nichts ist anders.',
    first: (path: string, version: number) =>
      `${path} hat vor Version ${version} keine lesbare, mit der sie zu vergleichen wäre.`,
    unknown: (path: string, version: number) => `${path} hat keine Version ${version}.`,
    deleted: (path: string, version: number) =>
      `Version ${version} von ${path} ist gelöscht. "holdfast secret undelete ${path} --versions ${version}" macht sie lesbar.`,
    destroyed: (path: string, version: number) =>
      `Version ${version} von ${path} wurde vernichtet: Ihre Werte sind weg.`,
  },
  none: 'keine',
  yes: 'ja',
  no: 'nein',
  never: 'nie',
  stateDestroyed: 'vernichtet',
  stateDeleted: (time: string) => `gelöscht ${time}`,
  password: (file: string, mayBeEmpty: boolean) =>
    `Passwort von ${file}${mayBeEmpty ? ' (leer: sie hat keines)' : ''}: `,
  importNote,
  importPlace,
  failed: (place: string, reason: string) => `gescheitert: ${place}: ${reason}`,
  skipped: (place: string, reason: string) => `übersprungen: ${place}: ${reason}`,
  noted: (place: string, reason: string) => `Hinweis: ${place}: ${reason}`,
  readBack: (n: number) => `${count(n, 'Feld', 'Felder')} zurückgelesen, ${number(n)} da.`,
  importPlanned,
  dryRun: 'Nichts wurde geschrieben: Dies war ein Probelauf.',
  sourceDeleted: (name: string) => `${name} gelöscht. ${importMayStay}`,
  sourceLeft: (source: ImportSource) =>
    `${importSource(source)} Löschen Sie sie, oder importieren Sie mit --delete-source.`,
  importStays: (path: string) => `bleibt, weil es seither geändert wurde: ${path}`,
  importUndone: {
    imported: 'importiert',
    file: 'Datei',
    takenBack: 'rückgängig gemacht',
    stays: 'bleibt',
  },
  import: {
    read: 'gelesen',
    created: 'angelegt',
    skipped: 'übersprungen',
    failed: 'gescheitert',
  },
  keyShut: (name: string) => `${name} öffnet sich nicht: Steht seine Passphrase in einem Feld dieses Namens?`,
  serving: (keys: number) => `${count(keys, 'Schlüssel', 'Schlüssel')} bereitgestellt. Strg+C beendet es.`,
  mayUse: (name: string) => `Darf ein Programm den SSH-Schlüssel ${name} verwenden?`,
} satisfies CliWords['secrets'];

words satisfies Alike<CliWords['secrets'], typeof words>;
