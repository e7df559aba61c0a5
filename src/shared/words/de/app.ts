import type { Alike } from '../alike.ts';
import type { AppWords } from '../app.ts';

/**
 * Was die App außerhalb ihres Fensters sagt: Menüs, Dialoge des Systems und Seiten für den Fall,
 * dass das Fenster versagt.
 */
export const words = {
  menu: {
    file: '&Datei',
    lock: '&Sperren',
    leave: 'Anderen Tresor &wählen',
    quit: '&Beenden',
    edit: '&Bearbeiten',
    undo: '&Rückgängig',
    redo: '&Wiederholen',
    cut: '&Ausschneiden',
    copy: '&Kopieren',
    paste: '&Einfügen',
    selectAll: 'A&lles auswählen',
    view: '&Ansicht',
    resetZoom: '&Originalgröße',
    zoomIn: 'Ver&größern',
    zoomOut: 'Ver&kleinern',
    fullScreen: '&Vollbild',
    help: '&Hilfe',
    log: '&Logdatei anzeigen',
    releases: '&Veröffentlichungen im Browser anzeigen',
    about: 'Ü&ber Holdfast',
  },
  about: {
    newer: 'Holdfast sucht nicht nach neuen Versionen und weiß deshalb nicht, ob es eine gibt.',
    close: 'Schließen',
  },
  choose: {
    vaults: 'Holdfast-Tresor',
    all: 'Alle Dateien',
    texts: 'Text',
    jsonLines: 'JSON-Zeilen',
    imports: 'Exporte von Passwortmanagern',
    newVault: 'Tresor erstellen',
    newVaultName: 'Mein Tresor',
    recovered: 'Wohin der geöffnete Tresor kommt',
    recoveredName: 'Geöffneter Tresor',
    sheetsFile: 'Blätter speichern',
    rescueFile: 'Rettungsseite speichern',
    sheetsFolder: 'Ordner für die Blätter wählen',
    auditFile: 'Protokoll exportieren',
    auditName: (vault: string, day: string) => `${vault} Protokoll ${day}.jsonl`,
    backupFolder: 'Ordner für Sicherungen wählen',
    backupFile: 'Sicherung wählen',
    restored: 'Wohin der wiederhergestellte Tresor kommt',
    restoredName: 'Wiederhergestellter Tresor',
    vault: 'Tresor öffnen',
    vaultFolder: 'Ordner des Tresors wählen',
    copyFile: 'Andere Kopie dieses Tresors wählen',
    copyFolder: 'Ordner einer anderen Kopie wählen',
    import: 'Datei importieren',
    export: 'In eine neue Datei exportieren',
    exportName: (vault: string, day: string) => `${vault} Export ${day}`,
    breachList: 'Liste erbeuteter Passwörter wählen',
    keyFile: 'Schlüsseldatei wählen',
    personFile: 'Einladung oder Antwort wählen',
    newPersonFile: { invitation: 'Einladung speichern', answer: 'Antwort speichern' },
    personName: {
      invitation: (name: string) => `Einladung für ${name}.txt`,
      answer: (name: string) => `Antwort von ${name}.txt`,
    },
    newKeyFile: 'Schlüsseldatei erstellen',
    fieldFile: 'Datei speichern',
  },
  connect: {
    title: 'Soll sich Holdfast mit diesem Server verbinden?',
    text: (place: string) =>
      `${place}\n\nHoldfast spricht keinen Server an, den Sie nicht genannt haben. Fahren Sie fort, wenn Sie diesen gerade eingegeben haben.`,
    yes: 'Verbinden',
    no: 'Abbrechen',
  },
  unsent: {
    title: (changes: number) =>
      changes === 1
        ? '1 Änderung ist noch nicht auf dem Server'
        : `${changes} Änderungen sind noch nicht auf dem Server`,
    text: 'Was Sie geändert haben, bleibt auf diesem Computer. Es geht zum Server, wenn dieser Tresor hier das nächste Mal geöffnet und der Server erreicht wird; andere Computer haben es vorher nicht.',
    quit: 'Trotzdem beenden',
    stay: 'Bleiben',
  },
  background: {
    title: 'Soll Holdfast ohne Fenster weiterlaufen?',
    text: 'Programme werden dann weiter bedient, und der Tresor wird nach der üblichen Zeit gesperrt. Öffnen Sie Holdfast noch einmal, um das Fenster zu sehen; hat Ihr Schreibtisch einen Infobereich, so zeigt dort ein Symbol, ob der Tresor offen ist. Sie können das unter Einstellungen, Allgemein ändern.',
    stay: 'Weiterlaufen',
    quit: 'Sperren und beenden',
    cancel: 'Abbrechen',
  },
  tray: {
    none: 'Holdfast: kein Tresor gewählt',
    open: (name: string) => `${name} ist offen`,
    locked: (name: string) => `${name} ist gesperrt`,
    waiting: (programs: number) =>
      programs === 1 ? '1 Programm wartet auf Sie' : `${programs} Programme warten auf Sie`,
    show: 'Fenster zeigen',
    search: 'Schnellsuche …',
    lock: 'Sperren',
    quit: 'Beenden',
  },
  quickUnlock: 'Ihren Tresor entsperren',
  notices: {
    asks: (name: string) => `${name} bittet um Zugriff`,
    waits: (name: string) => `${name} wartet auf den Tresor`,
    text: {
      asks: 'Sehen Sie in Holdfast an, worum es bittet.',
      waits: 'Es macht weiter, sobald Sie den Tresor entsperren.',
    },
  },
  papers: {
    all: (vault: string, sheets: number) => `${vault} ${sheets} Notfallblätter.pdf`,
    one: (vault: string, sheet: number, shares: number, holder: string) =>
      `${vault} Blatt ${sheet} von ${shares}${holder === '' ? '' : ` (${holder})`}.pdf`,
  },
  crash: {
    title: 'Holdfast wurde angehalten',
    reasons: {
      renderer:
        'Das Fenster wurde unerwartet beendet. Der Tresor ist jetzt gesperrt; was Sie nicht gespeichert hatten, ist verloren.',
      main: 'In Holdfast ist etwas schiefgegangen. Der Tresor ist jetzt gesperrt; starten Sie Holdfast neu.',
      load: 'Das Fenster ließ sich nicht laden. Der Tresor ist jetzt gesperrt.',
    },
    saved:
      'Ihre Tresordatei ist so, wie sie zuletzt gespeichert wurde. Was geschehen ist, steht ohne irgendeinen Ihrer Einträge in',
    startAgain: 'Neu starten',
    reload: 'Neu laden',
    quit: 'Beenden',
    log: (file: string) => `Etwas ist schiefgegangen. Was geschehen ist, steht in ${file}`,
  },
  hangs: {
    title: 'Holdfast antwortet nicht.',
    text: 'Sie können warten oder das Fenster neu laden. Beim Neuladen wird der Tresor gesperrt, und was Sie nicht gespeichert hatten, ist verloren.',
    log: (file: string) => `Logdatei: ${file}`,
    wait: 'Warten',
  },
  refused: {
    title: 'Holdfast startet nicht',
    option: (name: string) => `Der Schalter ${name} ist nicht erlaubt.`,
  },
} satisfies AppWords;

words satisfies Alike<AppWords, typeof words>;
