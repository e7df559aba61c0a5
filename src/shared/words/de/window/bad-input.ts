import { permissions } from '../../../policy.ts';
import type { InputTexts, PolicyFileRefusal } from '../../bad-input.ts';
import { type FailureText, text } from '../../failure-text.ts';
import { policyFileFaults } from '../policy-file.ts';

type OfPolicy = { readonly policy?: string };

const entry = text(
  'Eine Eingabe lässt sich so nicht verwenden.',
  'Prüfen Sie Ihre Eingaben, und versuchen Sie es erneut.',
);
const file = text(
  'Die Datei lässt sich nicht lesen.',
  'Prüfen Sie, ob sie noch da ist und Sie sie öffnen dürfen.',
);
const request = text(
  'Das Fenster hat etwas verlangt, das Holdfast nicht kennt.',
  'Versuchen Sie es erneut. Bleibt es dabei, starten Sie Holdfast neu.',
);

const keyFile = (why: string) =>
  text(
    `Dies kann nicht die Schlüsseldatei sein: ${why}.`,
    'Schließen Sie ihr Laufwerk an, oder wählen Sie eine andere Datei.',
  );

const otp = (why: string) =>
  text(
    `Das ergibt keine Einmalcodes. ${why}`,
    'Kopieren Sie noch einmal den Einrichtungsschlüssel oder die Adresse, die mit otpauth:// beginnt.',
  );

const range =
  (what: string) =>
  ({ least, most }: { least: number; most: number }) =>
    text(`${what} ist von ${least} bis ${most}.`, 'Wählen Sie eine Zahl in diesen Grenzen.');

const policyFile = ({ reason, line, ...told }: PolicyFileRefusal) =>
  text(
    `Die Richtlinien sind nicht lesbar: ${policyFileFaults[reason](told)}.`,
    line === undefined ? 'Nichts wurde geändert.' : `Sehen Sie in Zeile ${line} nach. Nichts wurde geändert.`,
  );

/** Was angegeben und abgelehnt wurde, und was als Nächstes zu tun ist. */
export const badInput: InputTexts<FailureText> = {
  argument: { 'not-text': entry },
  'typed-line': { 'not-text': entry, 'several-lines': entry },
  passphrase: {
    empty: text('Die Passphrase ist leer.', 'Wählen Sie eine, am besten aus mehreren Wörtern.'),
    'not-text': entry,
    different: text('Die beiden Passphrasen sind verschieden.', 'Tippen Sie zweimal dieselbe.'),
  },
  'server-address': {
    malformed: text(
      'Das ist keine Adresse eines Speichers auf einem Server.',
      'Schreiben Sie sie als https://HOST:8200/MOUNT, ohne Zugangsdaten darin.',
    ),
  },
  recipient: {
    malformed: text(
      'Das ist kein öffentlicher Schlüssel von age.',
      'Er beginnt mit age1: Kopieren Sie ihn ganz.',
    ),
  },
  file: { missing: file, folder: file, 'not-permitted': file, unreadable: file, 'not-text': file },
  'key-file': {
    missing: keyFile('Es gibt keine solche Datei'),
    folder: keyFile('Es ist ein Ordner'),
    'not-a-file': keyFile('Es ist keine gewöhnliche Datei'),
    empty: keyFile('Sie ist leer'),
    'not-permitted': keyFile('Sie zu öffnen ist nicht erlaubt'),
    'no-folder': keyFile('Es gibt keinen solchen Ordner'),
    unreadable: keyFile('Sie ist nicht lesbar'),
  },
  'file-path': { relative: entry },
  'sheet-folder': { taken: entry },
  place: {
    credential: text(
      'Im Namen dieses Ortes steht ein Passwort oder ein Schlüssel.',
      'Lassen Sie es weg: Orte stehen in Einstellungen und auf dem Bildschirm. Nichts davon wurde aufbewahrt.',
    ),
    empty: text('Das nennt keinen Ort.', 'Wählen Sie eine Datei oder einen Ordner.'),
    'unknown-kind': text(
      'Einen Ort dieser Art kennt Holdfast nicht.',
      'Wählen Sie eine Datei oder einen Ordner.',
    ),
    malformed: text(
      'Dies kann kein Ort dieser Art sein.',
      'Prüfen Sie jeden Eintrag: Namen haben keine Leerzeichen und keine Zeichen, die ein solcher Dienst nicht kennt.',
    ),
    'not-tls': text(
      'Diese Adresse ist unverschlüsselt.',
      'Nehmen Sie https://. Ohne TLS spricht Holdfast nur mit diesem Computer selbst.',
    ),
  },
  vault: {
    'no-place': text('Kein Tresor ist genannt.', 'Wählen Sie einen.'),
    'not-stored': text('Dieser Tresor ist nur im Arbeitsspeicher.', 'Speichern Sie ihn zuerst als Datei.'),
  },
  device: {
    own: text('Das ist das Gerät, das gerade benutzt wird.', 'Wählen Sie ein anderes.'),
    ambiguous: text('Damit sind mehrere Geräte gemeint.', 'Wählen Sie eines nach seiner ID.'),
    none: text(
      'Dieser Tresor hat keine eigenen Geräte.',
      'Alle schreiben eine gemeinsame Folge von Ständen.',
    ),
  },
  'store-kind': { unknown: entry },
  'encrypted-file': { foreign: file, changed: file },
  'env-file': { 'no-assignment': entry, 'open-quote': entry, 'text-after-quote': entry },
  reference: {
    'no-key': entry,
    'empty-key': entry,
    'not-a-path': entry,
    query: entry,
    percent: entry,
    'open-braces': entry,
  },
  variable: { duplicate: entry, 'not-text': entry, nul: entry },
  'program-variables': { 'from-secret': entry },
  field: {
    'is-file': text('Dieses Feld ist eine Datei.', 'Speichern Sie sie stattdessen.'),
    'is-otp': text(
      'Woraus Einmalcodes entstehen, wird nicht angezeigt.',
      'Kopieren Sie stattdessen einen Code.',
    ),
  },
  'field-name': {
    empty: text('Der Name eines Felds ist leer.', 'Geben Sie jedem Feld einen Namen.'),
    duplicate: text('Zwei Felder heißen gleich.', 'Geben Sie jedem Feld einen eigenen Namen.'),
  },
  'field-type': { unknown: entry },
  'field-value': {
    'not-text': text('Der Wert eines Felds ist kein Text.', 'Geben Sie ihn noch einmal ein.'),
  },
  otp: {
    empty: otp('Der Text ist leer.'),
    'not-base32': otp('Ein Einrichtungsschlüssel hat die Buchstaben A bis Z und die Ziffern 2 bis 7.'),
    'no-secret': otp('In der Adresse fehlt das Geheimnis.'),
    'too-long': otp('Der Text ist zu lang.'),
    kind: otp('Holdfast kennt Codes nach Zeit, nach Zähler und die von Steam.'),
    algorithm: otp('Das Verfahren ist SHA1, SHA256 oder SHA512.'),
    digits: otp('Ein Code hat 1 bis 10 Ziffern.'),
    period: otp('Ein Code gilt zwischen einer Sekunde und einem Tag.'),
    counter: otp('Der Zähler ist eine ganze Zahl ab 0.'),
    several: otp('Der Text enthält mehrere Konten, und jedes wird ein eigener Eintrag.'),
    'export-damaged': otp('Die exportierten Konten sind abgeschnitten oder verändert.'),
    forgotten: otp('Was vor dem Sperren gelesen wurde, ist nicht mehr da.'),
  },
  'end-date': { malformed: text('Das ist kein Datum.', 'Schreiben Sie es als JJJJ-MM-TT.') },
  'breach-list': {
    missing: text('Es gibt keine solche Datei.', 'Wählen Sie die Liste erbeuteter Passwörter erneut.'),
    ntlm: text('Diese Liste hat NTLM-Werte.', 'Nehmen Sie die mit SHA-1-Werten, sortiert nach dem Wert.'),
    'not-the-list': text(
      'Das ist nicht die öffentliche Liste erbeuteter Passwörter, oder sie ist nicht nach dem Wert sortiert.',
      'Nichts wurde verglichen. Wählen Sie die Liste mit SHA-1-Werten, sortiert nach dem Wert.',
    ),
  },
  metadata: {
    unprintable: text(
      'Metadaten können keine Zeichen haben, die sich nicht drucken lassen.',
      'Entfernen Sie sie, und versuchen Sie es erneut.',
    ),
  },
  'metadata-key': {
    empty: text(
      'Ein Schlüssel der Metadaten ist leer.',
      'Geben Sie ihm einen Namen, oder entfernen Sie ihn.',
    ),
  },
  'metadata-value': {
    empty: text('Ein Wert der Metadaten ist leer.', 'Füllen Sie ihn aus, oder entfernen Sie ihn.'),
  },
  'expected-version': {
    required: text(
      'Dieser Eintrag wird nur über der Version gespeichert, die gelesen wurde.',
      'Laden Sie ihn neu, und ändern Sie ihn dann noch einmal.',
    ),
  },
  version: {
    destroyed: ({ number }) =>
      text(
        `Version ${number} ist vernichtet.`,
        'Sie kann nicht zurückkommen. Wählen Sie eine andere Version.',
      ),
  },
  'time-until-deletion': {
    'too-late': text('Die Zeit bis zum Löschen endet jenseits des Kalenders.', 'Wählen Sie eine kürzere.'),
    'not-positive': text('Die Zeit bis zum Löschen ist leer.', 'Wählen Sie eine längere.'),
  },
  'max-versions': { 'out-of-range': range('Die Zahl der Versionen, die bleiben,') },
  setting: { malformed: entry },
  'record-name': { malformed: entry },
  length: { 'out-of-range': range('Die Länge') },
  words: { 'out-of-range': range('Die Anzahl der Wörter') },
  classes: { none: text('Keine Art von Zeichen ist gewählt.', 'Wählen Sie mindestens eine.') },
  symbols: {
    'none-left': text('Jedes Sonderzeichen ist schon von einer anderen Art.', 'Wählen Sie andere.'),
  },
  'set-size': {
    'out-of-range': text('Ein Satz hat 1 bis 16 Blätter.', 'Wählen Sie andere Zahlen.'),
    'threshold-too-high': text(
      'Ein Satz kann nicht mehr Blätter brauchen, als er hat.',
      'Wählen Sie andere Zahlen.',
    ),
    copies: text(
      'Mehrere Blätter, von denen jedes alles öffnet, sind Kopien eines Blatts.',
      'Erstellen Sie eines, und kopieren Sie es.',
    ),
  },
  holders: { 'too-many': text('Es sind mehr Namen als Blätter.', 'Entfernen Sie einige Namen.') },
  reminder: { 'out-of-range': range('Die Zahl der Monate zwischen Erinnerungen') },
  sheet: {
    unknown: text('Der Satz hat kein Blatt mit dieser Nummer.', 'Sehen Sie den Satz erneut an.'),
    'not-asked': text('Nach den Wörtern dieses Blatts wurde nicht gefragt.', 'Beginnen Sie erneut damit.'),
  },
  purpose: {
    other: text('Diese Blätter wurden für etwas anderes gesammelt.', 'Sammeln Sie sie noch einmal.'),
  },
  destination: {
    unknown: text(
      'Dieser Tresor hat keinen solchen Ordner für Sicherungen.',
      'Sehen Sie die Liste erneut an.',
    ),
  },
  'spiffe-id': {
    malformed: text('Eine SPIFFE-ID beginnt mit spiffe://.', 'Prüfen Sie sie, und versuchen Sie es erneut.'),
  },
  'client-name': { malformed: entry },
  'client-key': { malformed: entry },
  'policy-name': {
    malformed: ({ policy }: OfPolicy) =>
      text(
        'Der Name einer Richtlinie hat 1 bis 256 Zeichen, keine Leerzeichen am Rand und kein Steuerzeichen.',
        `Ändern Sie den Namen${ofPolicy(policy)}.`,
      ),
  },
  permissions: {
    unknown: ({ policy }: OfPolicy) =>
      text(
        `Eine Richtlinie gewährt eines oder mehrere von ${permissions.join(', ')}.`,
        `Wählen Sie, was sie gewährt${ofPolicy(policy)}.`,
      ),
  },
  policy: {
    reserved: ({ policy }: OfPolicy) =>
      text(
        'Was zu Holdfast selbst gehört, wird nur einem Programm mit seiner ganzen ID und einem ganzen Pfad gewährt.',
        `Lassen Sie die Platzhalter weg${ofPolicy(policy)}.`,
      ),
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
  request: { malformed: request, 'unknown-call': request, unfit: entry, 'not-plain': request },
};

function ofPolicy(name: string | undefined): string {
  return name === undefined ? '' : ` in der Richtlinie „${name}“`;
}
