import type { Alike } from '../alike.ts';
import type { SheetTexts } from '../sheet.ts';
import { format, number } from './format.ts';

/**
 * Ein gedrucktes Notfallblatt: für den, der es hat, und für jemanden in zehn Jahren, der nichts
 * davon weiß.
 */
export const words = {
  title: 'Holdfast-Notfallblatt',
  heading: 'Notfallblatt',
  lead: (threshold: number, shares: number) =>
    shares === 1
      ? 'Dieses Blatt allein öffnet den Tresor. Bewahren Sie es auf wie den einzigen Schlüssel zu einem Haus.'
      : threshold === shares
        ? `Alle ${number(shares)} Blätter zusammen öffnen den Tresor, dieses allein öffnet nichts.`
        : `${number(threshold)} dieser ${number(shares)} Blätter öffnen den Tresor, dieses allein öffnet nichts.`,
  sheet: 'Blatt',
  of: (shares: number) => `von ${number(shares)}`,
  vault: 'Tresor und seine Nummer',
  set: 'Satz',
  created: 'Erstellt am',
  date: (time: number) => format.utcDate(time),
  needed: 'Nötige Blätter',
  neededOf: (threshold: number, shares: number) =>
    shares === 1
      ? 'nur dieses'
      : threshold === shares
        ? `alle ${number(shares)}`
        : `${number(threshold)} von ${number(shares)}`,
  code: 'QR-Code',
  caption: 'Dieselben Wörter wie unten, für Holdfast zum Scannen.',
  found: 'Wenn Sie dieses Blatt gefunden haben',
  what: 'Was es ist.',
  whatAlone:
    'Der Schlüssel zu einem Holdfast-Tresor: Passwörtern, verschlüsselt, meist in einer Datei, deren Name auf .holdfast endet. Wer das Blatt und den Tresor oder eine Sicherung davon hat, kann alles öffnen.',
  whatPart: (sheet: number, threshold: number, shares: number) =>
    `Teil ${number(sheet)} eines Schlüssels zu einem Holdfast-Tresor: Passwörtern, verschlüsselt, meist in einer Datei, deren Name auf .holdfast endet. Allein öffnet das Blatt nichts: Nötig sind ${threshold === shares ? `alle ${number(shares)}` : `${number(threshold)} der ${number(shares)}`} Blätter und der Tresor oder eine Sicherung davon.`,
  todo: 'Was zu tun ist.',
  todoAlone:
    'Bewahren Sie es sicher auf. Wenn die Person darum bittet, der der Tresor gehört: den Tresor in der App Holdfast öffnen, „Ich habe die Passphrase vergessen“ wählen und den Code scannen oder die Wörter eintippen.',
  todoPart: (threshold: number) =>
    `Bewahren Sie es sicher auf. Wenn die Person darum bittet, der der Tresor gehört: den Tresor in der App Holdfast öffnen, „Ich habe die Passphrase vergessen“ wählen und ${number(threshold)} Blätter scannen oder ihre Wörter eintippen.`,
  without: 'Ohne die App.',
  withoutText:
    'Öffnen Sie auf einem Computer rescue.html, das neben der Sicherung liegt. Oder mit einem Werkzeug für SLIP-39 (SLIP-0039), ohne Passphrase: siehe docs/recovery.md in Holdfasts Quelltext.',
  rescueHash: (version: string, hash: string) => `SHA-256 von rescue.html ${version}: ${hash}`,
  warning: 'Nicht fotografieren. Wörter und Code nicht in Websites, Suchen oder Chats eingeben.',
  words: (count: number) => `Die ${number(count)} Wörter`,
  wordsText: 'Jede Spalte von oben nach unten lesen. Es kommt auf die Wörter an: Sie genügen ohne den Code.',
  beside: {
    owner: 'Wem er gehört, wie erreichbar',
    backups: 'Wo die Sicherungen liegen',
    program: 'Wo es Holdfast gibt',
  },
  holder: 'Person oder Ort',
  checked: 'An diesen Tagen geprüft: noch da, noch lesbar',
} satisfies SheetTexts;

words satisfies Alike<SheetTexts, typeof words>;
