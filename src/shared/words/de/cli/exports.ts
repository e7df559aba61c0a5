import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';
import { exportLosses } from '../export.ts';
import { count } from '../format.ts';

export const words = {
  losses: exportLosses,
  facts: { file: 'Datei', format: 'Format', secrets: 'Einträge', files: 'Dateien' },
  sealedBy: 'Passwort für den Export (keine Passphrase des Tresors): ',
  beside: (files: number, folder: string) => `${count(files, 'lange Datei', 'lange Dateien')} in ${folder}`,
  plain: (secrets: number, file: string) =>
    `${count(secrets, 'Eintrag wird', 'Einträge werden')} in ${file} im Klartext liegen: Wer die Datei bekommt, kann alles lesen. Exportieren?`,
  plainAgain:
    'Nichts schützt diese Datei, und eine gelöschte Datei lässt sich oft wiederherstellen. Wirklich exportieren?',
  carried: (tool: string, file: string) =>
    `${tool} überträgt den Ordner von ${file} auf andere Computer und behält ältere Kopien. Trotzdem dorthin schreiben?`,
  chosen: (secrets: number) =>
    `Exportiert wird nur, was Richtlinien diesem Programm erlauben: ${count(secrets, 'Eintrag', 'Einträge')}.`,
  damaged:
    'Ein Teil des Tresors ist nicht lesbar und fehlt darin. „holdfast verify“ nennt, was verloren ist.',
} satisfies CliWords['exports'];

words satisfies Alike<CliWords['exports'], typeof words>;
