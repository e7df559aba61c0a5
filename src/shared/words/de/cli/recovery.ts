import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';

/** Was die Befehle zu Notfallblättern sagen. */
export const words = {
  status: {
    set: 'Satz',
    rehearsed: 'letzte Probe',
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
} satisfies CliWords['recovery'];

words satisfies Alike<CliWords['recovery'], typeof words>;
