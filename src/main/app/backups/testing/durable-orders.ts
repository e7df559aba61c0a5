// What each flow of `durable-flows.ts` writes, syncs and names, in which order
// (store/testing/order.ts says it in these words).

/** SQLite makes a file in five commits: two numbers of its header, two tables, the manifest. */
const filled = (name: string) => Array.from({ length: 5 }, () => `commit ${name}`);

/** A whole file is given a name that was free, and the name lasts before anything else happens. */
const linked = (from: string, to: string) => [`link ${from} to ${to}`, 'sync folder'];

const created = (to: string) => [...filled('new 1'), ...linked('new 1', to), 'remove new 1'];

/**
 * A vault made beside and read back there: `then`, on the made one, before it is given its name.
 */
const madeBeside = (to: string, then: readonly string[] = []) => [
  ...created('new 2'),
  ...then,
  'sync new 2',
  ...linked('new 2', to),
  'remove new 2',
];

/** The vault that is there gets a second name, which lasts before another file takes the first. */
const tookThePlace = [
  ...linked('desk.holdfast', 'desk (kept).holdfast'),
  'sync new 2',
  'rename new 2 to desk.holdfast',
  'sync folder',
];

const noted = [
  'write notes.json.new',
  'sync notes.json.new',
  'rename notes.json.new to notes.json',
  'sync folder',
  'remove notes.json.lock',
];

/**
 * An earlier backup is copied, and what is new committed without syncs; `syncs`: before it is read
 * back where keys are at hand, and before it is named.
 */
const onTopOf = (name: string, syncs: number) => [
  `write ${name}`,
  `write ${name} journal`,
  `write ${name}`,
  `remove ${name} journal`,
  ...Array.from({ length: syncs }, () => `sync ${name}`),
];

const backup = 'backups/new 1';
/**
 * The backup is named, then the pages that lie beside backups: what is lost of those, the next one
 * brings.
 */
const inBackups = [
  `link ${backup} to backups/desk-r4.holdfast`,
  'sync backups folder',
  ...['format.md', 'recovery.md'].flatMap((page, at) => {
    const beside = `backups/new ${at + 2}`;
    const name = `link ${beside} to backups/holdfast-docs/${page}`;
    return [`write ${beside}`, `sync ${beside}`, name, `remove ${beside}`];
  }),
];

export const orders: Record<string, readonly string[]> = {
  creation: created('new.holdfast'),
  'a commit': ['commit desk.holdfast'],
  'a large commit': ['commit desk.holdfast'],
  'what is destroyed': ['commit desk.holdfast'],
  keep: madeBeside('new.holdfast', ['commit new 2']),
  'a saved sheet': ['write new 1', 'sync new 1', ...linked('new 1', 'sheet.pdf'), 'remove new 1'],
  'a first backup': [
    'write new 1',
    'sync new 1',
    'sync new 1',
    ...linked('new 1', 'new.holdfast'),
    ...noted,
    'remove new 1',
  ],
  'a backup on top of another': [
    `remove ${backup}`,
    ...onTopOf(backup, 2),
    ...inBackups,
    ...noted,
    `remove ${backup}`,
    'remove backups/desk-r3.holdfast',
  ],
  'a backup that replaces a file': [
    'remove new 1',
    ...onTopOf('new 1', 2),
    'rename new 1 to copy.holdfast',
    'sync folder',
    ...noted,
  ],
  'a locked copy': [...onTopOf(backup, 1), ...inBackups, `remove ${backup}`],
  'restoring to a new file': madeBeside('new.holdfast'),
  'restoring in place': [...created('new 2'), ...noted, ...tookThePlace, ...noted],
  repair: madeBeside('new.holdfast'),
  'repair in place': [...created('new 2'), ...tookThePlace],
  settings: [
    'write settings.json.new',
    'sync settings.json.new',
    'rename settings.json.new to settings.json',
    'sync folder',
  ],
};
