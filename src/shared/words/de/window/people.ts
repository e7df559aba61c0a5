import { count } from '../format.ts';

/** Was das Fenster zu Personen sagt: ihre Seite, und wie man eine Einladung beantwortet. */
export const peopleWords = {
  menu: 'Personen…',
  lead: 'Alle hier öffnen den Tresor mit einer eigenen Passphrase.',
  /** Der eine Satz zu Rechten. */
  rights: 'Jede Person kann alles darin lesen und ändern. Rechte für einzelne Ordner gibt es nicht.',
  list: 'Personen, die diesen Tresor öffnen',
  you: 'Sie',
  added: (day: string, by: string | undefined) =>
    `Aufgenommen am ${day}${by === undefined ? '' : ` von ${by}`}`,
  opened: (when: string, device: string) => `Zuletzt geöffnet ${when} auf ${device}`,
  neverOpened: 'Hat noch nichts geändert',
  openedHelp:
    'Das Fenster hält jedes Öffnen fest. Auf der Kommandozeile wird es erst mit der ersten Änderung festgehalten.',
  keyFile: 'Mit Schlüsseldatei',
  unnamed: 'Noch ohne Namen',
  invitedTitle: 'Eingeladen',
  invited: (day: string, by: string) => `Eingeladen am ${day} von ${by}. Die Antwort steht aus`,
  invite: 'Einladen…',
  answer: 'Ich habe eine Antwort…',
  remove: 'Entfernen…',
  removeOf: (name: string) => `${name} entfernen`,
  withdraw: 'Zurückziehen',
  withdrawOf: (name: string) => `Einladung für ${name} zurückziehen`,
  withdrawn: (name: string) => `Die Einladung für ${name} ist zurückgezogen.`,
  rename: 'Ihr Name…',
  full: (most: number) =>
    `${count(most, 'Person', 'Personen')} können einen Tresor öffnen: Dieser nimmt niemanden mehr auf.`,
  code: { invitation: 'Einladung', answer: 'Antwort' },
  copy: 'Kopieren',
  copied: { invitation: 'Die Einladung ist kopiert.', answer: 'Die Antwort ist kopiert.' },
  save: 'In eine Datei speichern…',
  saved: (file: string) => `Gespeichert als ${file}.`,
  choose: 'Datei wählen…',
  paste: { invitation: 'Einladung einfügen', answer: 'Antwort einfügen' },
  sixWords: 'Sechs Wörter',
  renaming: {
    title: 'Ihr Name',
    text: 'So heißen Sie von nun an in der Liste der Personen und im Protokoll.',
    name: 'Name',
    submit: 'Diesen Namen nehmen',
    done: (name: string) => `Sie heißen von nun an ${name}.`,
  },
  inviting: {
    title: 'Jemanden einladen',
    text: 'Die Person wählt an ihrem Gerät eine eigene Passphrase; niemand sonst erfährt sie. Sie nehmen sie auf, wenn Sie beide dieselben sechs Wörter sehen.',
    name: 'Name der Person',
    submit: 'Einladung erstellen',
    madeTitle: (name: string) => `Einladung für ${name}`,
    made: 'Schicken Sie sie, auf welchem Weg Sie wollen: Es steht nichts Geheimes darin. Sie sagt, welcher Tresor es ist und wo er liegt.',
    next: (name: string) =>
      `${name} öffnet Holdfast, wählt „Ich wurde eingeladen…“ und schickt Ihnen eine Antwort. Dann geht es hier weiter: „Ich habe eine Antwort…“.`,
  },
  confirming: {
    title: 'Jemanden aufnehmen',
    text: 'Fügen Sie die Antwort ein, die Sie bekommen haben, oder wählen Sie ihre Datei.',
    look: 'Weiter',
    wordsTitle: (name: string) => `Lassen Sie sich von ${name} sechs Wörter vorlesen`,
    words: (name: string) =>
      `Rufen Sie ${name} an, oder treffen Sie sich. Dort stehen sechs Wörter; es müssen dieselben sein, alle sechs. Wenn nicht, hat jemand eine andere Antwort an ihre Stelle gesetzt.`,
    cheap: 'Diese Passphrase lässt sich zu schnell erraten.',
    cheapText:
      'Wer die Tresordatei hat, kann viele durchprobieren. Die Person sollte noch einmal ohne diese Einstellung antworten.',
    passphrase: 'Ihre eigene Passphrase',
    submit: 'Es sind dieselben: aufnehmen',
    no: 'Es sind andere',
    working: 'Wird aufgenommen…',
    done: (name: string) => `${name} öffnet diesen Tresor von nun an.`,
    refused: 'Nichts wurde geändert. Lassen Sie die Antwort auf anderem Weg noch einmal schicken.',
  },
  removing: {
    title: (name: string) => `${name} entfernen?`,
    text: (name: string) =>
      `Der Tresor bekommt neue Schlüssel, und die Passphrase von ${name} öffnet ihn nicht mehr; mit einer älteren Kopie öffnet sie nichts, was von nun an geschrieben wird.`,
    keeps: (name: string) =>
      `Was ${name} lesen konnte, bleibt dort bekannt. Sie bekommen die Liste, das Neueste zuerst, um diese Einträge dort zu ändern, wo sie gebraucht werden.`,
    besides:
      'Wartende Einladungen werden zurückgezogen. Notfallblätter und Programme bleiben: Erneuern oder widerrufen Sie, was die Person davon hatte.',
    passphrase: 'Ihre eigene Passphrase',
    submit: 'Entfernen',
    working: 'Schlüssel werden erneuert…',
    done: (name: string) => `${name} ist entfernt.`,
  },
  joining: {
    link: 'Ich wurde eingeladen…',
    title: 'Sie wurden eingeladen',
    text: 'Fügen Sie die Einladung ein, die Sie bekommen haben, oder wählen Sie ihre Datei.',
    submit: 'Weiter',
    chooseTitle: (name: string) => `Willkommen, ${name}`,
    vault: 'Tresor',
    place: 'Wo er liegt',
    noPlace: 'Die Einladung sagt es nicht',
    chooseText:
      'Wählen Sie für diesen Tresor eine eigene Passphrase. Niemand sonst erfährt sie, auch nicht, wer Sie eingeladen hat.',
    passphrase: 'Ihre Passphrase für diesen Tresor',
    again: 'Noch einmal dieselbe',
    make: 'Antwort erstellen',
    working: 'Ihre Schlüssel werden erstellt…',
    answerTitle: 'Schicken Sie Ihre Antwort',
    answerText:
      'Schicken Sie sie der Person, die Sie eingeladen hat, auf welchem Weg Sie wollen. Sie öffnet nichts; wer eine Kopie behält, könnte versuchen, Ihre Passphrase zu erraten.',
    words:
      'Lesen Sie ihr dann diese sechs Wörter vor, am Telefon oder persönlich. Nur wenn sie dieselben sieht, nimmt sie Sie auf.',
    next: 'Danach öffnen Sie den Tresor mit Ihrer Passphrase.',
    done: 'Fertig',
  },
  restoring: {
    whose: 'Wessen Passphrase ist das?',
    whoseHelp: 'Sie ersetzt deren Passphrase. Alle anderen öffnen den Tresor wie bisher.',
  },
  audit: {
    unnamed: 'Niemand mit Namen',
    unnamedLong: 'Jemand ohne Namen, oder während der Tresor gesperrt war',
  },
};
