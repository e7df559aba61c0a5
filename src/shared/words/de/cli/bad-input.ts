import type { FileUse, ReferenceFault } from '../../../failure-reasons.ts';
import { permissions, systemFolder } from '../../../policy.ts';
import type { BadInput, InputTexts, PolicyFileRefusal } from '../../bad-input.ts';
import { list } from '../format.ts';
import { policyFileFaults } from '../policy-file.ts';
import { referenceFaults } from './references.ts';

const kindsOfPlace =
  'Nennen Sie eine Datei, einen Ordner als folder:PATH, einen Bucket als s3://BUCKET/PREFIX?endpoint=… oder eine Datenbank als postgres://USER@HOST/DATABASE?vault=NAME.';

const files: Readonly<Record<FileUse, (name: string) => string>> = {
  code: () => 'Datei mit Einladung oder Antwort',
  'env-file': () => 'env-Datei',
  field: (name) => `Datei für das Feld ${name}`,
  import: () => 'Datei für den Import',
  input: () => 'Datei',
  passphrase: () => 'Datei mit der Passphrase',
  policies: () => 'Richtliniendatei',
  sheet: () => 'Datei eines Blatts',
  template: () => 'Vorlage',
};

type ProgramUse = Extract<BadInput, { what: 'program-variables' }>['for'];
type File = Extract<BadInput, { what: 'file' }>;

const file =
  (why: (os: string) => string) =>
  ({ for: use, name = '', os = '' }: File) =>
    `Die ${files[use](name)} ist nicht verwendbar: ${why(os)}.`;

const keyFile = (why: string) =>
  `Dies kann nicht die Schlüsseldatei sein: ${why}. Geben Sie mit --key-file FILE eine andere an.`;

const saysSystem = (os: string) => (os === '' ? 'Sie ist nicht lesbar' : `Das System meldet ${os}`);

const range =
  (what: string) =>
  ({ least, most }: { least: number; most: number }) =>
    `${what} ist von ${least} bis ${most}.`;

const otp =
  (why: string) =>
  ({ name }: { name?: string | undefined }) =>
    `${name === undefined ? 'Das' : `Das Feld ${name}`} ergibt keine Einmalcodes: ${why}. Geben Sie das Geheimnis in Base32 an oder die Adresse, die mit otpauth:// beginnt.`;

const envLine =
  (why: string) =>
  ({ line }: { line: number }) =>
    `Zeile ${line} der env-Datei setzt keine Variable: ${why}.`;

const reference =
  (fault: ReferenceFault) =>
  ({ line, for: use }: Extract<BadInput, { what: 'reference' }>) =>
    `Der Verweis in Zeile ${line} der ${files[use]('')} ist nicht lesbar: ${referenceFaults[fault]}.`;

const policyFile = ({ reason, line, ...told }: PolicyFileRefusal) =>
  `Die Richtliniendatei ist abgelehnt${line === undefined ? '' : `, Zeile ${line}`}: ${policyFileFaults[reason](told)}.`;

const remedies: Readonly<Record<ProgramUse, (name: string) => string>> = {
  'format-env': (name) => `lesen Sie mit "secret get PATH KEY" nur den Wert und setzen ${name} selbst`,
  run: (name) => `schreiben Sie --env ${name}=PATH#KEY`,
  template: (name) => `geben Sie --allow ${name} an`,
};

/**
 * Was angegeben und abgelehnt wurde, und was stattdessen anzugeben ist. Namen kommen mit ihren
 * Anführungszeichen.
 */
export const badInput: InputTexts<string> = {
  argument: {
    'not-text': ({ number }) =>
      `Argument ${number} ist kein UTF-8-Text. Stellen Sie das Terminal auf UTF-8, oder geben Sie den Wert mit --file oder --stdin an.`,
  },
  'typed-line': {
    'not-text':
      'Die Eingabe ist kein UTF-8-Text. Stellen Sie das Terminal auf UTF-8, oder nehmen Sie eine Datei.',
    'several-lines': 'Das Eingefügte hat mehrere Zeilen. Fügen Sie eine ein, oder nehmen Sie eine Datei.',
  },
  passphrase: {
    empty: 'Die Passphrase ist leer. Wählen Sie eine, am besten aus mehreren Wörtern.',
    'not-text':
      'Die Passphrase ist kein UTF-8-Text. Speichern Sie ihre Datei als UTF-8, oder tippen Sie sie an einem Terminal.',
    different: 'Die beiden Passphrasen sind verschieden. Tippen Sie zweimal dieselbe.',
  },
  'server-address': {
    malformed: 'Ein Server heißt hier vault+https://HOST/MOUNT, ohne Zugangsdaten darin.',
  },
  recipient: {
    malformed: 'Das ist kein öffentlicher Schlüssel von age. Er beginnt mit age1: Kopieren Sie ihn ganz.',
  },
  file: {
    missing: file(() => 'Es gibt keine solche Datei'),
    folder: file(() => 'Sie ist ein Ordner'),
    'not-permitted': file(() => 'Sie zu lesen ist nicht erlaubt'),
    unreadable: file(saysSystem),
    'not-text': file(() => 'Sie ist kein UTF-8-Text'),
  },
  'key-file': {
    missing: keyFile('Es gibt keine solche Datei'),
    folder: keyFile('Es ist ein Ordner'),
    'not-a-file': keyFile('Es ist ein Gerät oder eine Pipe'),
    empty: keyFile('Sie ist leer'),
    'not-permitted': keyFile('Sie zu lesen oder zu schreiben ist nicht erlaubt'),
    'no-folder': keyFile('Es gibt keinen solchen Ordner'),
    unreadable: ({ os = '' }) => keyFile(saysSystem(os)),
  },
  'file-path': {
    relative: 'Der Pfad dieser Datei muss absolut sein: Das Programm läuft in einem anderen Ordner.',
  },
  'sheet-folder': {
    taken: ({ name = 'Ein Blatt' }) =>
      `Der Ordner ist abgelehnt: ${name} ist schon darin. Nennen Sie einen leeren oder neuen Ordner.`,
  },
  place: {
    empty: `Das nennt keinen Ort. ${kindsOfPlace}`,
    credential:
      'In diesem Ort steht ein Passwort oder ein Schlüssel. Lassen Sie es weg: Orte stehen in Einstellungen und auf dem Bildschirm.',
    'unknown-kind': `Einen Ort dieser Art kennt Holdfast nicht. ${kindsOfPlace}`,
    malformed:
      'So schreibt man einen Ort dieser Art nicht: s3://BUCKET/PREFIX?endpoint=…&region=…&style=path|host&profile=…&ca=FILE, oder postgres://USER@HOST:PORT/DATABASE?vault=NAME&ca=FILE, mit host=FOLDER&user=USER für einen Socket. Siehe docs/stores.md.',
    'not-tls':
      'Nur ein Dienst auf diesem Rechner wird unverschlüsselt benutzt. Schreiben Sie https:// in den Endpunkt.',
  },
  vault: {
    'no-place': 'Kein Tresor ist genannt. Geben Sie seinen Ort mit --vault PLACE an.',
    'not-stored': 'Dieser Tresor ist nur im Arbeitsspeicher. Speichern Sie ihn zuerst als Datei.',
  },
  device: {
    own: 'Das ist das Gerät, das gerade benutzt wird. Nennen Sie ein anderes; "holdfast devices" zeigt sie.',
    ambiguous:
      'Damit sind mehrere Geräte gemeint. Nichts wurde geändert; geben Sie die ID an, die "holdfast devices" zeigt.',
    none: 'Dieser Tresor hat keine eigenen Geräte: Alle schreiben eine gemeinsame Folge von Ständen. Nichts wurde geändert.',
  },
  'store-kind': { unknown: 'Einen Speicher dieser Art kennt Holdfast nicht. Nichts wurde geöffnet.' },
  'encrypted-file': {
    foreign: 'Diese Datei ist nicht von "holdfast cipher encrypt". Prüfen Sie ihren Pfad.',
    changed:
      'Diese verschlüsselte Datei wurde verändert oder abgeschnitten. Was daraus geschrieben wurde, ist unvollständig: Nehmen Sie eine Kopie.',
  },
  'env-file': {
    'no-assignment': envLine('NAME=value fehlt'),
    'open-quote': envLine('Das Anführungszeichen wird nicht geschlossen'),
    'text-after-quote': envLine('Nach dem schließenden Anführungszeichen steht noch Text'),
  },
  reference: {
    'no-key': reference('no-key'),
    'empty-key': reference('empty-key'),
    'not-a-path': reference('not-a-path'),
    query: reference('query'),
    percent: reference('percent'),
    'open-braces': reference('open-braces'),
  },
  variable: {
    duplicate: ({ name }) =>
      `Zwei Felder des Eintrags werden zur Variable ${name}. Verlangen Sie sie einzeln, mit --env NAME=PATH#KEY.`,
    'not-text': ({ name }) =>
      `Der Wert von ${name} ist kein UTF-8-Text, und eine Variable nimmt nichts anderes.`,
    nul: ({ name }) => `Der Wert von ${name} enthält ein NUL-Zeichen, das keine Variable haben kann.`,
  },
  'program-variables': {
    'from-secret': ({ for: use, names, path }) =>
      `${path === undefined ? 'Dies' : `Der Eintrag ${path}`} würde ${list(names)} setzen, und das kann ändern, welchen Code Programme ausführen. Ist es gewollt, ${remedies[use](names[0] ?? '')}.`,
  },
  field: {
    'is-file': 'Dieses Feld ist eine Datei. Speichern Sie sie stattdessen.',
    'is-otp': 'Aus diesem Feld entstehen Einmalcodes. "holdfast otp PATH" gibt einen aus.',
  },
  'field-name': {
    empty: 'Der Name eines Felds ist leer. Geben Sie jedem Feld einen Namen.',
    duplicate: 'Zwei Felder heißen gleich. Geben Sie jedem Feld einen eigenen Namen.',
  },
  'field-type': { unknown: 'Einen solchen Feldtyp kennt Holdfast nicht.' },
  'field-value': {
    'not-text': ({ name, type }) =>
      `Der Wert ${name === undefined ? 'eines Felds' : `von ${name}`} ist kein UTF-8-Text${type === undefined ? '' : ` und kann deshalb nicht vom Typ ${type} sein`}.`,
  },
  otp: {
    empty: otp('Der Text ist leer'),
    'not-base32': otp('Ein Geheimnis hat die Buchstaben A bis Z und die Ziffern 2 bis 7'),
    'no-secret': otp('In der Adresse fehlt das Geheimnis'),
    'too-long': otp('Der Text ist zu lang'),
    kind: otp('Holdfast kennt Codes nach Zeit (totp), nach Zähler (hotp) und die von Steam'),
    algorithm: otp('Das Verfahren ist SHA1, SHA256 oder SHA512'),
    digits: otp('Ein Code hat 1 bis 10 Ziffern'),
    period: otp('Ein Code gilt zwischen einer Sekunde und einem Tag'),
    counter: otp('Der Zähler ist eine ganze Zahl ab 0'),
    several: otp('Eine Ausgabe enthält mehrere Konten, und jedes wird ein eigener Eintrag'),
    'export-damaged': otp('Die Ausgabe ist abgeschnitten oder verändert'),
    forgotten: otp('Das Fenster hat es nicht mehr'),
  },
  'end-date': { malformed: 'Ein Datum schreibt man JJJJ-MM-TT.' },
  'breach-list': {
    missing: 'Es gibt keine solche Datei mit erbeuteten Passwörtern. Prüfen Sie den Pfad.',
    ntlm: 'Diese Liste hat NTLM-Werte. Nehmen Sie die mit SHA-1-Werten, sortiert nach dem Wert.',
    'not-the-list':
      'Das ist nicht die öffentliche Liste erbeuteter Passwörter: Sie kennt den Wert von "password" nicht oder ist nicht danach sortiert. Nichts wurde verglichen.',
  },
  metadata: { unprintable: 'Metadaten mit Zeichen, die sich nicht drucken lassen, sind abgelehnt.' },
  'metadata-key': { empty: 'Der Schlüssel der Metadaten ist leer. Schreiben Sie --set KEY=VALUE.' },
  'metadata-value': {
    empty: ({ name }) => `Der Wert der Metadaten ${name} ist leer. --unset KEY entfernt sie.`,
  },
  'expected-version': {
    required: 'Dieser Eintrag verlangt die Version, die Sie gelesen haben: Geben Sie --cas N an.',
  },
  version: {
    destroyed: ({ number }) => `Version ${number} ist vernichtet und kann deshalb nicht zurückkommen.`,
  },
  'time-until-deletion': {
    'too-late': 'Die Zeit bis zum Löschen endet jenseits des Kalenders. Geben Sie eine kürzere an.',
    'not-positive': 'Die Zeit bis zum Löschen muss länger als nichts sein.',
  },
  'max-versions': { 'out-of-range': range('Die Zahl der Versionen, die bleiben,') },
  setting: { malformed: 'Der Name einer Einstellung hat 1 bis 256 Zeichen.' },
  'record-name': { malformed: 'Ein Name hat 1 bis 256 Zeichen.' },
  length: { 'out-of-range': range('Die Länge eines Passworts') },
  words: { 'out-of-range': range('Die Anzahl der Wörter') },
  classes: { none: 'Keine Art von Zeichen bleibt zur Wahl. Erlauben Sie eine.' },
  symbols: {
    'none-left': 'Jedes Sonderzeichen ist schon von einer anderen Art. Geben Sie andere an.',
  },
  'set-size': {
    'out-of-range': 'Ein Satz hat 1 bis 16 Blätter.',
    'threshold-too-high': 'Ein Satz kann nicht mehr Blätter brauchen, als er hat.',
    copies:
      'Mehrere Blätter, von denen jedes alles öffnet, sind Kopien eines Blatts: Erstellen Sie eines, und kopieren Sie es.',
  },
  holders: { 'too-many': 'Es sind mehr Namen als Blätter.' },
  reminder: { 'out-of-range': range('Die Zahl der Monate zwischen Erinnerungen') },
  sheet: {
    unknown: 'Der Satz hat kein Blatt mit dieser Nummer.',
    'not-asked': 'Nach den Wörtern dieses Blatts wurde nicht gefragt. Beginnen Sie erneut damit.',
  },
  purpose: {
    other: 'Diese Blätter wurden für etwas anderes gesammelt. Sammeln Sie sie noch einmal.',
  },
  destination: {
    unknown: 'Dieser Tresor hat keinen solchen Ordner für Sicherungen. Sehen Sie die Liste erneut an.',
  },
  'spiffe-id': { malformed: 'Eine SPIFFE-ID beginnt mit spiffe://.' },
  'client-name': {
    malformed:
      'Der Name eines Programms hat 1 bis 64 der Zeichen A-Z a-z 0-9 . _ - und beginnt nicht mit einem Punkt.',
  },
  'client-key': { malformed: 'Der öffentliche Schlüssel eines Programms hat 32 Byte, in base64.' },
  'policy-name': {
    malformed: ({ policy }) =>
      `Der Name einer Richtlinie hat 1 bis 256 Zeichen, keine Leerzeichen am Rand und kein Steuerzeichen${ofPolicy(policy)}.`,
  },
  permissions: {
    unknown: ({ policy }) =>
      `Eine Richtlinie gewährt eines oder mehrere von ${permissions.join(', ')}${ofPolicy(policy)}.`,
  },
  policy: {
    reserved: ({ policy }) =>
      `Was unter ${systemFolder} ist, wird nur einem Programm mit seiner ganzen ID und einem ganzen Pfad gewährt, ohne Platzhalter${ofPolicy(policy)}.`,
  },
  'policy-file': {
    'tab-indent': policyFile,
    'duplicate-field': policyFile,
    'bad-indent': policyFile,
    'bad-escape': policyFile,
    alias: policyFile,
    'not-yaml': policyFile,
    'too-deep': policyFile,
    'not-a-policy': policyFile,
    'missing-field': policyFile,
    'unknown-field': policyFile,
    'not-one-text': policyFile,
    'empty-field': policyFile,
    'unknown-permission': policyFile,
    'duplicate-name': policyFile,
  },
  request: {
    malformed: ({ call }) => `So stellt man eine Anfrage${toCall(call)} nicht. Siehe docs/api.md.`,
    'unknown-call': ({ call }) =>
      `Das Programm kennt keinen solchen Aufruf${call === undefined ? '' : ` wie ${call}`}.`,
    unfit: ({ call, at }) =>
      `Was die Anfrage${toCall(call)} angibt, passt nicht${at === undefined ? '' : `, bei ${at}`}. Siehe docs/api.md.`,
    'not-plain': ({ call }) => `Die Anfrage${toCall(call)} enthält etwas anderes als einfache Daten.`,
  },
};

function ofPolicy(name: string | undefined): string {
  return name === undefined ? '' : `: siehe die Richtlinie ${name}`;
}

function toCall(name: string | undefined): string {
  return name === undefined ? '' : ` an ${name}`;
}
