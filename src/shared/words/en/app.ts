/**
 * What the app says outside its window: menus, the system's dialogues, and pages for when the
 * window's own failed.
 */
export const words = {
  menu: {
    file: '&File',
    lock: '&Lock',
    leave: 'Choose &another vault',
    quit: '&Quit',
    edit: '&Edit',
    undo: '&Undo',
    redo: '&Redo',
    cut: 'Cu&t',
    copy: '&Copy',
    paste: '&Paste',
    selectAll: 'Select &all',
    view: '&View',
    resetZoom: '&Actual size',
    zoomIn: 'Zoom &in',
    zoomOut: 'Zoom &out',
    fullScreen: '&Full screen',
    help: '&Help',
    log: 'Show the &log',
    releases: 'Page of &releases in the browser',
    about: '&About Holdfast',
  },
  about: {
    newer: 'Holdfast asks nobody for updates, so it does not know whether there is a newer version.',
    close: 'Close',
  },
  choose: {
    vaults: 'Holdfast vault',
    all: 'All files',
    jsonLines: 'JSON lines',
    texts: 'Text',
    imports: 'Exports of password managers',
    newVault: 'Create a vault',
    newVaultName: 'My vault',
    recovered: 'Where the recovered vault goes',
    recoveredName: 'Recovered vault',
    sheetsFile: 'Save the sheets',
    rescueFile: 'Save the rescue page',
    sheetsFolder: 'Choose a folder for the sheets',
    auditFile: 'Export the audit',
    auditName: (vault: string, day: string) => `${vault} audit ${day}.jsonl`,
    backupFolder: 'Choose a folder for backups',
    backupFile: 'Choose a backup',
    restored: 'Where the restored vault goes',
    restoredName: 'Restored vault',
    vault: 'Open a vault',
    vaultFolder: 'Choose the folder of the vault',
    copyFile: 'Choose another copy of this vault',
    copyFolder: 'Choose the folder of another copy',
    import: 'Import a file',
    export: 'Export to a new file',
    exportName: (vault: string, day: string) => `${vault} export ${day}`,
    breachList: 'Choose the list of breached passwords',
    keyFile: 'Choose the key file',
    newKeyFile: 'Make a key file',
    fieldFile: 'Save the file',
    personFile: 'Choose an invitation or an answer',
    newPersonFile: { invitation: 'Save the invitation', answer: 'Save the answer' },
    personName: {
      invitation: (name: string) => `Invitation for ${name}.txt`,
      answer: (name: string) => `Answer of ${name}.txt`,
    },
  },
  connect: {
    title: 'Let Holdfast connect to this server?',
    text: (place: string) =>
      `${place}\n\nHoldfast contacts no server that you have not named. Go on if you have just entered this one.`,
    yes: 'Connect',
    no: 'Cancel',
  },
  unsent: {
    title: (changes: number) =>
      changes === 1 ? '1 change is not on the server yet' : `${changes} changes are not on the server yet`,
    text: 'What you changed is kept on this computer. It goes to the server the next time that this vault is opened here and the server is reached; other computers do not have it before.',
    quit: 'Quit anyway',
    stay: 'Stay',
  },
  background: {
    title: 'Keep Holdfast running without its window?',
    text: 'Programs are then still served, and the vault locks after the usual time. Open Holdfast again to see the window; where your desktop has a tray, an icon there shows whether the vault is open. You can change this under Preferences, General.',
    stay: 'Keep running',
    quit: 'Lock and quit',
    cancel: 'Cancel',
  },
  tray: {
    none: 'Holdfast: no vault chosen',
    open: (name: string) => `${name} is open`,
    locked: (name: string) => `${name} is locked`,
    waiting: (programs: number) =>
      programs === 1 ? '1 program waits for you' : `${programs} programs wait for you`,
    show: 'Show window',
    search: 'Quick search…',
    lock: 'Lock',
    quit: 'Quit',
  },
  /** Stands after “Holdfast is trying to”. */
  quickUnlock: 'unlock your vault',
  notices: {
    asks: (name: string) => `${name} asks for access`,
    waits: (name: string) => `${name} waits for the vault`,
    text: { asks: 'Look in Holdfast at what it asks for.', waits: 'It goes on once you unlock the vault.' },
  },
  papers: {
    all: (vault: string, sheets: number) => `${vault} ${sheets} sheets.pdf`,
    one: (vault: string, sheet: number, shares: number, holder: string) =>
      `${vault} sheet ${sheet} of ${shares}${holder === '' ? '' : ` (${holder})`}.pdf`,
  },
  crash: {
    title: 'Holdfast stopped',
    reasons: {
      renderer: 'The window ended unexpectedly. The vault is locked now; what you had not saved is lost.',
      main: 'Something went wrong inside Holdfast. The vault is locked now; start Holdfast again.',
      load: 'The window could not be loaded. The vault is locked now.',
    },
    /** The log's path stands after it. */
    saved:
      'Your vault file is as it was after the last change that was saved. What happened is written, without any of your secrets, in',
    startAgain: 'Start again',
    reload: 'Reload',
    quit: 'Quit',
    log: (file: string) => `Something went wrong. What happened is written in ${file}`,
  },
  hangs: {
    title: 'Holdfast does not answer.',
    text: 'You can wait, or reload the window. Reloading locks the vault, and what you had not saved is lost.',
    log: (file: string) => `Log: ${file}`,
    wait: 'Wait',
  },
  refused: {
    title: 'Holdfast does not start',
    option: (name: string) => `It takes no switch ${name}.`,
  },
};
