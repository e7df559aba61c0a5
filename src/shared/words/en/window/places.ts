import { count, format, number } from '../format.ts';

/** Where a vault may be kept: by kind of place, and by what a form asks for to name one. */
export const places = {
  where: 'Where the vault is kept',
  elsewhere: 'Keep it somewhere else…',
  whereCopy: 'Where the copy goes',
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
      saved: 'Saved in the folder',
    },
    s3: {
      name: 'A bucket (S3)',
      help: 'Several computers and people may use it at once. The service keeps sealed bytes alone, and learns how many and when.',
      saved: 'Saved in the bucket',
    },
    postgres: {
      name: 'A database (PostgreSQL)',
      help: 'Several computers and people may use it at once. The database keeps sealed bytes alone. Its administrator runs schema.sql first (docs/stores.md).',
      saved: 'Saved in the database',
    },
    webdav: {
      name: 'A WebDAV server',
      help: 'A folder of a server such as lighttpd. Try it first: many servers, among them Apache, nginx and most clouds, cannot tell two writers apart. For those let their own tool carry “A folder of files”.',
      saved: 'Saved on the server',
    },
  },
  service: {
    into: 'To a server',
    help: 'A bucket, a database or a WebDAV server. Nothing is overwritten there.',
    kind: 'Kind of server',
    from: 'It lies on a server',
    takeBackup: 'Take this backup',
    takeVault: 'Go on with this vault',
  },
  fields: {
    file: { label: 'Vault file', none: 'No file chosen yet', missing: 'Choose where the vault file goes.' },
    folder: { label: 'Vault folder', none: 'No folder chosen yet', missing: 'Choose where the folder goes.' },
    endpoint: { label: 'Address of the service', none: 'Amazon S3, if left empty', missing: '' },
    bucket: { label: 'Bucket', none: '', missing: 'Name the bucket. Holdfast makes none.' },
    prefix: { label: 'Name of the vault in it', none: 'such as home, or team/shared', missing: '' },
    accessKey: {
      label: 'Access key',
      none: 'From AWS_ACCESS_KEY_ID or the profile, if left empty',
      missing: '',
    },
    secretKey: { label: 'Secret key', none: '', missing: '' },
    region: { label: 'Region', none: 'us-east-1, if nothing else is configured', missing: '' },
    profile: { label: 'Profile of ~/.aws', none: 'default', missing: '' },
    sessionToken: { label: 'Session token', none: '', missing: '' },
    ca: { label: 'File with certificates to trust', none: '/path/to/ca.pem', missing: '' },
    server: {
      label: 'Server',
      none: 'db.example.org, or the folder of its socket',
      missing: 'Name the server.',
    },
    database: { label: 'Database', none: '', missing: 'Name the database. Holdfast makes none.' },
    vault: { label: 'Name of the vault in it', none: 'such as home', missing: 'Name the vault.' },
    address: {
      label: 'Address of the folder',
      none: 'https://dav.example.org/vaults/home/',
      missing: 'Give the address of the folder.',
    },
    user: { label: 'User', none: 'As your system has it for this server, if left empty', missing: '' },
    password: { label: 'Password', none: '', missing: '' },
  },
  more: 'More settings',
  credentials: {
    keep: 'Keep these credentials in the system’s keychain',
    ask: 'These credentials are held in memory until the vault is locked, and asked for again after that. Holdfast writes them nowhere.',
    give: 'Connect',
    wanted: 'The server asks who you are',
    wantedText: 'Enter your credentials. Once you are connected, your passphrase opens the vault.',
  },
  trial: {
    run: 'Try it',
    working: 'Asking the server…',
    alone: 'Nothing was kept there.',
    ground: {
      nothing: 'The place is reached, and free.',
      vault: 'The place is reached, and a vault lies there.',
      others: 'The place is reached, and something else lies there: no vault.',
      'vaults-below': 'The place is reached, and vaults begin below it.',
    },
    taken: 'Choose another name for a new vault.',
    nothing: 'Check the name, or create a vault there.',
    oneLine: 'Several computers may write here at once: every write stands on the one before.',
    late: 'The service takes requests that come late, so Holdfast looks once more after a slow write.',
    reading: 'With these credentials the vault can be read, and not changed.',
    heads: (why: string) =>
      `Each computer writes a line of its own here, and what the others wrote is joined to it: ${why}.`,
    none: (why: string) =>
      `No vault can be made here: ${why}, so writes would be lost. Choose another service, a database, or a file.`,
    why: {
      ignored: 'the service lets one writer overwrite what another has just created',
      unsupported: 'the service cannot create only what is not there yet',
      race: 'where several write at once, the service tells more than one that it was the first',
      unread: 'the service does not give back what was written',
      unlisted: 'the service does not list what was written',
      undeleted: 'the service still shows what was deleted',
    },
  },
  open: {
    button: 'Open a vault on a server…',
    title: 'Open a vault on a server',
    submit: 'Open',
    working: 'Asking the server…',
  },
  /** The first unlock of a vault on a server; rate in bytes a second, time in seconds. */
  fetching: {
    label: 'Fetching the vault to this computer…',
    figure: (done: number, total: number) => `${format.size(done)} of ${format.size(total)}`,
    left: (rate: number, seconds: number) =>
      `${format.size(rate)} a second, ${seconds < 60 ? count(seconds, 'second', 'seconds') : count(Math.ceil(seconds / 60), 'minute', 'minutes')} left`,
  },
  unsent: (n: number) => `${number(n)} not sent yet`,
  /** Beside the vault's name, where there is little room. */
  away: (when: string, n: number) => `Since ${when} · ${number(n)} not sent`,
  offline: {
    since: (when: string) => `Offline since ${when}`,
    text: (unsent: number) =>
      unsent === 0
        ? 'You see what was read before. What you change is kept on this computer, encrypted, and sent once the server is reached again.'
        : `${count(unsent, 'change lies', 'changes lie')} on this computer alone, encrypted, and will be sent once the server is reached again.`,
    retry: 'Try again',
  },
  tools: {
    dropbox: 'Dropbox',
    nextcloud: 'Nextcloud',
    syncthing: 'Syncthing',
    icloud: 'iCloud',
    onedrive: 'OneDrive',
  },
  /** Of every vault in a folder. */
  sharedFolder:
    'Several computers may change a vault in a folder, also without a network. Whatever carries the folder brings the changes together: nothing is dropped.',
  /** Of one in a folder that a sync tool carries. */
  synced: (tool: string) =>
    `${tool} copies this folder to other computers. Each of them may change the vault, also without a network. Once ${tool} is through, all have the changes of all: nothing is dropped.`,
};
