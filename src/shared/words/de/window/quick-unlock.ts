import type {
  quickUnlockRefused as Refused,
  quickUnlockWords as Words,
} from '../../en/window/quick-unlock.ts';
import { text } from '../../failure-text.ts';
import { count } from '../format.ts';

const passphrase = 'Nehmen Sie die Passphrase.';

export const quickUnlockWords = {
  title: 'Schnell entsperren',
  help: 'Öffnet diesen Tresor ohne seine Passphrase wieder, nachdem er gesperrt wurde. Das gilt auf diesem Computer, und die Stunden zählen jedes Mal von vorn, wenn die Passphrase eingegeben wurde.',
  cost: 'Was es kostet: Bis es endet, behält dieser Computer, was den gesperrten Tresor öffnet. Ein Programm mit den Rechten des Administrators kann es von dort nehmen, und eine kurze PIN schützt weniger als die Passphrase. Es endet nach seinen Stunden, nach fünf falschen PINs, wenn Holdfast beendet wird und wenn sich Schlüssel oder Personen des Tresors ändern.',
  hours: (n) => count(n, 'Stunde', 'Stunden'),
  set: {
    pin: (hours) => `Eine PIN öffnet diesen Tresor, bis seit der Passphrase ${hours} vergangen sind.`,
    system: (hours) =>
      `Das System fragt und öffnet diesen Tresor, bis seit der Passphrase ${hours} vergangen sind.`,
  },
  use: { pin: 'PIN verwenden…', system: 'Das System fragen lassen…' },
  change: { pin: 'Andere PIN…', system: 'Andere Stunden…' },
  lacks: (what, why) => `Hier nicht möglich: ${what}. ${why}`,
  off: 'Ausschalten',
  systems: {
    polkit: 'Das Passwort Ihres Benutzerkontos oder ein Finger, nach dem das System fragt',
    'touch-id': 'Touch ID',
    none: 'Windows Hello',
  },
  dialog: {
    pin: 'Mit einer PIN schnell entsperren',
    system: 'Mit dem System schnell entsperren',
    newPin: 'Neue PIN',
    again: 'PIN noch einmal',
    pinHelp:
      'Mindestens vier Zeichen. Keine, die noch etwas anderes öffnet: Wer den Tresor öffnet, kann sie herausfinden.',
    differ: 'Die beiden PINs sind verschieden.',
    hours: 'Die Passphrase wieder verlangen nach',
    passphrase: 'Passphrase des Tresors',
    working: 'Wird eingerichtet…',
    yes: 'Verwenden',
  },
  saved: 'Dieser Tresor lässt sich jetzt schnell entsperren',
  turnedOff: 'Dieser Tresor verlangt jetzt immer die Passphrase',
  pin: 'PIN',
  pinEmpty: 'Geben Sie die PIN ein.',
  bySystem: 'Mit dem System entsperren',
  usePassphrase: 'Passphrase verwenden',
  forget: 'Sperren und die Passphrase verlangen',
} satisfies typeof Words;

export const quickUnlockRefused = {
  wrongPin: (left) =>
    text(
      'Das ist nicht die PIN.',
      left === 1 ? 'Sie haben noch einen Versuch.' : `Sie haben noch ${left} Versuche.`,
    ),
  'too-many': text('Fünf falsche PINs: Es wird keine mehr angenommen.', passphrase),
  over: text('Die Zeit zum schnellen Entsperren ist vorbei.', passphrase),
  'keys-changed': text('Schlüssel oder Personen dieses Tresors wurden inzwischen geändert.', passphrase),
  'not-ready': text('Dieser Tresor ist zum schnellen Entsperren nicht bereit.', passphrase),
  'not-confirmed': text(
    'Das System hat nicht bestätigt, dass Sie es sind.',
    'Versuchen Sie es noch einmal, oder nehmen Sie die Passphrase.',
  ),
  'pin-short': text('Diese PIN ist zu kurz.', 'Nehmen Sie mindestens vier Zeichen.'),
  'pin-easy': text(
    'Diese PIN wird als erste erraten.',
    'Nehmen Sie keine Reihe wie 1234 und nicht immer dasselbe Zeichen.',
  ),
  'not-stored': text('Dieser Tresor ist nur im Arbeitsspeicher.', 'Legen Sie ihn zuerst in einer Datei ab.'),
  'no-keyring': text(
    'Der Kern dieses Systems hat keinen Schlüsselring, der den Schlüssel halten könnte.',
    passphrase,
  ),
  'keyring-refused': text(
    'Der Kern verweigert seinen Schlüsselring, wie in vielen Containern.',
    'Starten Sie Holdfast außerhalb des Containers, oder nehmen Sie die Passphrase.',
  ),
  'no-keychain': text(
    'Das System hat keinen Schlüsselbund oder nur einen, der nichts schützt.',
    'Richten Sie GNOME Keyring oder KWallet ein, oder nehmen Sie die Passphrase.',
  ),
  'no-question': text('Nichts in diesem System könnte hier fragen, wer Sie sind.', passphrase),
  'no-policy': text(
    'Das polkit des Systems kennt Holdfast nicht.',
    'Installieren Sie das Debian-Paket: Nur so erfährt polkit davon. Oder nehmen Sie die Passphrase.',
  ),
  'asks-nothing': text('Dieses System lässt Ihr Benutzerkonto ohne eine Frage durch.', passphrase),
  'no-agent': text(
    'Kein Programm dieses Schreibtischs fragt für polkit.',
    'Starten Sie einen polkit-Agenten, oder nehmen Sie die Passphrase.',
  ),
} satisfies typeof Refused;
