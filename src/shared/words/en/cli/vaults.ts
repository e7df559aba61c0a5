/**
 * What the commands on whole vaults say: init, status, verify, rekey, rotate, key-file, repair,
 * merge.
 */
export const words = {
  weakKdf:
    'Warning: less than 64 MiB and 3 passes makes guessing the passphrase cheap. Do so for tests only.',
  created: (file: string) => `Created ${file}. Without its passphrase nobody can open it: keep it safe.`,
  createdWithKey: (file: string) =>
    `Created ${file}. Without its passphrase and this very key file nobody can open it: keep both, and a copy of the file, away from the vault.`,
  status: {
    app: 'app',
    vault: 'vault',
    revision: 'revision',
    client: 'client',
    created: 'created',
    size: 'size',
    offline: 'offline since',
    unsent: 'not sent yet',
    access: 'access',
    slot: 'key slot',
  },
  running: (version: string) => `Holdfast ${version}, running`,
  locked: 'locked',
  none: 'none',
  unregistered: 'not registered',
  readOnly: 'read-only',
  size: (bytes: number, readOnly: boolean) => `${bytes} bytes${readOnly ? ', read-only' : ''}`,
  recoverySlot: (set: string, created: string, threshold: string, shares: string) =>
    `recovery set ${set} of ${created}, ${threshold} of ${shares} sheets`,
  securityKey: 'security key',
  passphraseAndFile: 'passphrase and key file',
  slot: (kind: string, label: string, created: string | undefined) =>
    `${kind} "${label}"${created === undefined ? '' : ` of ${created}`}`,
  cost: (name: string, mebibytes: number, passes: string, lanes: string) =>
    `${name}, memory ${mebibytes} MiB, passes ${passes}, lanes ${lanes}`,
  verified: {
    file: 'file',
    revision: 'revision',
    objects: 'objects',
    bytes: 'bytes',
    secrets: 'secrets',
    versions: 'versions',
    unreferenced: 'unreferenced',
    damaged: 'damaged',
  },
  whole: 'Everything in it is whole. Anything else in the file belongs to nothing and is never read.',
  damaged: (part: string, object: string, paths: readonly string[], version: number | undefined) =>
    `damaged: ${part} ${object}${paths.length === 0 ? '' : `, of ${paths.map((path) => `"${path}"`).join(', ')}${version === undefined ? '' : ` (version ${version})`}`}`,
  damagedStructure: "damaged: the file's own structure",
  damagedObject: (id: string) => `damaged: object ${id}`,
  checkedStructure: 'Checked without keys: structure and hashes. Only the passphrase can tell more.',
  // A vault that lies elsewhere now
  moved: {
    done: (there: string) => `The vault lies at ${there} now: copied, and compared byte for byte.`,
    kept: (old: string) =>
      `What was moved is kept as ${old}. Delete it once you have opened the vault there.`,
    stays: (old: string) =>
      `${old} stays as it was. Whoever still writes there writes to an old copy: tell them the new place, then remove it with the service's own tools.`,
  },
  // What a trial of a service found
  verdict: {
    oneLine: 'Several writers can share one line of revisions here.',
    late: 'It takes requests that come late; Holdfast looks again where one may have.',
    heads: (why: string) =>
      `Each device has a line of revisions of its own here, and what the others wrote is joined to it: ${why}.`,
    none: (why: string) => `No vault can be made here: ${why}.`,
    why: {
      ignored: 'it lets one writer overwrite what another has just created',
      unsupported: 'it cannot create only what is not there yet',
      race: 'of several writers at once it tells not just one that it was first',
      unread: 'it does not give back what was written',
      unlisted: 'it does not list what was written',
      undeleted: 'it still shows what was deleted',
    },
  },
  // Keys
  copiesKeep: (secrets: number) =>
    `Older copies of this vault keep ${secrets === 1 ? 'the secret' : `the ${secrets} secrets`} that they have. If somebody may have one: "holdfast rekey --list" names what to change where it is used.`,
  stopped:
    'Stopped: the vault has its new keys, and they open everything. The app encrypts the rest with them when it has the vault open, or "holdfast rekey" does.',
  notFinished:
    'Not finished: the vault has its new keys, and they open everything. The app encrypts the rest with them when it has the vault open, or "holdfast rekey" does.',
  droppedSet: (set: string) =>
    `The recovery set ${set} could not be given the new keys, and is gone from the vault: its sheets open nothing any more. Make a new set with "holdfast recovery issue".`,
  droppedPassphrase: (label: string) =>
    `${label === '' ? 'Another passphrase' : `The passphrase "${label}"`} could not be given the new keys, and is gone from the vault: it opens nothing any more.`,
  droppedOther: (kind: string) =>
    `A way to open the vault that this Holdfast does not know, "${kind}", could not be given the new keys, and is gone from the vault.`,
  continues: (time: string | null) => `Continues the change of keys of ${time}.`,
  newKeys: 'The vault has new keys. What the old ones can still open is encrypted with them:',
  renamed:
    'The vault opens with the new passphrase. The keys are as before: an older copy, opened with the old passphrase, opens what is written later, too.',
  neverChanged: 'The keys of this vault were never changed.',
  outOfDate: (time: string | null) =>
    `No secret is as it was when the keys were changed, ${time}: what older copies have is out of date.`,
  toChange: (secrets: number, time: string | null) =>
    `Copies from before ${time} keep ${secrets === 1 ? 'this secret' : `these ${secrets} secrets`}: if somebody may have one, change ${secrets === 1 ? 'it where it is' : 'them where they are'} used, and store the new value.`,
  deleted: 'deleted',
  dataKey: (key: number) => `Data key ${key} encrypts what is written from now on.`,
  keyFileMade: (file: string) =>
    `Created ${file}. Keep a copy of it, away from the vault and from its backups.`,
  keyFileSet: (file: string) =>
    `${file} opens with its passphrase and this key file together. Keep a copy of the file, away from the vault and from its backups.`,
  keyFileRemoved: (file: string) => `${file} opens with its passphrase only.`,
  // Repair and merge
  standsIn: 'The vault does not open at all: the first backup replaces what it has lost.',
  repaired: { file: 'file', revision: 'revision', healed: 'healed' },
  objects: (n: number) => `${n} objects`,
  lostVersion: (path: string, version: number) => `lost: "${path}" version ${version}`,
  lostFile: (path: string, version: number) => `lost: a file of "${path}" version ${version}`,
  lostUnnamed: (secrets: number) => `lost: ${secrets} secrets with their names`,
  lostRecord: (what: string) => `lost: ${what}`,
  earlier: (path: string) => `found in an earlier state: "${path}"`,
  unusable: (file: string) => `no use: ${file}`,
  nothingWritten:
    'Nothing was written. Name more backups with --from, or do without what is lost: --accept-loss.',
  merged: { added: 'added', changed: 'changed', key: 'key', versions: 'versions' },
  unreadable: (path: string, version: number) => `not readable: "${path}" version ${version}`,
  leftOut: (path: string) =>
    `left out: "${path}", which was moved or destroyed here; merge with --vault FILE to bring it back`,
  otherPolicy: (name: string) => `The policy "${name}" differs in the copy and stays as it is here.`,
};
