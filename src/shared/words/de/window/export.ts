import { exportLosses } from '../export.ts';
import { count, number } from '../format.ts';

type English = typeof import('../../en/window/export.ts').exportWords;

const secrets = (n: number) => count(n, 'Eintrag', 'Einträge');

/** Was das Fenster von einem Export sagt. */
export const exportWords = {
  menu: 'Exportieren…',
  title: 'Exportieren',
  what: 'Was',
  all: 'Der ganze Tresor',
  folder: (folder: string) => `Ordner ${folder}`,
  chosen: (n: number) => `In der Liste ausgewählt: ${secrets(n)}`,
  format: 'Format',
  formats: {
    json: {
      name: 'JSON',
      use: 'Alles, für jedes Programm lesbar: um nach Holdfast zurückzukommen oder für eigene Programme.',
    },
    kdbx: { name: 'KeePass', use: 'Für KeePass und KeePassXC, unter einem Passwort.' },
    bitwarden: { name: 'Bitwarden', use: 'Für Bitwarden und Vaultwarden: aktuelle Werte.' },
    age: {
      name: 'JSON, mit age verschlüsselt',
      use: 'Alles, unter einem Passwort oder für Schlüssel von age: zum Aufheben oder Verschicken. Das Programm age öffnet es.',
    },
    csv: {
      name: 'Tabelle (CSV)',
      use: 'Für Tabellenprogramme und den Import in andere Programme: aktuelle Werte.',
    },
    env: { name: 'Variablen (.env)', use: 'Für Shells und dotenv: aktuelle Werte.' },
    k8s: { name: 'Kubernetes', use: 'Für kubectl apply: aktuelle Werte und kleine Dateien.' },
    otpauth: { name: 'Einmalcodes', use: 'Für Apps, die Einmalcodes anzeigen: woraus die Codes entstehen.' },
  },
  seal: 'Wer ihn öffnen kann',
  byPassword: 'Wer ein Passwort hat',
  byKeys: 'Wer einen Schlüssel von age hat',
  keys: 'Öffentliche Schlüssel, einer je Zeile',
  keysHelp:
    'Sie beginnen mit age1. Ohne den Schlüssel zu einem von ihnen öffnet niemand die Datei, auch Sie nicht.',
  keysMissing: 'Fügen Sie mindestens einen öffentlichen Schlüssel ein.',
  keysFile: 'Aus einer Datei…',
  wantsPassword: 'Mit einem Passwort verschlüsseln',
  password: 'Passwort des Exports',
  passwordAgain: 'Dasselbe Passwort noch einmal',
  looking: 'Was hinausginge, wird angesehen…',
  nothing: 'Es gibt nichts zu exportieren.',
  lost: 'Was dieses Format nicht mitnimmt:',
  losses: exportLosses,
  whole: 'Dieses Format nimmt alles mit.',
  beside: (files: number, size: string) =>
    `${count(files, 'lange Datei kommt', 'lange Dateien kommen')} daneben in einen Ordner (${size}).`,
  plainTitle: 'Nichts wird diese Datei schützen.',
  plainText: (n: number) => `Wer die Datei bekommt, kann alles darin lesen: ${secrets(n)}.`,
  plainAccept: 'Ich möchte eine Datei, die jeder lesen kann',
  plainMissing: 'Bestätigen Sie das mit dem Häkchen, oder wählen Sie ein Format mit Passwort.',
  run: (n: number) => `${secrets(n)} exportieren…`,
  againTitle: 'Als Klartext schreiben?',
  again: (n: number, file: string) =>
    `${secrets(n)}: Sie liegen dann ungeschützt in ${file}, und eine gelöschte Datei lässt sich oft wiederherstellen.`,
  againYes: 'Als Klartext exportieren',
  carried: (tool: string) => `${tool} überträgt diesen Ordner auf andere Computer und behält ältere Kopien.`,
  working: 'Wird exportiert…',
  progress: (done: number, total: number) => `${number(done)} von ${number(total)}`,
  done: (n: number, file: string) => `${secrets(n)} nach ${file} exportiert.`,
  filesIn: (files: number, folder: string) =>
    `${count(files, 'lange Datei liegt', 'lange Dateien liegen')} daneben im Ordner ${folder}: Heben Sie beides zusammen auf.`,
  damaged: 'Ein Teil des Tresors ist nicht lesbar und fehlt darin.',
  damagedText: 'Reparieren Sie den Tresor, oder öffnen Sie eine Sicherung.',
} satisfies English;
