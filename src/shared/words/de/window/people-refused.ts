import type { CodeFault, PersonFault } from '../../../failure-reasons.ts';
import { type FailureText, text } from '../../failure-text.ts';

const unchanged = 'Nichts wurde geändert.';

/** Warum sich nichts daran geändert hat, wer den Tresor öffnet. */
export const person: Record<PersonFault, FailureText> = {
  'name-empty': text('Eine Person braucht einen Namen.', 'Geben Sie einen ein.'),
  'name-long': text('Ein Name hat höchstens 64 Zeichen.', 'Wählen Sie einen kürzeren.'),
  'name-characters': text('Der Name hat Zeichen, die niemand sieht.', 'Tippen Sie ihn neu.'),
  'name-reserved': text('Wer keinen Namen hat, heißt „owner“.', 'Wählen Sie einen anderen Namen.'),
  'name-taken': text(
    'Jemand dieses Namens öffnet den Tresor oder ist eingeladen.',
    'Wählen Sie einen anderen Namen, oder entfernen Sie diese Person zuerst.',
  ),
  full: text('Acht Passphrasen öffnen diesen Tresor, mehr nimmt er nicht.', 'Entfernen Sie zuerst jemanden.'),
  'invited-full': text('Zu viele Einladungen warten auf Antwort.', 'Ziehen Sie einige zurück.'),
  self: text(
    'Das ist die Passphrase der Person, die entfernt werden soll.',
    'Jemand, der bleibt, entfernt sie mit der eigenen Passphrase.',
  ),
  last: text('Niemand sonst öffnet diesen Tresor mit einer Passphrase.', unchanged),
  choose: text('Mehrere Personen öffnen diesen Tresor.', 'Sagen Sie, wessen Passphrase die neue ersetzt.'),
};

/** Warum eine Einladung oder Antwort nicht angenommen wurde. */
export const code: Record<CodeFault, FailureText> = {
  empty: text('Es steht nichts darin.', 'Fügen Sie den ganzen Text ein, oder wählen Sie die Datei.'),
  unknown: text(
    'Das ist weder eine Einladung noch eine Antwort von Holdfast.',
    'Eine Einladung beginnt mit HFI1, eine Antwort mit HFA1. Fügen Sie den ganzen Text ein.',
  ),
  cut: text(
    'Ein Teil fehlt oder wurde unterwegs geändert.',
    'Lassen Sie es noch einmal schicken, am besten als Datei.',
  ),
  newer: text('Ein neueres Holdfast hat das erstellt.', 'Aktualisieren Sie dieses.'),
  malformed: text('Darin steht nicht, was darin stehen sollte.', 'Lassen Sie es noch einmal erstellen.'),
  answer: text(
    'Das ist eine Antwort, keine Einladung.',
    'Sie gehört zu der Person, die Sie eingeladen hat: Menü, Personen.',
  ),
  invitation: text(
    'Das ist eine Einladung, keine Antwort.',
    'Die Person, die Sie eingeladen haben, öffnet sie und schickt Ihnen ihre Antwort.',
  ),
  'other-vault': text('Das gehört zu einem anderen Tresor.', 'Öffnen Sie diesen.'),
  'not-invited': text(
    'Dieser Tresor kennt die Einladung dazu nicht: Sie ist beantwortet oder zurückgezogen, oder die Schlüssel wurden seitdem erneuert.',
    'Laden Sie die Person noch einmal ein.',
  ),
  words: text('Die Wörter sind nicht dieselben.', unchanged),
};
