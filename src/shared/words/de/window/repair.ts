import { count, list, number, secrets } from '../format.ts';

type English = typeof import('../../en/window/repair.ts').repairWords;

/** Die Seite zu einem beschädigten Tresor. */
export const repairWords = {
  title: 'Reparieren',
  banner: 'Ansehen, was verloren ist, und reparieren',
  reading: 'Alles im Tresor wird gelesen und geprüft…',
  figure: (done: number, total: number) => `${number(done)} von ${number(total)}`,
  again: 'Erneut lesen',
  look: {
    loss: (current: number, unnamed: number) =>
      current + unnamed > 0
        ? `${secrets(current + unnamed)} ${current + unnamed === 1 ? 'ist' : 'sind'} nicht lesbar`
        : 'Einige ältere Versionen sind nicht lesbar',
    filesTitle: (n: number) =>
      `Die Werte Ihrer Einträge sind unversehrt, aber ${count(n, 'angehängte Datei ist', 'angehängte Dateien sind')} verloren`,
    lostFiles: 'Verlorene Dateien',
    recordsTitle: 'Ihre Einträge sind unversehrt, aber etwas anderes ist verloren',
    noLoss: 'Keiner Ihrer Einträge ist verloren',
    structure: 'Der Schaden betrifft keinen Eintrag. Eine reparierte Kopie ist wieder in Ordnung.',
    sound:
      'Alles wurde soeben gelesen und geprüft und ist unversehrt. Schließen Sie diese Seite, und sperren und entsperren Sie dann den Tresor.',
    soundTitle: 'Kein Schaden gefunden',
    lead: 'Ein Teil der Tresordatei ist nicht, was Holdfast geschrieben hat. Das kommt von einem Datenträger, der kaputtgeht, oder von einem Programm, das in die Datei geschrieben hat. Die Datei ändert sich nicht: Sie können lesen und kopieren, was unversehrt ist, und nichts wird geschrieben.',
    facts: 'Der Tresor in Zahlen',
    whole: 'Unversehrte Einträge',
    wholeVersions: 'Unversehrte Versionen',
    lostNow: 'Verlorene Einträge',
    lostOlder: 'Verlorene ältere Versionen',
  },
  lost: {
    title: 'Was verloren ist',
    list: 'Was verloren ist, mit Namen',
    current: (version: number) => `seine aktuellen Werte, Version ${version}`,
    older: (versions: readonly number[]) =>
      `${versions.length === 1 ? 'Version' : 'die Versionen'} ${list(versions)}; seine aktuellen Werte sind unversehrt`,
    both: (version: number, versions: readonly number[]) =>
      `seine aktuellen Werte, Version ${version}, und ${versions.length === 1 ? 'Version' : 'die Versionen'} ${list(versions)}`,
    files: (versions: readonly number[], alone: boolean) =>
      `${versions.length === 1 ? 'eine Datei an Version' : 'Dateien an den Versionen'} ${list(versions)}${alone ? '; alle anderen Werte sind unversehrt' : ''}`,
    unnamed: (n: number) =>
      n === 1
        ? 'Ein weiterer Eintrag, dessen Name auch verloren ist. Eine Sicherung kennt ihn vielleicht.'
        : `${number(n)} weitere Einträge, deren Namen auch verloren sind. Eine Sicherung kennt sie vielleicht.`,
    records: {
      policies: 'Die Richtlinien: Ohne sie darf kein Programm etwas.',
      clients: 'Die Liste der registrierten Programme: Sie müssten erneut um Zugriff bitten.',
      audit: 'Ein Teil des Protokolls.',
    },
  },
  mend: {
    title: 'Reparieren',
    text: 'Sicherungen ersetzen, was verloren ist. Jeder Teil wird geprüft, bevor er verwendet wird. Auch ältere Sicherungen helfen, sogar beschädigte.',
    backups: 'Sicherungen, die verwendet werden',
    none: 'Keine Sicherung ist gewählt. Was unversehrt ist, wird gespeichert; was verloren ist, bleibt verloren.',
    add: 'Sicherung hinzufügen…',
    remove: (name: string) => `${name} nicht verwenden`,
    unusable: 'Nicht verwendbar',
    where: 'Wohin der reparierte Tresor kommt',
    inPlace: 'An die Stelle des beschädigten',
    inPlaceHelp:
      'Die beschädigte Datei bleibt daneben unter einem Namen mit Datum erhalten. Der Tresor wird gesperrt; nach dem Entsperren ist er unversehrt.',
    toFileHelp: 'Der beschädigte Tresor bleibt.',
    run: 'Tresor reparieren',
    save: 'Unversehrtes speichern',
    working: 'Der Tresor wird zusammengesetzt und zurückgelesen…',
  },
  accept: {
    title: 'Nicht alles wurde gefunden',
    text: (n: number) =>
      `Noch ist nichts geschrieben. Alles andere ist unversehrt; ${n === 1 ? 'dies' : 'das Folgende'} bliebe verloren.`,
    foundTitle: 'Gefunden, aber vielleicht nicht alles auf dem neuesten Stand',
    found:
      'Noch ist nichts geschrieben. Kein Wert ist verloren, aber von einigen Einträgen wurde nur ein früherer Stand gefunden.',
    earlier: 'Von diesen wurde nur ein früherer Stand gefunden; spätere Änderungen fehlen vielleicht',
    go: 'Mit dem Gefundenen weitermachen',
    list: 'Was verloren bliebe',
    another: 'Weitere Sicherung hinzufügen…',
    yes: 'Ohne dies weitermachen',
    back: 'Zurück',
  },
  done: {
    title: 'Der Tresor ist wieder unversehrt',
    lossy: 'Unversehrtes ist gespeichert',
    text: 'Alles in der neuen Datei wurde zurückgelesen und geprüft.',
    healed: (n: number) =>
      `${count(n, 'Teil kam', 'Teile kamen')} aus Sicherungen oder ${n === 1 ? 'wurde' : 'wurden'} anderswo in der Datei gefunden.`,
    file: 'Der reparierte Tresor',
    stays:
      'Der beschädigte Tresor bleibt hier geöffnet, bis Sie diese Seite schließen. Er wurde nicht geändert.',
    open: 'Reparierten Tresor öffnen',
    earlier: 'Von diesen wurde nur ein früherer Stand gefunden; spätere Änderungen fehlen vielleicht',
    earlierList: 'Einträge in einem früheren Stand',
    lost: 'Was verloren bleibt',
    lostList: 'Was verloren bleibt, mit Namen',
  },
  salvage: {
    offer: 'Mit einer Sicherung reparieren…',
    title: 'Einen Tresor reparieren, der sich nicht öffnet',
    text: 'Der Teil der Datei, in dem steht, wo alles ist, ist verloren. Eine Sicherung desselben Tresors ersetzt ihn, auch eine alte. Alles Neuere in der beschädigten Datei wird verwendet, sobald es geprüft ist.',
    backup: 'Eine Sicherung dieses Tresors',
    noBackup: 'Noch keine Sicherung gewählt',
    chooseFirst: 'Wählen Sie eine Sicherung dieses Tresors.',
    passphrase: 'Passphrase der Sicherung',
    empty: 'Geben Sie die Passphrase der Sicherung ein.',
    inPlaceHelp: 'Die beschädigte Datei bleibt daneben unter einem Namen mit Datum erhalten.',
  },
  after: {
    repaired: 'Der Tresor ist repariert. Entsperren Sie ihn, und sehen Sie, dass alles da ist.',
    lossy: (n: number) =>
      `Der Tresor ist repariert, aber ${count(n, 'Teil blieb', 'Teile blieben')} verloren.`,
    earlier: (n: number) =>
      `${secrets(n)} ${n === 1 ? 'kam' : 'kamen'} aus der beschädigten Datei im neuesten Stand, der zu finden war: Sehen Sie sich ${n === 1 ? 'ihn' : 'sie'} zuerst an.`,
    restored: 'Die Sicherung ist jetzt der Tresor.',
    kept: (file: string) => `Der Tresor, der hier war, ist als ${file} aufbewahrt.`,
  },
} satisfies English;
