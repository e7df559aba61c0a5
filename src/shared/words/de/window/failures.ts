import type { ImportPlace } from '../../../import-note.ts';
import { text } from '../../failure-text.ts';
import { format, list } from '../format.ts';
import { importLacking } from '../import.ts';
import { regexFaults } from '../regex.ts';
import { securityKeyRefused } from '../security-key.ts';
import { badInput } from './bad-input.ts';
import { code, person } from './people-refused.ts';
import { quickUnlockRefused } from './quick-unlock.ts';
import { services } from './services.ts';
import { share } from './share.ts';

type English = typeof import('../../en/window/failures.ts').failures;

const { date } = format;

const large = text(
  'Das ist zu groß für einen Tresor.',
  'Verkleinern Sie es, oder verteilen Sie es auf mehrere Einträge.',
);
const long = text('Das ist zu lang.', 'Kürzen Sie es, und versuchen Sie es erneut.');
const many = text(
  'Das sind zu viele für einen Eintrag.',
  'Lassen Sie einige weg, oder verteilen Sie sie auf mehrere Einträge.',
);
const policyFile = text('Diese Richtliniendatei ist zu groß.', 'Verteilen Sie sie auf mehrere Dateien.');
const denied = text('Das ist nicht erlaubt.', 'Nichts wurde geändert.');

/** Was geschehen ist und was als Nächstes zu tun ist. */
export const failures = {
  noVaultThere: text(
    'Dort liegt kein Tresor.',
    'Prüfen Sie seinen Namen und den Bucket, die Datenbank oder den Ordner des Servers, in dem er liegt.',
  ),
  notFound: {
    vault: text(
      'Die Tresordatei fehlt.',
      'Vielleicht wurde sie verschoben, oder ihr Datenträger ist nicht angeschlossen. Wählen Sie sie erneut.',
    ),
    secret: text(
      'Diesen Eintrag gibt es nicht mehr.',
      'Vielleicht wurde er anderswo verschoben oder vernichtet.',
    ),
    live: text('Dieser Eintrag ist gelöscht.', 'Holen Sie ihn zuerst zurück: Sie finden ihn unter Gelöscht.'),
    deleted: text('Von diesem Eintrag ist nichts gelöscht.', 'Sehen Sie seine Versionen an.'),
    version: text('Diese Version gibt es nicht mehr.', 'Wählen Sie eine andere Version.'),
    field: text('Dieses Feld gibt es nicht mehr.', 'Sehen Sie den Eintrag erneut an.'),
    policy: text('Diese Richtlinie gibt es nicht mehr.', 'Sehen Sie die Liste erneut an.'),
    client: text('Dieses Programm gibt es nicht mehr.', 'Sehen Sie die Liste erneut an.'),
    key: text(
      'Der Tresor hat keinen Schlüssel dieses Namens.',
      'Öffnen Sie den Tresor, der die Datei verschlüsselt hat.',
    ),
    person: text('Diese Person öffnet den Tresor nicht mehr.', 'Sehen Sie die Liste erneut an.'),
    'security-key': text(
      'Dieser Sicherheitsschlüssel gehört nicht mehr zum Tresor.',
      'Sehen Sie die Liste erneut an.',
    ),
    device: text('Dieses Gerät kennt der Tresor nicht.', 'Sehen Sie die Liste erneut an.'),
    otp: text(
      'Dieser Eintrag hat keine Einmalcodes.',
      'Bearbeiten Sie ihn, und fügen Sie ein Feld dafür hinzu.',
    ),
    import: text(
      'Es gibt keinen Import, der sich rückgängig machen lässt.',
      'Er wurde es schon, oder es gab keinen.',
    ),
    export: text('Dieser Export ist vorbei.', 'Beginnen Sie ihn noch einmal.'),
  },
  fileExists: text(
    'Es gibt schon eine Datei dieses Namens.',
    'Sie wurde nicht geändert. Wählen Sie einen anderen Namen oder Ordner.',
  ),
  secretExists: text('Unter diesem Pfad gibt es schon einen Eintrag.', 'Wählen Sie einen anderen Pfad.'),
  conflict: text(
    'Dieser Eintrag wurde inzwischen geändert.',
    'Laden Sie ihn neu, und ändern Sie ihn dann noch einmal.',
  ),
  badPath: 'Ändern Sie den Pfad, und versuchen Sie es erneut.',
  badInput,
  tooLarge: {
    attachment: text(
      'Diese Datei ist größer als 2 GB.',
      'Bewahren Sie sie verschlüsselt außerhalb des Tresors auf.',
    ),
    attachments: many,
    code: text('So lang ist keine Einladung und keine Antwort.', 'Lassen Sie sie noch einmal schicken.'),
    'field-name': long,
    fields: many,
    holder: long,
    'sheet-line': long,
    input: large,
    message: large,
    metadata: many,
    'metadata-key': long,
    'metadata-value': long,
    policies: policyFile,
    'policy-file': policyFile,
    request: large,
    secret: large,
    setting: long,
    tag: long,
    tags: many,
    value: large,
    version: large,
    'key-file': text(
      'Diese Datei ist größer als 64 MiB, zu groß für eine Schlüsseldatei.',
      'Wählen Sie eine andere Datei.',
    ),
  },
  locked: text('Der Tresor ist gesperrt.', 'Entsperren Sie ihn, und versuchen Sie es erneut.'),
  passphrase: text(
    'Diese Passphrase öffnet den Tresor nicht.',
    'Prüfen Sie die Feststelltaste und die Tastaturbelegung, und versuchen Sie es erneut.',
  ),
  keyFileMissing: text(
    'Dieser Tresor öffnet sich mit seiner Passphrase und seiner Schlüsseldatei zusammen.',
    'Wählen Sie auch die Schlüsseldatei.',
  ),
  keyFileGiven: text(
    'Die Passphrase oder die Schlüsseldatei ist falsch, oder beide. Welche, kann niemand sagen.',
    'Prüfen Sie die Feststelltaste und die Tastaturbelegung, und ob die Datei die richtige und unverändert ist.',
  ),
  securityKey: securityKeyRefused,
  quickUnlock: quickUnlockRefused,
  wrongKey: text(
    'Der Schlüssel passt nicht zu diesem Tresor.',
    'Prüfen Sie, ob Sie die richtige Datei geöffnet haben, oder nehmen Sie eine Sicherung.',
  ),
  kdf: text(
    'Die Datei verlangt mehr Speicher oder Zeit, als ein ehrlicher Tresor braucht.',
    'Vielleicht wurde sie manipuliert, deshalb wurde nichts berechnet. Nehmen Sie eine Sicherung, der Sie vertrauen.',
  ),
  notAVault: {
    empty: text(
      'Diese Datei ist leer.',
      'Wenn sie einmal ein Tresor war, stellen Sie sie aus einer Sicherung wieder her. Sonst wählen Sie eine andere Datei.',
    ),
    'other-format': text(
      'Diese Datei ist kein Holdfast-Tresor.',
      'Wählen Sie eine, die Holdfast erstellt hat. Um eine KeePass-Datei zu übernehmen, öffnen Sie einen Tresor und importieren sie.',
    ),
    folder: text(
      'Dies ist ein Ordner, keine Tresordatei.',
      'Wählen Sie eine Datei, die auf .holdfast endet.',
    ),
    'dangling-link': text(
      'Dies ist ein Verweis auf eine fehlende Datei.',
      'Schließen Sie den Datenträger an, auf den er zeigt, oder wählen Sie die Tresordatei selbst.',
    ),
    'not-a-file': text(
      'Dies ist keine gewöhnliche Datei.',
      'Wählen Sie eine Datei, die auf .holdfast endet.',
    ),
    'not-a-folder': text('Dies ist eine Datei, kein Ordner.', 'Öffnen Sie sie als Tresordatei.'),
    'empty-folder': text(
      'Dieser Ordner ist leer.',
      'Wenn er einmal ein Tresor war, lassen Sie Ihr Abgleichprogramm fertig werden, oder stellen Sie ihn aus einer Sicherung wieder her. Sonst wählen Sie einen anderen Ordner.',
    ),
    'other-objects': text(
      'Dort liegt etwas anderes als ein Holdfast-Tresor.',
      'Prüfen Sie den Namen des Tresors, oder geben Sie einem neuen einen Namen, unter dem nichts liegt. Dort wurde nichts geändert.',
    ),
    'other-folder': text(
      'In diesem Ordner ist kein Holdfast-Tresor.',
      'Wählen Sie den Ordner, den Holdfast erstellt hat: Darin ist eine Datei holdfast.json. In diesem wurde nichts geändert.',
    ),
  },
  newerFormat: (found: number, supported: number) =>
    text(
      `Ein neueres Holdfast hat diesen Tresor geschrieben (Format ${found}; dieses liest bis ${supported}).`,
      'Aktualisieren Sie Holdfast, und öffnen Sie ihn erneut. Die Datei wurde nicht geändert.',
    ),
  damagedPart: text(
    'Ein Teil dieses Tresors ist beschädigt.',
    'Nichts wurde geschrieben. Holen Sie diesen Wert aus einer Sicherung.',
  ),
  halfFolder: text(
    'Teile dieses Tresors fehlen: Sein Ordner wurde nur teilweise kopiert, oder etwas wurde daraus entfernt.',
    'Er wurde nicht geändert. Lassen Sie Ihr Abgleichprogramm fertig werden, kopieren Sie den ganzen Ordner noch einmal, oder stellen Sie ihn aus einer Sicherung wieder her.',
  ),
  damaged: text(
    'Diese Tresordatei ist beschädigt.',
    'Sie wurde nicht geändert. Stellen Sie sie aus einer Sicherung wieder her.',
  ),
  readOnly: text(
    'In diesen Tresor kann nicht geschrieben werden.',
    'Prüfen Sie die Zugriffsrechte der Datei und ihres Ordners, oder kopieren Sie sie woandershin.',
  ),
  busy: text(
    'Ein anderes Programm benutzt diese Tresordatei.',
    'Schließen Sie sie dort, oder warten Sie kurz, und versuchen Sie es erneut.',
  ),
  noSpace: text(
    'Der Datenträger ist voll: Nichts wurde gespeichert.',
    'Schaffen Sie Platz, und speichern Sie dann noch einmal. Der Tresor ist unversehrt.',
  ),
  store: {
    'file-replaced': text(
      'Eine andere Datei ist an die Stelle dieses Tresors getreten, während er geöffnet war.',
      'Nichts wurde geschrieben. Behalten Sie beide Kopien, sperren und entsperren Sie dann, um die Datei zu sehen, die jetzt dort ist.',
    ),
    'file-missing': text(
      'Die Tresordatei fehlt: Sie wurde verschoben oder gelöscht, oder ihr Datenträger ist nicht angeschlossen.',
      'Nichts wurde geschrieben. Bringen Sie sie zurück, oder speichern Sie, was hier geöffnet ist, unter einem anderen Namen, bevor Sie sperren.',
    ),
    'not-come': text(
      'Eine Datei dieses Tresors ist noch nicht auf diesem Computer angekommen.',
      'Warten Sie, bis das Abgleichprogramm fertig ist. Nichts ist verloren: Das Gerät, das sie geschrieben hat, hat sie.',
    ),
    'not-downloaded': text(
      'Eine Datei dieses Tresors steht im Ordner der Cloud, wurde aber noch nicht auf diesen Computer heruntergeladen.',
      'Gehen Sie online, und lassen Sie den Ordner vom Abgleichprogramm auf diesem Computer halten („immer auf diesem Gerät behalten“, „offline verfügbar“). Versuchen Sie es dann erneut. Nichts ist beschädigt.',
    ),
    'journal-beside': text(
      'Ein Schreibvorgang in diesen Tresor brach ab, oder ein anderes Programm hat eine Datei danebengelegt.',
      'Öffnen Sie ihn dort, wo seine Datei und sein Ordner beschreibbar sind. Holdfast bringt das dann zuerst in Ordnung. Nichts wurde geändert.',
    ),
    'path-too-long': text(
      'Der Pfad dieser Datei ist zu lang für einen Tresor.',
      'Wählen Sie einen kürzeren Namen oder einen Ordner weiter oben. Nichts wurde geändert.',
    ),
    'cannot-open': text(
      'Das System öffnet diese Tresordatei nicht.',
      'Prüfen Sie ihre Zugriffsrechte, die ihres Ordners, und ob ihr Datenträger angeschlossen ist.',
    ),
    ...services,
    'no-folder': text(
      'Es gibt keinen solchen Ordner.',
      'Erstellen Sie ihn zuerst, oder wählen Sie einen anderen Ort.',
    ),
    'sheets-differ': text(
      'Ein Blatt ließ sich nicht so zurücklesen, wie es geschrieben wurde.',
      'Versuchen Sie einen anderen Datenträger.',
    ),
    'sheets-unwritten': text(
      'Die Blätter ließen sich nicht schreiben.',
      'Prüfen Sie den Ordner und seine Zugriffsrechte.',
    ),
    'report-unwritten': text(
      'Der Bericht ließ sich nicht schreiben.',
      'Prüfen Sie den Ordner und seine Zugriffsrechte.',
    ),
    'export-unwritten': text(
      'Der Export lässt sich dort nicht schreiben. Geschrieben wurde nichts.',
      'Wählen Sie einen Ordner, den es gibt und in den Sie schreiben dürfen.',
    ),
    'no-chromium': text('Das PDF ließ sich nicht erstellen.', 'Drucken Sie die Blätter stattdessen.'),
    printer: text('Der Drucker ist gescheitert.', 'Prüfen Sie ihn, und drucken Sie dann noch einmal.'),
    system: text(
      'Die Tresordatei ließ sich nicht lesen oder schreiben.',
      'Prüfen Sie, ob der Datenträger angeschlossen ist und Sie die Datei öffnen dürfen.',
    ),
  },
  closed: text('Der Tresor wurde inzwischen geschlossen.', 'Öffnen Sie ihn erneut.'),
  noActiveSet: text(
    'Dieser Tresor hat keine Notfallblätter.',
    'Erstellen Sie welche auf der Seite Notfallblätter.',
  ),
  person,
  code,
  noPendingSet: text(
    'Keine neuen Blätter warten darauf, zurückgelesen zu werden.',
    'Beginnen Sie erneut auf der Seite Notfallblätter.',
  ),
  needsFile: text(
    'Dazu ist die Tresordatei selbst nötig.',
    'Verwenden Sie die Befehlszeile mit --vault FILE.',
  ),
  cancelled: text('Abgebrochen.', 'Nichts wurde geändert.'),
  socket: text('Die App war nicht erreichbar.', 'Starten Sie sie neu.'),
  denied: {
    policy: denied,
    person: denied,
    unanswered: denied,
    unregistered: denied,
    'other-vault': text(
      'Das gehört zu einem anderen Tresor als dem geöffneten.',
      'Nichts wurde geändert. Öffnen Sie zuerst jenen.',
    ),
    'not-chosen': text(
      'Dieser Ort wurde nicht in diesem Fenster gewählt.',
      'Nichts wurde geändert. Wählen Sie ihn erneut.',
    ),
    'not-memory': text('Dieser Tresor ist bereits gespeichert.', 'Nichts wurde geändert.'),
    sender: denied,
  },
  internal: (reference: string) =>
    text(
      'In Holdfast ist etwas schiefgegangen.',
      `Versuchen Sie es erneut. Bleibt es dabei, sehen Sie in die Logdatei${reference === '' ? '' : ` (Kennung ${reference})`}.`,
    ),
  sourceKept: {
    changed: text(
      'Die Datei ist nicht mehr die, die importiert wurde.',
      'Sie wurde nicht gelöscht. Importieren Sie sie noch einmal.',
    ),
    gone: text('Die Datei ist nicht mehr da.', 'Löschen Sie von Hand, was es sonst noch von ihr gibt.'),
    link: text(
      'Die Datei hat noch einen anderen Namen, oder dies ist nur ein Link auf sie.',
      'Sie wurde nicht gelöscht. Löschen Sie sie von Hand, unter jedem Namen.',
    ),
    'not-allowed': text(
      'Die Datei darf nicht gelöscht werden: Ihr Ordner gehört Ihnen nicht oder ist nicht beschreibbar.',
      'Löschen Sie sie von Hand. Bis dahin enthält sie diese Geheimnisse noch.',
    ),
    incomplete: text(
      'Nicht alles aus der Datei ist im Tresor.',
      'Sie wurde nicht gelöscht. Sehen Sie nach, was übersprungen wurde oder gescheitert ist.',
    ),
  },
  import: {
    'unknown-format': text(
      'Diese Art von Datei lässt sich nicht importieren.',
      'Exportieren Sie dort als CSV oder JSON. Was sich importieren lässt, nennt docs/import.md.',
    ),
    'newer-version': text(
      'Die Datei hat eine neuere Version, als dieses Holdfast kennt.',
      'Nichts wurde importiert. Aktualisieren Sie Holdfast, oder exportieren Sie in einer älteren Version des Formats.',
    ),
    'unknown-scheme': text(
      'Die Datei ist auf eine Art verschlüsselt oder gepackt, die dieses Holdfast nicht kennt.',
      'Nichts wurde importiert. Exportieren Sie sie noch einmal mit den üblichen Einstellungen oder unverschlüsselt.',
    ),
    'keepass-cipher': text(
      'Diese KeePass-Datenbank hat eine Verschlüsselung, die hier nicht gelesen wird.',
      'Nichts wurde importiert. Wählen Sie in KeePass unter Datei, Datenbank-Einstellungen, Sicherheit AES oder ChaCha20, speichern Sie, und importieren Sie sie noch einmal.',
    ),
    malformed: text(
      'Die Datei ist beschädigt oder nicht, was ihr Name sagt.',
      'Nichts wurde importiert. Exportieren Sie sie dort, wo sie herkommt, noch einmal.',
    ),
    'unknown-encoding': text(
      'Der Text dieser Datei ist weder UTF-8 noch UTF-16.',
      'Sagen Sie, welche Schriftzeichen sie hat, und sehen Sie sich die Vorschau an.',
    ),
    'not-read-back': text(
      'Was importiert wurde, ist nicht so im Tresor wie in der Datei.',
      'Behalten Sie die Datei. Prüfen Sie diesen Tresor auf der Seite der Sicherungen, und importieren Sie noch einmal.',
    ),
    'program-missing': text(
      'Die Datei ist mit einem Programm verschlüsselt, das hier nicht installiert ist.',
      'Installieren Sie es, oder entschlüsseln Sie die Datei zuerst damit.',
    ),
    'not-decrypted': text(
      'Die Datei ließ sich nicht entschlüsseln.',
      'Entschlüsseln Sie sie zuerst mit dem Programm, das sie gemacht hat.',
    ),
    'wrong-password': text(
      'Das Passwort oder die Schlüsseldatei öffnet sie nicht.',
      'Prüfen Sie beides, und versuchen Sie es erneut.',
    ),
    'too-large': text(
      'Die Datei ist größer als 1 GiB.',
      'Teilen Sie sie auf, oder lassen Sie ihre Anhänge weg.',
    ),
    'kdf-too-large': text(
      'Die Datei zu öffnen braucht mehr Speicher, als erlaubt ist.',
      'Verringern Sie dort, wo sie erstellt wurde, den Speicher für Argon2, und versuchen Sie es erneut.',
    ),
    'timed-out': text(
      'Die Datei zu lesen dauerte länger als eine Minute.',
      'Nichts wurde importiert. Versuchen Sie es mit einer kleineren Datei.',
    ),
    crashed: text(
      'Die Datei zu lesen ist gescheitert.',
      'Nichts wurde importiert. Vielleicht ist die Datei beschädigt.',
    ),
    'nothing-there': text(
      'Dort ist nichts.',
      'Der Server hat an dieser Adresse und darunter keinen Eintrag. Prüfen Sie die Adresse.',
    ),
    unreadable: text(
      'Die Datei lässt sich nicht lesen.',
      'Prüfen Sie, ob sie noch da ist und Sie sie öffnen dürfen.',
    ),
    changed: text(
      'Die Datei hat sich geändert, während sie gelesen wurde.',
      'Nichts wurde importiert. Warten Sie, bis sie geschrieben ist, und versuchen Sie es erneut.',
    ),
  },
  importOf: (file: string, what: string) => `${what} Es geht um ${file}.`,
  importLacking: (place: ImportPlace) => `Diese: ${importLacking(place)}.`,
  sealed: (program: string | undefined) =>
    text(
      `Dies ist verschlüsselt von ${program ?? 'einem anderen Programm'}, das es allein öffnet.`,
      'Nichts wurde importiert. Entschlüsseln Sie es dort, oder exportieren Sie unverschlüsselt.',
    ),
  foreign: (program: string | undefined) =>
    text(
      `Dies ist ein Export von ${program ?? 'einem anderen Programm'}, den Holdfast noch nicht importieren kann.`,
      'Nichts wurde importiert. Speichern Sie dort, wenn möglich, als KeePass-Datenbank (.kdbx).',
    ),
  backup: {
    'other-vault': text(
      'Dort ist schon ein anderer Tresor.',
      'Er wurde nicht geändert. Wählen Sie einen anderen Ort.',
    ),
    'own-file': text(
      'Das ist der Tresor selbst.',
      'Wählen Sie einen anderen Ort, am besten auf einem anderen Datenträger.',
    ),
    'inside-vault': text('Dieser Ort ist in einer Datei.', 'Wählen Sie einen Ordner.'),
    symlink: text(
      'Das ist ein Verweis, keine eigene Datei.',
      'Wählen Sie die Datei oder den Ordner, auf den er zeigt.',
    ),
    'missing-folder': text(
      'Der Ordner für Sicherungen fehlt.',
      'Schließen Sie den Datenträger an, oder wählen Sie einen anderen Ordner.',
    ),
    'not-a-folder': text('Das ist weder ein Ordner noch ein Tresor.', 'Wählen Sie einen Ordner.'),
    taken: text(
      'Dort ist schon eine Datei.',
      'Sie wurde nicht geändert. Wählen Sie einen anderen Namen oder einen Ordner.',
    ),
    newer: text(
      'Die Sicherung dort ist neuer als dieser Tresor.',
      'Sie wurde nicht geändert. Sehen Sie sie an, bevor Sie sie ersetzen.',
    ),
    'other-history': text(
      'Dort liegt eine Kopie dieses Tresors, die eigene Änderungen haben kann.',
      'Sie wurde nicht geändert. Führen Sie sie mit diesem Tresor zusammen, oder wählen Sie einen anderen Ort.',
    ),
    'not-proven': text(
      'Die Sicherung ließ sich nicht so zurücklesen, wie sie geschrieben wurde.',
      'Sie wurde wieder entfernt. Versuchen Sie einen anderen Datenträger: Dieser könnte kaputtgehen.',
    ),
    memory: text('Dieser Tresor ist nur im Arbeitsspeicher.', 'Speichern Sie ihn zuerst als Datei.'),
    'none-there': text(
      'In diesem Ordner ist keine Sicherung dieses Tresors.',
      'Wählen Sie einen anderen Ordner, oder erstellen Sie eine.',
    ),
    'none-readable': text(
      'Keine Sicherung dieses Tresors, die dieser Computer kennt, ist lesbar.',
      'Erstellen Sie eine neue, am besten auf einem anderen Datenträger.',
    ),
    'none-known': text(
      'Keine Sicherung dieses Tresors ist von diesem Computer aus zu erreichen.',
      'Erstellen Sie zuerst eine, oder schließen Sie den Datenträger an, auf dem eine ist.',
    ),
  },
  destination: {
    missing: text(
      'Der Ordner fehlt.',
      'Schließen Sie seinen Datenträger an; die nächste Sicherung geht wieder dorthin.',
    ),
    full: text(
      'Sein Datenträger ist voll.',
      'Schaffen Sie dort Platz. Die Sicherungen darin sind unversehrt.',
    ),
    'read-only': text('Dort lässt sich nichts schreiben.', 'Prüfen Sie die Zugriffsrechte des Ordners.'),
    store: text(
      'Der Ordner ließ sich nicht lesen oder schreiben.',
      'Prüfen Sie, ob sein Datenträger angeschlossen und in Ordnung ist.',
    ),
    other: text('Die Sicherung ist gescheitert.', 'Die Sicherungen darin sind unversehrt.'),
  },
  /** Von einer Datei, die jemand aus einem Eintrag speichert. */
  saveFile: {
    'read-only': text(
      'Die Datei ließ sich dort nicht schreiben.',
      'Wählen Sie einen Ordner, der Ihnen gehört.',
    ),
    store: text(
      'Die Datei ließ sich dort nicht schreiben.',
      'Prüfen Sie, ob es den Ordner gibt und sein Datenträger angeschlossen ist.',
    ),
  },
  olderCopy: {
    keys: (when: number) =>
      text(
        `Die Schlüssel dieser Kopie folgen nicht auf die des Tresors, den Sie am ${date(when)} geöffnet hatten.`,
        'Jemand, der eine ältere Kopie hatte und öffnen konnte, hat sie vielleicht erstellt und würde lesen, was Sie darin speichern. Suchen Sie die Datei, die Sie kennen, bevor Sie weitermachen.',
      ),
    behind: (changes: number, when: number) =>
      text(
        `Diese Kopie ist ${changes === 1 ? 'eine Änderung' : `${changes} Änderungen`} älter als der Tresor, den Sie am ${date(when)} geöffnet hatten.`,
        'Was seitdem geschrieben wurde, ist nicht darin. Suchen Sie die neuere Datei, bevor Sie weitermachen.',
      ),
    other: (when: number) =>
      text(
        `Dies ist nicht die Kopie, die Sie am ${date(when)} geöffnet hatten.`,
        'Beide wurden geändert, seit sie gleich waren. Was Sie in der anderen geschrieben haben, ist nicht in dieser.',
      ),
  },
  pattern: {
    path: (policy: string | undefined, why: string) =>
      `Das Pfadmuster${ofPolicy(policy)} ist nicht verwendbar: ${why}.`,
    programs: (policy: string | undefined, why: string) =>
      `Das Muster für Programme${ofPolicy(policy)} ist nicht verwendbar: ${why}.`,
    next: (character: number) => `Sehen Sie bei Zeichen ${character} nach. Nichts wurde geändert.`,
    regexFaults,
    faults: {
      empty: 'Es ist leer',
      'too-long': 'Es ist länger als 512 Zeichen',
      'control-character': 'Es enthält ein Steuerzeichen',
      'empty-segment': 'Kein Pfad beginnt oder endet mit einem Schrägstrich oder hat zwei hintereinander',
      'dot-segment': 'Kein Pfad hat einen Teil, der . oder .. ist',
      'double-star': '** steht allein zwischen zwei Schrägstrichen',
      'trailing-backslash': 'Nach einem Backslash muss ein Zeichen folgen',
      'looks-like-regex': 'Ein regulärer Ausdruck beginnt mit re: und braucht weder ^ noch $',
      'not-a-spiffe-id': 'Es muss mit spiffe:// beginnen oder ** sein',
      regex: 'Der reguläre Ausdruck ist nicht lesbar',
      'too-complex': 'Der reguläre Ausdruck ist zu groß',
    },
  },
  share,
  picture: {
    empty: text('Auf diesem Bild ist nichts.', 'Nehmen Sie es noch einmal auf.'),
    'too-large': text('Dieses Bild ist zu groß.', 'Nehmen Sie nur das Blatt auf, unter 32 MB.'),
    'unknown-format': text(
      'Holdfast kann diese Art von Datei nicht lesen.',
      'Verwenden Sie ein PNG- oder JPEG-Bild oder ein PDF, oder geben Sie die Wörter ein.',
    ),
    damaged: text(
      'Diese Datei ist beschädigt.',
      'Nehmen Sie das Bild noch einmal auf, oder geben Sie die Wörter ein.',
    ),
    'no-code': text(
      'Auf diesem Bild ist kein Code.',
      'Gehen Sie näher heran, mit mehr Licht und ohne Schatten, oder geben Sie die Wörter ein.',
    ),
    'other-code': text(
      'Dieser Code ist nicht von einem Notfallblatt.',
      'Zeigen Sie den quadratischen Code auf dem Blatt.',
    ),
    'too-many-pages': text('Dieses PDF hat zu viele Seiten.', 'Nehmen Sie eines nur mit den Blättern.'),
    'timed-out': text(
      'Dies zu lesen dauerte zu lange.',
      'Nehmen Sie ein kleineres Bild, oder geben Sie die Wörter ein.',
    ),
    crashed: text(
      'Dieses Bild ließ sich nicht lesen.',
      'Nehmen Sie ein anderes, oder geben Sie die Wörter ein.',
    ),
    unreadable: text(
      'Diese Datei lässt sich nicht öffnen.',
      'Prüfen Sie, ob sie noch da ist und Sie sie lesen dürfen.',
    ),
  },
  shares: {
    few: (have: number, need: number) =>
      text(`Bisher sind ${have} von ${need} Blättern da.`, 'Nehmen Sie ein weiteres.'),
    misfit: text(
      'Diese Blätter passen nicht zusammen.',
      'Eines davon ist nicht, was gedruckt wurde. Nehmen Sie ein weiteres Blatt hinzu: Dann findet Holdfast es.',
    ),
    suspects: (sheets: readonly number[]) =>
      text(
        sheets.length === 1
          ? `Blatt ${sheets[0]} passt nicht zu den anderen.`
          : `Die Blätter ${list(sheets)} passen nicht zu den anderen.`,
        'Nehmen Sie es weg und ein anderes dazu: Es ist nicht, was gedruckt wurde.',
      ),
  },
} satisfies English;

function ofPolicy(policy: string | undefined): string {
  return policy === undefined ? '' : ` von „${policy}“`;
}
