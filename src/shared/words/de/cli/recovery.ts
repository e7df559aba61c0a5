import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';
import { drillWords } from '../drill.ts';

/** Was die Befehle zu Notfallblättern sagen. */
export const words = {
  status: {
    set: 'Satz',
    rehearsed: 'letzte Probe',
    drilled: 'letzte Übung',
    due: 'fällig',
    pending: 'wartend',
    retired: 'beendet',
  },
  none: 'keiner',
  declined: 'keiner, wie entschieden',
  set: (set: string, created: string, threshold: number, shares: number) =>
    `${set} vom ${created}, ${threshold} von ${shares} Blättern`,
  setOf: (set: string, created: string) => `${set} vom ${created}`,
  readBack: (sheets: number) => `, ${sheets} zurückgelesen`,
  ended: (day: string) => `, beendet ${day}`,
  sheet: (n: number) => `Blatt ${n}:`,
  /** Die Datei eines Blatts. */
  file: (n: number, ending: string) => `blatt-${n}.${ending}`,
  nobody: '(niemand vermerkt)',
  seen: (day: string) => `, gesehen ${day}`,
  notAll: (have: number, need: number) =>
    `${have} von ${need} Blättern des neuen Satzes sind zurückgelesen. Der bisherige Satz gilt noch.`,
  active: (set: string) => `Satz ${set} gilt ab jetzt.`,
  wouldOpen: (sheets: readonly number[]) =>
    sheets.length === 1
      ? `Blatt ${sheets[0]} würde den Tresor öffnen. Nichts wurde geändert.`
      : `Die Blätter ${sheets.join(', ')} würden den Tresor öffnen. Nichts wurde geändert.`,
  suspects: (sheets: readonly number[]) => `Zu den anderen passt nicht: Blatt ${sheets.join(', ')}.`,
  noChromium: 'PDF druckt die App, und sie ist nicht hier oder startet nicht. Nehmen Sie --format html.',
  issued: (set: string) =>
    `Satz ${set}: Drucken Sie diese Dateien, verteilen Sie die Blätter, und löschen Sie dann die Dateien.`,
  issuedPending: 'Er öffnet nichts, bis "holdfast recovery activate" jedes Blatt hatte.',
  restored: (file: string) =>
    `${file} öffnet sich nur mit der neuen Passphrase. Wer diese Blätter hatte, weiß jetzt, dass er beteiligt war: Erstellen Sie einen neuen Satz.`,
  restoredWithKey: (file: string) =>
    `${file} öffnet sich mit der neuen Passphrase und seiner Schlüsseldatei zusammen. Wer diese Blätter hatte, weiß jetzt, dass er beteiligt war: Erstellen Sie einen neuen Satz.`,
  keptKeys:
    'Die Schlüssel sind wie zuvor: Eine ältere Kopie, mit der damaligen Passphrase geöffnet, öffnet auch, was später geschrieben wird.',
  damaged:
    'Neue Schlüssel brauchen einen unversehrten Tresor. Mit --keep-keys öffnet er sich vielleicht, wie er ist: dann "holdfast repair" und danach "holdfast rekey".',
  revoked:
    'Widerrufen. Ältere Kopien öffnen sich noch mit den alten Blättern und behalten, was sie haben: Wer beides haben könnte, kennt diese Einträge.',
  revokedKeptKeys:
    'Widerrufen. Die Schlüssel sind wie zuvor: Eine ältere Kopie, mit den alten Blättern geöffnet, öffnet auch, was später geschrieben wird. Vernichten Sie die Kopien oder die Blätter.',
  letter: (file: string) =>
    `${file} ist der Brief. Kein Schlüssel steht darin; er sagt, wo alles ist. Drucken Sie ihn, und geben Sie ihn jemandem, dem Sie vertrauen.`,
  has: (day: string) => `, hat es, gefragt ${day}`,
  drill: {
    ...drillWords,
    facts: {
      backup: 'Sicherung',
      age: 'erstellt',
      revision: 'Stand',
      read: 'gelesen',
      same: 'verglichen',
      stranger: 'mit weniger',
      page: 'rescue.html',
      took: 'Dauer',
    },
    age: (ms: number) => {
      const days = Math.floor(ms / 86_400_000);
      if (days > 0) return days === 1 ? 'vor 1 Tag' : `vor ${days} Tagen`;
      const hours = Math.floor(ms / 3_600_000);
      return hours < 1
        ? 'vor weniger als einer Stunde'
        : hours === 1
          ? 'vor 1 Stunde'
          : `vor ${hours} Stunden`;
    },
    read: (secrets: number, versions: number, files: number) =>
      `${secrets} Einträge, ${versions} Versionen, ${files} lange Dateien`,
    same: (same: number, since: number) =>
      `${same} Einträge sind wie im Tresor${since === 0 ? '' : `, ${since} wurden nach der Sicherung geändert`}`,
    nothing: 'nichts ging auf: Ein Blatt weniger oder eine andere Passphrase ist nichts wert',
    something: 'ging auf',
    page: {
      same: 'liegt neben der Sicherung',
      other: 'neben der Sicherung liegt eine andere, als dieses Holdfast mitbringt',
      none: 'liegt nicht neben der Sicherung',
    },
    seconds: (s: number) => `${s.toFixed(1).replace('.', ',')} s`,
    ok: 'Diese Sicherung brächte den Tresor zurück. Nichts wurde geändert, und die Kopie ist entfernt.',
    notOpened:
      'Das öffnet diese Sicherung nicht. Sie geht mit der Passphrase und den Blättern auf, die galten, als sie entstand: Wurden sie seitdem geändert, erstellen Sie eine neue Sicherung.',
    lessOpened: 'Auch mit weniger als nötig ging sie auf. Das darf nicht sein: Melden Sie es.',
    lost: (n: number) =>
      `Beschädigt: ${n === 1 ? 'Ein Teil der Sicherung ist' : `${n} Teile der Sicherung sind`} nicht lesbar.`,
    wrong: (n: number, paths: readonly string[]) =>
      `Nicht wie im Tresor, obwohl niemand etwas daran geändert hat: ${paths.join(', ')}${n > paths.length ? ` und ${n - paths.length} weitere` : ''}.`,
  },
} satisfies CliWords['recovery'];

words satisfies Alike<CliWords['recovery'], typeof words>;
