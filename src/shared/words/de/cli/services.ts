import type { services as English } from '../../en/cli/services.ts';

const refused = (why: string) =>
  `Mehrere Schreibende würden auf diesem Dienst Änderungen verlieren: ${why}. Dort wird kein Tresor erstellt; wählen Sie einen anderen Dienst, eine Datenbank oder eine Datei.`;

/**
 * Warum ein Tresor auf einem Dienst sich nicht öffnen, lesen oder schreiben lässt, und was als
 * Nächstes zu tun ist.
 */
export const services = {
  'name-not-found':
    'Der Server dieses Orts hat keine Adresse: Sein Name wurde nicht gefunden. Prüfen Sie den Namen und das Netz.',
  unreachable:
    'Der Server dieses Orts antwortet nicht. Prüfen Sie Netz, Adresse und Port, und wiederholen Sie dies dann.',
  'connection-refused':
    'Der Server dieses Orts lehnt die Verbindung ab. Prüfen Sie den Port, und ob der Dienst läuft.',
  certificate:
    'Niemand, dem dieser Rechner vertraut, hat das Zertifikat dieses Servers ausgestellt. Ist es Ihr Server, nennen Sie sein Zertifikat im Ort mit ca=FILE.',
  'certificate-expired':
    'Das Zertifikat dieses Servers ist abgelaufen oder noch nicht gültig. Lassen Sie es von dem erneuern, der den Server betreibt, und prüfen Sie die Uhr dieses Rechners.',
  'certificate-name':
    'Das Zertifikat dieses Servers gilt für einen anderen Namen. Prüfen Sie die Adresse; stimmt sie, fragen Sie, wer den Server betreibt.',
  'no-tls':
    'Dieser Server spricht unverschlüsselt. Schalten Sie dort TLS ein: Ohne sendet Holdfast nichts an einen anderen Rechner.',
  'ca-file':
    'Die Zertifikatsdatei ist nicht lesbar, oder es ist kein Zertifikat darin. Prüfen Sie die Datei, die ca=FILE, AWS_CA_BUNDLE, PGSSLROOTCERT oder VAULT_CACERT nennt.',
  'no-credentials':
    'Für diesen Ort gibt es keine Zugangsdaten. Setzen Sie AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY oder AWS_PROFILE; für eine Datenbank PGPASSWORD oder eine passfile; für WebDAV eine netrc, für einen Server von HashiCorp oder OpenBao VAULT_TOKEN.',
  'credentials-refused':
    'Der Server lehnt diese Zugangsdaten ab. Prüfen Sie die Variablen oder das Profil, aus denen sie stammen.',
  'no-bucket':
    'Einen solchen Bucket gibt es nicht. Prüfen Sie seinen Namen und den Endpunkt; Holdfast legt keine Buckets an.',
  'no-database':
    'Eine solche Datenbank gibt es auf diesem Server nicht. Prüfen Sie ihren Namen; Holdfast legt keine Datenbanken an.',
  'no-folder':
    'Den Ordner, in dem dieser Ort liegen soll, gibt es auf dem Server nicht. Prüfen Sie die Adresse, oder legen Sie jenen Ordner dort an.',
  'no-schema':
    'In dieser Datenbank fehlen die Tabellen von Holdfast. Lassen Sie schema.sql von jemandem ausführen, der sie verwaltet (docs/stores.md).',
  'wrong-region':
    'Der Bucket ist in einer anderen Region oder unter einer anderen Adresse. Nennen Sie sie im Ort mit region=… oder endpoint=….',
  clock: 'Die Uhren dieses Rechners und des Dienstes gehen zu weit auseinander. Stellen Sie die Uhr richtig.',
  server: 'So antwortet ein solcher Dienst nicht. Prüfen Sie den Endpunkt und den Port.',
  'may-not-get':
    'Diese Zugangsdaten dürfen dort nicht lesen (GetObject, SELECT). Bitten Sie um dieses Recht.',
  'may-not-put':
    'Diese Zugangsdaten dürfen dort nicht schreiben (PutObject, INSERT, UPDATE). Bitten Sie um dieses Recht, oder öffnen Sie den Tresor nur zum Lesen.',
  'may-not-list': 'Diese Zugangsdaten dürfen dort nichts auflisten (ListBucket). Bitten Sie um dieses Recht.',
  'may-not-delete':
    'Diese Zugangsdaten dürfen dort nichts entfernen (DeleteObject, DELETE). Bitten Sie um dieses Recht, oder lassen Sie dies jemanden tun, der es hat. Nichts wurde geändert.',
  'probe-ignored': refused(
    'Er lässt einen Schreibenden ohne ein Wort überschreiben, was ein anderer gerade angelegt hat',
  ),
  'probe-unsupported': refused('Er kann nicht anlegen, was nur dann entstehen soll, wenn es noch fehlt'),
  'probe-race': refused(
    'Wenn mehrere gleichzeitig dasselbe anlegen, bestätigt er es mehr als einem oder keinem',
  ),
  'probe-unread': refused('Er gibt nicht zurück, was geschrieben wurde'),
  'probe-unlisted': refused('Er listet nicht auf, was geschrieben wurde'),
  'probe-undeleted': refused('Er zeigt noch, was gelöscht wurde'),
} satisfies typeof English;
