type English = typeof import('../../en/window/key-file.ts').keyFileWords;

/** Eine Datei, die einen Tresor zusammen mit seiner Passphrase öffnet. */
export const keyFileWords = {
  menu: 'Schlüsseldatei…',
  label: 'Schlüsseldatei',
  none: 'Keine Datei gewählt',
  choose: 'Schlüsseldatei wählen…',
  make: 'Neue Schlüsseldatei erstellen…',
  offer: 'Zusätzlich eine Schlüsseldatei verlangen',
  offerText:
    'Mit einer Schlüsseldatei öffnet sich der Tresor nur mit der Passphrase und dieser Datei zusammen. Bewahren Sie die Datei auf einem Stick auf und eine Kopie getrennt vom Tresor und seinen Sicherungen. Geht sie verloren oder ändert sich ein Byte darin, öffnen nur noch Notfallblätter den Tresor.',
  beside:
    'Diese Datei ist im Ordner des Tresors. Wer den Ordner mitnimmt, hat beides: Bewahren Sie sie woanders auf.',
  open: 'Andere an diesem Computer können diese Datei lesen.',
  unlock: {
    some: 'Nur wenn Ihre Passphrase eine hat; andere Personen dieses Tresors brauchen keine.',
    help: 'Dieser Tresor öffnet sich mit seiner Passphrase und dieser Datei zusammen. Geht die Datei verloren, öffnen ihn nur Notfallblätter.',
    missing: 'Diese Datei fehlt. Schließen Sie ihr Laufwerk an, oder wählen Sie die Datei.',
    choose: 'Wählen Sie die Schlüsseldatei dieses Tresors.',
  },
  dialog: {
    title: 'Schlüsseldatei',
    asks: 'Dieser Tresor öffnet sich mit seiner Passphrase und einer Schlüsseldatei zusammen.',
    asksNone: 'Dieser Tresor öffnet sich nur mit seiner Passphrase.',
    now: (file: string) => `Beim Entsperren war die Datei ${file}`,
    chooseFirst: 'Wählen Sie die Datei, oder erstellen Sie eine neue.',
    next: 'Andere Schlüsseldatei',
    passphrase: 'Passphrase',
    keys: 'Der Tresor bekommt damit neue Schlüssel. Ältere Kopien öffnen sich wie bisher. Notfallblätter bleiben gültig.',
    add: 'Schlüsseldatei hinzufügen',
    replace: 'Ersetzen',
    remove: 'Schlüsseldatei entfernen',
    working: 'Die Schlüssel werden geändert…',
  },
  added: 'Dieser Tresor öffnet sich jetzt mit seiner Passphrase und der Schlüsseldatei zusammen.',
  replaced: 'Dieser Tresor öffnet sich jetzt mit der anderen Schlüsseldatei.',
  removed: 'Dieser Tresor öffnet sich jetzt nur mit seiner Passphrase.',
} satisfies English;
