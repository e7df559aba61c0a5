import { count, number } from '../format.ts';

type English = typeof import('../../en/window/preferences.ts');

export function spanOf(minutes: number): string {
  return minutes < 60 ? count(minutes, 'Minute', 'Minuten') : count(minutes / 60, 'Stunde', 'Stunden');
}

/** Was jemand bevorzugt. */
export const preferencesWords = {
  title: 'Einstellungen',
  parts: {
    label: 'Teile der Einstellungen',
    general: 'Allgemein',
    security: 'Sicherheit',
    generator: 'Generator',
    shortcuts: 'Tastenkürzel',
    vault: 'Dieser Tresor',
  },
  look: 'Sprache und Erscheinungsbild',
  language: 'Sprache',
  systemLanguage: 'Wie das System',
  theme: 'Erscheinungsbild',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  zoom: 'Zoom',
  percent: (n: number) => `${number(n)} %`,
  closing: 'Das Fenster schließen',
  closingHelp:
    'Solange Holdfast weiterläuft, werden Programme bedient, und der Tresor wird nach der üblichen Zeit gesperrt. Öffnen Sie Holdfast noch einmal, um das Fenster zu sehen.',
  onClose: 'Beim Schließen des Fensters eines Tresors',
  closings: { ask: 'Vorher fragen', stay: 'Holdfast weiterlaufen lassen', quit: 'Sperren und beenden' },
  start: 'Start',
  startAtLogin: 'Holdfast starten, wenn Sie sich an diesem Computer anmelden',
  locking: 'Sperren',
  autoLock: 'Sperren nach Untätigkeit',
  never: 'Nie',
  minutes: (n: number) => spanOf(n),
  lockOnSleep: 'Sperren, wenn der Computer ruht oder der Bildschirm gesperrt wird',
  lockOnMinimize: 'Sperren, wenn das Fenster minimiert wird',
  copying: 'Kopieren und Bildschirmfotos',
  clipboard: 'Kopierten Wert löschen nach',
  seconds: (n: number) => (n < 120 ? count(n, 'Sekunde', 'Sekunden') : count(n / 60, 'Minute', 'Minuten')),
  opensAddresses: 'Adressen aus Einträgen ohne Frage im Browser öffnen',
  hideFromCapture: 'Dieses Fenster in Bildschirmfotos und geteilten Bildschirmen verbergen',
  generator: {
    title: 'Womit der Generator beginnt',
    help: 'Dies ist ein Beispiel. In einem Formular können Sie für ein Passwort weiterhin anders wählen.',
    groups: {
      lower: 'Kleine Buchstaben',
      upper: 'Große Buchstaben',
      digits: 'Ziffern',
      symbols: 'Zeichen wie # und %',
    },
    unambiguous: 'Zeichen weglassen, die einander ähnlich sehen: 0 O o, 1 I l |',
    language: 'Sprache der Wörter',
    separator: 'Zwischen den Wörtern',
    separators: {
      '-': 'Bindestrich -',
      ' ': 'Leerzeichen',
      '.': 'Punkt .',
      _: 'Unterstrich _',
      ',': 'Komma ,',
    },
    capitalize: 'Jedes Wort mit einem großen Buchstaben beginnen',
    number: 'Eine Ziffer hinter eines der Wörter setzen',
  },
  keys: {
    title: 'Tastenkürzel',
    help: 'Wählen Sie ein Kürzel, und drücken Sie dann die neuen Tasten. Die Taste Entf lässt es ohne Tasten, mit Esc bleibt es, wie es ist.',
    change: (action: string, keys: string) => `${action}: ${keys}. Ändern`,
    press: 'Neue Tasten drücken',
    reset: (action: string) => `${action}: zurück zu den üblichen Tasten`,
    resetAll: 'Alle zurück zu den üblichen Tasten',
    refused: (why: 'none' | 'reserved' | { readonly other: string }) =>
      why === 'none'
        ? 'Nehmen Sie Strg mit einer weiteren Taste, oder eine der Tasten F1 bis F12.'
        : why === 'reserved'
          ? 'Diese Tasten haben in Textfeldern oder im Fenster eine andere Bedeutung. Drücken Sie andere.'
          : `„${why.other}“ hat diese Tasten. Drücken Sie andere, oder ändern Sie zuerst jene.`,
  },
  quickKeys: {
    title: 'Schnellsuche von überall',
    help: 'Ein kleines Fenster durchsucht den Tresor, was auch immer sonst auf dem Bildschirm ist. Seine Tasten wirken in jedem Programm, deshalb sind keine vergeben, bis Sie welche wählen.',
    label: 'Schnellsuche zeigen',
    change: (keys: string) => `Schnellsuche zeigen: ${keys}. Ändern`,
    press: 'Neue Tasten drücken',
    unfit:
      'Nehmen Sie Strg, Alt oder Super mit einem Buchstaben, einer Ziffer, der Leertaste oder einer der Tasten F1 bis F12.',
    lost: {
      taken: 'Ein anderes Programm hat diese Tasten. Drücken Sie andere, oder geben Sie sie dort frei.',
      refused: 'Ihr Desktop hat gefragt und die Tasten nicht gegeben.',
      unavailable:
        'Dieser Desktop gibt keinem Programm solche Tasten. Lassen Sie in seinen Einstellungen eigene Tasten „holdfast quick“ ausführen.',
    },
  },
  vault: {
    look: 'Name und Farbe',
    lookHelp: 'Sie gelten nur an diesem Computer: Der Tresor und seine Kopien bleiben, wie sie sind.',
    name: 'Name',
    rename: 'Umbenennen',
    saved: 'Tresor umbenannt',
    color: 'Farbe',
    colors: {
      teal: 'Blaugrün',
      blue: 'Blau',
      violet: 'Violett',
      rose: 'Rosa',
      red: 'Rot',
      orange: 'Orange',
      olive: 'Olivgrün',
      grey: 'Grau',
    },
    place: 'Wo er liegt',
    opens: 'Was ihn öffnet, und was ihn zurückbringt',
    ways: {
      passphrase: 'Was Sie eingeben, um ihn zu öffnen',
      keyFile: 'Eine Datei, die neben der Passphrase nötig ist',
      securityKeys: 'Hardware, die ihn statt der Passphrase öffnet',
      keys: 'Wenn jemand eine Kopie hat und dazu, was sie öffnet',
      people: 'Andere, die ihn mit einer eigenen Passphrase öffnen',
      recovery: 'Papier, das ihn öffnet, wenn die Passphrase vergessen ist',
      backups: 'Kopien an anderen Orten',
    },
  },
} satisfies English['preferencesWords'];

/** Die Tasten. */
export const shortcutsWords = {
  title: 'Tastenkürzel',
  change: 'Tastenkürzel ändern…',
  noKeys: 'Keine',
  keys: { ctrl: 'Strg', shift: 'Umschalt', space: 'Leertaste' },
  actions: {
    search: 'Suchen',
    copyPassword: 'Passwort kopieren, oder das Feld mit dem Fokus',
    copyUser: 'Benutzernamen kopieren',
    copyCode: 'Einmalcode kopieren',
    favourite: 'Zu den Favoriten, oder daraus entfernen',
    newSecret: 'Neuer Eintrag',
    edit: 'Bearbeiten',
    save: 'Speichern',
    undo: 'Letzte Änderung zurücknehmen',
    recovery: 'Notfallblätter',
    preferences: 'Einstellungen',
    lock: 'Sperren',
  },
  rows: [
    ['Strg+K', 'Eintrag oder Aktion finden'],
    ['/', 'Suchen'],
    ['ein Buchstabe in der Liste', 'Danach suchen'],
    ['↓ in der Suche', 'Zu den Ergebnissen'],
    ['Eingabe in der Liste', 'Zum Eintrag'],
    ['Entf in der Liste oder auf einem Titel', 'Eintrag löschen'],
    ['F2 und Entf in den Ordnern', 'Ordner umbenennen und löschen'],
    ['Umschalt+F10', 'Menü des Eintrags oder Ordners'],
    ['Umschalt+↓, Leertaste oder Strg+A in der Liste', 'Mehrere auswählen'],
    ['Esc', 'Suche leeren, abbrechen, schließen'],
    ['F6', 'Nächster Bereich'],
  ] as [keys: string, what: string][],
} satisfies English['shortcutsWords'];
