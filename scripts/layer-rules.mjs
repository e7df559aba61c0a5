// The layers of ARCHITECTURE.md as rules: layers.ts runs them, `npm run check` fails on a breach.
const core =
  '^src/main/(app|vault|backend|store|keyslots|crypto|recovery|policy|clients|backups|repair|import|export|drill|child|native|dbus)/';
// The conformance suite and what it is made of are tests, though no file of theirs is run by
// itself.
const test = '[.]test[.]tsx?$|^src/.*/(vectors|testing)/|^src/main/backend/conformance[.]ts$';
const cryptoLibraries =
  'node_modules/(@node-rs/argon2|@noble|argon2|hash-wasm|sodium|libsodium|node-forge|tweetnacl|twofish-ts)';

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    forbid(
      'no-cycle',
      'Two files that need each other, or only the types of each other, are one thing, or a third is missing.',
      { path: '^src/' },
      { circular: true },
    ),
    forbid('resolvable', 'This import leads nowhere.', { path: '^src/' }, { couldNotResolve: true }),
    forbid(
      'electron-at-the-edge',
      'Only main/electron, main/ipc, main/index.ts and the preload bridge know Electron.',
      { path: '^src/', pathNot: '^src/main/(electron/|ipc/|index[.]ts$)|^src/preload/' },
      { path: '^electron$|node_modules/electron/' },
    ),
    forbid(
      'one-door-to-crypto',
      'Every call into a crypto library is in crypto/primitives.ts, X-Wing in crypto/xwing.ts, foreign containers in pkcs12.ts, secretstream.ts, age-passphrase.ts and twofish.ts; of the rescue page in its own.',
      {
        path: '^src/',
        pathNot: `^src/(main/crypto/(primitives|xwing|pkcs12|forge[.]d|secretstream|age-passphrase|twofish)|rescue/crypto/(primitives|argon))[.]ts$|${test}`,
      },
      { path: `^(node:)?crypto$|${cryptoLibraries}` },
    ),
    forbid(
      'slip39-in-one-file',
      'The SLIP-39 library changes every array and string: crypto/slip39.ts loads it, and hides what it added.',
      { path: '^src/', pathNot: `^src/main/crypto/slip39[.]ts$|${test}` },
      { path: 'node_modules/slip39' },
    ),
    forbid(
      'ssh-in-one-file',
      'Keys and signatures of SSH: crypto/ssh.ts alone knows the library.',
      { path: '^src/', pathNot: `^src/main/crypto/ssh[.]ts$|${test}` },
      { path: 'node_modules/ssh2' },
    ),
    forbid(
      'one-time-codes-in-one-file',
      'One-time codes: crypto/one-time.ts alone knows the library.',
      { path: '^src/', pathNot: `^src/main/crypto/one-time[.]ts$|${test}` },
      { path: 'node_modules/otpauth' },
    ),
    forbid(
      'kdbx-in-import',
      'KDBX is read by the import process and written by an export, and nothing else.',
      { path: '^src/', pathNot: `^src/main/(import|export)/|${test}` },
      { path: 'node_modules/kdbxweb' },
    ),
    forbid(
      'pictures-apart',
      'Pictures and PDFs are read in recovery/read, by a process that is confined.',
      { path: '^src/', pathNot: `^src/main/recovery/read/|${test}` },
      { path: 'node_modules/(zxing-wasm|@hyzyla/pdfium)' },
    ),
    forbid(
      'sql-in-one-file',
      'No SQL outside the SQLite store, but for the note of what was carried to a service.',
      {
        path: '^src/',
        pathNot: `^src/main/store/(sqlite|rows|inserting|connect|settle|file-state|carried/alike)[.]ts$|${test}`,
      },
      { path: 'node_modules/better-sqlite3|^node:sqlite$' },
    ),
    forbid(
      'services-in-their-stores',
      'What speaks to a service is in its store: S3 in store/s3, PostgreSQL in store/postgres.',
      { path: '^src/', pathNot: `^src/main/store/(s3|postgres)/|${test}` },
      { path: 'node_modules/(aws4fetch|pg)/' },
    ),
    forbid(
      'native-in-one-folder',
      'What calls the system past Node is in main/native.',
      { path: '^src/', pathNot: `^src/main/native/|${test}` },
      { path: 'node_modules/(koffi|@koromix)' },
    ),
    forbid(
      'store-is-blind',
      'A store holds sealed bytes: it knows no cipher and no layer above it. A thread of its own it may have.',
      { path: '^src/main/store/', pathNot: test },
      { path: '^src/main/(?!store/|child/worker-host[.]ts$)' },
    ),
    forbid(
      'crypto-is-a-leaf',
      'crypto/ needs nothing of ours but shared words.',
      { path: '^src/main/crypto/', pathNot: test },
      { path: '^src/', pathNot: '^src/(main/crypto|shared)/' },
    ),
    forbid(
      'format-below-backend',
      'What lies in a vault knows nothing of who writes, checks or copies it.',
      { path: '^src/main/backend/format/', pathNot: test },
      { path: '^src/main/backend/', pathNot: '^src/main/backend/(format/|changes[.]ts$)' },
    ),
    forbid(
      'write-above-format',
      'Writing stands on the format alone: it is not for it to check or copy.',
      { path: '^src/main/backend/write/', pathNot: test },
      { path: '^src/main/backend/', pathNot: '^src/main/backend/(format/|write/|(changes|sweep)[.]ts$)' },
    ),
    forbid(
      'bulk-through-one-door',
      'What writes in bulk is reached through write/bulk/bulk.ts alone.',
      { path: '^src/', pathNot: `^src/main/backend/write/bulk/|${test}` },
      { path: '^src/main/backend/write/bulk/(?!bulk[.]ts$)' },
    ),
    forbid(
      'check-below-backend',
      'What verifies and mends is given stores and snapshots: it knows no backend.',
      { path: '^src/main/backend/check/', pathNot: test },
      {
        path: '^src/main/backend/',
        pathNot: '^src/main/backend/(format/|write/|check/|(changes|copies|copy)[.]ts$)',
      },
    ),
    forbid(
      'backend-below-vault',
      'A backend never learns what is built on it.',
      { path: '^src/main/backend/', pathNot: test },
      { path: '^src/main/(app|vault|clients|recovery|policy|backups|repair|import)/' },
    ),
    forbid(
      'slots-recovery-and-policy-are-leaves',
      'Key slots, shares and decisions are about bytes and values: they know no vault.',
      { path: '^src/main/(keyslots|recovery|policy)/', pathNot: test },
      { path: '^src/main/(app|store|backend|vault|clients|backups|repair|import)/' },
    ),
    forbid(
      'vault-below-rooms',
      'A vault never learns of backups, repair, imports and programs.',
      { path: '^src/main/vault/', pathNot: test },
      { path: '^src/main/(app|clients|backups|repair|import)/' },
    ),
    forbid(
      'import-below-clients',
      'Importing needs a vault and no other room.',
      { path: '^src/main/(import|export)/', pathNot: test },
      { path: '^src/main/(app|clients|backups|repair)/' },
    ),
    forbid(
      'backups-below-repair',
      'Backups need a vault and no other room.',
      { path: '^src/main/backups/', pathNot: test },
      { path: '^src/main/(app|clients|repair|import)/' },
    ),
    forbid(
      'repair-below-clients',
      'Repair needs a vault and its backups.',
      { path: '^src/main/repair/', pathNot: test },
      { path: '^src/main/(app|clients|import)/' },
    ),
    forbid(
      'clients-below-app',
      'The socket never learns whether there is a window.',
      { path: '^src/main/clients/', pathNot: test },
      { path: '^src/main/app/' },
    ),
    forbid(
      'core-without-interface',
      'The vault and all under it run without window, IPC and command line.',
      { path: core, pathNot: test },
      { path: '^src/(main/(electron|ipc)/|main/index[.]ts$|renderer/|preload/|cli/)' },
    ),
    forbid(
      'cli-without-window',
      'The command line starts without Electron, IPC and window.',
      { path: '^src/cli/' },
      { path: '^src/(main/(electron|ipc)/|main/index[.]ts$|renderer/|preload/)' },
    ),
    forbid(
      'main-without-cli',
      'The app never needs the command line or the page.',
      { path: '^src/main/' },
      { path: '^src/(cli|renderer|preload)/' },
    ),
    forbid(
      'renderer-is-a-page',
      'The page knows itself and shared/; everything else comes through api.ts.',
      { path: '^src/renderer/', pathNot: test },
      { path: '^src/', pathNot: '^src/(renderer|shared)/' },
    ),
    forbid(
      'renderer-without-node',
      'The pages have no Node.',
      { path: '^src/(renderer|preload|rescue)/', pathNot: test },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'page-without-schemas',
      'What comes to the page was checked by the bridge: schemas would be loaded and built once more before the first screen.',
      { path: '^src/renderer/', pathNot: `^src/renderer/dev/|${test}` },
      {
        path: '^src/shared/(contract|call|api|failure-schema)|node_modules/zod',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'rescue-is-a-page',
      'The rescue page knows itself and shared/: it must open a vault where there is nothing else.',
      { path: '^src/rescue/', pathNot: test },
      { path: '^src/', pathNot: '^src/(rescue|shared)/' },
    ),
    forbid(
      'rescue-without-schemas',
      'The rescue page loads no schemas: it is small.',
      { path: '^src/rescue/', pathNot: test },
      { path: 'node_modules/zod', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'rescue-for-itself',
      'Nothing of the app needs the rescue page but a drill, which reads as it does: it is a file that lies beside backups.',
      {
        path: '^src/(main|cli|renderer|preload|shared)/',
        pathNot: `^src/main/drill/read-here[.]ts$|${test}`,
      },
      { path: '^src/rescue/' },
    ),
    forbid(
      'screens-apart',
      'A screen never imports another screen; what two share is a component.',
      { path: '^src/renderer/screens/([^/.]+)', pathNot: test },
      { path: '^src/renderer/screens/', pathNot: '^src/renderer/screens/$1[/.]' },
    ),
    forbid(
      'screens-on-top',
      'Stores, components and words know no screen.',
      { path: '^src/renderer/(stores|components|words|styles|api[.]ts)' },
      { path: '^src/renderer/screens/' },
    ),
    forbid(
      'bridge-is-thin',
      'The preload bridge is built from the contract and nothing else.',
      { path: '^src/preload/' },
      { path: '^src/', pathNot: '^src/(preload|shared)/' },
    ),
    forbid(
      'shared-is-pure',
      'shared/ imports shared/, zod and the dictionaries of the meter: it runs everywhere.',
      { path: '^src/shared/', pathNot: test },
      { pathNot: '^src/shared/|node_modules/(zod|@zxcvbn-ts)/' },
    ),
    forbid(
      'no-test-in-product',
      'The product imports no test.',
      { path: '^src/', pathNot: test },
      { path: test },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.](css|svg|png|html)$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
