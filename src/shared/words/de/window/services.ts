import { text } from '../../failure-text.ts';

type English = typeof import('../../en/window/services.ts').services;

const refused = (why: string) =>
  text(
    `Dieser Dienst würde Änderungen verlieren: ${why}.`,
    'Dort wird kein Tresor erstellt. Wählen Sie einen anderen Dienst, eine Datenbank oder eine Datei.',
  );

/** Warum ein Ort auf einem Dienst nicht erreicht wird oder ablehnt, und was zu tun ist. */
export const services = {
  'name-not-found': text(
    'Unter diesem Namen wurde kein Server gefunden.',
    'Prüfen Sie den Namen und Ihr Netz.',
  ),
  unreachable: text(
    'Der Server antwortet nicht.',
    'Prüfen Sie Ihr Netz und die Adresse. Nichts ist verloren; versuchen Sie es später noch einmal.',
  ),
  'connection-refused': text(
    'Der Server lehnt die Verbindung ab.',
    'Prüfen Sie den Port, und ob der Dienst läuft.',
  ),
  certificate: text(
    'Niemand, dem dieser Computer vertraut, hat das Zertifikat des Servers ausgestellt.',
    'Ist es Ihr Server, nennen Sie sein Zertifikat unter „Weitere Einstellungen“. Sonst hört vielleicht jemand mit: Senden Sie nichts.',
  ),
  'certificate-expired': text(
    'Das Zertifikat des Servers ist abgelaufen oder noch nicht gültig.',
    'Bitten Sie, wer den Server betreibt, es zu erneuern, und prüfen Sie die Uhr dieses Computers.',
  ),
  'certificate-name': text(
    'Das Zertifikat des Servers gilt für einen anderen Namen.',
    'Prüfen Sie die Adresse. Stimmt sie, fragen Sie, wer den Server betreibt.',
  ),
  'no-tls': text(
    'Der Server spricht unverschlüsselt.',
    'Schalten Sie dort TLS ein: Ohne sendet Holdfast nichts.',
  ),
  'ca-file': text(
    'Die Zertifikatsdatei ist nicht lesbar, oder es ist kein Zertifikat darin.',
    'Prüfen Sie ihren Pfad unter „Weitere Einstellungen“.',
  ),
  'no-credentials': text(
    'Dort lässt Sie noch nichts hinein.',
    'Geben Sie Ihre Zugangsdaten ein, oder legen Sie sie dorthin, wo sie üblich sind: AWS_* oder ein Profil, PGPASSWORD oder eine passfile, eine netrc.',
  ),
  'credentials-refused': text(
    'Der Server lehnt diese Zugangsdaten ab.',
    'Prüfen Sie sie, und geben Sie sie noch einmal ein.',
  ),
  'no-bucket': text(
    'Einen solchen Bucket gibt es nicht.',
    'Prüfen Sie seinen Namen und die Adresse. Holdfast legt keine Buckets an.',
  ),
  'no-database': text(
    'Eine solche Datenbank gibt es nicht.',
    'Prüfen Sie ihren Namen. Holdfast legt keine Datenbanken an.',
  ),
  'no-folder': text(
    'Den Ordner, in dem dieser liegen soll, gibt es auf dem Server nicht.',
    'Prüfen Sie die Adresse, oder legen Sie jenen Ordner dort an.',
  ),
  'no-schema': text(
    'In dieser Datenbank fehlen die Tabellen von Holdfast.',
    'Lassen Sie schema.sql von jemandem ausführen, der sie verwaltet (docs/stores.md).',
  ),
  'wrong-region': text(
    'Der Bucket ist in einer anderen Region oder unter einer anderen Adresse.',
    'Nennen Sie die Region unter „Weitere Einstellungen“, oder berichtigen Sie die Adresse.',
  ),
  clock: text(
    'Die Uhren dieses Computers und des Dienstes gehen zu weit auseinander.',
    'Stellen Sie die Uhr dieses Computers richtig, und versuchen Sie es noch einmal.',
  ),
  server: text('So antwortet kein solcher Dienst.', 'Prüfen Sie die Adresse und den Port.'),
  'may-not-get': text(
    'Mit diesen Zugangsdaten darf dort nicht gelesen werden.',
    'Bitten Sie um das Recht GetObject oder SELECT.',
  ),
  'may-not-put': text(
    'Mit diesen Zugangsdaten darf dort nicht geschrieben werden.',
    'Bitten Sie um das Recht PutObject oder um INSERT und UPDATE.',
  ),
  'may-not-list': text(
    'Mit diesen Zugangsdaten darf dort nicht aufgelistet werden.',
    'Bitten Sie um das Recht ListBucket.',
  ),
  'may-not-delete': text(
    'Mit diesen Zugangsdaten darf dort nichts entfernt werden.',
    'Bitten Sie um das Recht DeleteObject oder um die Rolle zum Aufräumen. Nichts wurde geändert.',
  ),
  'probe-ignored': refused('Er lässt überschreiben, was jemand anderes gerade angelegt hat'),
  'probe-unsupported': refused('Er kann nicht nur das anlegen, was es noch nicht gibt'),
  'probe-race': refused('Schreiben mehrere zugleich, sagt er mehr als einem, er sei der Erste gewesen'),
  'probe-unread': refused('Er gibt nicht zurück, was geschrieben wurde'),
  'probe-unlisted': refused('Er führt nicht auf, was geschrieben wurde'),
  'probe-undeleted': refused('Er zeigt noch, was gelöscht wurde'),
} satisfies English;
