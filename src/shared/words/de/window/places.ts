import { count, format, number } from '../format.ts';

type English = typeof import('../../en/window/places.ts').places;

/**
 * Wo ein Tresor aufbewahrt werden kann: nach Art des Ortes und nach dem, was ein Formular dafür
 * erfragt.
 */
export const places = {
  where: 'Wo der Tresor aufbewahrt wird',
  elsewhere: 'Woanders aufbewahren…',
  whereCopy: 'Wohin die Kopie kommt',
  kinds: {
    sqlite: {
      name: 'Eine Datei',
      help: 'Eine Datei für alles. Kopieren, verschieben und sichern Sie sie wie jede andere.',
      open: 'Vorhandenen Tresor öffnen…',
      backup: 'Sicherung wählen…',
      into: 'In eine neue Datei',
    },
    folder: {
      name: 'Ein Ordner mit Dateien',
      help: 'Kleine Dateien, die sich nie ändern. Verschieben oder kopieren Sie immer den ganzen Ordner, nie einen Teil.',
      open: 'Tresor in einem Ordner öffnen…',
      backup: 'Tresor in einem Ordner wählen…',
      into: 'In einen neuen Ordner',
      saved: 'Im Ordner gespeichert',
    },
    s3: {
      name: 'Ein Bucket (S3)',
      help: 'Mehrere Computer und Menschen können ihn zugleich benutzen. Der Dienst hat nur versiegelte Bytes und erfährt, wie viele es sind und wann sie kommen.',
      saved: 'Im Bucket gespeichert',
    },
    postgres: {
      name: 'Eine Datenbank (PostgreSQL)',
      help: 'Mehrere Computer und Menschen können sie zugleich benutzen. Die Datenbank hat nur versiegelte Bytes. Wer sie verwaltet, führt vorher schema.sql aus (docs/stores.md).',
      saved: 'In der Datenbank gespeichert',
    },
    webdav: {
      name: 'Ein WebDAV-Server',
      help: 'Ein Ordner auf einem Server wie lighttpd. Probieren Sie ihn zuerst aus: Viele Server, darunter Apache, nginx und die meisten Clouds, können zwei Schreibende nicht auseinanderhalten. Lassen Sie dort deren eigenes Werkzeug „Ein Ordner mit Dateien“ übertragen.',
      saved: 'Auf dem Server gespeichert',
    },
  },
  service: {
    into: 'Auf einen Server',
    help: 'Ein Bucket, eine Datenbank oder ein WebDAV-Server. Dort wird nichts überschrieben.',
    kind: 'Art des Servers',
    from: 'Liegt auf einem Server',
    takeBackup: 'Diese Sicherung nehmen',
    takeVault: 'Mit diesem Tresor weiter',
  },
  fields: {
    file: {
      label: 'Tresordatei',
      none: 'Noch keine Datei gewählt',
      missing: 'Wählen Sie, wohin die Tresordatei kommt.',
    },
    folder: {
      label: 'Tresorordner',
      none: 'Noch kein Ordner gewählt',
      missing: 'Wählen Sie, wohin der Ordner kommt.',
    },
    endpoint: { label: 'Adresse des Dienstes', none: 'Amazon S3, wenn leer', missing: '' },
    bucket: { label: 'Bucket', none: '', missing: 'Nennen Sie den Bucket. Holdfast legt keinen an.' },
    prefix: { label: 'Name des Tresors darin', none: 'etwa zuhause oder team/alle', missing: '' },
    accessKey: {
      label: 'Zugangsschlüssel',
      none: 'Aus AWS_ACCESS_KEY_ID oder dem Profil, wenn leer',
      missing: '',
    },
    secretKey: { label: 'Geheimer Schlüssel', none: '', missing: '' },
    region: { label: 'Region', none: 'us-east-1, wenn nichts anderes eingestellt ist', missing: '' },
    profile: { label: 'Profil aus ~/.aws', none: 'default', missing: '' },
    sessionToken: { label: 'Sitzungstoken', none: '', missing: '' },
    ca: { label: 'Datei mit Zertifikaten, denen vertraut wird', none: '/pfad/zu/ca.pem', missing: '' },
    server: {
      label: 'Server',
      none: 'db.example.org oder der Ordner seines Sockets',
      missing: 'Nennen Sie den Server.',
    },
    database: { label: 'Datenbank', none: '', missing: 'Nennen Sie die Datenbank. Holdfast legt keine an.' },
    vault: { label: 'Name des Tresors darin', none: 'etwa zuhause', missing: 'Nennen Sie den Tresor.' },
    address: {
      label: 'Adresse des Ordners',
      none: 'https://dav.example.org/tresore/zuhause/',
      missing: 'Geben Sie die Adresse des Ordners an.',
    },
    user: { label: 'Benutzer', none: 'Wie Ihr System ihn für diesen Server hat, wenn leer', missing: '' },
    password: { label: 'Passwort', none: '', missing: '' },
  },
  more: 'Weitere Einstellungen',
  credentials: {
    keep: 'Diese Zugangsdaten im Schlüsselbund des Systems aufbewahren',
    ask: 'Diese Zugangsdaten bleiben im Speicher, bis der Tresor gesperrt wird; danach wird wieder gefragt. Holdfast schreibt sie nirgends auf.',
    give: 'Verbinden',
    wanted: 'Der Server fragt, wer Sie sind',
    wantedText: 'Geben Sie Ihre Zugangsdaten ein. Sind Sie verbunden, öffnet Ihre Passphrase den Tresor.',
  },
  trial: {
    run: 'Ausprobieren',
    working: 'Der Server wird gefragt…',
    alone: 'Dort blieb nichts zurück.',
    ground: {
      nothing: 'Der Ort ist erreichbar und frei.',
      vault: 'Der Ort ist erreichbar, und ein Tresor liegt dort.',
      others: 'Der Ort ist erreichbar, aber dort liegt etwas anderes: kein Tresor.',
      'vaults-below': 'Der Ort ist erreichbar, und darunter beginnen Tresore.',
    },
    taken: 'Wählen Sie für einen neuen Tresor einen anderen Namen.',
    nothing: 'Prüfen Sie den Namen, oder erstellen Sie dort einen Tresor.',
    oneLine: 'Mehrere Computer können hier zugleich schreiben: Jede Änderung baut auf der vorigen auf.',
    late: 'Der Dienst nimmt verspätete Anfragen an, deshalb sieht Holdfast nach einem langsamen Schreiben noch einmal nach.',
    reading: 'Mit diesen Zugangsdaten lässt sich der Tresor lesen, aber nicht ändern.',
    heads: (why: string) =>
      `Jeder Computer schreibt hier eine eigene Folge von Ständen, mit der zusammengeführt wird, was die anderen schrieben: ${why}.`,
    none: (why: string) =>
      `Hier lässt sich kein Tresor erstellen: ${why}, sodass Änderungen verloren gingen. Wählen Sie einen anderen Dienst, eine Datenbank oder eine Datei.`,
    why: {
      ignored: 'Der Dienst lässt überschreiben, was jemand anderes gerade angelegt hat',
      unsupported: 'Der Dienst kann nicht nur das anlegen, was es noch nicht gibt',
      race: 'Schreiben mehrere zugleich, sagt der Dienst mehr als einem, er sei der Erste gewesen',
      unread: 'Der Dienst gibt nicht zurück, was geschrieben wurde',
      unlisted: 'Der Dienst führt nicht auf, was geschrieben wurde',
      undeleted: 'Der Dienst zeigt noch, was gelöscht wurde',
    },
  },
  open: {
    button: 'Tresor auf einem Server öffnen…',
    title: 'Tresor auf einem Server öffnen',
    submit: 'Öffnen',
    working: 'Der Server wird gefragt…',
  },
  fetching: {
    label: 'Der Tresor wird auf diesen Computer geholt…',
    figure: (done: number, total: number) => `${format.size(done)} von ${format.size(total)}`,
    left: (rate: number, seconds: number) =>
      `${format.size(rate)} je Sekunde, noch ${seconds < 60 ? count(seconds, 'Sekunde', 'Sekunden') : count(Math.ceil(seconds / 60), 'Minute', 'Minuten')}`,
  },
  unsent: (n: number) => `${number(n)} noch nicht gesendet`,
  away: (when: string, n: number) => `Seit ${when} · ${number(n)} ungesendet`,
  offline: {
    since: (when: string) => `Offline seit ${when}`,
    text: (unsent: number) =>
      unsent === 0
        ? 'Sie sehen, was vorher gelesen wurde. Was Sie ändern, bleibt verschlüsselt auf diesem Computer und wird gesendet, sobald der Server wieder erreichbar ist.'
        : `${count(unsent, 'Änderung liegt', 'Änderungen liegen')} verschlüsselt nur auf diesem Computer. Gesendet wird, sobald der Server wieder erreichbar ist.`,
    retry: 'Erneut versuchen',
  },
  tools: {
    dropbox: 'Dropbox',
    nextcloud: 'Nextcloud',
    syncthing: 'Syncthing',
    icloud: 'iCloud',
    onedrive: 'OneDrive',
  },
  sharedFolder:
    'Mehrere Computer können einen Tresor in einem Ordner ändern, auch ohne Netz. Was den Ordner überträgt, bringt die Änderungen zusammen: Nichts geht verloren.',
  synced: (tool: string) =>
    `${tool} kopiert diesen Ordner auf andere Computer. Jeder von ihnen kann den Tresor ändern, auch ohne Netz. Sobald ${tool} fertig ist, haben alle die Änderungen von allen: Nichts geht verloren.`,
} satisfies English;
