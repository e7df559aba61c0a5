/** Where a vault may be kept: by kind of place, and by what a form asks for to name one. */
export const places = {
  where: 'Where the vault is kept',
  kinds: {
    sqlite: {
      name: 'One file',
      help: 'One file for everything. Copy, move and back it up like any other.',
      open: 'Open an existing vault…',
      backup: 'Choose a backup…',
      into: 'Into a new file',
    },
    folder: {
      name: 'A folder of files',
      help: 'Small files that never change. Move or copy the folder as a whole, never a part of it.',
      open: 'Open a vault in a folder…',
      backup: 'Choose a vault in a folder…',
      into: 'Into a new folder',
    },
  },
  fields: {
    file: { label: 'Vault file', none: 'No file chosen yet', missing: 'Choose where the vault file goes.' },
    folder: { label: 'Vault folder', none: 'No folder chosen yet', missing: 'Choose where the folder goes.' },
  },
  tools: {
    dropbox: 'Dropbox',
    nextcloud: 'Nextcloud',
    syncthing: 'Syncthing',
    icloud: 'iCloud',
    onedrive: 'OneDrive',
  },
  /** Of every vault in a folder. */
  oneAtATime:
    'Change a vault in a folder on one computer at a time. If two computers change it before the folder is the same on both, changes can be lost.',
  /** Of one in a folder that a sync tool carries. */
  synced: (tool: string) =>
    `${tool} copies this folder to other computers. Change the vault on one computer at a time, and let ${tool} finish first. If two computers change it at once, changes can be lost.`,
};
