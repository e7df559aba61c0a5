import { count, list, number, secrets } from '../format.ts';

type English = typeof import('../../en/window/copies.ts').copiesWords;

/** Kopien, die ein Abgleichprogramm neben einem Tresor hinterlassen hat. */
export const copiesWords = {
  title: 'Kopien mit Konflikten',
  banner: {
    label: 'Kopien mit Konflikten',
    text: (n: number) =>
      n === 1
        ? 'Ein Abgleichprogramm hat eine weitere Kopie dieses Tresors danebengelegt.'
        : `Abgleichprogramme haben ${number(n)} weitere Kopien dieses Tresors danebengelegt.`,
    look: 'Ansehen und zusammenführen',
    dismiss: 'Nicht jetzt',
  },
  lead: 'Jede wurde unabhängig von diesem Tresor geändert. Zusammenführen ergänzt, was eine Kopie hat und diesem Tresor fehlt. Hier geht nichts verloren, und die Kopie ändert sich nicht.',
  leadReadOnly:
    'Dieser Tresor ist schreibgeschützt geöffnet, deshalb können Sie nichts zusammenführen. Sie können ansehen, was eine Kopie brächte.',
  list: 'Kopien neben diesem Tresor',
  revision: (n: number) => `Stand ${number(n)}`,
  look: (name: string) => `Ansehen, was sie bringt: ${name}`,
  lookShort: 'Ansehen, was sie bringt',
  reading: 'Die Kopie wird gelesen und verglichen…',
  none: 'Neben diesem Tresor gibt es keine Kopien.',
  back: 'Weitere Kopien',
  preview: {
    nothing: 'Diese Kopie bringt nichts Neues.',
    brings: (versions: number) => `Diese Kopie bringt ${count(versions, 'Version', 'Versionen')}.`,
    nothingYet: 'Noch wurde nichts geschrieben.',
    facts: 'Was das Zusammenführen bringt',
    added: 'Neue Einträge',
    changed: 'Geänderte Einträge',
    versions: 'Versionen',
    list: 'Einträge, die sich ändern',
    isAdded: 'ist neu',
    isChanged: 'bekommt Versionen der Kopie in seinen Verlauf',
    unreadable: (version: number) => `Version ${version} der Kopie ist nicht lesbar und wird ausgelassen`,
    policies: (names: readonly string[]) =>
      `Die Kopie hat andere Richtlinien unter ${names.length === 1 ? 'dem Namen' : 'den Namen'} ${list(names)}. Hier bleiben sie, wie sie sind.`,
    run: (n: number) => `${secrets(n)} zusammenführen`,
  },
  working: 'Wird zusammengeführt…',
  done: {
    title: (n: number) => `${secrets(n)} zusammengeführt`,
    text: 'Wo beide einen Eintrag geändert hatten, hat sein Verlauf die Versionen beider. Die neueste ist aktuell.',
    file: (name: string) =>
      `${name} wurde nicht geändert. Sobald Sie sehen, dass hier alles da ist, können Sie sie löschen.`,
  },
} satisfies English;
