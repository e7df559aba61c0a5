import type { ReferenceFault } from '../../../failure-reasons.ts';
import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';
import { referenceFaults } from './references.ts';

const commas = (all: readonly string[]) => all.join(', ');

/**
 * Der Aufruf war falsch: was daran falsch ist, und wie er lautet. Kein eingetippter Wert steht
 * darin.
 */
export const words = {
  wholeNumber: (option: string, least: number, most: number) =>
    `--${option} nimmt eine ganze Zahl von ${least} bis ${most}.`,
  versions: '--versions nimmt Versionsnummern mit Kommas dazwischen, etwa 1,2.',
  duration: (option: string) => `--${option} nimmt eine Zeit wie 30d, 12h oder 1h30m, oder 0 für nie.`,
  since:
    '--since nimmt einen Tag wie 2026-05-03, einen Zeitpunkt wie 2026-05-03T08:00 oder eine Dauer wie 24h.',
  oneOf: (option: string, all: readonly string[]) => `--${option} nimmt eines von ${commas(all)}.`,
  vaultAddress:
    'Ein Server heißt hier vault+https://HOST/MOUNT oder vault+https://HOST/MOUNT/PFAD, ohne Zugangsdaten darin.',
  importFormat: '--format nimmt eines der Formate, die docs/import.md nennt, etwa bitwarden, 1pux oder csv.',
  someOf: (option: string, all: readonly string[]) =>
    `--${option} nimmt einige von ${commas(all)}, mit Kommas dazwischen.`,
  columnsTwice: (what: string, columns: readonly string[]) =>
    `--map: ${what} gibt es je Eintrag einmal, und mehrere Spalten sollen es sein: ${commas(columns)}.`,
  exclude: (one: string, other: string) => `${one} und ${other} schließen einander aus.`,
  stray: (option: string) =>
    `${option} ist keine Option jedes Befehls: Schreiben Sie sie hinter den Namen des Befehls.`,
  noCommand: (name: string, close: string | undefined) =>
    `Es gibt keinen Befehl "${name}"; am nächsten kommt "${close}".`,
  drillSheets:
    'Hinter --sheets stehen die Dateien der Blätter; ohne beides öffnet die Passphrase die Sicherung.',
  twice: (option: string) => `${option} ist zweimal angegeben.`,
  noOption: (command: string, option: string, close: string | undefined) =>
    `${command} hat keine Option ${option}; am nächsten kommt --${close}.`,
  afterDashes: ' Was ausgeführt werden soll, steht hinter --.',
  noValue: (option: string) => `--${option} nimmt keinen Wert.`,
  needsValue: (option: string, value: string) => `--${option} braucht einen Wert: --${option} ${value}.`,
  needsInline: (option: string) =>
    `--${option} braucht einen Wert; einer, der mit - beginnt, wird als --${option}=VALUE geschrieben.`,
  emptyName: (usage: string) =>
    `Ein leerer Name steht dort, wo eine Datei oder ein Ordner zu nennen ist: ${usage}`,
  missing: (usage: string) => `Etwas fehlt: ${usage}`,
  tooMany: (usage: string) => `Zu viel ist angegeben: ${usage}`,
  twoReaders: (one: string) =>
    `${one} und "--passphrase-file -" lesen beide die Standardeingabe. Geben Sie die Passphrase in einer Datei an.`,
  inputOnce: 'Die Standardeingabe lässt sich nur einmal lesen: Geben Sie das andere als Datei an.',
  inputIsFile: 'Die Standardeingabe ist die Datei zum Importieren: Geben Sie Passphrasen in Dateien an.',
  twoPassphrases:
    'Nicht beide Passphrasen können die erste Zeile der Standardeingabe sein. Geben Sie eine in einer Datei an.',
  templateInput:
    'Die Vorlage und "--passphrase-file -" wollen beide die Standardeingabe. Geben Sie eines davon in einer Datei an.',
  securityKeyAlone:
    'Geben Sie --security-key oder --passphrase-file an, nicht beide: Der Sicherheitsschlüssel steht an der Stelle der Passphrase.',
  keyFileInput: 'Eine Schlüsseldatei ist eine Datei: Die Standardeingabe kann keine sein.',
  longFile: 'Das ist eine Datei: Leiten Sie es mit > FILE in eine.',
  notText: 'Das ist kein Text: Leiten Sie es mit > FILE in eine Datei.',
  toTerminal:
    'Das würde auf das Terminal schreiben: Nennen Sie eine Datei mit --out FILE, oder verwenden Sie > FILE.',
  deleteSource: (name: string) =>
    `--delete-source löscht eine Datei, die selbst genannt ist, und ${name} ist keine: Es ist ein Link, eine Pipe, liegt in einem Ordner oder Speicher, oder ein anderes Programm entschlüsselt es.`,
  ownPassword:
    'Diese Datei hat ein eigenes Passwort: Geben Sie --import-passphrase-file F an, oder FILE=F, wenn mehrere eines haben.',
  noSuchFile: (option: string, file: string) =>
    `${option} nennt ${file}, aber keine der Dateien zum Importieren heißt so.`,
  needsVault:
    'Dazu ist der Tresor selbst nötig: --vault FILE (oder folder:PATH), oder setzen Sie HOLDFAST_VAULT.',
  chooseClient: (all: readonly string[]) =>
    `Setzen Sie HOLDFAST_CLIENT auf eines von ${commas(all)}: Hier sind mehrere Programme registriert.`,
  nobodyToAsk:
    'Niemand ist da, der gefragt werden könnte: Setzen Sie SSH_ASKPASS auf ein Programm, das fragt, oder starten Sie dies an einem Terminal.',
  nobodyForPlainText:
    'Es ist kein Terminal da, um zu fragen, ob Geheimnisse dort als Klartext liegen dürfen: Geben Sie --plain-text an, wenn ja.',
  nobodyToType: (option) =>
    `Es ist kein Terminal da, um das Passwort einzugeben: Geben Sie ${option} FILE an.`,
  pinAtTerminal: 'Der Sicherheitsschlüssel will seine PIN: Führen Sie dies an einem Terminal aus.',
  noRuntimeFolder:
    'Es gibt keinen Laufzeitordner (XDG_RUNTIME_DIR): Sagen Sie mit --socket FILE, wo es erreichbar sein soll.',
  field: (n: number) => `Feld ${n}`,
  fieldTwice: (key: string) => `Das Feld "${key}" ist zweimal angegeben.`,
  fieldBoth: (key: string) => `Das Feld "${key}" ist zugleich angegeben und entfernt.`,
  typeOfNone: (key: string) => `--type nennt "${key}", das hier nicht angegeben ist.`,
  types: (all: readonly string[]) => `--type nimmt KEY=TYPE, mit TYPE aus ${commas(all)}.`,
  keyValue: (where: string) =>
    `${where} ist nicht KEY=VALUE. (Das Angegebene wird nicht wiederholt: Es könnte geheim sein.)`,
  fieldName: (option: string) => `${option} nimmt den Namen eines Felds.`,
  noFields: 'Geben Sie mindestens ein Feld an: KEY=VALUE, --file KEY=FILE oder --stdin KEY.',
  nothingToChange:
    'Geben Sie an, was sich ändern soll: KEY=VALUE, --file KEY=FILE, --stdin KEY, --remove KEY oder --tag T.',
  note: '--set nimmt K=V.',
  whatToDestroy: 'Nennen Sie, was vernichtet werden soll: --versions 1,2 oder --all.',
  whichVersion: 'Nennen Sie die Version: --version N.',
  forWords: '--separator, --capitalize und --number gehören zu --words.',
  notForWords: '--length, --symbols und --unambiguous gehören nicht zu --words.',
  devices: 'devices nimmt nichts, oder: gone DEVICE.',
  template: (all: readonly string[]) => `Eine Vorlage ist eine von ${commas(all)}.`,
  sheetLine: (option: string, limit: number) =>
    `--${option} ist zu lang: Ein Blatt hat Platz für ${limit} Zeichen.`,
  copyTo: 'Nennen Sie den Tresor, der die Kopien bekommt: --to PLACE.',
  shell: 'completion nimmt bash, zsh oder fish.',
  name: 'NAME besteht aus 1 bis 64 der Zeichen A-Z a-z 0-9 . _ -, ohne Punkt am Anfang.',
  policy: 'Eine Richtlinie braucht --spiffeid-pattern, --path-pattern und --permissions.',
  permission: (all: readonly string[]) => `PERMISSION ist eines von ${commas(all)}.`,
  keep: 'Sagen Sie, was bleibt: --keep-last, --keep-daily, --keep-weekly oder --keep-monthly.',
  outFolder: 'Nennen Sie den Ordner: --out DIR.',
  copies: 'Mit --threshold 1 öffnet jedes Blatt den Tresor: Erstellen Sie dann eines, --shares 1.',
  threshold: (threshold: number, shares: number) =>
    `--threshold ${threshold} ist mehr als die ${shares} Blätter.`,
  holders: (given: number, shares: number) =>
    `--holder ist ${given}-mal angegeben, aber es gibt ${shares} Blätter.`,
  holderLength: (most: number) => `--holder nimmt höchstens ${most} Zeichen.`,
  keepKeysHere: '--keep-keys gehört zu --vault: Die App erneuert die Schlüssel.',
  keepKeysAlone: '--keep-keys gehört zu einer neuen Passphrase: Geben Sie auch --new-passphrase-file F an.',
  onePassphrase: 'Geben Sie --new-passphrase oder --new-passphrase-file an, nicht beides.',
  listAlone: '--list ändert nichts: Geben Sie es ohne die anderen an.',
  whichSecrets:
    'Sagen Sie, welche Einträge der Befehl bekommt: --env NAME=PATH#KEY, --secret PATH oder --env-file FILE.',
  env: '--env nimmt NAME=PATH#KEY: NAME besteht aus Buchstaben, Ziffern und _ und beginnt nicht mit einer Ziffer.',
  envPrefix:
    '--env PREFIX*=PATH: PREFIX besteht aus Buchstaben, Ziffern und _ und beginnt nicht mit einer Ziffer.',
  envReference: (name: string, fault: ReferenceFault) =>
    `--env ${name} nimmt PATH#KEY, aber ${referenceFaults[fault]}.`,
  envPath: (prefix: string) => `--env ${prefix}* nimmt den Pfad eines Eintrags.`,
} satisfies CliWords['usage'];

words satisfies Alike<CliWords['usage'], typeof words>;
