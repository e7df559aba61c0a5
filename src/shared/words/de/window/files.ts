import { count, list } from '../format.ts';

type English = typeof import('../../en/window/files.ts').filesWords;

/** Dateien, die in Einträgen liegen. */
export const filesWords = {
  attach: 'Datei anhängen…',
  drop: 'oder hier ablegen',
  attaching: (name: string) => `${name} wird angehängt…`,
  attached: (names: readonly string[]) =>
    names.length > 3 ? `${count(names.length, 'Datei', 'Dateien')} angehängt.` : `${list(names)} angehängt.`,
  lookAt: (name: string) => `${name} ansehen`,
  openNamed: (name: string) => `Kopie von ${name} öffnen…`,
  openCopy: {
    title: (name: string) => `Kopie von „${name}“ öffnen?`,
    text: 'Eine Kopie wird in einen privaten Ordner dieses Computers geschrieben, und das zugehörige Programm öffnet sie. Die Kopie wird entfernt, wenn der Tresor gesperrt wird. Was Sie darin ändern, wird nicht im Tresor gespeichert.',
    risks: {
      program: 'Das ist ein Programm: Wer es gemacht hat, kann an diesem Computer alles, was Sie können.',
      macros:
        'Solche Office-Dateien können Makros enthalten, also Programme: Öffnen Sie die Datei nur, wenn Sie ihrem Absender vertrauen.',
    },
    yes: 'Kopie öffnen',
    no: 'Abbrechen',
  },
  noProgram: 'Kein Programm auf diesem Computer öffnet diese Datei. Speichern Sie sie stattdessen.',
  publicKey: (name: string) => `Öffentliche Hälfte von ${name}`,
  publicHalf: 'Die öffentliche Hälfte dieses Schlüssels. Sie dürfen sie jedem geben.',
  copyKey: 'Kopieren',
  copiedKey: 'Der öffentliche Schlüssel ist kopiert.',
  closedKey:
    'Das ist ein privater Schlüssel mit Passphrase. Bewahren Sie die Passphrase im selben Eintrag auf, um die öffentliche Hälfte zu sehen.',
  tooLarge:
    'Diese Datei ist zu groß, um hier gezeigt zu werden. Speichern Sie sie oder öffnen Sie eine Kopie.',
  unknown: 'Holdfast kann diese Datei nicht zeigen. Speichern Sie sie oder öffnen Sie eine Kopie.',
  cut: 'Die Datei geht weiter. Das ist ihr Anfang.',
  pages: (n: number) => (n === 1 ? 'Eine Seite.' : `Die erste von ${n} Seiten.`),
  picture: (name: string) => `Bild ${name}`,
  certificate: {
    subject: 'Ausgestellt für',
    issuer: 'Ausgestellt von',
    from: 'Gültig ab',
    until: 'Gültig bis',
    names: 'Auch für',
    fingerprint: 'Fingerabdruck (SHA-256)',
    expired: 'Es ist abgelaufen.',
    notYet: 'Es gilt noch nicht.',
  },
} satisfies English;
