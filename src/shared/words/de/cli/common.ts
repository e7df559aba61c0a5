import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';

/** Fragen und Hinweise, die mehrere Befehle haben. */
export const words = {
  passphrase: 'Passphrase des Tresors: ',
  newPassphrase: 'Neue Passphrase: ',
  again: 'Noch einmal dieselbe: ',
  weak: 'Die ist leicht zu erraten; vier oder fünf zufällige Wörter sind es nicht. Noch einmal dieselbe, um sie trotzdem zu verwenden, oder nur Eingabe für eine andere: ',
  typeYes: (question: string) => `${question} Tippen Sie ja: `,
  yes: 'ja',
  openToOthers: (file: string) =>
    `Hinweis: Andere auf diesem Rechner können ${file} lesen. Mit "chmod 600" gehört sie nur Ihnen.`,
  keyFileOpen: (file: string) =>
    `Hinweis: Andere auf diesem Rechner können die Schlüsseldatei ${file} lesen. Mit "chmod 600" gehört sie nur Ihnen.`,
  keyFileBeside: (file: string) =>
    `Hinweis: Die Schlüsseldatei ${file} ist neben dem Tresor: Wer den Ordner mitnimmt, hat beides. Bewahren Sie sie woanders auf.`,
  weakInFile: (file: string) => `Hinweis: Die Passphrase in ${file} ist leicht zu erraten.`,
  noKeyFile: 'Hinweis: Dieser Tresor braucht keine Schlüsseldatei; --key-file wurde ignoriert.',
  older: (why: string) => `Hinweis: ${why}`,
  offline: (since: string, why: string) =>
    `Hinweis: offline seit ${since}: aus der Kopie auf diesem Computer gelesen. ${why}`,
  unsent: (changes: number) =>
    `Hinweis: ${changes === 1 ? '1 Änderung liegt' : `${changes} Änderungen liegen`} auf diesem Computer und noch nicht beim Dienst.`,
  progress: (done: number, total: number, what: string) => `${done} von ${total} ${what}`,
  pace: (perSecond: number, seconds: number) => `, ${perSecond} in der Sekunde, noch ${seconds} s`,
  percentRead: '% gelesen',
  objects: 'Objekten',
  megabytes: 'MB geholt',
  entries: 'Einträgen',
  objectsChecked: 'Objekten geprüft',
  secretsSealed: 'Einträgen mit den neuen Schlüsseln verschlüsselt',
  input: 'Standardeingabe',
} satisfies CliWords['common'];

words satisfies Alike<CliWords['common'], typeof words>;
