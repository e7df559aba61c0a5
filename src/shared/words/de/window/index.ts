import type { Alike } from '../../alike.ts';
import { isNow } from '../../formats.ts';
import type { WindowWords } from '../../window.ts';
import { count, format, list, number } from '../format.ts';
import { templateWords } from '../templates.ts';
import { accessWords } from './access.ts';
import { backupsWords } from './backups.ts';
import { cameraWords } from './camera.ts';
import { copiesWords } from './copies.ts';
import { devicesWords } from './devices.ts';
import { exportWords } from './export.ts';
import { failures } from './failures.ts';
import { filesWords } from './files.ts';
import { healthWords } from './health.ts';
import { importWords } from './import.ts';
import { keyFileWords } from './key-file.ts';
import { keysWords } from './keys.ts';
import { listWords } from './list.ts';
import { otpWords } from './otp.ts';
import { peopleWords } from './people.ts';
import { places } from './places.ts';
import { preferencesWords, shortcutsWords, spanOf } from './preferences.ts';
import { quickWords } from './quick.ts';
import { quickUnlockWords } from './quick-unlock.ts';
import { recoveryWords } from './recovery.ts';
import { repairWords } from './repair.ts';
import { securityKeysWords } from './security-keys.ts';
import { switcherWords } from './switcher.ts';
import { versionsWords } from './versions.ts';

const secrets = (n: number) => count(n, 'Eintrag', 'Einträge');

/** Alles, was das Fenster sagt. */
export const words = {
  name: 'Holdfast',
  number,
  size: format.size,
  moment: format.moment,
  clock: format.clock,
  date: format.date,
  ago: (time: number, now: number) =>
    format.ago(time, now) ?? (isNow(time, now) ? 'gerade eben' : `am ${format.day(time)}`),
  pace: (perSecond: number, seconds: number) =>
    `${number(perSecond)} in der Sekunde, noch etwa ${
      seconds < 90
        ? count(seconds, 'Sekunde', 'Sekunden')
        : count(Math.round(seconds / 60), 'Minute', 'Minuten')
    }`,
  more: (n: number) => `und ${number(n)} weitere`,
  actions: {
    add: 'Neuer Eintrag',
    back: 'Zurück',
    browse: 'Wählen…',
    cancel: 'Abbrechen',
    clear: 'Leeren',
    close: 'Schließen',
    copy: 'Kopieren',
    delete: 'Löschen',
    destroy: 'Vernichten…',
    empty: 'Leeren…',
    dismiss: 'Ausblenden',
    done: 'Fertig',
    edit: 'Bearbeiten',
    hide: 'Verbergen',
    lock: 'Sperren',
    menu: 'Menü',
    retry: 'Erneut versuchen',
    reveal: 'Anzeigen',
    save: 'Speichern',
    saving: 'Wird gespeichert…',
    undelete: 'Zurückholen',
    undo: 'Rückgängig',
  },
  keptDraft: {
    title: 'Nicht gespeicherte Änderungen',
    text: (path: string) =>
      path.trim() === ''
        ? 'Sie haben einen neuen Eintrag geschrieben, als das Fenster geschlossen wurde. Ihre Eingaben wurden verschlüsselt aufbewahrt.'
        : `Sie haben ${path} bearbeitet, als das Fenster geschlossen wurde. Ihre Änderungen wurden verschlüsselt aufbewahrt.`,
    yes: 'Weiter bearbeiten',
    no: 'Nicht jetzt',
  },
  offered: {
    title: (name: string) => `„${name}“ öffnen?`,
    text: (here: string) => `Holdfast sperrt zuerst „${here}“.`,
    unsaved:
      'Ihre nicht gespeicherten Änderungen werden verschlüsselt aufbewahrt. Sie bekommen sie beim nächsten Entsperren zurück.',
    yes: 'Sperren und öffnen',
    no: (here: string) => `In „${here}“ bleiben`,
  },
  notices: {
    'test-runtime': 'Testumgebung ohne Sicherheitsupdates: nicht für echte Geheimnisse.',
    'remembers-nothing':
      'Ihr Benutzerordner ist schreibgeschützt. Einstellungen und die Liste der Tresore bleiben nur bis zur Abmeldung; Tresore werden wie gewohnt gespeichert.',
    'memory-only': 'Dieser Tresor ist nur im Arbeitsspeicher: Nichts wird gespeichert.',
    'read-only': 'Dieser Tresor ist schreibgeschützt geöffnet: Änderungen werden abgelehnt.',
    damaged: 'Dieser Tresor ist beschädigt. Sie können lesen, was unversehrt ist; nichts wird geschrieben.',
    replaced:
      'Eine andere Datei ist an die Stelle dieses Tresors getreten, während er geöffnet war. Nichts wird mehr geschrieben. Sperren Sie ihn, und entsperren Sie die Datei, die jetzt dort ist.',
    gone: 'Die Datei dieses Tresors fehlt: Sie wurde verschoben oder gelöscht, oder ihr Datenträger ist nicht angeschlossen. Sie können lesen, was hier ist; nichts wird mehr geschrieben.',
    unsandboxed: 'Das Fenster läuft ohne seine Sandbox: nicht für echte Geheimnisse.',
    label: 'Warnungen',
  },
  settled: {
    label: 'Reste neben einer Tresordatei',
    'set-aside': (file: string, kept: readonly string[]) =>
      `Ein Rest neben „${file}“ gehörte nicht dazu. Er wurde nicht verwendet und ist als ${quotedNames(kept)} aufbewahrt.`,
    undone: (file: string, kept: readonly string[]) =>
      kept.length === 0
        ? `Ein Schreibvorgang in „${file}“ war abgebrochen und wurde rückgängig gemacht. Der Tresor ist wie davor.`
        : `Ein Schreibvorgang in „${file}“ war abgebrochen und wurde rückgängig gemacht. Falls etwas fehlt, sehen Sie nach, was dort war: Es ist als ${quotedNames(kept)} aufbewahrt.`,
    seen: 'OK',
  },
  welcome: {
    title: 'Alle Geheimnisse in einer Datei',
    text: 'Ein Tresor wird auf diesem Computer verschlüsselt, ohne Konto: Nur Ihre Passphrase oder Ihre Notfallblätter öffnen ihn.',
    create: 'Tresor erstellen',
    again: 'Tresor öffnen',
    recents: 'Zuletzt geöffnet',
    missing: 'Datei nicht gefunden',
    forget: (name: string) => `${name} aus dieser Liste entfernen`,
    forgotten: (name: string) => `${name} ist nicht mehr in der Liste. Die Datei selbst bleibt.`,
  },
  move: {
    menu: 'Diesen Tresor umziehen…',
    title: 'Diesen Tresor umziehen',
    text: 'Der Tresor wird an den neuen Ort kopiert und die Kopie Byte für Byte verglichen. Erst dann wird er gesperrt, und der bisherige kommt unter einem Namen zur Seite, der das sagt. Passphrase, Blätter, Programme und Sicherungen bleiben, wie sie sind.',
    submit: 'Umziehen',
    working: 'Kopieren und vergleichen…',
    done: 'Der Tresor liegt jetzt hier.',
    kept: (file: string) =>
      `Der bisherige bleibt als ${file} erhalten. Löschen Sie ihn, sobald Sie diesen geöffnet haben.`,
    stays: (place: string) =>
      `Der bisherige bleibt unter ${place}. Wer dort noch schreibt, schreibt in eine alte Kopie: Nennen Sie allen den neuen Ort.`,
  },
  places,
  create: {
    title: 'Tresor erstellen',
    passphrase: 'Passphrase',
    again: 'Passphrase wiederholen',
    make: 'Eine Passphrase für mich erzeugen',
    makeAnother: 'Eine andere erzeugen',
    made: 'Schreiben Sie diese sechs Wörter in dieser Reihenfolge auf Papier, und bewahren Sie es auf, bis Sie sie auswendig kennen. Geben Sie sie dann unten ein, mit Leerzeichen dazwischen.',
    hint: 'Vier oder mehr Wörter ohne Zusammenhang sind stark und leicht zu merken.',
    differ: 'Die beiden Passphrasen unterscheiden sich.',
    empty: 'Geben Sie eine Passphrase ein.',
    lossTitle: 'Wenn Sie diese Passphrase verlieren, kann niemand den Tresor öffnen',
    loss: 'Es gibt kein Zurücksetzen und keine Hintertür. Schreiben Sie die Passphrase auf Papier, verwahren Sie es sicher, und bewahren Sie eine Sicherung der Tresordatei an einem anderen Ort auf. Sobald Sie den Tresor haben, können Sie Notfallblätter drucken, falls Sie die Passphrase einmal vergessen.',
    understood: 'Ich verstehe, dass sich eine verlorene Passphrase nicht zurücksetzen lässt',
    understand: 'Bestätigen Sie, dass Sie gelesen haben, was der Verlust der Passphrase bedeutet.',
    submit: 'Tresor erstellen',
    working: 'Aus Ihrer Passphrase wird der Schlüssel berechnet…',
    workingText: 'Das dauert absichtlich etwa eine Sekunde: Es bremst jeden, der rät.',
  },
  passphrase: {
    show: 'Passphrase anzeigen',
    hide: 'Passphrase verbergen',
    capsLock: 'Die Feststelltaste ist an.',
    weak: 'Diese Passphrase ist leicht zu erraten. Vier oder fünf zufällige Wörter sind es nicht. Wählen Sie eine andere, oder bestätigen Sie diese.',
    nevertheless: 'Trotzdem verwenden',
  },
  strength: {
    label: 'Stärke',
    grades: ['Sehr schwach', 'Schwach', 'Mäßig', 'Stark', 'Sehr stark'],
    advice: [
      'Sofort erraten. Verwenden Sie mehrere Wörter ohne Zusammenhang.',
      'Schnell erraten. Fügen Sie Wörter hinzu.',
      'Ein geduldiger Angreifer könnte sie erraten. Ein oder zwei weitere Wörter helfen viel.',
      'Gut für einen Tresor.',
      'Sehr schwer zu erraten.',
    ],
    measuring: 'Wird gemessen…',
  },
  unlock: {
    title: (name: string) => `${name} entsperren`,
    passphrase: 'Passphrase',
    submit: 'Entsperren',
    working: 'Wird entsperrt…',
    other: 'Andere Tresore',
    lost: 'Sie lässt sich nicht zurücksetzen. Wenn Sie sie vergessen, öffnen nur Notfallblätter den Tresor.',
    empty: 'Geben Sie die Passphrase ein.',
    older: 'Diese Kopie trotzdem öffnen',
    lockedBy: {
      idle: (minutes: number) =>
        minutes === 0 ? 'Gesperrt, weil niemand da war.' : `Gesperrt nach ${spanOf(minutes)} ohne Eingabe.`,
      suspend: () => 'Gesperrt, als der Computer in den Ruhezustand ging.',
      'screen-lock': () => 'Zusammen mit dem Bildschirm gesperrt.',
      'user-switch': () => 'Gesperrt, als ein anderer Benutzer übernahm.',
      minimized: () => 'Gesperrt, als das Fenster minimiert wurde.',
    },
  },
  locksSoon: {
    title: 'Ist noch jemand da?',
    text: (seconds: number) =>
      `Der Tresor wird in ${count(seconds, 'Sekunde', 'Sekunden')} gesperrt. Seine neuen Notfallblätter sind noch nicht zurückgelesen. Danach lassen sie sich nicht mehr anzeigen oder drucken.`,
    stay: 'Entsperrt lassen',
  },
  vault: {
    search: 'Alle Einträge durchsuchen',
    searchDeleted: 'Gelöschte Einträge durchsuchen',
    clearSearch: 'Suche leeren',
    folders: 'Ordner',
    list: 'Einträge',
    detail: 'Eintrag',
    all: 'Alle Einträge',
    deleted: 'Gelöscht',
    found: 'Suchergebnisse',
    similar: (n) => (n === 1 ? '1 ähnlicher Treffer' : `${number(n)} ähnliche Treffer`),
    results: (n: number) => count(n, 'Ergebnis', 'Ergebnisse'),
    count: secrets,
    searching: 'Wird gesucht…',
    tags: (tags: readonly string[]) => `Schlagwörter: ${tags.join(', ')}`,
    loading: 'Wird geladen…',
    andUnread: (n: number) => `, ${number(n)} nicht lesbar`,
    foldersUnread: (n: number) =>
      n === 1
        ? 'Ein Eintrag ist nicht lesbar und hier nicht mitgezählt.'
        : `${number(n)} Einträge sind nicht lesbar und hier nicht mitgezählt.`,
    unreadTitle: 'Nicht lesbar',
    unread: (n: number, searching: boolean) =>
      `${n === 1 ? 'Ein Eintrag' : `${number(n)} Einträge`} dieses beschädigten Tresors ${n === 1 ? 'ist' : 'sind'} nicht lesbar, deshalb ${searching ? 'kann die Suche etwas übersehen haben' : 'kann hier etwas fehlen'}. Eine Sicherung enthält vielleicht, was fehlt.`,
    emptyTitle: 'Noch keine Einträge',
    emptyText: 'Legen Sie den ersten an, oder bringen Sie sie aus einem anderen Programm mit.',
    emptyImport: 'Importieren…',
    noHitsTitle: 'Nichts gefunden',
    noHits: (query: string) =>
      `Kein Eintrag passt zu „${query}“. Die Suche umfasst Pfade, Schlagwörter und sichtbare Felder; tag:, in:, has:, type: und is: grenzen sie ein.`,
    emptyFolderTitle: 'Dieser Ordner ist leer',
    emptyFolder: 'Ein Ordner besteht, solange ein Eintrag darin ist.',
    emptyDeletedTitle: 'Nichts gelöscht',
    emptyDeleted: 'Gelöschte Einträge bleiben hier, bis Sie sie zurückholen oder vernichten.',
    noneTitle: 'Nichts ausgewählt',
    none: 'Wählen Sie einen Eintrag aus der Liste, oder drücken Sie / zum Suchen.',
    noneFound: 'Mit ↓ gelangen Sie zu den Ergebnissen, mit der Eingabetaste zum ersten.',
  },
  list: listWords,
  menu: {
    import: 'Importieren…',
    passphrase: 'Passphrase ändern…',
    keyFile: keyFileWords.menu,
    securityKeys: securityKeysWords.menu,
    keys: keysWords.menu,
    recovery: recoveryWords.menu,
    backups: backupsWords.menu,
    people: peopleWords.menu,
    devices: devicesWords.menu,
    access: accessWords.menu,
    audit: accessWords.menuAudit,
    preferences: 'Einstellungen…',
    shortcuts: 'Tastenkürzel',
    about: 'Über Holdfast',
    leave: 'Diesen Tresor schließen',
  },
  detail: {
    hidden: 'verborgen',
    more: 'Weitere Aktionen',
    copyField: (name: string) => `${name} kopieren`,
    revealField: (name: string) => `${name} anzeigen`,
    hideField: (name: string) => `${name} verbergen`,
    showLong: 'Ganzen Text anzeigen',
    file: 'Datei',
    saveAs: 'Speichern unter…',
    saveFile: (name: string) => `Speichern unter… ${name}`,
    savingFile: (name: string) => `${name} wird gespeichert…`,
    empty: 'leer',
    noFields: 'Diese Version hat keine Felder.',
    tags: 'Schlagwörter',
    custom: 'Weitere Angaben',
    created: (when: string) => `Erstellt ${when}`,
    updated: (when: string) => `Geändert ${when}`,
    older: (version: number, when: string) => `Sie sehen Version ${number(version)} vom ${when}.`,
    toCurrent: 'Aktuelle Version anzeigen',
    deletedText:
      'Dieser Eintrag ist gelöscht oder abgelaufen. Sie können ihn zurückholen. Wenn Sie ihn vernichten, ist er endgültig weg.',
    olderOfDeleted: (version: number, when: string) =>
      `Dieser Eintrag ist gelöscht. Sie sehen seine Version ${number(version)} vom ${when}.`,
    versionDeleted: 'Diese Version ist gelöscht. Holen Sie sie zurück, um sie zu lesen.',
    versionDestroyed: 'Diese Version wurde vernichtet. Ihre Werte sind weg.',
    versions: 'Versionen',
    version: (n: number) => `Version ${n}`,
    current: 'Aktuell',
    stateDeleted: 'Gelöscht',
    stateDestroyed: 'Vernichtet',
    expires: (when: string) => `Löscht sich ${when}`,
    view: 'Ansehen',
    restore: 'Zu dieser Version zurückkehren',
    deleteVersion: 'Diese Version löschen',
    undeleteVersion: 'Diese Version zurückholen',
    destroyVersion: 'Diese Version vernichten…',
    actionsOf: (n: number) => `Aktionen für Version ${n}`,
  },
  fieldTypes: {
    text: 'Text',
    secret: 'Verborgen',
    url: 'Adresse',
    note: 'Notiz',
    otp: 'Einmalcode',
    file: 'Datei',
    attachment: 'Datei',
  },
  firstSteps: {
    title: 'Erste Schritte',
    secret: 'Den ersten Eintrag anlegen',
    secretText: 'Eine Anmeldung, eine Karte, ein Schlüssel, eine Notiz: Jedes hat ein eigenes Formular.',
    add: 'Eintrag anlegen',
    import: 'Passwörter mitbringen',
    importText: 'Aus einem anderen Passwortprogramm, einem Browser oder einer Datei.',
    backups: 'Sicherungen einrichten',
    backupsText: 'Wenn der Datenträger kaputt- oder verlorengeht, ist auch der Tresor verloren.',
    sheets: 'Notfallblätter machen',
    sheetsText: 'Papierblätter, die den Tresor öffnen, wenn Sie die Passphrase vergessen.',
    done: 'Erledigt.',
    dismiss: 'Ausblenden',
    dismissed: 'Die ersten Schritte sind ausgeblendet.',
  },
  templates: templateWords,
  files: filesWords,
  camera: cameraWords,
  versions: versionsWords,
  switcher: switcherWords,
  editor: {
    newTitle: 'Neuer Eintrag',
    editTitle: 'Eintrag bearbeiten',
    choose: 'Was ist es?',
    title: 'Titel',
    titleFaults: {
      empty: 'Geben Sie einen Titel ein.',
      slash: 'Ein Titel hat keinen Schrägstrich. Der Ordner wird daneben gewählt.',
      'too-long': 'Titel und Ordner zusammen sind länger als 512 Zeichen.',
      'empty-segment': 'Ein Titel hat keinen Schrägstrich. Der Ordner wird daneben gewählt.',
      'dot-segment': 'Ein Titel kann nicht „.“ oder „..“ sein.',
      'control-character': 'Der Titel enthält ein unsichtbares Zeichen.',
      'not-text': 'Der Titel enthält Zeichen, die kein gültiger Text sind.',
    },
    folder: 'Ordner',
    noFolder: 'Kein Ordner',
    newFolder: 'Neuer Ordner…',
    newFolderName: 'Name des neuen Ordners',
    newFolderHelp: 'Ein neuer Ordner: Er entsteht beim Speichern.',
    showFolders: 'Alle anzeigen',
    advanced: 'Erweitert',
    path: 'Pfad',
    pathHelp: 'Ordner werden durch Schrägstriche getrennt: prod/db/orders',
    pathFaults: {
      empty: 'Geben Sie einen Pfad ein.',
      'too-long': 'Der Pfad ist länger als 512 Zeichen.',
      'empty-segment': 'Kein Schrägstrich am Anfang oder Ende, und nie zwei hintereinander.',
      'dot-segment': 'Kein Teil des Pfads kann „.“ oder „..“ sein.',
      'control-character': 'Der Pfad enthält ein unsichtbares Zeichen.',
      'not-text': 'Der Pfad enthält Zeichen, die kein gültiger Text sind.',
    },
    suggestions: 'Ordner',
    fields: 'Felder',
    fieldName: 'Name',
    fieldType: 'Art',
    fieldValue: 'Wert',
    valueOf: (name: string) => `Wert von ${name || 'diesem Feld'}`,
    nameOf: (position: number) => `Name von Feld ${position}`,
    typeOf: (name: string) => `Art von ${name || 'diesem Feld'}`,
    addField: 'Feld hinzufügen',
    editFields: 'Felder bearbeiten',
    fieldsDone: 'Felder fertig',
    moveField: (name: string) => `${name || 'Dieses Feld'} mit den Pfeiltasten verschieben`,
    movedField: (name: string, at: number, of: number) => `${name} ist jetzt Feld ${at} von ${of}.`,
    removeField: (name: string) => `${name || 'Dieses Feld'} entfernen`,
    fieldFaults: {
      unnamed: 'Geben Sie diesem Feld einen Namen.',
      twice: 'Ein anderes Feld heißt schon so.',
      'too-long': 'Der Name ist länger als 256 Zeichen.',
    },
    noFields: 'Ein Eintrag braucht mindestens ein Feld mit einem Wert.',
    fileKept: 'Anhang, bleibt unverändert',
    tags: 'Schlagwörter',
    tagsHelp: 'Nach jedem Schlagwort die Eingabetaste oder ein Komma.',
    removeTag: (tag: string) => `Schlagwort ${tag} entfernen`,
    save: 'Speichern',
    strength: ['Sehr leicht zu erraten', 'Leicht zu erraten', 'Mittel', 'Stark', 'Sehr stark'],
    reused: (titles: readonly string[], more: number) =>
      `Auch verwendet in ${list([...titles.map((title) => `„${title}“`), ...(more > 0 ? [`${number(more)} weiteren`] : [])])}`,
    showValue: (name: string) => `${name || 'Wert'} anzeigen`,
    hideValue: (name: string) => `${name || 'Wert'} verbergen`,
    discardTitle: 'Änderungen verwerfen?',
    discardText: 'Ihre Änderungen an diesem Eintrag sind nicht gespeichert.',
    discard: 'Verwerfen',
    discardAndLock: 'Verwerfen und sperren',
    keepEditing: 'Weiter bearbeiten',
    conflictTitle: 'Dieser Eintrag wurde inzwischen geändert',
    conflictText: (found: number) =>
      found === 0
        ? 'Er wurde anderswo gelöscht, während Sie ihn bearbeitet haben. Speichern Sie darüber, um ihn mit Ihren Werten zurückzuholen, oder laden Sie ihn neu und verlieren Ihre Änderungen.'
        : `Version ${number(found)} wurde anderswo gespeichert, während Sie bearbeitet haben. Laden Sie neu, um sie zu sehen und Ihre Änderungen zu verlieren, oder speichern Sie Ihre darüber: Version ${number(found)} bleibt im Verlauf.`,
    pathTaken: 'Dieser Pfad ist vergeben',
    takenText:
      'Unter diesem Pfad gibt es schon einen Eintrag. Wählen Sie einen anderen Pfad, speichern Sie Ihre Werte als seine neueste Version darüber, oder laden Sie neu, um ihn zu sehen und Ihre Eingaben zu verlieren.',
    reload: 'Neu laden',
    saveOnTop: 'Darüber speichern',
  },
  generator: {
    open: (name: string) => `Wert für ${name || 'dieses Feld'} erzeugen`,
    title: 'Passwort erzeugen',
    kind: 'Art',
    characters: 'Zeichen',
    words: 'Wörter',
    length: 'Länge',
    wordCount: 'Anzahl der Wörter',
    symbols: 'Sonderzeichen wie # und %',
    again: 'Neu erzeugen',
    use: 'Verwenden',
    bits: (bits: number) => `Etwa ${number(Math.floor(bits))} Bit`,
  },
  destroySecret: {
    title: 'Diesen Eintrag vernichten?',
    text: 'Er wird mit allen Versionen aus dem Tresor entfernt. Nur eine Sicherung, die ihn noch hat, kann ihn zurückbringen.',
    yes: 'Endgültig vernichten',
    no: 'Behalten',
  },
  emptyDeleted: {
    title: (n: number) => `${count(n, 'gelöschten Eintrag', 'gelöschte Einträge')} vernichten?`,
    text: 'Sie werden mit allen Versionen aus dem Tresor entfernt. Nur eine Sicherung, die sie noch hat, kann sie zurückbringen.',
    yes: 'Endgültig vernichten',
    no: 'Behalten',
  },
  destroyVersion: (version: number) => ({
    title: `Version ${version} vernichten?`,
    text: 'Ihre Werte werden aus dem Tresor entfernt. Nur eine Sicherung, die sie noch hat, kann sie zurückbringen. Andere Versionen bleiben.',
    yes: 'Endgültig vernichten',
    no: 'Behalten',
  }),
  status: {
    saved: 'Gespeichert.',
    edited: (title: string) => `${title} bearbeitet.`,
    copied: (field: string, seconds: number) =>
      seconds === 0
        ? `${field} kopiert. Es bleibt in der Zwischenablage.`
        : `${field} kopiert. Wird in ${number(seconds)} s gelöscht.`,
    fileSaved: (file: string) => `Als ${file} gespeichert. Wer Ihre Dateien lesen kann, kann sie lesen.`,
    clipboardCleared: 'Zwischenablage geleert.',
    deleted: (title) => `${title} gelöscht.`,
    undeleted: (title: string) => `${title} zurückgeholt.`,
    undeletedInPart: 'Zurückgeholt. Die neueste Version ist noch gelöscht und damit auch der Eintrag.',
    versionDeleted: (n: number) => `Version ${n} gelöscht.`,
    newestDeleted: (n: number) =>
      `Version ${n} gelöscht und damit der Eintrag. Sie finden ihn unter Gelöscht.`,
    restored: (n: number) => `Version ${n} ist wieder die neueste.`,
    destroyed: 'Vernichtet.',
    emptied: (n: number) => `${secrets(n)} vernichtet.`,
    passphraseChanged: 'Passphrase geändert. Die alte öffnet diesen Tresor nicht mehr.',
  },
  import: importWords,
  export: exportWords,
  preferences: preferencesWords,
  quick: quickWords,
  quickUnlock: quickUnlockWords,
  changePassphrase: {
    title: 'Passphrase ändern',
    old: 'Bisherige Passphrase',
    new: 'Neue Passphrase',
    again: 'Neue Passphrase wiederholen',
    text: 'Notfallblätter bleiben gültig. Ältere Kopien behalten, was sie haben, und öffnen sich mit der alten Passphrase.',
    submit: 'Passphrase ändern',
    working: 'Die Passphrase wird geändert…',
  },
  keyFile: keyFileWords,
  securityKeys: securityKeysWords,
  otp: otpWords,
  health: healthWords,
  keys: keysWords,
  recovery: recoveryWords,
  access: accessWords,
  people: peopleWords,
  devices: devicesWords,
  backups: backupsWords,
  repair: repairWords,
  copies: copiesWords,
  failures,
  about: {
    title: 'Über Holdfast',
    text: 'Ein verschlüsselter Tresor für Geheimnisse. Er nutzt kein Netzwerk.',
    version: 'Version',
    electron: 'Electron',
    vault: 'Dieser Tresor',
    log: 'Logdatei',
    showLog: 'Logdatei anzeigen',
    updates: 'Veröffentlichungen im Browser anzeigen',
    newer: 'Holdfast sucht nicht nach neuen Versionen und weiß deshalb nicht, ob es eine gibt.',
    nowhere: 'Fragen Sie dort, wo Sie diese Kopie bekommen haben.',
    licences: 'Lizenzen',
    back: 'Zurück',
    noLicences: 'Die Lizenzen liegen dem Paket bei; dies läuft aus dem Quelltext.',
    logText: 'Die Logdatei enthält nie einen Wert, Pfad, Feldnamen oder eine Passphrase.',
  },
  shortcuts: shortcutsWords,
  crash: {
    title: 'In diesem Fenster ist etwas schiefgegangen',
    text: 'Alles Gespeicherte ist sicher in der Tresordatei. Sperren Sie den Tresor, und starten Sie das Fenster neu; was Sie gerade geschrieben haben, ist verloren.',
    log: 'Näheres steht in der Logdatei:',
    again: 'Sperren und Fenster neu starten',
    noBridge: 'Das Fenster erreicht die App nicht',
    noBridgeText:
      'Beenden Sie Holdfast, und starten Sie es neu. Hilft das nicht, installieren Sie es neu: Ihre Tresordatei bleibt, wie sie ist.',
  },
} satisfies WindowWords;

function quotedNames(names: readonly string[]): string {
  return list(names.map((name) => `„${name}“`));
}

words satisfies Alike<WindowWords, typeof words>;
