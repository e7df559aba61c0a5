import type { Alike } from '../alike.ts';
import type { LetterTexts } from '../letter.ts';
import { format, number } from './format.ts';

/** Der Brief an die, die danach kommen: für jemanden in Trauer, der nie von einem Tresor gehört hat. */
export const words = {
  title: 'Holdfast: ein Brief an die, die nach mir kommen',
  file: (vault: string) => `${vault} Brief.pdf`,
  heading: 'An die, die nach mir kommen',
  lead: (vault: string, id: string, day: string) =>
    `Über den Tresor „${vault}“ (${id}). Geschrieben am ${day}. Es eilt nicht: Nichts darin läuft ab.`,
  date: (time: number) => format.utcDate(time),
  what: 'Worum es geht',
  whatText:
    'Meine Passwörter und Unterlagen, die ich sicher aufheben wollte, liegen in einem Tresor: einer Datei, die kein Computer ohne ihren Schlüssel lesen kann.',
  sheets: (threshold: number, shares: number, set: string) =>
    shares === 1
      ? `Der Schlüssel ist meine Passphrase oder eine gedruckte Seite: das Notfallblatt von Satz ${set}.`
      : `Der Schlüssel ist meine Passphrase, oder ${number(threshold)} von ${number(shares)} gedruckten Seiten zusammen: die Notfallblätter von Satz ${set}. Weniger als ${number(threshold)} öffnen nichts.`,
  noSheets: 'Der Schlüssel ist meine Passphrase. Notfallblätter gibt es nicht.',
  who: 'Wer ein Blatt hat',
  sheet: (n: number) => `Blatt ${number(n)}`,
  unknown: 'nicht aufgeschrieben',
  beside: (vault: string) =>
    `Wer ein Notfallblatt des Tresors ${vault} hat, wie es der Besitzer aufgeschrieben hat:`,
  noNames: 'Die Namen wollte ich hier nicht drucken. Fragen Sie die Menschen, denen ich vertraut habe.',
  where: 'Wo der Tresor und seine Sicherungen liegen',
  noPlaces: 'Auf meinem Computer. Von einer Sicherung ist nichts bekannt.',
  todo: 'Was zu tun ist, in dieser Reihenfolge',
  steps: (threshold: number | undefined) => [
    'Nichts ändern, löschen oder wegwerfen: keinen Computer, keine Festplatte, keinen USB-Stick.',
    'Eine Sicherung des Tresors suchen: eine Datei, deren Name auf .holdfast endet, an einem der Orte oben. Die neueste ist die beste. Mehr sagt READ ME FIRST.txt daneben.',
    threshold === undefined
      ? 'Die Passphrase suchen.'
      : threshold === 1
        ? 'Um das Blatt bitten. Wer es hat, gibt es nur jemandem, den er kennt.'
        : `Die Menschen oben um ihre Blätter bitten, bis ${number(threshold)} da sind. Sie sollten sie nur jemandem geben, den sie kennen.`,
    'Auf einem Computer, der vom Netz getrennt ist, rescue.html mit einem Browser öffnen, das neben der Sicherung liegt, und dem folgen, was dort steht. Ein Telefon kann das nicht. Wo Holdfast installiert ist, öffnet es den Tresor auch.',
    'Konten und Rechnungen nach und nach erledigen. Den Tresor aufheben, bis alles geregelt ist; danach die Blätter vernichten.',
  ],
  ask: 'Wen man um Hilfe bitten kann',
  hash: (version: string, hash: string) => `SHA-256 von rescue.html ${version}: ${hash}`,
} satisfies LetterTexts;

words satisfies Alike<LetterTexts, typeof words>;
