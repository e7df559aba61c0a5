import type { KdfFault } from '../../../failure-reasons.ts';
import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';
import { importRefusedAt } from '../import.ts';
import { regexFaults } from '../regex.ts';
import { securityKeyRefused } from '../security-key.ts';
import { badInput } from './bad-input.ts';
import { code, person } from './people-refused.ts';
import { services } from './services.ts';

/** Was schiefging und was als Nächstes zu tun ist, in ein oder zwei Sätzen ohne Zeilenumbruch. */
export const words = {
  notFound: {
    secret: (name: string) =>
      `Unter ${name} gibt es keinen Eintrag. "holdfast secret list" zeigt, welche es gibt.`,
    live: (name: string) =>
      `Der Eintrag ${name} hat keine aktuelle Version: Er ist gelöscht, abgelaufen oder wurde nie geschrieben. "holdfast secret metadata" zeigt seine Versionen; "holdfast secret undelete" holt zurück, was nicht vernichtet ist.`,
    deleted: (name: string) =>
      `Von ${name} ist nichts gelöscht, was zurückkommen könnte. "holdfast secret metadata" zeigt seine Versionen.`,
    version: (name: string) =>
      `${name} hat keine solche Version, oder sie ist gelöscht. "holdfast secret metadata" zeigt seine Versionen.`,
    field: (name: string) =>
      `Dieser Eintrag hat kein Feld ${name}. "holdfast secret get PATH" zeigt seine Felder.`,
    vault: (name: string) =>
      `Unter ${name} gibt es keinen Tresor. Prüfen Sie den Pfad, oder erstellen Sie ihn mit "holdfast init".`,
    policy: (name: string) => `Es gibt keine Richtlinie ${name}.`,
    client: (name: string) => `Es gibt kein Programm ${name}.`,
    key: (name: string) => `Es gibt keinen Schlüssel ${name}.`,
    person: (name: string) =>
      `Niemand namens ${name} öffnet diesen Tresor, und niemand dieses Namens ist eingeladen. "holdfast people list" zeigt, wer ihn öffnet.`,
    'security-key': (name: string) =>
      `Kein Sicherheitsschlüssel dieses Tresors heißt ${name}. "holdfast security-key list" zeigt sie.`,
    device: (name: string) =>
      `Kein Gerät dieses Tresors heißt ${name}, und keine ID beginnt so. "holdfast devices" zeigt sie.`,
    import: () =>
      'Es gibt keinen Import, der sich rückgängig machen lässt: Es gab keinen, oder er wurde es schon.',
    otp: (name: string) =>
      `${name} gibt keine Einmalcodes. Speichern Sie, woraus sie entstehen, in einem Feld der Art otp: secret put PATH code=GEHEIMNIS --type code=otp.`,
    export: () => 'Auf dieser Verbindung wurde kein Export begonnen: Am Anfang steht vault.export.',
  },
  exists: {
    client: (name: string) =>
      `Ein Programm namens ${name} ist schon registriert. Schließen Sie es zuerst aus, oder wählen Sie einen anderen Namen.`,
    secret: (name: string) =>
      `Unter ${name} gibt es schon einen Eintrag. Verschieben oder vernichten Sie ihn zuerst, oder wählen Sie einen anderen Pfad.`,
    other: (name: string) =>
      `${name} gibt es schon und wurde nicht geändert. Wählen Sie einen anderen Namen.`,
  },
  conflict: (expected: number, found: number) =>
    `Version ${expected} sollte die neueste sein, aber es ist ${found}. Lesen Sie den Eintrag noch einmal, und wiederholen Sie dann die Änderung.`,
  path: (name: string, why: string) => `${name} ist kein Pfad: ${why}. Schreiben Sie ihn wie prod/db/orders.`,
  pathFaults: {
    empty: 'Er ist leer',
    'too-long': 'Er ist länger als 512 Zeichen',
    'empty-segment': 'Er beginnt oder endet mit einem Schrägstrich oder hat zwei hintereinander',
    'dot-segment': 'Ein Teil davon ist . oder ..',
    'control-character': 'Er enthält ein Steuerzeichen oder eines, das Text umdreht',
    'not-text': 'Er ist kein gültiger Text',
  },
  badInput,
  pattern: (
    kind: 'path' | 'spiffe-id',
    pattern: string,
    policy: string | undefined,
    at: number,
    why: string,
  ) =>
    `Das Muster für ${kind === 'path' ? 'Pfade' : 'SPIFFE-IDs'} ${pattern}${policy === undefined ? '' : ` der Richtlinie ${policy}`} ist bei Zeichen ${at} abgelehnt: ${why}. Nichts wurde geändert.`,
  regexFaults,
  patternFaults: {
    empty: 'Es ist leer',
    'too-long': 'Es ist länger als 512 Zeichen',
    'control-character': 'Es enthält ein Steuerzeichen oder ist kein gültiger Text',
    'empty-segment': 'Ein Schrägstrich am Rand oder zwei hintereinander passen zu keinem Pfad',
    'dot-segment': 'Kein Pfad hat einen Teil, der . oder .. ist',
    'double-star': '** steht allein zwischen Schrägstrichen, für ganze Teile eines Pfads',
    'trailing-backslash': 'Nach einem Backslash muss ein Zeichen folgen',
    'looks-like-regex': 'Reguläre Ausdrücke beginnen mit re: und brauchen weder ^ noch $',
    'not-a-spiffe-id': 'Es muss mit spiffe:// beginnen oder ** sein',
    regex: 'Der reguläre Ausdruck ist nicht lesbar',
    'too-complex': 'Der reguläre Ausdruck ist zu groß',
  },
  tooLarge: {
    attachment: (limit: number) => `Eine Datei in einem Tresor darf höchstens ${limit} Byte haben.`,
    code: (limit: number) =>
      `Eine Einladung oder Antwort hat höchstens ${limit} Zeichen. Nichts wurde geändert; lassen Sie sie noch einmal schicken.`,
    attachments: (limit: number) => `Ein Eintrag darf höchstens ${limit} lange Dateien haben.`,
    'field-name': (limit: number) => `Der Name eines Felds darf höchstens ${limit} Zeichen haben.`,
    fields: (limit: number) => `Ein Eintrag darf höchstens ${limit} Felder haben.`,
    'sheet-line': (limit: number) => `Was ein Blatt dazu sagt, darf je höchstens ${limit} Zeichen haben.`,
    holder: (limit: number) => `Der Name einer Person oder eines Orts darf höchstens ${limit} Zeichen haben.`,
    input: (limit: number) => `Was in einem Stück gelesen wird, darf höchstens ${limit} Byte haben.`,
    'key-file': (limit: number) => `Eine Schlüsseldatei darf höchstens ${limit} Byte haben.`,
    message: (limit: number) => `Eine Nachricht darf höchstens ${limit} Byte haben.`,
    metadata: (limit: number) => `Die Metadaten eines Eintrags dürfen höchstens ${limit} Schlüssel haben.`,
    'metadata-key': (limit: number) => `Ein Schlüssel von Metadaten darf höchstens ${limit} Zeichen haben.`,
    'metadata-value': (limit: number) => `Ein Wert von Metadaten darf höchstens ${limit} Zeichen haben.`,
    policies: (limit: number) => `Eine Richtliniendatei darf höchstens ${limit} Richtlinien haben.`,
    'policy-file': (limit: number) => `Eine Richtliniendatei darf höchstens ${limit} Byte haben.`,
    request: (limit: number) => `Eine Anfrage darf höchstens ${limit} Rechte verlangen.`,
    secret: (limit: number) => `Die Felder eines Eintrags dürfen zusammen höchstens ${limit} Zeichen haben.`,
    setting: (limit: number) => `Eine Einstellung darf höchstens ${limit} Zeichen haben.`,
    tag: (limit: number) => `Ein Schlagwort darf höchstens ${limit} Zeichen haben.`,
    tags: (limit: number) => `Ein Eintrag darf höchstens ${limit} Schlagwörter haben.`,
    value: (limit: number) =>
      `Diese Datei hat mehr als ${limit} Byte, zu viele, um hier eingesetzt zu werden.`,
    version: (limit: number) => `Ein Eintrag darf höchstens ${limit} Versionen haben.`,
  },
  locked:
    'Der Tresor ist gesperrt. Geben Sie --passphrase-file FILE an, oder starten Sie dies an einem Terminal und tippen Sie die Passphrase.',
  passphrase: {
    none: 'Die Passphrase ist falsch. Nichts wurde geändert; versuchen Sie es noch einmal.',
    missing:
      'Dieser Tresor öffnet sich mit seiner Passphrase und einer Schlüsseldatei zusammen: Geben Sie auch --key-file FILE an. Ist die Datei verloren, öffnen die Notfallblätter den Tresor ohne sie: "holdfast recovery restore".',
    given:
      'Die Passphrase oder die Schlüsseldatei ist falsch, oder beide; welche, kann niemand sagen. Prüfen Sie Ihre Eingabe, und ob die Datei die dieses Tresors ist und sich kein Byte darin geändert hat. Nichts wurde geändert.',
  },
  securityKey: securityKeyRefused,
  quickUnlock: 'So öffnet nur das Fenster von Holdfast einen Tresor. Nehmen Sie die Passphrase.',
  wrongKey: 'Dieser Schlüssel öffnet den Tresor nicht. Nichts wurde geändert.',
  kdf: (fault: KdfFault, value: number, least: number, most: number) =>
    `Der Aufwand der Schlüsselableitung ist außerhalb der Grenzen (${kdfFaults[fault]}: ${value}, nicht von ${least} bis ${most}). Wählen Sie für einen neuen Tresor andere --kdf-Werte; einer Tresordatei, die das verlangt, trauen Sie besser nicht.`,
  notAVault: {
    empty:
      'Die Datei ist leer und damit kein Tresor. Stellen Sie eine Kopie wieder her, oder entfernen Sie sie und erstellen Sie dort einen Tresor.',
    'other-format':
      'Die Datei ist kein Holdfast-Tresor. Prüfen Sie den Pfad; "holdfast import" liest Dateien anderer Programme.',
    folder:
      'Das ist ein Ordner. Nennen Sie die Tresordatei darin oder, mit folder:PATH, einen Tresor in einem Ordner.',
    'not-a-folder': 'Das ist eine Datei, kein Ordner. Nennen Sie sie ohne "folder:".',
    'empty-folder':
      'Der Ordner ist leer und damit kein Tresor. Stellen Sie dort eine Kopie wieder her, oder erstellen Sie darin einen Tresor.',
    'other-folder': 'In dem Ordner ist etwas anderes als ein Holdfast-Tresor. Prüfen Sie den Pfad.',
    'other-objects':
      'Dort liegt etwas anderes als ein Holdfast-Tresor. Prüfen Sie den Namen des Tresors, oder geben Sie einem neuen einen Namen, unter dem nichts liegt.',
    'dangling-link':
      'Das ist ein Verweis auf eine fehlende Datei. Prüfen Sie, ob ihr Datenträger angeschlossen ist.',
    'not-a-file': 'Das ist ein Gerät oder eine Pipe, keine Datei. Nennen Sie eine Tresordatei.',
  },
  unchanged: 'Nichts wurde geändert.',
  newerFormat: (found: number, supported: number) =>
    `Der Tresor hat das Format ${found}, und dieses Holdfast kennt bis ${supported}. Aktualisieren Sie Holdfast; die Datei wurde nicht geändert.`,
  damaged: (part: string, object: string | undefined) =>
    `Der Tresor ist beschädigt: ${part}${object === undefined ? '' : ` (${object})`}. Nichts wurde geschrieben; stellen Sie eine Kopie wieder her, oder sehen Sie mit "holdfast verify", was unversehrt ist.`,
  damagedPart: {
    file: 'Die Datei ist nicht so, wie SQLite sie schreibt, oder wurde abgeschnitten',
    manifest: 'Sein Manifest ist nicht lesbar',
    head: 'Sein Kopf wurde verändert',
    object: 'Ein Objekt wurde verändert',
    'missing-object': 'Ein Objekt fehlt',
    page: 'Eine Seite des Verzeichnisses wurde verändert',
    audit: 'Die Kette des Protokolls wurde verändert',
    folder:
      'In seinem Ordner fehlen Dateien; vielleicht wurde er nur teilweise kopiert: Kopieren Sie ihn noch einmal ganz, oder lassen Sie das Abgleichprogramm fertig werden',
  },
  readOnly:
    'In die Tresordatei oder ihren Ordner darf nicht geschrieben werden. Ändern Sie die Zugriffsrechte, oder kopieren Sie sie an einen Ort, an dem Sie schreiben dürfen.',
  busy: 'Ein anderes Programm benutzt den Tresor. Warten Sie, bis es fertig ist, und wiederholen Sie dies dann.',
  noSpace:
    'Wo dies hingeschrieben werden muss, ist kein Platz mehr. Schaffen Sie welchen, und wiederholen Sie dies dann; was dort war, ist unversehrt.',
  store: {
    ...services,
    'file-replaced':
      'Eine andere Datei ist an die Stelle des Tresors getreten, während er offen war. Nichts wurde geschrieben. Sehen Sie beide Kopien an, bevor Sie weitermachen.',
    'file-missing':
      'Die Tresordatei fehlt: Sie wurde verschoben oder gelöscht, oder ihr Datenträger ist nicht angeschlossen. Nichts wurde geschrieben.',
    'not-come':
      'Eine Datei dieses Tresors ist noch nicht auf diesem Computer angekommen. Warten Sie, bis das Abgleichprogramm fertig ist, und wiederholen Sie das dann.',
    'not-downloaded':
      'Eine Datei dieses Tresors steht im Ordner der Cloud, wurde aber noch nicht auf diesen Computer heruntergeladen. Lassen Sie den Ordner vom Abgleichprogramm auf diesem Computer halten, und wiederholen Sie das dann. Nichts ist beschädigt.',
    'journal-beside':
      'Neben der Tresordatei ist ein Journal: Ein Schreibvorgang brach ab, oder ein anderes Programm hat es dorthin gelegt. Öffnen Sie den Tresor dort, wo er beschreibbar ist, dann bringt Holdfast zuerst das Journal in Ordnung. Nichts wurde geändert.',
    'path-too-long':
      'Der Pfad ist zu lang für eine Tresordatei: Mit allen Ordnern darf er 504 Byte haben, der letzte Name 247. Wählen Sie einen kürzeren Namen oder einen Ordner näher an der Wurzel.',
    'cannot-open':
      'Das System öffnet die Tresordatei nicht. Prüfen Sie ihre Zugriffsrechte, die ihres Ordners, und ob ihr Datenträger angeschlossen ist.',
    'no-folder':
      'Es gibt keinen solchen Ordner. Erstellen Sie ihn zuerst, oder nennen Sie einen anderen Ort.',
    'sheets-differ':
      'Ein Blatt ließ sich nicht so vom Datenträger lesen, wie es geschrieben wurde. Nichts ist in Kraft; versuchen Sie einen anderen Datenträger.',
    'sheets-unwritten': (os: string) =>
      `Die Blätter lassen sich nicht schreiben${said(os)}. Prüfen Sie den Ordner und seine Zugriffsrechte.`,
    'report-unwritten': (os: string) =>
      `Der Bericht lässt sich nicht schreiben${said(os)}. Was importiert wurde, ist da; prüfen Sie den Pfad.`,
    'export-unwritten': (os: string) =>
      `Der Export lässt sich dort nicht schreiben${said(os)}. Geschrieben wurde nichts: Nennen Sie einen Ordner, den es gibt und in den Sie schreiben dürfen.`,
    'no-chromium':
      'Ein PDF braucht das Programm, das hier fehlt oder nicht startet. Nehmen Sie --format html.',
    printer: 'Der Drucker ist gescheitert. Prüfen Sie ihn, und drucken Sie dann noch einmal.',
    system: (os: string) =>
      `Die Datei lässt sich nicht lesen oder schreiben${said(os)}. Prüfen Sie den Pfad, den Datenträger und die Zugriffsrechte.`,
  },
  importRefusedAt,
  importRefused: (why: string, place: string | undefined) =>
    `Der Import wurde abgelehnt: ${why}${place === undefined ? '' : ` (${place})`}.`,
  sourceKept: {
    changed:
      'Die Datei ist nicht mehr die, die importiert wurde, und wurde deshalb nicht gelöscht. Importieren Sie sie noch einmal.',
    gone: 'Die importierte Datei ist nicht mehr da. Löschen Sie von Hand, was es sonst noch von ihr gibt.',
    link: 'Die Datei hat noch einen anderen Namen, oder dies ist nur ein Link auf sie; deshalb wurde sie nicht gelöscht: Löschen Sie sie von Hand, unter jedem Namen.',
    'not-allowed':
      'Die Datei darf nicht gelöscht werden: Ihr Ordner gehört Ihnen nicht oder ist nicht beschreibbar. Löschen Sie sie von Hand; bis dahin enthält sie diese Geheimnisse noch.',
    incomplete:
      'Nicht alles aus der Datei ist im Tresor, deshalb wurde sie nicht gelöscht. Was übersprungen wurde oder gescheitert ist, steht darüber.',
  },
  importSealed:
    'Sie ist von einem anderen Programm verschlüsselt, und nur dieses öffnet sie; entschlüsseln Sie sie dort, oder exportieren Sie unverschlüsselt',
  importFaults: {
    'unknown-format': 'Das Format ist unbekannt; nennen Sie es mit --format',
    foreign:
      'Es ist der Export eines anderen Programms, der noch nicht lesbar ist; nehmen Sie eine KeePass-Datenbank (kdbx), dotenv oder selbst erstelltes JSON',
    'newer-version':
      'Sie hat eine neuere Version, als dieses Programm kennt; aktualisieren Sie Holdfast, oder exportieren Sie in einer älteren Version des Formats',
    'unknown-scheme':
      'Sie ist auf eine Art verschlüsselt oder gepackt, die dieses Programm nicht kennt; exportieren Sie sie noch einmal mit den üblichen Einstellungen oder unverschlüsselt',
    'keepass-cipher':
      'Sie ist eine KeePass-Datenbank mit einer Verschlüsselung, die hier nicht gelesen wird; wählen Sie in KeePass unter Datei, Datenbank-Einstellungen, Sicherheit AES oder ChaCha20, speichern Sie, und importieren Sie sie noch einmal',
    malformed:
      'Die Datei ist beschädigt oder abgeschnitten; exportieren Sie sie noch einmal dort, wo sie herkommt',
    'unknown-encoding':
      'Ihr Text ist weder UTF-8 noch UTF-16; nennen Sie seine Kodierung mit --encoding windows-1252',
    'not-read-back':
      'Sie wurde geschrieben, aber diese Einträge sind nicht so im Tresor wie in der Datei: behalten Sie die Datei, und prüfen Sie mit "holdfast verify"',
    'program-missing':
      'Sie ist verschlüsselt, und das Programm zum Entschlüsseln ist nicht installiert; installieren Sie es, oder entschlüsseln Sie die Datei zuerst',
    'not-decrypted': 'Das Programm hat sie nicht entschlüsselt; was es dazu sagt, steht darüber',
    'wrong-password':
      'Das Passwort oder die Schlüsseldatei der Datei ist falsch; siehe --import-passphrase-file und --import-key-file',
    'too-large':
      'Sie hat gepackt oder entpackt mehr als 1 GiB; teilen Sie sie auf, oder lassen Sie ihre Anhänge weg',
    'kdf-too-large':
      'Die Schlüsselableitung der Datei verlangt zu viel Speicher oder Zeit; verringern Sie sie dort, wo die Datei erstellt wurde',
    'timed-out': 'Sie zu lesen dauerte länger als eine Minute; teilen Sie sie auf',
    crashed:
      'Der Prozess, der sie liest, ist gescheitert; vielleicht ist sie beschädigt: exportieren Sie sie noch einmal dort, wo sie herkommt',
    unreadable: 'Die Datei ist nicht lesbar; prüfen Sie, ob sie noch da ist und Sie sie öffnen dürfen',
    changed:
      'Die Datei hat sich geändert, während sie gelesen wurde; warten Sie, bis sie geschrieben ist, und importieren Sie sie noch einmal',
    'nothing-there': 'Der Server hat an dieser Adresse und darunter keinen Eintrag',
  },
  share: {
    sheet: (sheet: number | undefined) => (sheet === undefined ? 'Dieses Blatt' : `Blatt ${sheet}`),
    hint: (place: number | undefined, word: string) => ` Wort ${place} könnte "${word}" sein.`,
    empty: 'Darin sind keine Wörter. Geben Sie die Wörter eines Blatts an.',
    otherList:
      'Die meisten Wörter darin stehen auf keinem Blatt von Holdfast. Vielleicht gehören sie zu etwas anderem, etwa einer Wallet.',
    unknown: (places: readonly number[], hint: string) =>
      `Wörter, die auf keinem Blatt stehen, an Stelle ${places.join(', ')}.${hint} Vergleichen Sie sie mit dem Papier.`,
    'too-few-words': 'Es fehlen Wörter: Ein Blatt hat 33. Vergleichen Sie mit den Nummern auf dem Papier.',
    'too-many-words': 'Es sind mehr Wörter, als ein Blatt hat, nämlich 33. Geben Sie jeweils ein Blatt an.',
    allWrong: 'Einige der Wörter sind falsch. Vergleichen Sie jedes Wort mit dem Papier.',
    oneWrong: (hint: string) => `Eines der Wörter ist falsch.${hint} Vergleichen Sie es mit dem Papier.`,
    swapped: (one: number, other: number) =>
      `Die Wörter ${one} und ${other} sind vertauscht. Vergleichen Sie sie mit dem Papier.`,
    'other-vault': (sheet: string) => `${sheet} gehört zu einem anderen Tresor.`,
    'retired-set': (sheet: string, set: string, ended: string | undefined) =>
      `${sheet} ist aus ${set}, der${on(ended)} ersetzt wurde. Es öffnet nichts mehr; suchen Sie ein neueres Blatt.`,
    'ended-set': (sheet: string, set: string, ended: string | undefined) =>
      `${sheet} ist aus ${set}, der${on(ended)} endete. Kein Blatt öffnet diesen Tresor jetzt; eine Sicherung von vor diesem Tag öffnet sich vielleicht noch.`,
    'pending-set': (sheet: string, set: string) =>
      `${sheet} ist aus ${set}, der nicht in Kraft ist: Er öffnet nichts, bis "holdfast recovery activate" jedes Blatt daraus hatte. Suchen Sie ein früheres Blatt.`,
    'other-set': (sheet: string, set: string | undefined, wanted: string | undefined) =>
      `${sheet} ist aus einem anderen Satz${set === undefined ? ' oder von einem anderen Tresor' : ` dieses Tresors, ${set}`}. Suchen Sie ${wanted === undefined ? 'ein Blatt dieses Tresors' : `Satz ${wanted} auf dem Papier`}.`,
    'same-sheet': (sheet: string) => `${sheet} ist schon angegeben. Geben Sie ein anderes an.`,
    contradicts: (sheet: string) =>
      `${sheet} ist schon mit anderen Wörtern angegeben. Eines der beiden ist nicht, was gedruckt wurde.`,
    'not-genuine': (sheet: string) =>
      `${sheet} passt nicht zu den anderen: Seine Wörter sind nicht, was gedruckt wurde.`,
    foreign:
      'Diese Wörter sind ein SLIP-39-Anteil eines anderen Programms; so sieht kein Blatt von Holdfast aus.',
    set: (set: string | undefined, created: string | undefined) =>
      set === undefined
        ? 'einem älteren Satz'
        : `Satz ${set}${created === undefined ? '' : ` vom ${created}`}`,
  },
  picture: {
    empty: 'Die Datei ist leer. Nehmen Sie eine andere, oder tippen Sie die Wörter.',
    'too-large':
      'Das Bild ist zu groß für eines von einem Blatt. Nehmen Sie eines unter 32 MB und 64 Megapixeln.',
    'unknown-format':
      'Das ist weder PNG, JPEG, PDF noch Text. Speichern Sie das Bild als PNG oder JPEG, oder tippen Sie die Wörter.',
    damaged: 'Die Datei ist beschädigt. Nehmen Sie das Bild noch einmal auf, oder tippen Sie die Wörter.',
    'no-code':
      'Darin wurde kein Code gefunden. Nehmen Sie das Bild näher und mit mehr Licht auf, oder tippen Sie die Wörter.',
    'other-code': 'Der Code darin ist nicht von Holdfast. Zeigen Sie den Code eines Notfallblatts.',
    'too-many-pages': 'Das PDF hat mehr als 50 Seiten. Nehmen Sie eines nur mit den Blättern.',
    'timed-out': 'Es zu lesen dauerte zu lange. Nehmen Sie ein kleineres Bild, oder tippen Sie die Wörter.',
    crashed:
      'Der Prozess, der Bilder liest, ist gescheitert. Nehmen Sie ein anderes Bild, oder tippen Sie die Wörter.',
    unreadable: 'Die Datei ist nicht lesbar. Prüfen Sie den Pfad und die Zugriffsrechte.',
  },
  fewShares: (have: number, need: number) =>
    `Diese Blätter öffnen den Tresor nicht: Nötig sind ${need}, und ${have} ${have === 1 ? 'ist' : 'sind'} da. Nichts wurde geändert.`,
  wrongShares: (suspects: readonly number[]) =>
    `Diese Blätter öffnen den Tresor nicht${suspects.length === 0 ? '' : `: ${suspects.map((sheet) => `Blatt ${sheet}`).join(' und ')} ${suspects.length === 1 ? 'passt' : 'passen'} nicht zu den anderen`}. Nichts wurde geändert; nehmen Sie ein anderes Blatt.`,
  noActiveSet: 'Dieser Tresor hat keinen Satz Notfallblätter. "holdfast recovery issue" erstellt einen.',
  noPendingSet:
    'Kein neuer Satz wartet darauf, zurückgelesen zu werden. "holdfast recovery issue --pending" erstellt einen.',
  person,
  code,
  backup: {
    'other-vault': (it: string) =>
      `${it} ist ein anderer Tresor und wurde nicht geändert. Wählen Sie einen anderen Namen oder einen Ordner.`,
    'own-file': (it: string) =>
      `${it} ist der Tresor selbst. Eine Sicherung braucht einen eigenen Ort, am besten auf einem anderen Datenträger.`,
    'inside-vault': (it: string) => `${it} ist in einer Datei. Wählen Sie einen Ordner.`,
    symlink: (it: string) =>
      `${it} ist ein Verweis auf eine Datei oder führt nirgendwohin und wurde nicht geändert. Nennen Sie die Datei oder den Ordner selbst.`,
    'missing-folder': (it: string) =>
      `${it} ist nicht da. Schließen Sie den Datenträger an, oder nennen Sie einen anderen Ordner.`,
    'not-a-folder': (it: string) =>
      `${it} ist weder ein Ordner noch ein Tresor. Wählen Sie einen Ordner oder einen Namen, der auf .holdfast endet.`,
    taken: (it: string) =>
      `${it} ist schon da, und ein Programm ersetzt keine Datei. Nennen Sie einen Ordner oder eine neue Datei.`,
    newer: (it: string) =>
      `${it} ist neuer als dieser Tresor und wurde nicht geändert. Sehen Sie nach, bevor Sie es ersetzen.`,
    'other-history': (it: string) =>
      `${it} kann Änderungen haben, die dieser Tresor nicht hat, und wurde nicht geändert. Führen Sie beide zuerst zusammen (holdfast merge), oder wählen Sie einen anderen Ort.`,
    'not-proven': (it: string) =>
      `${it} ließ sich nicht so zurücklesen, wie es geschrieben wurde, und wurde wieder entfernt. Versuchen Sie einen anderen Datenträger.`,
    memory: (_it: string) => 'Dieser Tresor ist nur im Arbeitsspeicher: Es gibt keine Datei zum Kopieren.',
    'none-there': (it: string) => `${it} hat keine Sicherung dieses Tresors.`,
    'none-readable': (it: string) =>
      `Keine Sicherung dieses Tresors, die dieser Computer kennt, ist lesbar; die neueste ist ${it}. Erstellen Sie eine neue (holdfast backup create), am besten auf einem anderen Datenträger.`,
    'none-known': (_it: string) =>
      'Keine Sicherung dieses Tresors ist von diesem Computer aus zu erreichen. Erstellen Sie eine (holdfast backup create), oder nennen Sie eine mit --backup.',
  },
  it: 'Das',
  olderCopy: {
    keys: (day: string) =>
      `Die Schlüssel dieser Kopie folgen nicht auf die des Tresors, der hier am ${day} offen war. Jemand, der eine ältere Kopie hatte und öffnen konnte, hat sie vielleicht erstellt und würde lesen, was jetzt darin gespeichert wird: Suchen Sie die Datei, die Sie kennen.`,
    behind: (changes: number, day: string) =>
      `Diese Kopie ist ${changes} ${changes === 1 ? 'Änderung' : 'Änderungen'} älter als die, die hier am ${day} offen war. Was seitdem geschrieben wurde, ist nicht darin.`,
    other: (day: string) =>
      `Dies ist eine andere Kopie als die, die hier am ${day} offen war, mit ebenso vielen Änderungen. Was seitdem geschrieben wurde, ist nicht darin.`,
  },
  cancelled: 'Abgebrochen.',
  denied: {
    policy: 'Keine Richtlinie erlaubt das diesem Programm. "holdfast policy test" sagt, was es darf.',
    person: 'Die Person am Fenster hat das abgelehnt; das gilt, bis der Tresor gesperrt wird.',
    unanswered: 'Niemand hat im Fenster geantwortet. Nichts ist geschehen.',
    unregistered:
      'Die App kennt diesen Aufrufer nicht, oder er wurde ausgeschlossen. "holdfast client register NAME" bittet um Zulassung.',
    'other-vault':
      'Dieses Programm ist bei einem anderen Tresor registriert als dem, der offen ist. Öffnen Sie jenen im Fenster.',
    'not-chosen': 'Dieser Ort wurde nicht im Fenster gewählt. Wählen Sie ihn dort.',
    'not-memory': 'Dieser Tresor ist schon gespeichert. Nichts ist geschehen.',
    sender: 'Diese Nachricht kommt nicht aus dem Fenster von Holdfast. Nichts ist geschehen.',
  },
  socket: {
    'not-started':
      'Holdfast ließ sich nicht starten: Es liegt nicht neben diesem Befehl, oder hier ist kein Bildschirm. Starten Sie es auf Ihrem Desktop.',
    'no-app':
      'Holdfast läuft nicht. Starten Sie es, oder nennen Sie eine Tresordatei: --vault FILE, oder setzen Sie HOLDFAST_VAULT.',
    'no-key':
      'Holdfast ist in diesem Konto noch nie gelaufen, deshalb könnte es niemand von einem Betrüger unterscheiden. Starten Sie es, oder nennen Sie eine Tresordatei: --vault FILE.',
    'not-genuine':
      'Was anstelle von Holdfast antwortet, hat dessen Schlüssel nicht. Nichts wurde gesendet. Sehen Sie nach, welches Programm dort lauscht.',
    'other-version':
      'Was anstelle von Holdfast antwortet, spricht eine andere Version seines Protokolls. Nichts wurde gesendet. App und Befehl müssen dieselbe Version haben.',
    broken: 'Die Verbindung zu Holdfast brach ab. Ob die Anfrage ausgeführt wurde, ist unbekannt.',
  },
  needsFile: {
    'recovery-issue':
      'Kein Programm bekommt Notfallblätter: Sie öffnen den Tresor, was immer später widerrufen wird. Erstellen Sie sie im Fenster (Menü, Notfallblätter), oder nennen Sie die Tresordatei: --vault FILE.',
    'recovery-restore':
      'Blätter geben einer Tresordatei eine neue Passphrase: Nennen Sie sie mit --vault FILE. Solange der Tresor im Fenster offen ist, ändern Sie die Passphrase dort.',
    'recovery-revoke':
      'Kein Programm widerruft die Blätter: Dazu ist die Passphrase nötig. Tun Sie es im Fenster (Menü, Notfallblätter), oder nennen Sie die Tresordatei: --vault FILE.',
    rekey:
      'Kein Programm erneuert die Schlüssel des Tresors: Dazu ist die Passphrase nötig. Tun Sie es im Fenster (Menü, Schlüssel dieses Tresors erneuern), oder nennen Sie die Tresordatei: --vault FILE.',
    rotate: 'Kein Programm erneuert die Schlüssel des Tresors: Nennen Sie die Tresordatei mit --vault FILE.',
    'backup-place':
      'Eine Sicherung an einen Ort, der keine Datei ist, entsteht ohne das Programm: Nennen Sie den Tresor mit --vault PLACE.',
    'backup-locked':
      '--locked kopiert eine Tresordatei ohne ihre Passphrase: Nennen Sie sie mit --vault FILE. Ohne --locked erstellt die App die Sicherung.',
    attachment:
      'Eine Datei von mehr als 24 MB kommt in die Tresordatei selbst, nicht über die App: Nennen Sie sie mit --vault FILE.',
    people:
      'Kein Programm ändert, wer den Tresor öffnet: Dazu ist die Passphrase nötig. Tun Sie es im Fenster (Menü, Personen), oder nennen Sie die Tresordatei: --vault FILE.',
    'security-keys':
      'Kein Programm ändert, was den Tresor öffnet: Nennen Sie die Tresordatei, --vault FILE, oder nehmen Sie das Fenster.',
    devices:
      'Kein Programm sieht oder ändert die Geräte des Tresors: Nennen Sie den Tresor selbst, --vault FILE oder folder:PATH.',
    breached:
      'Die App vergleicht mit keiner Liste: Nennen Sie den Tresor selbst, --vault FILE, oder lassen Sie --breached weg.',
    repair:
      'Eine Reparatur liest die beschädigte Datei selbst: Nennen Sie sie mit --vault FILE, oder reparieren Sie sie im Fenster.',
    letter:
      'Die App druckt den Brief selbst (Menü, Notfallblätter, Brief). Nennen Sie hier den Tresor mit --vault FILE.',
    drill:
      'Die App nimmt die neueste Sicherung, die sie kennt, und Blätter. Mit einer Passphrase oder einer Sicherung, die Sie nennen, üben Sie mit --vault FILE.',
  },
  internal: (reference: string) =>
    `Holdfast ist aus eigener Ursache gescheitert; Kennung ${reference}. Setzen Sie HOLDFAST_DEBUG=1, um zu sehen, wo.`,
  settled: {
    'set-aside': (file: string, kept: readonly string[]) =>
      `Ein Rest neben ${file} gehört zu einer anderen Datei oder zu einem anderen Stand davon. Er wurde nicht verwendet und ist als ${kept.join(' und ')} aufbewahrt.`,
    undone: (file: string, kept: readonly string[]) =>
      `Ein Schreibvorgang in ${file} war abgebrochen und wurde rückgängig gemacht${kept.length === 0 ? ': Der Tresor ist wie vor diesem Schreibvorgang.' : `. Falls etwas fehlt, sehen Sie nach, was dort war: Es ist als ${kept.join(' und ')} aufbewahrt.`}`,
  },
} satisfies CliWords['failures'];

words satisfies Alike<CliWords['failures'], typeof words>;

function on(day: string | undefined): string {
  return day === undefined ? '' : ` am ${day}`;
}

function said(os: string): string {
  return os === '' ? '' : ` (${os})`;
}

const kdfFaults: Readonly<Record<KdfFault, string>> = {
  memory: 'Speicher in KiB',
  passes: 'Durchgänge',
  lanes: 'Bahnen',
  work: 'Speicher in KiB mal Durchgänge',
  slots: 'Passphrasen',
};
