import type { CodeFault, PersonFault } from '../../../failure-reasons.ts';

/**
 * Warum sich nichts daran geändert hat, wer den Tresor öffnet. Namen kommen mit ihren
 * Anführungszeichen.
 */
export const person: Record<PersonFault, (names: readonly string[]) => string> = {
  'name-empty': () => 'Eine Person braucht einen Namen. Nichts wurde geändert.',
  'name-long': () => 'Ein Name hat höchstens 64 Zeichen. Nichts wurde geändert; wählen Sie einen kürzeren.',
  'name-characters': () =>
    'Der Name hat Zeichen, die niemand sieht oder die ein Terminal steuern. Nichts wurde geändert; tippen Sie ihn neu.',
  'name-reserved': () =>
    'Wer keinen Namen hat, heißt "owner". Nichts wurde geändert; wählen Sie einen anderen Namen.',
  'name-taken': () =>
    'Eine Person dieses Namens öffnet den Tresor oder ist eingeladen. Nichts wurde geändert; wählen Sie einen anderen Namen, oder entfernen Sie diese zuerst.',
  full: () =>
    'Acht Passphrasen öffnen diesen Tresor, mehr nimmt er nicht. Nichts wurde geändert; entfernen Sie zuerst jemanden.',
  'invited-full': () =>
    'Zu viele Einladungen warten auf Antwort. Nichts wurde geändert; ziehen Sie einige mit "holdfast people remove NAME" zurück.',
  self: () =>
    'Niemand entfernt sich selbst: Das tut jemand, der bleibt, mit der eigenen Passphrase, und bekommt die Liste dessen, was zu ändern ist. Nichts wurde geändert.',
  last: () => 'Niemand sonst öffnet diesen Tresor mit einer Passphrase. Nichts wurde geändert.',
  choose: (names) =>
    `Mehrere Personen öffnen diesen Tresor: Sagen Sie mit --person NAME, wessen Passphrase die neue ersetzt: ${names.join(', ')}. Nichts wurde geändert.`,
};

/** Warum eine Einladung oder Antwort nicht angenommen wurde. */
export const code: Record<CodeFault, string> = {
  empty: 'Es steht weder eine Einladung noch eine Antwort darin.',
  unknown:
    'Das ist weder eine Einladung noch eine Antwort von Holdfast. Eine Einladung beginnt mit HFI1, eine Antwort mit HFA1.',
  cut: 'Ein Teil fehlt oder wurde unterwegs geändert. Lassen Sie es noch einmal schicken, als Datei oder in einem Stück.',
  newer: 'Ein neueres Holdfast hat das erstellt. Aktualisieren Sie dieses.',
  malformed:
    'Darin steht nicht, was in einer Einladung oder Antwort steht. Lassen Sie sie noch einmal erstellen.',
  answer: 'Das ist eine Antwort, keine Einladung: Sie gehört zu "holdfast people confirm".',
  invitation: 'Das ist eine Einladung, keine Antwort: Sie gehört zu "holdfast people join".',
  'other-vault': 'Das gehört zu einem anderen Tresor. Nichts wurde geändert.',
  'not-invited':
    'Der Tresor kennt die Einladung dazu nicht: Sie ist schon beantwortet, zurückgezogen, oder die Schlüssel des Tresors wurden seitdem erneuert. Nichts wurde geändert; laden Sie noch einmal ein.',
  words:
    'Die sechs Wörter sind nicht dieselben: Das ist nicht die Antwort, die die Person erstellt hat. Nichts wurde geändert. Lassen Sie die Antwort auf anderem Weg noch einmal schicken, und vergleichen Sie die Wörter am Telefon.',
};
