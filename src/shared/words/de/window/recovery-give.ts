import { list, number, plural } from '../format.ts';
import { spelled } from '../numbers.ts';

type English = typeof import('../../en/window/recovery-give.ts');

/** Beim Angeben von Blättern: auf jedem Weg, mit der Kamera, durch Eintippen. */
export const giveWords = {
  ring: 'Blätter',
  of: (have: number, need: number) => `${number(have)} von ${number(need)}`,
  ringText: (have: number, need: number) =>
    `${number(have)} von ${need === 1 ? '1 Blatt' : `${number(need)} Blättern`}`,
  missing: (n: number) =>
    n === 0
      ? 'Das genügt.'
      : n === 1
        ? 'Noch ein Blatt.'
        : `Noch ${spelled(n)} Blätter, in beliebiger Reihenfolge.`,
  first: (n: number) =>
    n === 1
      ? 'Geben Sie das Blatt an.'
      : `Geben Sie ${spelled(n)} Blätter an, in beliebiger Reihenfolge und auf beliebigem Weg.`,
  ways: 'Wie Sie ein Blatt angeben',
  camera: 'Mit der Kamera',
  cameraText: 'Zeigen Sie ihr den quadratischen Code',
  file: 'Bild oder PDF wählen…',
  fileText: 'Oder in dieses Fenster ziehen',
  clipboard: 'Einfügen',
  clipboardText: 'Ein kopiertes Bild oder Wörter (Strg+V)',
  type: 'Wörter eintippen',
  typeText: 'Die ersten vier Buchstaben genügen',
  reading: 'Wird gelesen…',
  drop: 'Bild oder PDF hier ablegen',
  noCamera:
    'Fotografieren Sie das Blatt mit einem Telefon und wählen Sie das Bild hier, oder tippen Sie die Wörter ein.',
  taken: (given: readonly number[]) =>
    given.length === 1 ? `Blatt ${given[0]} ist da.` : `Die Blätter ${list(given)} sind da.`,
  list: 'Angegebene Blätter',
  sheet: (n: number) => `Blatt ${n}`,
  doubt: 'passt nicht zu den anderen',
  takeAway: (n: number) => `Blatt ${n} wegnehmen`,
  takeAwayShort: 'Wegnehmen',
  tookAway: (n: number) => `Blatt ${n} ist weggenommen.`,
  noFitTitle: 'Diese Blätter öffnen den Tresor nicht zusammen',
  noFit:
    'Eines davon ist nicht, was gedruckt wurde. Nehmen Sie ein weiteres Blatt hinzu: Dann findet Holdfast es.',
  doubtful: 'Nehmen Sie das Blatt weg, das nicht passt, und nehmen Sie ein anderes.',
} satisfies English['giveWords'];

export const typeWords = {
  title: 'Wörter eines Blatts eintippen',
  text: 'Mit Leertaste oder Eingabetaste geht es zum nächsten Wort. Sie können auch alle auf einmal einfügen.',
  word: (n: number) => `Wort ${n}`,
  unknown: 'Dieses Wort steht auf keinem Blatt.',
  suggestions: 'Wörter, die so beginnen',
  count: (n: number, of: number) => `${number(n)} von ${number(of)} Wörtern`,
  submit: 'Dieses Blatt angeben',
  clear: 'Alles leeren',
  use: (n: number, word: string) => `„${word}“ als Wort ${n} verwenden`,
  swap: (a: number, b: number) => `Wörter ${a} und ${b} vertauschen`,
  filled: (n: number) => `${number(n)} ${plural(n, 'Wort', 'Wörter')} ausgefüllt.`,
} satisfies English['typeWords'];
