type English = typeof import('../../en/window/places.ts').places;

/** Wo ein Tresor aufbewahrt werden kann: nach Art des Ortes und nach dem, was ein Formular dafür erfragt. */
export const places = {
  where: 'Wo der Tresor aufbewahrt wird',
  kinds: {
    sqlite: {
      name: 'Eine Datei',
      help: 'Eine Datei für alles. Kopieren, verschieben und sichern Sie sie wie jede andere.',
      open: 'Vorhandenen Tresor öffnen…',
      backup: 'Sicherung wählen…',
      into: 'In eine neue Datei',
    },
    folder: {
      name: 'Ein Ordner mit Dateien',
      help: 'Kleine Dateien, die sich nie ändern. Verschieben oder kopieren Sie immer den ganzen Ordner, nie einen Teil.',
      open: 'Tresor in einem Ordner öffnen…',
      backup: 'Tresor in einem Ordner wählen…',
      into: 'In einen neuen Ordner',
    },
  },
  fields: {
    file: {
      label: 'Tresordatei',
      none: 'Noch keine Datei gewählt',
      missing: 'Wählen Sie, wohin die Tresordatei kommt.',
    },
    folder: {
      label: 'Tresorordner',
      none: 'Noch kein Ordner gewählt',
      missing: 'Wählen Sie, wohin der Ordner kommt.',
    },
  },
  tools: {
    dropbox: 'Dropbox',
    nextcloud: 'Nextcloud',
    syncthing: 'Syncthing',
    icloud: 'iCloud',
    onedrive: 'OneDrive',
  },
  oneAtATime:
    'Ändern Sie einen Tresor in einem Ordner immer nur an einem Computer. Ändern ihn zwei, bevor der Ordner auf beiden gleich ist, können Änderungen verloren gehen.',
  synced: (tool: string) =>
    `${tool} kopiert diesen Ordner auf andere Computer. Ändern Sie den Tresor immer nur an einem, und lassen Sie ${tool} zuerst fertig werden. Ändern ihn zwei zugleich, können Änderungen verloren gehen.`,
} satisfies English;
