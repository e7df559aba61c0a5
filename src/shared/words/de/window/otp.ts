import type { FoundOtp } from '../../../contract-otp.ts';
import type { Otp } from '../../../otp.ts';
import { count } from '../format.ts';

type English = typeof import('../../en/window/otp.ts').otpWords;

const kinds = { totp: 'nach Zeit', hotp: 'nach Zähler', steam: 'für Steam' };

/** Was das Fenster von Einmalcodes sagt. */
export const otpWords = {
  none: 'gerade kein Code',
  byCounter: 'Der nächste Code entsteht, wenn Sie ihn verlangen.',
  next: (field: string) => `Den nächsten Code von ${field} holen und kopieren`,
  seconds: (n: number) => `${n} s`,
  clock: (seconds: number) =>
    `Die Uhr dieses Computers geht gegenüber der des Servers ${count(Math.abs(seconds), 'Sekunde', 'Sekunden')} ${seconds > 0 ? 'nach' : 'vor'}. Stellen Sie sie: Codes könnten abgelehnt werden.`,
  kept: 'Eingerichtet. Woraus die Codes entstehen, wird nicht angezeigt.',
  replace: 'Ersetzen…',
  placeholder: 'Einrichtungsschlüssel oder otpauth://…',
  read: (otp: Otp | undefined) =>
    otp === undefined
      ? 'Die Website zeigt ihn, wenn Sie die Anmeldung in zwei Schritten einrichten.'
      : `Codes ${kinds[otp.kind]}, ${count(otp.digits, 'Zeichen', 'Zeichen')}${otp.kind === 'totp' ? `, je ${count(otp.period, 'Sekunde', 'Sekunden')} gültig` : ''}.`,
  sources: {
    picture: 'Aus einem Bild…',
    camera: 'Mit der Kamera',
    drop: 'Bild hier ablegen',
    noCamera: 'Fotografieren oder speichern Sie den Code als Bild, und wählen Sie es hier.',
    clipboard: 'Aus der Zwischenablage',
    file: 'Bild mit einem quadratischen Code',
    accounts: 'Konten',
    unnamed: (n: number) => `Konto ${n}`,
    others: (n: number) => `${count(n, 'weiteres Konto wurde', 'weitere Konten wurden')} gelesen`,
    othersHelp: (folder: string) =>
      `Jeder entsteht sofort, ${folder === '' ? 'außerhalb aller Ordner' : `im Ordner „${folder}“`}. Was der Tresor schon hat, bleibt weg.`,
    make: (n: number) => `${count(n, 'Eintrag', 'Einträge')} anlegen`,
    leave: 'Weglassen',
    made: ({ created, there, failed }: { created: number; there: number; failed: number }) =>
      [
        `${count(created, 'Eintrag wurde', 'Einträge wurden')} angelegt.`,
        ...(there > 0 ? [`${count(there, 'Konto ist', 'Konten sind')} schon im Tresor.`] : []),
        ...(failed > 0
          ? [`${count(failed, 'Konto konnte', 'Konten konnten')} nicht aufgenommen werden.`]
          : []),
      ].join(' '),
    choose: ({ have, of, refused, codes }: FoundOtp) =>
      [
        ...(of > 1 ? [`Bild ${have} von ${of} ist gelesen.`] : []),
        ...(have < of ? ['Geben Sie das nächste an, oder wählen Sie ein Konto.'] : []),
        ...(have >= of && codes.length > 0 ? ['Wählen Sie das Konto dieses Eintrags.'] : []),
        ...(refused > 0
          ? [`${count(refused, 'Konto ist', 'Konten sind')} von einer Art, die Holdfast nicht kennt.`]
          : []),
      ].join(' '),
  },
  faults: {
    empty: 'Geben Sie einen Einrichtungsschlüssel ein.',
    'not-base32': 'Ein Einrichtungsschlüssel hat die Buchstaben A bis Z und die Ziffern 2 bis 7.',
    'no-secret': 'Das Geheimnis fehlt.',
    'too-long': 'Der Text ist zu lang.',
    kind: 'Holdfast kennt Codes nach Zeit, nach Zähler und die von Steam.',
    algorithm: 'Das Verfahren ist SHA1, SHA256 oder SHA512.',
    digits: 'Ein Code hat 1 bis 10 Ziffern.',
    period: 'Ein Code gilt zwischen einer Sekunde und einem Tag.',
    counter: 'Der Zähler ist eine ganze Zahl ab 0.',
    several: 'Der Text enthält mehrere Konten. Fügen Sie ihn allein hier ein, und wählen Sie eines.',
    'export-damaged': 'Der Text ist abgeschnitten oder verändert.',
    forgotten: 'Er ist nicht mehr da. Geben Sie ihn noch einmal ein.',
  },
} satisfies English;
