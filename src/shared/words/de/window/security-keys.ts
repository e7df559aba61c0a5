type English = typeof import('../../en/window/security-keys.ts').securityKeysWords;

/** Sicherheitsschlüssel (FIDO2), die einen Tresor neben seiner Passphrase öffnen. */
export const securityKeysWords = {
  menu: 'Sicherheitsschlüssel…',
  title: 'Sicherheitsschlüssel',
  lead: 'Mit einem FIDO2-Schlüssel öffnen Sie diesen Tresor, ohne die Passphrase einzugeben. Die Passphrase öffnet ihn weiterhin: Bewahren Sie sie auf.',
  list: 'Sicherheitsschlüssel dieses Tresors',
  none: 'Kein Sicherheitsschlüssel öffnet diesen Tresor.',
  two: 'Dieser Tresor hat keine Notfallblätter. Stellen Sie zuerst welche her, oder richten Sie zwei Sicherheitsschlüssel zusammen ein: Ein einzelner geht leicht verloren.',
  sheets: 'Notfallblätter herstellen…',
  waiting: (name) =>
    `„${name}“ ist eingerichtet und öffnet den Tresor, sobald es auch ein zweiter tut. Ziehen Sie ihn ab, schließen Sie den anderen an, und fügen Sie ihn hinzu.`,
  added: (day) => `Hinzugefügt am ${day}`,
  of: (person) => `Gehört ${person}`,
  verified: { yes: 'Verlangt seine PIN oder einen Finger', no: 'Öffnet, sobald ihn jemand berührt' },
  noPin:
    'Ein Sicherheitsschlüssel ohne PIN öffnet den Tresor für jeden, der ihn und diesen Computer hat. Geben Sie ihm zuerst eine PIN, oder bewahren Sie ihn anderswo auf.',
  full: (most) => `Ein Tresor hat höchstens ${most} Sicherheitsschlüssel.`,
  name: 'Name des Sicherheitsschlüssels',
  passphrase: 'Passphrase',
  pin: 'PIN des Sicherheitsschlüssels',
  pinHelp: 'Er prüft sie selbst und sperrt sich nach zu vielen falschen.',
  add: 'Hinzufügen',
  another: 'Weiteren hinzufügen…',
  addFirst: 'Den ersten hinzufügen',
  addSecond: 'Den zweiten hinzufügen',
  looking: 'Der Sicherheitsschlüssel wird gesucht…',
  touch: 'Berühren Sie jetzt den Sicherheitsschlüssel',
  done: (name) => `${name} öffnet diesen Tresor von jetzt an.`,
  rename: 'Umbenennen',
  renameOf: (name) => `${name} umbenennen`,
  renaming: {
    title: 'Sicherheitsschlüssel umbenennen',
    submit: 'Umbenennen',
    done: (name) => `Der Sicherheitsschlüssel heißt ${name}.`,
  },
  remove: 'Entfernen…',
  removeOf: (name) => `${name} entfernen…`,
  removing: {
    title: (name) => `„${name}“ entfernen?`,
    text: 'Er öffnet diesen Tresor nicht mehr und muss dafür nicht angeschlossen sein. Der Tresor bekommt neue Schlüssel. Ältere Kopien öffnen sich wie bisher.',
    submit: 'Entfernen',
    working: 'Die Schlüssel werden erneuert…',
    done: (name) => `${name} öffnet diesen Tresor nicht mehr.`,
  },
  unlock: 'Sicherheitsschlüssel nehmen',
} satisfies English;
