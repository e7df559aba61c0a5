import { count, number, some } from '../format.ts';
import { importBrings, importNote, importPlace, importStands } from '../import.ts';

const secrets = (n: number) => count(n, 'Eintrag', 'Einträge');
/** Bringing secrets in from the file of another program. */
export const importWords = {
  title: 'Importieren',
  intro:
    'Wählen Sie eine Datei, die ein anderes Passwortprogramm, ein Browser oder eine App für Einmalcodes exportiert hat, oder eine Datei wie .env. Holdfast erkennt sie an ihrem Inhalt und ändert sie nicht.',
  choose: 'Datei wählen…',
  other: 'Andere Datei…',
  file: 'Datei',
  password: 'Passwort dieser Datei',
  keyFile: 'Schlüsseldatei',
  noKeyFile: 'Keine',
  keyFileChoose: 'Schlüsseldatei wählen…',
  prefix: 'In Ordner ablegen',
  prefixHelp: 'Leer lassen für die oberste Ebene des Tresors.',
  bin: 'Ihr Papierkorb',
  bins: {
    deleted: 'Unter Gelöscht ablegen',
    skip: 'Auslassen',
    live: 'Wie den Rest importieren',
  },
  encoding: 'Ihre Schriftzeichen',
  encodings: {
    'windows-1252': 'Windows (Westeuropa)',
    'iso-8859-15': 'ISO 8859-15',
    macintosh: 'Mac (älter)',
  },
  preview: 'Vorschau',
  previewTitle: (n: number) => `${secrets(n)} bereit zum Import`,
  previewText: 'Noch ist nichts geschrieben.',
  nothing: 'Diese Datei bringt nichts Neues: Der Tresor hat schon alles, oder es wurde abgelehnt.',
  run: (n: number) => `${secrets(n)} importieren`,
  working: 'Die Datei wird gelesen…',
  progress: (done: number, total: number) => `${number(done)} von ${number(total)}`,
  doneTitle: (n: number) => `${secrets(n)} importiert`,
  read: 'Gelesen',
  created: 'Angelegt',
  toCreate: 'Anzulegen',
  skipped: 'Übersprungen',
  failed: 'Gescheitert',
  note: 'Teilweise importiert',
  noteOf: importNote,
  placeOf: importPlace,
  reasons: 'Übersprungenes und Gescheitertes',
  place: 'Stelle',
  outcome: 'Ergebnis',
  reason: 'Grund',
  more: (n: number) => `und ${number(n)} weitere`,
  deleteSource:
    'Die importierte Datei enthält diese Geheimnisse noch. Löschen Sie sie, sobald Sie sehen, dass alles da ist.',
  archive: 'Ihr Archiv',
  tree: 'Was importiert würde',
  show: 'Anzeigen',
  all: (n: number) => `Alle ${number(n)}`,
  standings: {
    new: (n: number) => `Neu ${number(n)}`,
    changed: (n: number) => `Anders ${number(n)}`,
    same: (n: number) => `Gleich ${number(n)}`,
    told: (n: number) => `Etwas geht verloren ${number(n)}`,
  },
  changed: 'Einträge, die anders sind',
  changedWays: {
    newer: 'Neuere als neue Version',
    version: 'Als neue Version',
    both: 'Beide behalten',
    skip: 'Auslassen',
  },
  same: 'Einträge, die gleich sind',
  sameWays: { skip: 'Auslassen', both: 'Beide behalten' },
  choice: { version: 'Neue Version', both: 'Beide behalten', skip: 'Auslassen' },
  create: 'Importieren',
  choiceOf: (title: string) => `Was aus ${title} wird`,
  entries: (n: number) => number(n),
  open: (folder: string) => `${folder} öffnen`,
  close: (folder: string) => `${folder} schließen`,
  treeKeys:
    'Die Leertaste lässt einen Eintrag aus oder nimmt ihn auf, die Eingabetaste wählt, die Pfeile links und rechts schließen und öffnen einen Ordner.',
  undo: 'Import rückgängig machen',
  undoLast: 'Rückgängig machen…',
  last: (files: readonly string[], n: number, when: string) =>
    `Letzter Import: ${secrets(n)} aus ${some(files)}, ${when}.`,
  undoTitle: (n: number) => `Import von ${count(n, 'Eintrag', 'Einträgen')} rückgängig machen?`,
  undoText:
    'Was er brachte, ist dann weg, und was er änderte, ist wieder wie vorher. Einträge, die seither geändert wurden, bleiben, wie sie jetzt sind.',
  undoing: 'Import wird rückgängig gemacht…',
  undone: (n: number) => `Der Import ist für ${secrets(n)} rückgängig gemacht`,
  undoneNone: 'Nichts wurde rückgängig gemacht',
  undoStays: (n: number) =>
    n === 1
      ? 'Ein Eintrag wurde seither geändert und bleibt:'
      : `${number(n)} Einträge wurden seither geändert und bleiben:`,
  readBack: (n: number) => `${count(n, 'Feld', 'Felder')} zurückgelesen, ${number(n)} da.`,
  stands: importStands,
  brings: importBrings,
};
