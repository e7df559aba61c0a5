import { text } from '../../failure-text.ts';
import { format } from '../format.ts';

const { date } = format;

/** Why one sheet is not taken. */
export const share = {
  sheet: (sheet: number | undefined) => (sheet === undefined ? 'Dieses Blatt' : `Blatt ${sheet}`),
  empty: text(
    'Hier sind noch keine Wörter.',
    'Geben Sie die Wörter eines Blatts ein, oder zeigen Sie seinen Code.',
  ),
  otherList: text(
    'Die meisten dieser Wörter stehen auf keinem Blatt von Holdfast.',
    'Vielleicht gehören sie zu etwas anderem, etwa einer Wallet. Suchen Sie eine Seite, auf der „Holdfast“ steht.',
  ),
  unknown: (places: readonly number[]) =>
    places.length === 1
      ? `Das Wort Nummer ${places.join(', ')} steht auf keinem Blatt.`
      : `Die Wörter Nummer ${places.join(', ')} stehen auf keinem Blatt.`,
  unknownNext: 'Vergleichen Sie mit dem Papier: Die ersten vier Buchstaben genügen.',
  'too-few-words': text(
    'Einige Wörter fehlen.',
    'Ein Blatt hat 33 Wörter. Vergleichen Sie mit den Nummern auf dem Papier.',
  ),
  'too-many-words': text(
    'Das sind mehr Wörter, als ein Blatt hat.',
    'Geben Sie jeweils ein Blatt an: 33 Wörter.',
  ),
  checksum: text(
    'Einige Wörter stehen so nicht auf dem Blatt.',
    'Lesen Sie sie noch einmal, eins nach dem anderen, und vergleichen Sie.',
  ),
  oneWrong: text('Ein Wort steht so nicht auf dem Blatt.', 'Vergleichen Sie es mit dem Papier.'),
  swapped: (one: number, other: number) =>
    text('Zwei Wörter sind vertauscht.', `Sehen Sie sich die Wörter ${one} und ${other} noch einmal an.`),
  suggestion: (place: number | undefined, word: string) =>
    `Sehen Sie sich Wort ${place} noch einmal an: Heißt es vielleicht „${word}“?`,
  'other-vault': (sheet: string) =>
    text(
      `${sheet} gehört zu einem anderen Tresor.`,
      'Sehen Sie die Nummer des Tresors auf dem Papier an, und nehmen Sie ein Blatt zu diesem.',
    ),
  'retired-set': (sheet: string, set: string, ended: number | undefined) =>
    text(
      `${sheet} ist aus ${set}, der${on(ended)} ersetzt wurde.`,
      'Es öffnet nichts mehr. Suchen Sie ein neueres Blatt.',
    ),
  'ended-set': (sheet: string, set: string, ended: number | undefined) =>
    text(
      `${sheet} ist aus ${set}, der${on(ended)} endete.`,
      'Kein Blatt öffnet diesen Tresor jetzt. Eine Sicherung von vor diesem Tag öffnet sich vielleicht noch.',
    ),
  'pending-set': (sheet: string, set: string) =>
    text(
      `${sheet} ist aus ${set}, der nie in Kraft gesetzt wurde.`,
      'Es öffnet nichts, denn nicht jedes Blatt daraus wurde zurückgelesen. Suchen Sie ein früheres Blatt.',
    ),
  'other-set': (sheet: string, isOurs: boolean, wanted: string | undefined) =>
    text(
      isOurs
        ? `${sheet} ist aus einem anderen Satz dieses Tresors.`
        : `${sheet} ist aus einem anderen Satz oder von einem anderen Tresor.`,
      wanted === undefined
        ? 'Vergleichen Sie den Satz auf dem Papier.'
        : `Suchen Sie eine Seite, auf der „Satz ${wanted}“ oder „Set ${wanted}“ steht.`,
    ),
  'same-sheet': (sheet: string) => text(`${sheet} ist schon da.`, 'Nehmen Sie ein anderes.'),
  contradicts: (sheet: string) =>
    text(
      `${sheet} ist schon da, mit anderen Wörtern.`,
      'Eines der beiden ist nicht, was gedruckt wurde. Nehmen Sie eines weg, und versuchen Sie beide.',
    ),
  'not-genuine': (sheet: string) =>
    text(
      `${sheet} passt nicht zu den anderen.`,
      'Seine Wörter sind nicht, was gedruckt wurde. Nehmen Sie ein anderes Blatt.',
    ),
  foreign: text(
    'Diese Wörter stammen von einem anderen Programm.',
    'Nehmen Sie ein Blatt, das Holdfast gedruckt hat.',
  ),
  set: (set: string | undefined, created: number | undefined) =>
    set === undefined
      ? 'einem älteren Satz'
      : `Satz ${set}${created === undefined ? '' : ` vom ${date(created)}`}`,
};

function on(time: number | undefined): string {
  return time === undefined ? '' : ` am ${date(time)}`;
}
