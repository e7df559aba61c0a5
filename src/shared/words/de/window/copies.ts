import { count, list, number, secrets } from '../format.ts';

type English = typeof import('../../en/window/copies.ts').copiesWords;

/**
 * Andere Kopien eines Tresors: die ein Abgleichprogramm danebengelegt hat, und eine, die jemand
 * nennt.
 */
export const copiesWords = {
  title: 'Andere Kopie zusammenführen',
  menu: 'Andere Kopie zusammenführen…',
  /** Für eine Kopie, die jemand selbst nennt. */
  named: {
    title: 'Andere Kopie',
    text: 'Eine Datei, ein Ordner oder auf einem Server.',
    look: 'Ansehen, was sie bringt',
  },
  key: {
    title: 'Diese Kopie hat einen eigenen Schlüssel',
    text: 'Sie entstand, bevor dieser Tresor neue Schlüssel bekam, oder gehört zu einem anderen Tresor. Ihre eigene Passphrase öffnet sie.',
    passphrase: 'Passphrase der Kopie',
    empty: 'Geben Sie die Passphrase der Kopie ein.',
    wrong: 'Diese Passphrase öffnet die Kopie nicht. Prüfen Sie die Feststelltaste und die Tastaturbelegung.',
    submit: 'Kopie öffnen',
  },
  banner: {
    label: 'Kopien mit Konflikten',
    text: (n: number) =>
      n === 1
        ? 'Ein Abgleichprogramm hat eine weitere Kopie dieses Tresors danebengelegt.'
        : `Abgleichprogramme haben ${number(n)} weitere Kopien dieses Tresors danebengelegt.`,
    look: 'Ansehen und zusammenführen',
    dismiss: 'Nicht jetzt',
  },
  lead: 'Eine Kopie dieses Tresors, die unabhängig von ihm geändert wurde. Zusammenführen ergänzt, was die Kopie hat und diesem Tresor fehlt. Hier geht nichts verloren, und die Kopie ändert sich nicht.',
  leadReadOnly:
    'Dieser Tresor ist schreibgeschützt geöffnet, deshalb können Sie nichts zusammenführen. Sie können ansehen, was eine Kopie brächte.',
  list: 'Kopien neben diesem Tresor',
  revision: (n: number) => `Nach ${count(n, 'Änderung', 'Änderungen')}`,
  look: (name: string) => `Ansehen, was sie bringt: ${name}`,
  lookShort: 'Ansehen, was sie bringt',
  reading: 'Die Kopie wird gelesen und verglichen…',
  back: 'Andere Kopie',
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
    keys: (names: readonly string[]) =>
      `Sie bringt auch ${names.length === 1 ? 'den Schlüssel' : 'die Schlüssel'} ${list(names)}, mit denen dort Dateien verschlüsselt wurden.`,
    run: (n: number) => (n === 0 ? 'Zusammenführen' : `${secrets(n)} zusammenführen`),
  },
  working: 'Wird zusammengeführt…',
  done: {
    title: (n: number) => (n === 0 ? 'Zusammengeführt' : `${secrets(n)} zusammengeführt`),
    text: 'Wo beide einen Eintrag geändert hatten, hat sein Verlauf die Versionen beider. Die neueste ist aktuell.',
    file: (name: string) =>
      `${name} wurde nicht geändert. Sobald Sie sehen, dass hier alles da ist, können Sie sie löschen.`,
  },
} satisfies English;
