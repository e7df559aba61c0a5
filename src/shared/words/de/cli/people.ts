import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';

/** Was die Befehle zu Personen sagen. */
export const words = {
  rights:
    'Alle hier lesen und ändern alles im Tresor: Rechte für einzelne Ordner werden nicht versprochen. Wann jemand geöffnet hat, sagt die erste Änderung danach; ein Öffnen ohne Änderung steht nirgends.',
  added: (day: string, by: string | undefined) => `aufgenommen ${day}${by === undefined ? '' : ` von ${by}`}`,
  invitedAt: (day: string, by: string) => `eingeladen ${day} von ${by}, noch nicht aufgenommen`,
  opened: (time: string, device: string) => `geöffnet ${time} auf ${device}`,
  neverOpened: 'hat noch nichts geändert',
  withKeyFile: 'mit Schlüsseldatei',
  you: 'Sie',
  named: (name: string) => `Ihre Passphrase gehört von nun an ${name}: So steht es im Protokoll.`,
  invited: (name: string, file: string | undefined) =>
    `Schicken Sie ${name} ${file === undefined ? 'diese Einladung' : `die Datei ${file}`}, auf welchem Weg Sie wollen: Es steht nichts Geheimes darin. Die Person ruft "holdfast people join" auf und schickt Ihnen ihre Antwort; dann "holdfast people confirm".`,
  youAreInvited: (name: string, vault: string, place: string | undefined) =>
    `Sie sind als ${name} zum Tresor ${vault.slice(0, 8)}${place === undefined ? '' : ` unter ${place}`} eingeladen. Wählen Sie dafür eine eigene Passphrase; niemand sonst erfährt sie.`,
  answered: (file: string | undefined) =>
    `Schicken Sie ${file === undefined ? 'diese Antwort' : `die Datei ${file}`} an die Person, die Sie eingeladen hat, auf welchem Weg Sie wollen. Niemand öffnet damit den Tresor; wer eine Kopie behält, könnte versuchen, Ihre Passphrase zu erraten.`,
  words: (words: string) =>
    `Lesen Sie ihr dann diese sechs Wörter vor, am Telefon oder persönlich. Nur wenn sie dieselben sieht, nimmt sie Sie auf: ${words}`,
  theirWords: (name: string) =>
    `Lassen Sie sich von ${name} am Telefon oder persönlich die sechs Wörter vorlesen, die dort stehen:`,
  sameWords: (name: string) => `Sind das die Wörter, die ${name} vorliest, alle sechs?`,
  confirmed: (name: string) =>
    `${name} öffnet diesen Tresor von nun an mit der eigenen Passphrase, liest und ändert alles darin. "holdfast people remove" beendet das.`,
  withdrawn: (name: string) =>
    `Die Einladung für ${name} ist zurückgezogen: Keine Antwort darauf wird angenommen.`,
  removed: (name: string, invitations: number) =>
    `${name} öffnet diesen Tresor nicht mehr, und er hat neue Schlüssel.${invitations === 0 ? '' : ' Wartende Einladungen sind zurückgezogen; laden Sie diese Personen noch einmal ein.'} Was ${name} lesen konnte, bleibt dort bekannt; hier steht es, das Neueste zuerst:`,
  stillOpen: (names: readonly string[]) =>
    `${names.length === 1 ? 'Diese Person öffnet' : 'Diese Personen öffnen'} den Tresor wie bisher mit der eigenen Passphrase: ${names.join(', ')}.`,
} satisfies CliWords['people'];

words satisfies Alike<CliWords['people'], typeof words>;
