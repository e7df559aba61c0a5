import type { words as english } from '../en/rescue.ts';
import { text } from '../failure-text.ts';
import { count, format, list, number, secrets } from './format.ts';
import { capital, sheets, spelled } from './numbers.ts';
import { typeWords } from './window/recovery-give.ts';
import { share } from './window/share.ts';

export const words = {
  share,
  type: typeWords,
  title: 'Holdfast-Rettung',
  other: 'English',
  foot: (version: string, date: string) =>
    `Rettungsseite von Holdfast, Version ${version} vom ${date}. Sie liest eine Sicherung auf diesem Computer und sendet nichts.`,
  hash: 'SHA-256 dieser Datei',
  hashText:
    'Vergleichen Sie ihn mit dem auf einem Notfallblatt. Wenn Sie sicher sein wollen, lassen Sie ihn ein Programm des Systems berechnen.',
  next: 'Weiter',
  back: 'Zurück',
  cancel: 'Abbrechen',
  before: {
    testing: 'Einen Moment: Diese Seite prüft sich selbst …',
    broken: text(
      'Diese Seite rechnet in diesem Browser nicht richtig.',
      'Nehmen Sie einen anderen Browser oder einen anderen Computer. Nichts wurde gelesen.',
    ),
    heading: 'Einen Tresor ohne Holdfast öffnen',
    what: 'Jemand hat mit der App Holdfast Passwörter und Dateien aufbewahrt. Diese Seite öffnet eine Kopie dieses Tresors, wenn es die App nicht gibt.',
    need: 'Sie brauchen zweierlei:',
    needs: [
      'eine Kopie des Tresors: meist eine Datei, deren Name auf .holdfast endet',
      'Notfallblätter, so viele, wie auf jedem steht; oder die Passphrase',
    ],
    network: 'Trennen Sie diesen Computer zuerst vom Netz.',
    networkText:
      'Diese Seite sendet nichts, und der Browser hindert sie daran. Andere Programme auf diesem Computer aber könnten es tun. Ziehen Sie das Kabel, oder schalten Sie das WLAN aus, bis Sie diese Seite geschlossen haben.',
    online: 'Dieser Computer ist mit einem Netz verbunden.',
    offline: 'Dieser Computer ist mit keinem Netz verbunden.',
  },
  choose: {
    heading: 'Welche Kopie?',
    text: 'Wählen Sie die neueste Sicherung: In ihrem Namen steht das Datum. Nichts darin wird geändert.',
    file: 'Eine Datei wählen …',
    folder: 'Einen Ordner wählen …',
    folderText: 'Einen Ordner, wenn der Tresor in einem liegt: Darin sind die Ordner „heads“ und „objects“.',
    drop: 'Oder legen Sie sie auf dieser Seite ab.',
    reading: 'Die Datei wird durchgesehen …',
    progress: (part: number) => format.percent(part, 1),
  },
  ways: {
    heading: 'Womit öffnen Sie ihn?',
    vault: (vault: string) => `Tresor ${vault}`,
    sheets: 'Mit Notfallblättern',
    sheetsText: (need: number, of: number, set: string) =>
      `${capital(spelled(need))} von ${number(of)} Blättern des Satzes ${set}`,
    passphrase: 'Mit der Passphrase',
    passphraseText: 'Die aus den Tagen dieser Kopie',
    securityKey:
      'Auch ein Sicherheitsschlüssel öffnet diesen Tresor, aber keine Seite in einem Browser kann ihn fragen.',
    none: text(
      'Weder Blätter noch eine Passphrase öffnen diese Kopie.',
      'Wählen Sie eine andere Sicherung, eine von einem späteren Tag.',
    ),
    otherCopy: 'Eine andere Kopie wählen',
  },
  sheets: {
    heading: 'Geben Sie die Notfallblätter an',
    given: (have: number, need: number) => `${number(have)} von ${sheets(need)}`,
    taken: (numbers: readonly number[]) =>
      numbers.length === 1 ? `Blatt ${numbers[0]} ist da.` : `Die Blätter ${list(numbers)} sind da.`,
    missing: (n: number) =>
      n === 1 ? 'Noch ein Blatt.' : `Noch ${spelled(n)} Blätter, in beliebiger Reihenfolge.`,
    takeAway: (n: number) => `Blatt ${n} wegnehmen`,
    photo: 'Ein Foto des Blatts lesen …',
    photoText: 'Der quadratische Code enthält dieselben Wörter.',
    photoReading: 'Das Bild wird gelesen …',
    noCode: text(
      'In diesem Bild wurde kein Code gefunden.',
      'Nehmen Sie es noch einmal gerade von oben auf, bei gutem Licht, oder geben Sie die Wörter ein.',
    ),
    misfit: text(
      'Diese Blätter öffnen den Tresor zusammen nicht.',
      'Auf einem davon stehen andere Wörter, als gedruckt wurden. Geben Sie ein Blatt mehr an, oder nehmen Sie eines weg, und geben Sie ein anderes an.',
    ),
    opening: 'Wird geöffnet …',
  },
  passphrase: {
    heading: 'Geben Sie die Passphrase ein',
    label: 'Passphrase',
    show: 'Passphrase zeigen',
    keyFile: 'Schlüsseldatei',
    keyFileText: 'Dieser Tresor verlangt auch eine Schlüsseldatei: dieselbe Datei, nicht eine ähnliche.',
    keyFileMaybe: 'Nur wenn die Person, deren Passphrase es ist, eine hat.',
    none: 'Keine Datei',
    open: 'Öffnen',
    computing: 'Aus der Passphrase wird der Schlüssel berechnet. Das ist mit Absicht langsam.',
    left: (seconds: number) => `Noch etwa ${count(Math.max(1, Math.ceil(seconds)), 'Sekunde', 'Sekunden')}`,
  },
  trouble: {
    'no-vault': text(
      'Das ist kein Tresor.',
      'Suchen Sie eine Datei, deren Name auf .holdfast endet, oder den Ordner, in dem der Tresor liegt.',
    ),
    newer: text(
      'Diesen Tresor hat ein neueres Holdfast geschrieben, als diese Seite kennt.',
      'Nehmen Sie die Rettungsseite, die neben dieser Sicherung liegt.',
    ),
    'no-manifest': text(
      'Dieser Tresor ist beschädigt: Sein Anfang ist nicht zu finden.',
      'Wählen Sie eine andere Sicherung. Gibt es keine, heben Sie diese Datei auf: Ein neueres Holdfast kann sie vielleicht reparieren.',
    ),
    head: text(
      'Dieser Tresor ist beschädigt: Seine Liste lässt sich nicht öffnen.',
      'Wählen Sie eine andere Sicherung. Womit Sie öffnen, war richtig.',
    ),
    'wrong-passphrase': text(
      'Die Passphrase öffnet diese Kopie nicht.',
      'Achten Sie auf Großbuchstaben und eine andere Tastatur. Eine Kopie von vor einer Änderung öffnet sich mit der Passphrase von vorher.',
    ),
    'no-slot': text(
      'So öffnet sich dieser Tresor nicht.',
      'Geben Sie eine Schlüsseldatei an, wenn der Tresor eine verlangt, und keine, wenn er keine verlangt.',
    ),
    'key-file-size': text('Das ist keine Schlüsseldatei.', 'Eine Schlüsseldatei hat 1 Byte bis 64 MiB.'),
    kdf: text(
      'Dieser Tresor ist beschädigt: Was er über seine Passphrase sagt, kann nicht sein.',
      'Wählen Sie eine andere Sicherung, oder nehmen Sie die Notfallblätter.',
    ),
    memory: text(
      'Die Passphrase braucht mehr Speicher, als ein Browser gibt.',
      'Nehmen Sie die Notfallblätter, oder holdfast-rescue.py neben dieser Seite.',
    ),
    'wrong-shares': text('Diese Blätter öffnen diesen Tresor nicht.', 'Geben Sie ein anderes Blatt an.'),
    unreadable: text(
      'Diese Datei lässt sich nicht lesen.',
      'Kopieren Sie sie auf diesen Computer, und wählen Sie die Kopie.',
    ),
  },
  list: {
    heading: 'Was darin ist',
    search: 'Suchen',
    all: 'Alles',
    folder: (name: string) => `Ordner ${name}`,
    found: (n: number) => secrets(n),
    deleted: 'gelöscht',
    showDeleted: 'Auch gelöschte zeigen',
    more: (n: number) => `${number(n)} weitere: Suchen Sie nach einem Teil des Namens.`,
    none: 'Hier ist nichts.',
    saveAll: 'Alles sichern …',
    close: 'Schließen und alles vergessen',
    asHas: (device: string) => `wie ${device} es hat`,
    lost: (n: number) =>
      n === 1
        ? 'Diese Kopie ist beschädigt: Ein Teil lässt sich nicht lesen. Alles, was gezeigt wird, ist unversehrt.'
        : `Diese Kopie ist beschädigt: ${number(n)} Teile lassen sich nicht lesen. Alles, was gezeigt wird, ist unversehrt.`,
    lostList: 'Was sich nicht lesen lässt',
    loss: {
      page: 'Ein Teil der Liste: Die Einträge, die darin stehen, werden nicht gezeigt.',
      policies: 'Die Richtlinien',
      clients: 'Die Liste der Programme',
      audit: 'Das Protokoll',
      device: 'Was ein Computer zuletzt schrieb, wo mehrere diesen Tresor schreiben',
      version: (path: string, version: number) => `${path}, Version ${number(version)}`,
      file: (path: string, version: number, field: string) => `${path}, Version ${number(version)}: ${field}`,
    },
  },
  secret: {
    version: 'Version',
    versionOf: (n: number, time: number | undefined, deleted: boolean) =>
      `${number(n)}${time === undefined ? '' : `, ${format.moment(time)}`}${deleted ? ', gelöscht' : ''}`,
    show: (name: string) => `${name} zeigen`,
    hide: (name: string) => `${name} verbergen`,
    copy: (name: string) => `${name} kopieren`,
    shown: { show: 'Zeigen', hide: 'Verbergen', copy: 'Kopieren', save: 'Sichern …' },
    copied: 'Kopiert.',
    notCopied: 'Der Browser kopiert nicht. Markieren Sie den Wert, und kopieren Sie ihn von Hand.',
    save: (name: string) => `${name} sichern`,
    file: (bytes: number) => `Eine Datei von ${format.size(bytes)}`,
    code: (seconds: number) => `gilt noch ${count(seconds, 'Sekunde', 'Sekunden')}`,
    notOtp: 'Daraus lassen sich keine Codes bilden.',
    damaged: text(
      'Diese Version lässt sich nicht lesen.',
      'Sie ist beschädigt. Sehen Sie eine andere Version an, oder in einer anderen Sicherung nach.',
    ),
    fileDamaged: text(
      'Diese Datei lässt sich nicht lesen.',
      'Sie ist beschädigt. Sehen Sie in einer anderen Sicherung nach.',
    ),
    empty: 'Er hat keine Felder.',
    tags: 'Tags',
  },
  save: {
    heading: 'Alles im Klartext sichern',
    warning:
      'Was Sie sichern, ist nicht mehr verschlüsselt: Wer diese Datei hat, hat jedes Passwort. Sichern Sie sie nur auf diesem Computer, benutzen Sie sie, und löschen Sie sie danach.',
    json: 'Als eine Datei (JSON)',
    jsonText: 'Jeder Eintrag mit seinen früheren Versionen. Lange Dateien fehlen.',
    zip: 'Als Ordner (ZIP)',
    zipText: 'Dasselbe, und jede Datei für sich. Bis zu 4 GB.',
    saving: 'Wird gesichert …',
    done: (n: number) => `${secrets(n)} gesichert.`,
    lost: (n: number) =>
      n === 1 ? 'Ein Teil ließ sich nicht lesen.' : `${number(n)} Teile ließen sich nicht lesen.`,
    failed: text(
      'Es ließ sich nicht sichern.',
      'Sehen Sie nach, ob der Datenträger noch Platz hat, und sichern Sie es noch einmal.',
    ),
    tooLarge: text(
      'Das ist mehr, als eine ZIP-Datei fasst.',
      'Sichern Sie als JSON, und die langen Dateien einzeln.',
    ),
  },
} satisfies typeof english;
