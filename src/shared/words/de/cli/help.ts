import { importEncodings } from '../../../formats.ts';
import { permissions } from '../../../policy.ts';
import { defaultSetSize } from '../../../recovery.ts';
import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';

/** Was --help sagt. */
export const words = {
  usage: 'Aufruf:',
  command: 'BEFEHL',
  withOptions: '[OPTIONEN]',
  lead: 'Einträge in einer Tresordatei, von der Befehlszeile aus.',
  parts: {
    commands: 'Befehle:',
    options: 'Optionen:',
    global: 'Optionen jedes Befehls:',
    examples: 'Beispiele:',
  },
  exitCodes:
    'Exit-Codes: 0 erledigt, 1 interner Fehler, 2 falscher Aufruf, 3 nicht gefunden, 4 gesperrt, falsche Passphrase oder Blätter, 5 verweigert, 6 Konflikt, 7 beschädigt, 8 Eingabe abgelehnt, 9 Speicher nicht erreichbar, voll oder schreibgeschützt, 130 unterbrochen.',
  more: 'Mehr zu einem Befehl, mit Beispielen: "holdfast BEFEHL --help".',
  examples: [
    ['holdfast init my.holdfast', 'fragt zweimal nach einer Passphrase'],
    ['export HOLDFAST_VAULT=my.holdfast'],
    ['holdfast generate | holdfast secret put prod/db user=app --stdin password'],
    ['holdfast secret get prod/db password', 'der Wert und sonst nichts'],
    ['holdfast secret list prod', 'die Pfade in einem Ordner'],
  ],
  groups: {
    secret: 'Befehle für Einträge',
    policy: 'Befehle für Richtlinien',
    client: 'Befehle für Programme',
    cipher: 'Befehle für Dateien',
    recovery: 'Befehle für Notfallblätter',
    rescue: 'Befehle für den Tag ohne Holdfast',
    backup: 'Befehle für Sicherungen',
    'key-file': 'Befehle für Schlüsseldateien',
    'security-key': 'Befehle für Sicherheitsschlüssel',
    people: 'Befehle zu Personen, die den Tresor öffnen',
    store: 'Befehle für Orte von Tresoren',
  },
  global: {
    vault: 'der Tresor: eine Datei oder folder:PATH; sonst HOLDFAST_VAULT',
    'passphrase-file': 'seine Passphrase; -: die erste Zeile der Standardeingabe; sonst fragt ein Terminal',
    'key-file': 'seine Schlüsseldatei, wenn er eine hat; sonst HOLDFAST_KEY_FILE',
    'security-key':
      'ihn mit einem angeschlossenen Sicherheitsschlüssel (FIDO2) öffnen, anstelle der Passphrase',
    json: 'ein JSON-Wert auf der Standardausgabe',
    quiet: 'keine Worte auf der Standardfehlerausgabe außer Fehlern',
    help: 'dieser Text',
    version: 'die Version von Holdfast selbst',
  },
  shared: {
    file: 'ein Feld, dessen Wert genau der Inhalt einer Datei ist; kein UTF-8 oder mehr als 64 KiB (höchstens 2 GB): bleibt eine Datei',
    stdin: 'ein Feld, dessen Wert genau die ganze Standardeingabe ist',
    type: 'secret (üblich), text, url, note oder file; nur secret und file sind verborgen',
    cas: 'nur, wenn N die höchste je vergebene Nummer ist; 0: nur, wenn noch nichts gespeichert ist',
    tag: 'die Schlagwörter des Eintrags ab jetzt; sonst bleiben sie',
    'keep-keys':
      'die Schlüssel des Tresors behalten: Eine ältere Kopie öffnet dann auch, was später geschrieben wird',
  },
  commands: {
    init: {
      short: 'Tresor erstellen',
      about:
        'Erstellt einen Tresor: PLACE ist eine Datei oder, mit folder:PATH, ein Ordner mit Dateien. Was dort schon ist, ändert sich nicht (Exit-Code 8). Das Öffnen dauert hier etwa eine halbe Sekunde, wenn --kdf-memory und --kdf-time nichts anderes sagen; ist nur eines angegeben, gilt für das andere 64 MiB oder 3 Durchläufe. Mit --key-file öffnet sich der Tresor nur mit der Passphrase und dieser Datei zusammen.',
      options: {
        'kdf-memory': 'Speicher zum Öffnen, in MiB; sonst gemessen',
        'kdf-time': 'Durchläufe durch diesen Speicher; sonst gemessen',
      },
      examples: [
        ['holdfast init my.holdfast', 'fragt zweimal nach der Passphrase'],
        ['holdfast init my.holdfast --passphrase-file p', 'liest sie aus einer Datei'],
        ['holdfast init folder:my-vault', 'ein Ordner mit Dateien statt einer Datei'],
        ['holdfast init my.holdfast --key-file my.key', 'verlangt diese Datei auch bei jedem Öffnen'],
        ['holdfast init my.holdfast --kdf-memory 256 --kdf-time 4'],
      ],
    },
    status: {
      short: 'zeigen, was ohne Passphrase über einen Tresor bekannt ist',
      about:
        'Gibt aus, was über eine gesperrte Tresordatei bekannt ist. Braucht keine Passphrase und prüft nicht, ob alles unversehrt ist. Ohne --vault sagt es, wie es um die laufende App steht: ob darin ein Tresor offen ist, welcher, und wer fragt.',
      options: {},
      examples: [['holdfast status'], ['holdfast --vault my.holdfast status --json']],
    },
    verify: {
      short: 'jedes Objekt eines Tresors prüfen',
      about:
        'Liest und prüft jedes Objekt des Tresors und gibt aus, was es gelesen hat. Beschädigtes wird auf der Standardfehlerausgabe genannt, mit den betroffenen Einträgen (Exit-Code 7). Schreibt nie. Objekte ohne Verweis schaden nicht: Ein Absturz lässt sie zurück.',
      options: {},
      examples: [
        ['holdfast --vault my.holdfast verify'],
        ['holdfast --vault my.holdfast verify --json --quiet'],
      ],
    },
    'secret put': {
      short: 'Felder eines Eintrags als neue Version speichern',
      about:
        'Speichert diese Felder als neue Version, anstelle aller bisherigen, und gibt deren Nummer aus. Felder sind verborgen, wenn --type oder --template nichts anderes sagt. Einen Wert in der Form KEY=VALUE sieht jeder, der die Prozesse auflistet oder den Verlauf der Shell liest: Für wirklich Geheimes nehmen Sie --stdin oder --file.',
      options: {
        template: 'Felder, die diese Vorlage hat, sind von deren Typ; "holdfast templates" listet sie auf',
      },
      examples: [
        [
          'holdfast secret put web/shop --template login username=ann --stdin password',
          'der Benutzername wird gezeigt, das Passwort verborgen',
        ],
        ["printf 's3cret' | holdfast secret put prod/db user=app --stdin password"],
        ['holdfast secret put prod/tls --file cert=cert.pem --file key=key.pem --tag tls'],
        [
          'holdfast secret put x/disk --file image=disk.img',
          'beliebig groß bis 2 GB, als Datenstrom gelesen',
        ],
        ['holdfast secret put web/shop user=ann --type user=text --cas 0', 'nur, wenn es noch keinen gibt'],
      ],
    },
    'secret patch': {
      short: 'einzelne Felder eines Eintrags ändern, als neue Version',
      about:
        'Ändert, ergänzt oder entfernt einzelne Felder der aktuellen Version, behält die übrigen und gibt die Nummer der neuen Version aus. Exit-Code 6, wenn inzwischen jemand eine gespeichert hat. Zu Werten in Argumenten siehe "holdfast secret put --help".',
      options: { remove: 'ein Feld, das ab jetzt entfällt' },
      examples: [
        ['holdfast generate | holdfast secret patch prod/db --stdin password'],
        ['holdfast secret patch prod/db port=5433 --remove host --cas 3'],
      ],
    },
    'secret get': {
      short: 'Eintrag oder eines seiner Felder ausgeben',
      about:
        "Gibt die Felder eines Eintrags lesbar aus, oder mit KEY den Wert dieses Felds und sonst nichts (user, totp und note meinen auch ein Feld namens username, otp oder notes, und umgekehrt): Ein Zeilenende kommt nur dazu, wenn die Standardausgabe ein Terminal ist, und ein Feld der Art file kommt als seine Bytes. --format json und yaml geben die Felder nach Namen, env gibt NAME='value' für eine Shell; --json nennt auch Version und Arten. In json, yaml und env ist ein Feld der Art file base64; von einer Datei über 64 KiB nennen sie Größe und SHA-256, und ihre Bytes kommen nur mit KEY, als Datenstrom und nie auf ein Terminal. Exit-Code 3, wenn es den Eintrag, die Version oder das Feld nicht gibt oder der Eintrag gelöscht ist.",
      options: {
        version: 'diese Version statt der aktuellen',
        format: 'plain (üblich), json, yaml oder env',
      },
      examples: [
        ['holdfast secret get prod/db password', 'der Wert und sonst nichts'],
        ['holdfast secret get prod/db', 'alle Felder, zum Lesen'],
        ['holdfast secret get prod/db --version 2 --json'],
        [
          'eval "$(holdfast secret get prod/db --format env)"',
          'Benutzer und Passwort als Variablen einer Shell',
        ],
      ],
    },
    'secret list': {
      short: 'Pfade ausgeben',
      about:
        'Gibt die Pfade aller Einträge oder derer in einem Ordner aus, einen je Zeile, sortiert. Keine zu finden ist kein Fehler. Von einem beschädigten Tresor gibt es aus, was unversehrt ist, und auf der Standardfehlerausgabe, wie viele Einträge nicht lesbar sind (Exit-Code 7). Was eine Suche eingrenzt (tag: in: has: type: is:), versteht "holdfast search".',
      options: {
        deleted: 'auch gelöschte, wenn sich etwas davon zurückholen lässt',
        favourite: 'nur Favoriten',
        tag: 'nur die mit diesem Schlagwort; bei mehreren mit allen',
      },
      examples: [
        ['holdfast secret list'],
        ['holdfast secret list prod/db', 'was unter prod/db/ ist'],
        ['holdfast secret list --tag tls --json'],
      ],
    },
    'secret delete': {
      short: 'Eintrag so löschen, dass undelete ihn zurückholt',
      about:
        'Löscht einen Eintrag mit jeder lesbaren Version oder die Versionen von --versions: "secret undelete" holt zurück, was ein Löschen nahm. Ein Eintrag gilt als gelöscht, wenn seine neueste Version es ist oder abgelaufen ist: "secret get" endet dann mit Exit-Code 3, und frühere Versionen gibt es nur nach Nummer. Um einen Wert für immer loszuwerden, nehmen Sie "secret destroy".',
      options: { versions: 'diese statt aller' },
      examples: [['holdfast secret delete prod/db'], ['holdfast secret delete prod/db --versions 1,2']],
    },
    'secret undelete': {
      short: 'zurückholen, was ein Löschen nahm',
      about:
        'Holt zurück, was das letzte Löschen eines Eintrags nahm, und nicht mehr, oder die Versionen von --versions. Auch ein abgelaufener Eintrag kommt zurück.',
      options: { versions: 'diese statt dessen, was das letzte Löschen nahm' },
      examples: [['holdfast secret undelete prod/db'], ['holdfast secret undelete prod/db --versions 1,2']],
    },
    'secret destroy': {
      short: 'Versionen oder einen Eintrag für immer vernichten',
      about:
        'Vernichtet Versionen eines Eintrags: Ihre Werte sind aus der Tresordatei verschwunden, und nichts holt sie zurück. Mit --all verschwindet der Eintrag mit Schlagwörtern und Notizen, und seine Nummern beginnen wieder bei 1.',
      options: {
        versions: 'die Versionen, die vernichtet werden',
        all: 'jede Version und alles, was über den Eintrag bekannt ist',
      },
      examples: [
        ['holdfast secret destroy prod/db --versions 1'],
        ['holdfast secret destroy prod/db --versions 1,2,3'],
        ['holdfast secret destroy prod/db --all'],
      ],
    },
    'secret rollback': {
      short: 'Felder einer früheren Version erneut speichern, als neue Version',
      about:
        'Speichert die Felder einer früheren Version erneut, als neue Version, und gibt deren Nummer aus. Nichts wird entfernt. Mit --field kommt nur ein Feld zurück, und die anderen bleiben.',
      options: { version: 'die Version, deren Felder zurückkommen', field: 'nur dieses Feld' },
      examples: [
        ['holdfast secret rollback prod/db --version 2'],
        ['holdfast secret rollback prod/db --version 2 --field password'],
      ],
    },
    'secret copy': {
      short: 'Einträge in einen anderen Tresor kopieren oder verschieben',
      about:
        'Kopiert Einträge in einen anderen Tresor, jeden mit allen Versionen, Zeiten, Dateien und Angaben, in einem Schritt, und liest zurück, was geschrieben wurde. Liegt an einem der Pfade schon etwas, wird nichts kopiert (Exit-Code 8). Mit --move werden sie danach hier gelöscht: "secret undelete" nimmt das zurück.',
      options: {
        to: 'der Tresor, in den sie kommen',
        'to-passphrase-file':
          'seine Passphrase, wenn es eine andere ist; - liest sie von der Standardeingabe',
        move: 'hier löschen, sobald sie dort sind',
      },
      examples: [
        ['holdfast --vault home.holdfast secret copy mail/post --to work.holdfast'],
        ['holdfast --vault home.holdfast secret copy prod/db prod/api --to work.holdfast --move'],
      ],
    },
    'secret diff': {
      short: 'ausgeben, was eine Version geändert hat',
      about:
        'Gibt aus, was die aktuelle Version eines Eintrags geändert hat, oder die Version A; mit zweien, was von A nach B aus seinen Feldern wurde. Eine Zeile mit + kam hinzu, eine mit - ging weg. Verborgene Werte stehen nur da, wenn Sie es verlangen.',
      options: { reveal: 'auch verborgene Werte ausgeben' },
      examples: [
        ['holdfast secret diff prod/db', 'was die letzte Bearbeitung geändert hat'],
        ['holdfast secret diff prod/db 2 5 --reveal'],
      ],
    },
    'secret metadata': {
      short: 'Angaben zu einem Eintrag ausgeben oder ändern',
      about:
        'Gibt aus, was über einen Eintrag bekannt ist: Versionen, Schlagwörter, Regeln. Mit einer Option ändert es das stattdessen. Dabei entsteht keine neue Version, und es geht auch vor der ersten.',
      options: {
        'max-versions': 'wie viele Versionen bleiben; 0: wie üblich, 10',
        'cas-required': 'put und patch müssen ab jetzt --cas angeben',
        'no-cas-required': 'sie müssen es nicht mehr',
        'delete-version-after': 'eine neue Version löscht sich nach dieser Zeit; 0: nie',
        set: 'eine eigene Notiz beim Eintrag, nicht verborgen',
        unset: 'eine solche Notiz entfernen',
        tag: 'ein Schlagwort hinzufügen',
        untag: 'ein Schlagwort entfernen',
      },
      examples: [
        ['holdfast secret metadata prod/db'],
        ['holdfast secret metadata prod/db --max-versions 20 --delete-version-after 30d'],
        ['holdfast secret metadata prod/db --set owner=data-team --unset ticket --cas-required'],
      ],
    },
    'secret favourite': {
      short: 'Einträge zu Favoriten machen',
      about:
        'Macht Einträge zu Favoriten: Das Fenster zeigt sie an einem eigenen Ort. Der Vermerk liegt im Tresor, als Metadatum favourite=yes, und macht keine neue Version.',
      options: { remove: 'den Vermerk wegnehmen' },
      examples: [
        ['holdfast secret favourite prod/db web/shop'],
        ['holdfast secret favourite prod/db --remove'],
      ],
    },
    'secret move': {
      short: 'Eintrag mit allen Versionen verschieben',
      about:
        'Verschiebt einen Eintrag mit allen Versionen und Angaben an einen anderen Pfad, der frei sein muss (Exit-Code 8).',
      options: {},
      examples: [['holdfast secret move prod/db prod/databases/orders']],
    },
    search: {
      short: 'Einträge nach ihrem Inhalt finden',
      about:
        'Gibt die Pfade der Einträge aus, in denen die Wörter von QUERY vorkommen, die besten zuerst: in Titeln, Ordnern, Schlagwörtern und sichtbaren Feldern, wie die Suche im Fenster. tag:NAME, in:ORDNER, has:otp, has:file, type:login, is:favourite, is:weak, is:reused, is:expiring und is:expired grenzen ein. Nichts zu finden ist kein Fehler. Wo sonst nichts gefunden wird, wird ein Tippfehler je Wort verziehen. Über die laufende App wird kein Tippfehler verziehen, und is:weak und is:reused werden verweigert.',
      options: { in: 'nur unter diesem Ordner', deleted: 'stattdessen gelöschte' },
      examples: [
        ['holdfast search bank'],
        ['holdfast search tag:prod has:otp', 'Einträge mit diesem Schlagwort, die Einmalcodes geben'],
        ['holdfast search is:weak --in web --json'],
      ],
    },
    templates: {
      short: 'Vorlagen von "secret put" auflisten',
      about:
        'Gibt jede Vorlage, oder die namens NAME, mit ihren Feldern und deren Typen aus: wonach "secret put --template" geht, und wonach das Fenster fragt.',
      options: {},
      examples: [['holdfast templates'], ['holdfast templates login --json']],
    },
    expiring: {
      short: 'auflisten, was bald abläuft',
      about:
        'Gibt die Einträge aus, die abgelaufen sind oder bald ablaufen, nach Datum: was die Metadaten expires sagen (JJJJ-MM-TT, so viele Tage vorher, wie expires-lead sagt, sonst 30), ein Feld namens expires und die Zertifikate in Feldern. Exit-Code 0, wenn es keine gibt, 6, wenn es welche gibt: für cron. Über die laufende App von den Einträgen, die das Programm auflisten und lesen darf; Exit-Code 5, wenn es keine gibt.',
      options: { within: 'stattdessen so lange vorher, etwa 30d' },
      examples: [
        ['holdfast --vault my.holdfast expiring --within 30d'],
        ['holdfast --vault my.holdfast expiring --json'],
      ],
    },
    health: {
      short: 'schwache, mehrfache, alte, erbeutete und ablaufende Einträge auflisten',
      about:
        'Gibt jeden Eintrag aus, um den Sie sich kümmern sollten, mit allen Gründen: abgelaufen oder bald, in der Liste erbeuteter Passwörter, schwach, mehrfach verwendet, seit zwei Jahren unverändert, eine Adresse ohne Verschlüsselung. Nichts verlässt diesen Rechner. --breached vergleicht mit der öffentlichen Liste der SHA-1-Werte, sortiert nach dem Wert, als Datei; gesucht wird, wo sie liegt, und sie ist abgelehnt, wenn sie den Wert von "password" nicht kennt. Ein Grund in den Metadaten health-ok eines Eintrags bleibt weg. Exit-Code 0, wenn es nichts gibt, sonst 6. Über die laufende App gilt es den Einträgen, die das Programm auflisten und lesen darf, als gäbe es keine anderen (Exit-Code 5, wenn es keine gibt), und --breached wird abgelehnt.',
      options: { breached: 'die Liste, Zeilen HASH:COUNT, sortiert', all: 'auch, was health-ok weglässt' },
      examples: [
        ['holdfast health'],
        ['holdfast --vault my.holdfast health'],
        ['holdfast --vault my.holdfast health --breached pwned-passwords-sha1.txt --json'],
        ['holdfast secret metadata web/old --set health-ok=weak,old', 'diese beiden sind in Ordnung'],
      ],
    },
    otp: {
      short: 'Einmalcode von jetzt ausgeben',
      about:
        'Gibt einen Code des Eintrags aus: seines ersten Felds der Art otp oder von FIELD. Einer nach Zähler wird vermerkt, bevor er ausgegeben wird, und nie wieder ausgegeben. --json nennt auch die Sekunden, die er noch gilt. Geht die Uhr des Dienstes mit dem Tresor, soweit sie bekannt ist, um mehr als 15 Sekunden anders, steht das auf der Standardfehlerausgabe. Über die App braucht ein Programm dafür das Recht otp und nicht read. Exit-Code 3, wenn es den Eintrag nicht gibt oder er keine Codes hat.',
      options: {},
      examples: [
        ['holdfast otp web/bank'],
        ['holdfast otp web/bank code --json', 'auch, wie lange er gilt'],
        ['holdfast secret put web/bank "code=JBSW Y3DP EHPK 3PXP" --type code=otp', 'woraus Codes entstehen'],
      ],
    },
    export: {
      short: 'Einträge in eine Datei anderer Form schreiben, oder den ganzen Tresor als JSON',
      about:
        'Schreibt die Einträge des Tresors in eine neue Datei: json enthält alles, mit jeder Version, und kommt unverändert zurück; kdbx (KeePass), bitwarden, csv, env, k8s und otpauth sind für andere Programme; age ist das JSON, mit einem Passwort oder für öffentliche Schlüssel versiegelt. Was ein Format nicht aufnimmt, steht auf der Standardfehlerausgabe; --dry-run sagt es und schreibt nichts. Wo jeder die Datei lesen könnte, werden Sie zweimal gefragt; ein Skript sagt --plain-text. DEST muss neu sein, und - ist die Standardausgabe. Über die App braucht ein Programm dafür das Recht export und bekommt, was Richtlinien ihm zu exportieren erlauben; wo sie nichts erlauben, fragt das Fenster.',
      options: {
        format: 'die Form; sie muss angegeben sein',
        prefix: 'nur die Einträge in diesem Ordner',
        'export-passphrase-file': 'das Passwort, das den Export öffnet; sonst fragt ein Terminal',
        recipient: 'ein öffentlicher Schlüssel von age, der den Export öffnet, statt eines Passworts',
        'plain-text': 'nicht fragen, ob dort Klartext liegen darf',
        'dry-run': 'nichts schreiben, nur sagen, was das Format nicht aufnimmt',
      },
      examples: [
        ['holdfast export all.kdbx --format kdbx'],
        ['holdfast export all.json --format json --plain-text'],
        ['holdfast export backup.json.age --format age --recipient age1…'],
        ['holdfast export - --format k8s --prefix prod/app --plain-text | kubectl apply -f -'],
      ],
    },
    import: {
      short: 'Einträge aus Exporten anderer Programme importieren',
      about:
        'Importiert den Export eines Passwortmanagers, eines Browsers oder einer App für Einmalcodes, oder eine Datei für Entwickler in den Tresor, in einem Schritt: alles oder nichts. Was sie ist, sagt ihr Inhalt; docs/import.md nennt jedes Format. Dieselbe Datei noch einmal legt nichts doppelt an. Was übersprungen wird, scheitert oder verloren geht, steht mit seiner Stelle in der Datei auf der Standardfehlerausgabe; ist etwas gescheitert, wird der Rest trotzdem importiert, und der Exit-Code ist 8. FILE darf eine Pipe sein, und - ist die Standardeingabe. Aus einem Ordner (FOLDER) kommt jede Datei mit bekanntem Format; den Speicher von pass oder gopass entschlüsselt gpg oder age, eine mit gpg, age oder sops verschlüsselte Datei das jeweilige Programm. Von einem Server von HashiCorp oder OpenBao (vault+https://HOST/MOUNT) kommt jeder Eintrag, den die Zugangsdaten lesen dürfen: VAULT_TOKEN, ~/.vault-token oder --import-passphrase-file. Mehrere kommen zusammen oder gar nicht.',
      options: {
        format: 'eines, das docs/import.md nennt; sonst am Inhalt der Datei erkannt',
        prefix: 'ein Ordner des Tresors für alles; eine dotenv-Datei wird zum Eintrag an diesem Pfad',
        trash: 'was aus dem Papierkorb der Datei wird; sonst kommt es gelöscht an',
        archived: 'was aus dem Archiv der Datei wird; sonst kommt es an wie alles andere',
        encoding: `die Kodierung eines Texts, der weder UTF-8 noch UTF-16 ist: ${importEncodings.join(', ')}`,
        map: 'bei einer Tabelle, oder nur bei dieser FILE: was in dieser Spalte steht; jede andere wird ein Feld mit ihrem Namen',
        duplicates: 'was aus Einträgen wird, die der Tresor gleich oder anders schon hat',
        history: 'von einem Server: jede Version, die noch da ist, nicht nur die neueste',
        'dry-run': 'nichts schreiben und den Baum dessen drucken, was geschrieben würde',
        'delete-source':
          'die Dateien löschen, sobald alles aus ihnen aus dem Tresor zurückgelesen ist; ein Ordner, ein Link oder eine geänderte Datei bleibt',
        undo: 'den letzten Import in den Tresor rückgängig machen, wann immer er war; was seither geändert wurde, bleibt und wird genannt',
        report: 'den ganzen Bericht dorthin schreiben, nur für Sie lesbar (0600)',
        'import-passphrase-file':
          'das Passwort der Dateien, oder der FILE mit diesem Namen oder Pfad; sonst fragt ein Terminal nach jedem',
        'import-key-file': 'die Schlüsseldatei, die sie öffnet, oder diese FILE',
      },
      examples: [
        ['holdfast import old.kdbx', 'fragt nach dem Passwort der Datei'],
        ['holdfast import ~/.password-store --prefix pass'],
        [
          'holdfast import vault+https://vault.example:8200/kv --history',
          'mit VAULT_TOKEN oder ~/.vault-token',
        ],
        ['holdfast import passwords.csv codes.json ~/exports'],
        ['holdfast import old.kdbx --import-passphrase-file F --import-key-file old.keyx --dry-run'],
        [
          'holdfast import ~/exports --import-passphrase-file old.kdbx=F --import-passphrase-file aegis.json=G',
        ],
        ['sops -d prod.enc.env | holdfast import - --prefix prod/app'],
        ['holdfast import .env --prefix prod/app --report report.json'],
        ['holdfast import --undo', 'mit --dry-run sagt es, was ginge und was bliebe'],
        ["holdfast import liste.csv --map 'Seite=title' --map 'Kennwort=password'"],
      ],
    },
    'policy create': {
      short: 'Programmen an Pfaden etwas erlauben',
      about:
        'Erlaubt den Programmen, deren SPIFFE-ID zu einem Muster passt, etwas an den Pfaden, die zu einem anderen passen. Muster sind Globs über den ganzen Text: * ist ein Teil eines Segments, ** beliebig viele Segmente, re: beginnt einen regulären Ausdruck. Eine Richtlinie dieses Namens wird ersetzt. Exit-Code 8 mit der Stelle, an der ein Muster nicht lesbar ist.',
      options: {
        'spiffeid-pattern': 'welche Programme, etwa spiffe://VAULT/client/build',
        'path-pattern': 'welche Einträge, etwa prod/db/*',
        permissions: `aus ${permissions.join(', ')}; super erlaubt alles`,
      },
      examples: [
        [
          "holdfast policy create orders --spiffeid-pattern 'spiffe://*/client/build' --path-pattern 'prod/db/*' --permissions read,list",
        ],
      ],
    },
    'policy apply': {
      short: 'Richtlinien einer YAML-Datei speichern',
      about:
        'Speichert die Richtlinien einer YAML-Datei oder, wenn FILE - ist, der Standardeingabe: eine Richtlinie, eine Liste davon oder mehrere Dokumente. Alle oder keine; noch einmal angewendet ändert es nichts. Richtlinien, die nicht in der Datei stehen, bleiben.',
      options: {},
      examples: [['holdfast policy apply p.yaml'], ['holdfast policy get orders | holdfast policy apply -']],
    },
    'policy get': {
      short: 'Richtlinie als YAML ausgeben',
      about:
        'Gibt eine Richtlinie als YAML aus, wie "policy apply" es nimmt. Exit-Code 3, wenn es keine dieses Namens gibt.',
      options: {},
      examples: [['holdfast policy get orders > orders.yaml'], ['holdfast policy get orders --json']],
    },
    'policy list': {
      short: 'Namen der Richtlinien ausgeben',
      about:
        'Gibt die Namen aller Richtlinien aus, einen je Zeile, sortiert; --json nennt alles zu jeder. Keine zu haben ist kein Fehler.',
      options: {},
      examples: [['holdfast policy list'], ['holdfast policy list --json']],
    },
    'policy delete': {
      short: 'Richtlinie löschen',
      about:
        'Löscht eine Richtlinie: Die nächste Anfrage wird ohne sie entschieden. Exit-Code 3, wenn es keine dieses Namens gibt.',
      options: {},
      examples: [['holdfast policy delete orders']],
    },
    'policy test': {
      short: 'sagen, ob ein Programm etwas darf und nach welcher Richtlinie',
      about:
        'Sagt, ob ein Programm an einem Pfad etwas darf und nach welcher Richtlinie: Exit-Code 0, wenn es darf, 5, wenn nicht. Dies ist nur eine Frage: Weder das Programm noch der Eintrag muss existieren.',
      options: {},
      examples: [['holdfast policy test spiffe://VAULT/client/build prod/db/orders read']],
    },
    'client register': {
      short: 'darum bitten, dass ein Programm den Tresor nutzen darf',
      about:
        'Erzeugt einen Schlüssel für ein Programm und fragt die Person am Fenster, ob es den Tresor nutzen darf: einmal, bis der Tresor gesperrt wird, oder immer. Nur dieses Konto kann den Schlüssel lesen. Mit --vault lässt der Besitzer das Programm zu, ohne gefragt zu werden. Gibt seine SPIFFE-ID aus.',
      options: { want: 'was es brauchen wird, gleich mit erbeten; ohne Angabe read' },
      examples: [
        ['holdfast client register build'],
        ['holdfast client register build --want prod/db/orders --want prod/queue:list'],
      ],
    },
    'client list': {
      short: 'Programme ausgeben, die den Tresor nutzen dürfen',
      about:
        'Gibt die Programme aus, die den Tresor immer nutzen dürfen: Name, SPIFFE-ID, seit wann, mit Tabulatoren dazwischen.',
      options: {},
      examples: [['holdfast client list'], ['holdfast --vault my.holdfast client list --json']],
    },
    'client revoke': {
      short: 'Programm ausschließen',
      about:
        'Schließt ein Programm aus: Seine nächste Nachricht wird abgewiesen, auch in einer laufenden Sitzung. Entfernt den Schlüssel, den dieses Konto vielleicht von ihm hat. Seine Richtlinien bleiben und gelten für das nächste Programm dieses Namens, außer mit --policies.',
      options: { policies: 'auch die Richtlinien löschen, die nur dieses Programm nennen' },
      examples: [['holdfast client revoke build'], ['holdfast client revoke build --policies']],
    },
    'cipher encrypt': {
      short: 'Datei mit einem Schlüssel des Tresors verschlüsseln',
      about:
        'Verschlüsselt eine Datei beliebiger Größe mit AES-256-GCM und dem Schlüssel NAME, den der Tresor beim ersten Mal erzeugt und nie herausgibt. Ein Programm braucht write an holdfast/system/cipher/NAME. Das Format steht in docs/api.md.',
      options: {
        in: 'was gelesen wird; sonst die Standardeingabe',
        out: 'wohin geschrieben wird, ganz oder gar nicht, nur für Sie lesbar; sonst die Standardausgabe',
      },
      examples: [
        ['holdfast cipher encrypt backups < dump.sql > dump.sql.hc'],
        ['tar c photos | holdfast cipher encrypt photos --out photos.tar.hc'],
      ],
    },
    'cipher decrypt': {
      short: 'solche Datei entschlüsseln',
      about:
        'Entschlüsselt, was "holdfast cipher encrypt" geschrieben hat; die Datei selbst nennt ihren Schlüssel. Ein Programm braucht dort read. Exit-Code 8, wenn die Datei geändert oder abgeschnitten wurde: --out schreibt dann nichts, die Standardausgabe hat bekommen, was davor kam.',
      options: {
        in: 'was gelesen wird; sonst die Standardeingabe',
        out: 'wohin geschrieben wird, ganz oder gar nicht, nur für Sie lesbar; sonst die Standardausgabe',
      },
      examples: [['holdfast cipher decrypt --in dump.sql.hc --out dump.sql']],
    },
    audit: {
      short: 'ausgeben, wer was getan hat',
      about:
        'Gibt aus, wer was getan hat, Ältestes zuerst: Zeit, Ergebnis, Aktion, Programm, Pfad, mit Tabulatoren dazwischen. Prüft dabei die Kette der Protokolleinträge: Exit-Code 7, wenn einer geändert oder entfernt wurde. Lesen mit --vault wird nicht vermerkt.',
      options: {
        since: 'ab diesem Tag oder Zeitpunkt (2026-05-03) oder über diese Dauer (24h, 7d)',
        client:
          'nur, was dieses Programm getan hat; owner: wer eine Passphrase und keinen Namen hat; person:NAME: wer einen hat',
      },
      examples: [
        ['holdfast audit --since 24h'],
        ['holdfast audit --client spiffe://VAULT/client/build --json'],
      ],
    },
    'recovery issue': {
      short: 'Notfallblätter auf Papier erstellen',
      about:
        'Erstellt einen Satz: N Notfallblätter, von denen beliebige T den Tresor ohne seine Passphrase öffnen. Holdfast liest die Dateien zurück; erst dann gilt der Satz, und der vorige öffnet nichts mehr: Der Tresor bekommt neue Schlüssel (siehe "rekey"). Drucken Sie die Dateien, verteilen Sie die Blätter auf Menschen und Orte, und löschen Sie die Dateien: Wer T davon hat, hat den Tresor. Immer mit --vault: Die App gibt keinem Programm Blätter.',
      options: {
        shares: `Blätter im Satz, 1 bis 16; sonst ${defaultSetSize.shares}`,
        threshold: `wie viele davon den Tresor öffnen; sonst ${defaultSetSize.threshold}`,
        out: 'der Ordner für eine Datei je Blatt, nur für Sie lesbar (0600)',
        format: 'als was; sonst html, das jeder Browser druckt',
        paper: 'das Papierformat; sonst a4',
        holder: 'wer das nächste Blatt bekommt, der Reihe nach',
        owner:
          'wem der Tresor gehört und wie man die Person erreicht, auf jedem Blatt; gilt auch für den nächsten Satz, wie die beiden unten',
        backups: 'wo die Sicherungen liegen, auf jedem Blatt',
        program: 'wo es Holdfast gibt, auf jedem Blatt',
        pending: 'die Dateien nicht zurücklesen: Der Satz gilt, sobald "recovery activate" jedes Blatt hatte',
      },
      examples: [
        ['holdfast --vault my.holdfast recovery issue --out sheets', 'beliebige 3 von 5'],
        ['holdfast --vault my.holdfast recovery issue --shares 3 --threshold 2 --out sheets --format pdf'],
        [
          'holdfast --vault my.holdfast recovery issue --out sheets --holder Ada --holder "the bank" --pending',
        ],
      ],
    },
    'recovery check': {
      short: 'sagen, ob Blätter den Tresor öffnen würden; ändert nichts',
      about:
        'Sagt, ob diese Blätter den Tresor öffnen würden (Exit-Code 0) oder nicht (4; 8, wenn eines nicht lesbar ist oder falsche Wörter hat). Braucht keine Passphrase und ändert nichts. Ohne --vault antwortet die App für den Tresor, der dort offen ist. Ein SHEET ist eine Textdatei mit seinen Wörtern, ein PNG, JPEG oder PDF, oder - für die Standardeingabe.',
      options: {},
      examples: [
        ['holdfast --vault my.holdfast recovery check blatt-1.pdf foto.jpg words-4.txt'],
        ['holdfast --vault my.holdfast recovery check blatt-1.pdf blatt-2.pdf blatt-3.pdf --json'],
      ],
    },
    'recovery restore': {
      short: 'mit genug Blättern eine neue Passphrase setzen',
      about:
        'Setzt mit genug Blättern des Satzes eine neue Passphrase anstelle der vergessenen; der Satz bleibt, und die Passphrasen anderer Personen auch. Der Tresor bekommt neue Schlüssel: Eine ältere Kopie mit ihrer Passphrase öffnet nichts, was seitdem geschrieben wurde (siehe "rekey"). Bis zum letzten Schritt wird nichts geschrieben. Zu wenige oder falsche Blätter: Exit-Code 4. Ein SHEET ist eine Textdatei mit seinen Wörtern, ein PNG, JPEG oder PDF, oder - für die Standardeingabe.',
      options: {
        'new-passphrase-file':
          'die Passphrase, die der Tresor bekommt; -: die erste Zeile der Standardeingabe; sonst fragt ein Terminal',
        'new-key-file':
          'eine Datei, mit der sich der Tresor zusammen mit dieser Passphrase öffnet; sonst braucht er keine mehr',
        person: 'wessen Passphrase sie ersetzt, wo mehrere Personen den Tresor öffnen',
        to: 'den Tresor nicht ändern und die Passphrase einer Kopie davon dort geben',
      },
      examples: [
        [
          'holdfast --vault my.holdfast recovery restore words-1.txt words-3.txt words-5.txt --new-passphrase-file q',
        ],
        [
          'holdfast --vault backup.holdfast recovery restore foto-1.jpg foto-2.jpg blatt-4.pdf --to my.holdfast',
        ],
      ],
    },
    'recovery activate': {
      short: 'Blätter eines neuen Satzes zurücklesen, der dann gilt',
      about:
        'Nach "recovery issue --pending": liest Blätter des neuen Satzes zurück. Sobald jedes gelesen ist, in einem Lauf oder mehreren, gilt der neue Satz, und der vorige öffnet nichts; bis dahin Exit-Code 4. Ersetzt er einen Satz, bekommt der Tresor neue Schlüssel: siehe "rekey". Ein SHEET ist eine Textdatei mit seinen Wörtern, ein PNG, JPEG oder PDF, oder - für die Standardeingabe.',
      options: {},
      examples: [['holdfast --vault my.holdfast recovery activate scan-1.png scan-2.png scan-3.png']],
    },
    'recovery status': {
      short: 'zeigen, was über den Satz Notfallblätter bekannt ist',
      about:
        'Gibt aus, welcher Satz den Tresor öffnet und welche es nicht mehr tun. Mit --passphrase-file oder durch die App auch, wer die Blätter hat, wann jedes zuletzt gesehen wurde, wann die nächste Probe fällig ist, und einen Satz, der darauf wartet, zurückgelesen zu werden.',
      options: {},
      examples: [
        ['holdfast --vault my.holdfast recovery status', 'was ein gesperrter Tresor zeigt'],
        ['holdfast --vault my.holdfast --passphrase-file p recovery status --json'],
      ],
    },
    'recovery revoke': {
      short: 'jedes Notfallblatt ungültig machen',
      about:
        'Von jetzt an öffnet kein Blatt diesen Tresor. Er bekommt neue Schlüssel, sodass eine ältere Kopie mit ihren Blättern nichts öffnet, was seitdem geschrieben wurde; was eine solche Kopie hat, behält sie: "rekey" nennt die Einträge. Immer mit --vault und der Passphrase.',
      options: {},
      examples: [
        ['holdfast --vault my.holdfast recovery revoke'],
        [
          'holdfast --vault my.holdfast recovery revoke --keep-keys',
          'niemand hat eine ältere Kopie und genug Blätter',
        ],
      ],
    },
    'recovery letter': {
      short: 'einen Brief von einer Seite schreiben für die, die danach kommen',
      about:
        'Schreibt eine Seite nach OUT: was der Tresor ist, wer welches Blatt hat, wo der Tresor und seine Sicherungen liegen, was in welcher Reihenfolge zu tun ist und wen man fragen kann. Kein Schlüssel und kein Wort eines Blattes steht darin. Was er sagt, wird im Tresor aufgehoben. Immer mit --vault. Nichts wird überschrieben.',
      options: {
        format: 'html (üblich) oder pdf, wozu die App nötig ist',
        paper: 'a4 (üblich) oder letter',
        'without-names': 'weglassen, wer die Blätter hat',
        'names-beside-backups':
          'auch in READ ME FIRST.txt neben Sicherungen in Ordnern schreiben, wer die Blätter hat, ab der nächsten; ohne dies kommt es heraus',
        ask: 'wen man um Hilfe bitten kann, in Ihren Worten; fehlt es: wie im letzten Brief',
      },
      examples: [
        [
          'holdfast --vault my.holdfast recovery letter brief.pdf --format pdf --ask "Meine Schwester Anna, 555 0100"',
        ],
        ['holdfast --vault my.holdfast recovery letter brief.html --without-names'],
      ],
    },
    'rescue drill': {
      short:
        'eine Kopie der neuesten Sicherung öffnen wie nach einem Verlust, und mit dem Tresor vergleichen',
      about:
        'Kopiert die neueste Sicherung in einen Ordner auf Zeit und öffnet die Kopie mit dem, was Sie nach einem Verlust hätten: den Blättern oder der Passphrase. Alles darin wird gelesen und mit dem Tresor verglichen, und es wird versucht, ob ein Blatt weniger sie auch öffnet. Die Kopie wird entfernt. Mit --vault liest der Code von rescue.html in diesem Programm; ohne öffnet die App rescue.html selbst in einem Fenster, das niemand sieht. Der Tag wird im Tresor notiert. Exit-Code 0: Die Sicherung brächte den Tresor zurück; 4: das öffnet sie nicht; 7: etwas ist beschädigt oder anders. Ein SHEET ist eine Textdatei mit seinen Wörtern, ein PNG, JPEG oder PDF, oder - für die Standardeingabe.',
      options: {
        sheets: 'mit diesen Blättern; fehlt es: mit der Passphrase',
        backup:
          'diese Sicherung, oder die neueste dieses Ordners; fehlt es: die neueste, die hier erstellt wurde',
      },
      examples: [
        ['holdfast rescue drill --sheets words-1.txt words-3.txt words-5.txt'],
        ['holdfast --vault my.holdfast rescue drill --sheets blatt-1.pdf blatt-4.pdf foto.jpg'],
        ['holdfast --vault my.holdfast rescue drill --backup /media/stick', 'mit der Passphrase'],
      ],
    },
    rekey: {
      short: 'dem Tresor neue Schlüssel geben, wenn andere Passphrase, Blätter oder eine Kopie haben könnten',
      about:
        'Gibt dem Tresor neue Schlüssel, wenn jemand anderes eine Passphrase, ein Blatt oder eine Kopie haben könnte. Eine ältere Kopie mit ihrer Passphrase oder ihren Blättern öffnet nichts, was von dann an geschrieben wird; die geltenden Blätter bleiben gültig. Alles wird mit den neuen Schlüsseln verschlüsselt; wird das unterbrochen, macht der nächste Lauf weiter. Eine ältere Kopie behält, was sie hat: Diese Einträge werden ausgegeben, neueste Änderung zuerst, damit Sie sie dort ändern, wo sie gelten. Ein Eintrag mit neuerer Version verschwindet aus der Liste. Immer mit --vault.',
      options: {
        'new-passphrase-file': 'auch eine neue Passphrase; -: die erste Zeile der Standardeingabe',
        'new-passphrase': 'dasselbe, am Terminal erfragt',
        'keep-keys':
          'mit einer neuen Passphrase: die Schlüssel behalten; eine ältere Kopie öffnet dann auch, was später geschrieben wird',
        list: 'nichts ändern: ausgeben, welche Einträge ältere Kopien noch preisgeben',
      },
      examples: [
        ['holdfast --vault my.holdfast rekey'],
        ['holdfast --vault my.holdfast --passphrase-file p rekey --new-passphrase-file q'],
        ['holdfast --vault my.holdfast rekey --list --json', 'was noch dort zu ändern ist, wo es gilt'],
      ],
    },
    rotate: {
      short: 'neuer Datenschlüssel für alles, was ab jetzt geschrieben wird',
      about:
        'Erzeugt einen neuen Datenschlüssel für alles, was ab jetzt geschrieben wird. Alles andere bleibt, wie es ist, und wer eine ältere Kopie öffnet, öffnet alles: Dagegen hilft "rekey". Holdfast tut dies von selbst, bevor ein Schlüssel 2^30 Objekte verschlüsselt hat. Setzt ein unterbrochenes "rekey" fort. Immer mit --vault.',
      options: {},
      examples: [['holdfast --vault my.holdfast rotate']],
    },
    'people list': {
      short: 'zeigen, wer den Tresor mit einer Passphrase öffnet',
      about:
        'Gibt aus, wer den Tresor mit einer eigenen Passphrase öffnet: Name, wann und von wem aufgenommen, wann und auf welchem Gerät zuletzt geöffnet, soweit eine eigene Änderung es gesagt hat; dann, wer eingeladen ist. Alle lesen und ändern alles darin.',
      options: {},
      examples: [['holdfast people list'], ['holdfast --vault my.holdfast people list --json']],
    },
    'people invite': {
      short: 'jemanden einladen, den Tresor mit einer eigenen Passphrase zu öffnen',
      about:
        'Erstellt eine Einladung: einen kurzen Text, der sagt, welcher Tresor es ist, wo er liegt und für wen; es steht nichts Geheimes darin. Die andere Person antwortet mit "people join"; "people confirm" nimmt sie auf. Acht Personen können einen Tresor öffnen.',
      options: { out: 'die Datei für die Einladung; sonst die Standardausgabe' },
      examples: [['holdfast people invite Bob'], ['holdfast people invite "Bob Smith" --out bob.invitation']],
    },
    'people join': {
      short: 'eine Einladung mit einer neuen Passphrase beantworten',
      about:
        'Beantwortet eine Einladung: fragt zweimal nach einer neuen Passphrase und erstellt die Antwort an die Person, die eingeladen hat. Braucht keinen Tresor. INVITATION ist der Text selbst, eine Datei oder - für die Standardeingabe. Gibt sechs Wörter aus: Sie werden dieser Person am Telefon oder persönlich vorgelesen. Die Passphrase, mit --key-file zusammen mit dieser Datei, öffnet den Tresor, sobald sie bestätigt hat.',
      options: {
        out: 'die Datei für die Antwort; sonst die Standardausgabe',
        'kdf-memory': 'Speicher für das Öffnen, in MiB; sonst gemessen',
        'kdf-time': 'Durchläufe über diesen Speicher; sonst gemessen',
      },
      examples: [
        ['holdfast people join bob.invitation --out bob.answer'],
        ['holdfast people join - --passphrase-file p < bob.invitation'],
      ],
    },
    'people confirm': {
      short: 'jemanden aufnehmen, der eine Einladung beantwortet hat',
      about:
        'Zeigt sechs Wörter zu einer Antwort und fragt, ob die andere Person dieselben vorliest, am Telefon oder persönlich: Dann hat niemand eine andere Antwort an ihre Stelle gesetzt. Erst danach öffnet ihre Passphrase den Tresor. ANSWER ist der Text selbst, eine Datei oder - für die Standardeingabe. Eine Antwort gilt einmal.',
      options: {
        words: 'die sechs Wörter, die sie gesagt hat, wo niemand gefragt werden soll; andere: Exit-Code 8',
      },
      examples: [
        ['holdfast people confirm bob.answer', 'fragt, ob die Wörter dieselben sind'],
        ['holdfast people confirm bob.answer --words "one two three four five six"'],
      ],
    },
    'people remove': {
      short: 'jemandem den Zugang nehmen, mit neuen Schlüsseln',
      about:
        'Nimmt die Passphrase einer Person weg und gibt dem Tresor neue Schlüssel wie "rekey": Mit einer älteren Kopie öffnet sie nichts, was danach geschrieben wird. Gibt aus, was sie lesen konnte, das Neueste zuerst: Es ist dort zu ändern, wo es gebraucht wird. Fragt nach der Passphrase von jemandem, der bleibt. Wer nur eingeladen ist, dessen Einladung wird zurückgezogen; sonst ändert sich nichts.',
      options: {},
      examples: [['holdfast people remove Bob'], ['holdfast people remove Bob --json']],
    },
    'people name': {
      short: 'der Person, deren Passphrase den Tresor öffnet, einen Namen geben',
      about:
        'Gibt der Person, die den Tresor mit der Passphrase öffnet, einen Namen: in der Liste der Personen und von da an im Protokoll. Wer den Tresor erstellt hat, hat zuerst keinen und heißt owner.',
      options: {},
      examples: [['holdfast people name Anna']],
    },
    devices: {
      short: 'zeigen, welche Geräte den Tresor schreiben, oder eines für ausgeschieden erklären',
      about:
        'Gibt die Geräte aus, die einen Tresor in einem Ordner schreiben, den ein Abgleichprogramm trägt, oder einen auf einem Dienst, während der nicht erreichbar war: Name, ID, wann jedes zuletzt geschrieben hat, welches dieses ist, welche ausgeschieden sind und von welchen noch Dateien fehlen. "gone" erklärt, dass ein Gerät nicht wiederkommt: verloren, verkauft oder neu eingerichtet. DEVICE ist sein Name, seine ID oder deren Anfang. Was darauf wartet, geht dann weiter: Was kein Gerät braucht, wird entfernt, und frühere Schlüssel entfallen. Dort liegt der Tresor weiter, wie er war, mit seiner Passphrase: Ändern Sie auch diese oder die Schlüssel. Sobald etwas ankommt, das es später schreibt, zählt es wieder.',
      options: {},
      examples: [
        ['holdfast --vault folder:/sync/vault devices'],
        ['holdfast --vault folder:/sync/vault devices gone alter-laptop'],
      ],
    },
    'backup create': {
      short: 'geprüfte Sicherung erstellen oder auf den neuesten Stand bringen',
      about:
        'Erstellt eine Sicherung: eine Tresordatei wie jede andere, die dieselbe Passphrase und dieselben Blätter öffnen. DEST ist ein Ordner, in den eine Datei mit Datum und Stand im Namen kommt, oder eine Datei, die ersetzt wird, sobald die neue vollständig ist. Kopiert wird nur, was seit der neuesten Sicherung dort neu ist. Dann wird jedes Objekt zurückgelesen und geprüft, bevor die Datei ihren Namen bekommt. Jeder andere Ort (folder:PATH, s3://…, postgres://…) bekommt eine Kopie, die dem Tresor folgt: zuerst erstellt, dann um das Neue ergänzt; was dort eigene Änderungen haben kann, bleibt unberührt. --locked braucht keine Passphrase: Jedes Objekt wird kopiert und verglichen, aber nur die Schlüssel können zeigen, dass es unversehrt war.',
      options: { locked: 'ohne die Passphrase: prüfen, was keine Schlüssel braucht' },
      examples: [
        ['holdfast --vault my.holdfast backup create /media/disk/backups'],
        ['holdfast --vault my.holdfast backup create copy.holdfast'],
        ['holdfast --vault my.holdfast backup create backups --locked --json'],
        ["holdfast --vault my.holdfast backup create 's3://vaults/copy?endpoint=https://s3.example.org'"],
      ],
    },
    'backup verify': {
      short: 'jedes Objekt einer Sicherung prüfen',
      about:
        'Liest und prüft jedes Objekt einer Sicherung mit ihrer Passphrase und nennt, was beschädigt ist (Exit-Code 7). FILE darf ein Ordner mit Sicherungen sein: dann die neueste, die dieser Rechner erstellt oder geprüft hat; gibt es keine, die, die sich als neueste ausgibt. --locked braucht keine Passphrase und prüft nur Aufbau und Prüfsummen.',
      options: { locked: 'ohne die Passphrase: prüfen, was keine Schlüssel braucht' },
      examples: [
        ['holdfast backup verify backups/my-2026-05-03-140533-r12.holdfast'],
        ['holdfast backup verify backups --passphrase-file p --json'],
      ],
    },
    'backup list': {
      short: 'Sicherungen in einem Ordner ausgeben',
      about:
        'Gibt die Tresordateien eines Ordners aus, neueste zuerst: Zeit, Stand, Größe, Tresor und Datei. Braucht keine Passphrase. Mit --vault nur die dieses Tresors. „fremd“ heißt, dass nur die Datei selbst sagt, wem sie gehört: Dieser Rechner hat sie weder erstellt noch geprüft. Mit --vault und --passphrase-file sagen es auch die Schlüssel des Tresors.',
      options: {},
      examples: [
        ['holdfast backup list backups'],
        ['holdfast --vault my.holdfast backup list backups --json'],
      ],
    },
    'backup prune': {
      short: 'alte Sicherungen in einem Ordner entfernen',
      about:
        'Entfernt alte Sicherungen in einem Ordner. Eine Sicherung bleibt, solange eine der Regeln sie behält; geben Sie mindestens eine an. Entfernt werden nur Dateien mit Namen, wie "backup create" sie gibt, und nur die, die dieser Rechner Byte für Byte erstellt oder geprüft hat oder, mit --vault und --passphrase-file, die die Schlüssel des Tresors öffnen; von jedem Tresor nie die neueste davon und nie die neueste, die ganz zurückgelesen wurde. Eine Datei, die nur selbst sagt, wem sie gehört, zählt nicht, bleibt und wird genannt. Mit --vault nur die dieses Tresors. Gibt die entfernten Dateien aus.',
      options: {
        'keep-last': 'die neuesten N',
        'keep-daily': 'die neueste jedes von N Tagen',
        'keep-weekly': 'die neueste jeder von N Wochen',
        'keep-monthly': 'die neueste jedes von N Monaten',
        'dry-run': 'nur sagen, welche entfernt würden',
      },
      examples: [
        ['holdfast backup prune backups --keep-last 10 --keep-daily 7 --keep-weekly 5 --keep-monthly 12'],
        ['holdfast --vault my.holdfast backup prune backups --keep-last 3 --dry-run'],
      ],
    },
    'backup restore': {
      short: 'aus einer Sicherung eine neue Tresordatei machen oder eine ersetzen',
      about:
        'Kopiert eine Sicherung in eine neue Tresordatei und vergleicht sie Byte für Byte; mit --passphrase-file, oder mit --key-file, das nach der Passphrase fragt, wird zuvor auch jedes Objekt geprüft. FILE darf ein Ordner mit Sicherungen sein oder FOLDER/LATEST: dann die neueste, die dieser Rechner erstellt oder geprüft hat; gibt es keine, die neueste, die die Passphrase öffnet, oder ohne sie die, die sich als neueste ausgibt. Gibt es DEST schon, geschieht nichts (Exit-Code 8), außer mit --replace: Dann bleibt der dortige Tresor unter einem Namen mit Datum erhalten.',
      options: { replace: 'an die Stelle von DEST setzen, das erhalten bleibt' },
      examples: [
        ['holdfast backup restore backups/LATEST new.holdfast'],
        ['holdfast backup restore backups/my-2026-05-03-140533-r12.holdfast my.holdfast --replace'],
      ],
    },
    run: {
      short: 'Befehl mit Einträgen als Umgebungsvariablen ausführen',
      about:
        'Führt einen Befehl mit Werten aus Einträgen in seiner Umgebung aus und endet mit seinem Exit-Code (128 + n, wenn Signal n ihn beendet hat). In seiner Ausgabe werden verborgene Werte maskiert, auch als base64, hex, in URLs, JSON oder Anführungszeichen der Shell; Werte unter 4 Byte nicht. Das hält Werte aus Logs fern, in die sie versehentlich kämen; ein Programm, das sie verraten will, hält es nicht auf. Signale, Standardeingabe und Terminal gehen durch: Ein Befehl, der auf ein Terminal schreibt, bekommt eines, verbunden mit Ihrem. Nichts wird auf den Datenträger geschrieben, und kein Wert steht auf einer Befehlszeile. Exit-Code 3, wenn etwas fehlt, bevor der Befehl startet; 127, wenn es ihn nicht gibt. Namen, die ändern, was Programme ausführen (PATH, LD_PRELOAD und dergleichen), werden aus keinem Eintrag genommen (8), außer --env NAME=PATH#KEY nennt sie. Mehr steht in docs/run.md.',
      options: {
        env: "ein Feld eines Eintrags als Variable; 'PREFIX*=PATH': alle seine Felder, in Großbuchstaben benannt",
        secret: 'alle Felder eines Eintrags als Variablen ihres Namens',
        'env-file': 'Variablen in dotenv-Syntax, deren Werte holdfast://PATH#KEY enthalten dürfen',
        'no-masking': 'die Ausgabe lassen, wie sie ist',
      },
      examples: [
        ['holdfast run --env PGPASSWORD=prod/db/orders#password -- psql -h db orders'],
        [
          "holdfast run --env 'PG*=prod/db/orders' -- psql",
          'Benutzer und Passwort als PGUSER und PGPASSWORD',
        ],
        [
          'holdfast run --env-file .env -- npm start',
          'DB_URL=postgres://app:{{ holdfast://prod/db#password }}@db',
        ],
      ],
    },
    inject: {
      short: 'Werte aus Einträgen in eine Vorlage einsetzen',
      about:
        'Gibt eine Vorlage (eine Datei oder die Standardeingabe) aus, in der jedes holdfast://PATH#KEY durch diesen Wert ersetzt ist, genau so: Anführungszeichen darum sind Sache der Vorlage. Ein Verweis endet an einem Leerzeichen, Anführungszeichen, einer Klammer oder anderem Satzzeichen; in {{ holdfast://PATH#KEY }} dürfen Pfad und Feld alles enthalten, und die Klammern verschwinden. ?version=N vor dem # nennt eine Version, %XX ein beliebiges Zeichen, und \\holdfast:// ist kein Verweis. Exit-Code 3, wenn ein Wert fehlt, mit seiner Zeile, und dann wird nichts geschrieben. Eine Zeile NAME=holdfast://..., deren NAME ändert, was Programme ausführen (PATH, LD_PRELOAD und dergleichen), wird abgelehnt (8), außer --allow nennt ihn.',
      options: {
        out: 'stattdessen dorthin schreiben, nur für Sie lesbar (0600); eine alte Datei wird auf einmal ersetzt',
        allow: 'eine Variable der Vorlage, die sonst abgelehnt wird',
      },
      examples: [
        [
          'holdfast inject config.tpl.yml --out config.yml',
          'password: "{{ holdfast://prod/db/orders#password }}"',
        ],
        ["echo 'url=postgres://app:holdfast://prod/db#password@db' | holdfast inject"],
      ],
    },
    'ssh-agent': {
      short: 'SSH-Schlüssel aus Einträgen für ssh und git bereitstellen',
      about:
        'Stellt ssh, git und dergleichen die SSH-Schlüssel aus Einträgen bereit, bis es unterbrochen wird; nichts wird auf den Datenträger geschrieben. Jedes Feld mit einem privaten Schlüssel zählt, in den Einträgen an PATH oder im Ordner dieses Namens (ssh, wenn kein anderer genannt ist); ein Feld namens passphrase öffnet ihn. Durch die App entscheiden bei jeder Nutzung seine Richtlinien. Gibt die Zeile aus, die einer Shell davon sagt.',
      options: {
        socket: 'wo es erreichbar ist; sonst holdfast/ssh-agent im Laufzeitordner',
        confirm: 'vor jeder Nutzung eines Schlüssels fragen: mit SSH_ASKPASS oder am Terminal',
      },
      examples: [
        [
          'holdfast ssh-agent --socket ~/.ssh/holdfast.sock',
          'des Tresors in der App; IdentityAgent in ~/.ssh/config',
        ],
        [
          'holdfast --vault my.holdfast ssh-agent work/ssh home/laptop --confirm',
          'zwei Orte, vor jeder Nutzung gefragt',
        ],
      ],
    },
    repair: {
      short: 'mit Sicherungen aus einem beschädigten Tresor einen unversehrten machen',
      about:
        'Macht aus einem beschädigten Tresor einen unversehrten, DEST: Sicherungen ersetzen, was der beschädigten Datei fehlt. Wird alles gefunden, ist DEST genau der Tresor, der war. Was verloren bleibt, wird genannt, und nichts wird geschrieben (Exit-Code 7), außer mit --accept-loss. In die beschädigte Datei wird nie geschrieben. Ist nicht einmal ihr Manifest unversehrt, tritt das erste --from an ihre Stelle.',
      options: {
        from: 'eine Sicherung oder andere Kopie des Tresors; darf auch beschädigt sein',
        'accept-loss': 'DEST auch ohne das Verlorene schreiben',
      },
      examples: [
        [
          'holdfast --vault my.holdfast repair whole.holdfast --from backups/my-2026-05-03-140533-r12.holdfast',
        ],
        ['holdfast --vault my.holdfast repair rest.holdfast --accept-loss'],
      ],
    },
    merge: {
      short: 'ergänzen, was eine andere Kopie des Tresors hat',
      about:
        'Ergänzt alles, was eine andere Kopie des Tresors hat und diesem fehlt, etwa die „conflicted copy“ eines Abgleichprogramms: für jeden Eintrag die Versionen beider, nach Zeit geordnet, auf einmal. Nichts entfällt, und dieselbe Kopie noch einmal zusammenzuführen ändert nichts. Richtlinien, Programme und Schlüssel bleiben, wie sie hier sind. FILE ändert sich nicht.',
      options: { 'dry-run': 'nur sagen, was ergänzt würde' },
      examples: [
        ['holdfast --vault my.holdfast merge "my (conflicted copy 2026-05-03).holdfast"'],
        ['holdfast --vault my.holdfast merge my.sync-conflict-20260503-140533-ABCDEFG.holdfast --dry-run'],
      ],
    },
    'key-file create': {
      short: 'Datei erstellen, die einen Tresor zusammen mit seiner Passphrase öffnet',
      about:
        'Erstellt eine Schlüsseldatei aus zufälligen Bytes, nur für Sie lesbar (0600): Ein Tresor, der mit --key-file FILE erstellt ist, öffnet sich mit seiner Passphrase und dieser Datei zusammen. Was dort schon ist, ändert sich nicht (Exit-Code 8). Auch jede andere Datei bis 64 MiB kann Schlüsseldatei sein, solange sich nie ein Byte darin ändert. Bewahren Sie sie und eine Kopie getrennt vom Tresor auf.',
      options: {},
      examples: [
        ['holdfast key-file create /media/stick/my.key'],
        ['holdfast key-file create my.key && holdfast init my.holdfast --key-file my.key'],
      ],
    },
    'key-file set': {
      short: 'Tresor mit Passphrase und Datei zusammen öffnen lassen',
      about:
        'Von jetzt an öffnet sich der Tresor mit seiner Passphrase und FILE zusammen, anstelle der bisherigen Schlüsseldatei, die --key-file nennt. Der Tresor bekommt neue Schlüssel (siehe "rekey"); seine Notfallblätter bleiben gültig und brauchen keine Datei. Ältere Kopien und Sicherungen öffnen sich wie bisher. Immer mit --vault.',
      options: {},
      examples: [
        ['holdfast --vault my.holdfast key-file set /media/stick/my.key'],
        ['holdfast --vault my.holdfast --key-file old.key key-file set new.key'],
      ],
    },
    'key-file remove': {
      short: 'Tresor nur mit seiner Passphrase öffnen lassen',
      about:
        'Von jetzt an öffnet sich der Tresor nur mit seiner Passphrase. --key-file nennt die Datei, die er bis dahin braucht. Der Tresor bekommt neue Schlüssel (siehe "rekey"). Ältere Kopien und Sicherungen brauchen die Datei noch: Behalten Sie sie so lange wie diese.',
      options: {},
      examples: [['holdfast --vault my.holdfast --key-file /media/stick/my.key key-file remove']],
    },
    'security-key add': {
      short: 'Tresor mit einem Sicherheitsschlüssel öffnen lassen',
      about:
        'Von jetzt an öffnet auch ein FIDO2-Schlüssel den Tresor, mit --security-key: Die Passphrase öffnet ihn wie bisher, und jeder andere Befehl, der sie verlangt, verlangt sie weiter. Holdfast bittet um zwei Berührungen und, wenn er eine hat, um seine PIN, jetzt und bei jedem Öffnen. Der erste braucht einen Satz Notfallblätter, der in Kraft ist; ohne ihn richten Sie mit einem Aufruf zwei ein: NAME NAME. Braucht libfido2 (unter Debian: libfido2-1). Immer mit --vault.',
      options: {},
      examples: [
        ['holdfast --vault my.holdfast security-key add "Blue key"'],
        ['holdfast --vault my.holdfast security-key add Blue Red', 'zwei, einer nach dem anderen'],
      ],
    },
    'security-key list': {
      short: 'Sicherheitsschlüssel, die einen Tresor öffnen',
      about:
        'Zeigt die Sicherheitsschlüssel, die den Tresor öffnen: Name, Tag, wem sie gehören und ob sie eine PIN verlangen. Immer mit --vault.',
      options: {},
      examples: [['holdfast --vault my.holdfast security-key list']],
    },
    'security-key rename': {
      short: 'Sicherheitsschlüssel anders nennen',
      about: 'Gibt einem Sicherheitsschlüssel einen anderen Namen. Immer mit --vault.',
      options: {},
      examples: [['holdfast --vault my.holdfast security-key rename Blue "Blue, at work"']],
    },
    'security-key remove': {
      short: 'Tresor nicht mehr mit einem Sicherheitsschlüssel öffnen lassen',
      about:
        'Von jetzt an öffnet er den Tresor nicht mehr; er muss nicht da sein. Der Tresor bekommt neue Schlüssel (siehe "rekey"); ältere Kopien und Sicherungen öffnen sich wie bisher. Immer mit --vault.',
      options: {},
      examples: [['holdfast --vault my.holdfast security-key remove Blue']],
    },
    move: {
      short: 'den Tresor an einen anderen Ort jeder Art bringen',
      about:
        'Bringt einen Tresor, wie er liegt und ohne seine Passphrase, an einen Ort, wo nichts liegt: eine Datei, folder:PATH, s3://… oder postgres://…. Er wird kopiert, die Kopie Byte für Byte verglichen, und erst dann kommt der bisherige unter einem Namen zur Seite, der das sagt; auf einem Dienst bleibt er. Unterbrochen geht nichts verloren, und derselbe Befehl macht weiter.',
      options: {},
      examples: [
        ["holdfast move my.holdfast 'postgres:///vaults?host=/run/postgresql&vault=home'"],
        ['holdfast move my.holdfast folder:vault'],
      ],
    },
    'store probe': {
      short: 'prüfen, worauf sich mehrere Schreibende an einem Ort verlassen können',
      about:
        'Prüft, worauf sich Schreibende an einem Ort verlassen können: anlegen, was es noch nicht gibt, nacheinander und zu acht um die Wette, zurücklesen, auflisten und löschen. Ein Tresor, der dort ist, bleibt unberührt, und von der Probe bleibt nichts. Exit-Code 6, wo mehrere Schreibende Änderungen verlieren würden; "init" erstellt dort keinen Tresor. Eine Datei oder ein Ordner dieses Rechners braucht keine Probe.',
      options: {},
      examples: [
        ["holdfast store probe 's3://vaults/home?endpoint=https://s3.example.org'"],
        ["holdfast store probe 'postgres://alice@db.example.org/vaults?vault=home' --json"],
      ],
    },
    quick: {
      short: 'das kleine Suchfenster zeigen',
      about:
        'Zeigt die Schnellsuche des Programms, das dafür gestartet wird, wo es nicht läuft: für eine eigene Taste Ihres Desktops, die diesen Befehl ausführt. Die Eingabetaste kopiert das Passwort des Gefundenen; der Befehl selbst gibt nichts aus.',
      options: {},
      examples: [['holdfast quick']],
    },
    generate: {
      short: 'zufälliges Passwort oder Passphrase ausgeben',
      about:
        'Gibt ein zufälliges Passwort aus, oder mit --words eine Passphrase, und sonst nichts: Ein Zeilenende kommt nur dazu, wenn die Standardausgabe ein Terminal ist. Braucht keinen Tresor.',
      options: {
        length: 'Zeichen eines Passworts, 4 bis 1024; sonst 24',
        symbols: 'die Sonderzeichen zur Auswahl; --symbols= für keine',
        unambiguous: 'ohne leicht Verwechselbares: 0 O o, 1 I l |',
        words: 'stattdessen Wörter, aus einer Liste von 7776: Jedes zählt 12,9 Bit',
        separator: 'was zwischen Wörtern steht; sonst ein Leerzeichen',
        capitalize: 'jedes Wort groß geschrieben',
        number: 'eine Ziffer nach einem der Wörter',
      },
      examples: [
        ['holdfast generate', '24 Zeichen'],
        ['holdfast generate --length 32 --symbols _-.'],
        ['holdfast generate --words 6', 'zum Merken und Tippen'],
        ['holdfast generate | holdfast secret patch prod/db --stdin password'],
      ],
    },
    completion: {
      short: 'Befehle und Optionen in einer Shell vervollständigen',
      about:
        'Gibt aus, womit bash, zsh oder fish die Wörter und Optionen von holdfast vervollständigen. Es fragt weder Tresor noch App: Pfade von Einträgen werden nicht vervollständigt, denn ein versehentlicher Tastendruck soll nicht den Tresor lesen.',
      options: {},
      examples: [
        ['source <(holdfast completion bash)', 'in ~/.bashrc'],
        ['source <(holdfast completion zsh)', 'in ~/.zshrc, nach compinit'],
        ['holdfast completion fish > ~/.config/fish/completions/holdfast.fish'],
      ],
    },
  },
} satisfies CliWords['help'];

words satisfies Alike<CliWords['help'], typeof words>;
