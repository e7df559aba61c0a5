import * as z from 'zod/mini';
import { call, count, file, nothing, passphrase, path, place, text, time } from './call.ts';
import { failureSchema } from './failure-schema.ts';
import type { ValueOf } from './parsed.ts';
import { localKinds } from './place.ts';
import { fieldName, savedFile, shownField, versionInfo } from './secret-schema.ts';

const id = text(64);
/**
 * What opens a backup that the keys at hand do not; `keyFile`: where the vault's own is not the one
 * that it asks for.
 */
const ownKey = { passphrase: z.optional(passphrase), keyFile: z.optional(file) };
const small = z.int().check(z.minimum(0), z.maximum(1_000));

/**
 * `everything`: each object was read back and authenticated. `structure`: copied without the keys,
 * so every object is as it is in the vault, and only the keys can tell more; the next unlock does.
 */
const proven = z.enum(['everything', 'structure']);

/** When backups are made without being asked for. */
const schedule = z.strictObject({
  /** After locking, of the locked file: `structure`, until the next unlock proves it. */
  onLock: z.boolean(),
  /**
   * Before the app ends: it waits `quitSeconds` at most, then ends, and the backup before stays
   * whole.
   */
  onQuit: z.boolean(),
  /** Once a day while the vault is open; caught up after sleep. */
  daily: z.boolean(),
});

/**
 * How many stay: the newest `last`, and the newest of each of so many days, weeks and months. 0:
 * none for that reason; the newest always stays.
 */
const retention = z.strictObject({ last: small, daily: small, weekly: small, monthly: small });

const destination = z.strictObject({
  id,
  folder: file,
  /** Whether the folder is there at the moment. */
  present: z.boolean(),
  /** It lies on the disk that the vault's own file is on. */
  sameDisk: z.optional(z.literal(true)),
  /**
   * The newest backup that was made there; missing: none yet. `behind`: changes since; missing when
   * it cannot be told.
   */
  last: z.optional(z.strictObject({ file, revision: count, time, proven, behind: z.optional(count) })),
  /** When every object of a backup there was last read back and authenticated. */
  provenAt: z.optional(time),
  /**
   * Why the last attempt failed, and since when it does: `backup-refused` (`missing-folder`),
   * `no-space`, `read-only`, ...
   */
  trouble: z.optional(z.strictObject({ failure: failureSchema, since: time })),
});

/** What is under way: one backup at a time. `total` 0: not known yet. */
const running = z.strictObject({ destination: id, done: count, total: count });

const overview = z.strictObject({
  /** False where nothing can be backed up: no vault is chosen, or it is in memory alone. */
  available: z.boolean(),
  destinations: z.array(destination),
  schedule,
  retention,
  running: z.optional(running),
  quitSeconds: count,
});

/** A vault file in a folder of backups, newest first; or any other copy of a vault. */
const backupFile = z.strictObject({
  place,
  name: z.string(),
  /** 0 where that is not told. */
  bytes: count,
  /** What its name says, or the file's own. */
  time,
  /** Missing where its header cannot be read: then `failure` says why. */
  revision: z.optional(count),
  failure: z.optional(failureSchema),
  /** True for a vault other than the chosen one. */
  foreign: z.boolean(),
  /**
   * False where only the file itself says whose it is: its head opens with no key at hand, and it
   * was neither made nor proven here.
   */
  ours: z.boolean(),
  /** When this very file was last read back wholly on this machine. */
  provenAt: z.optional(time),
  /**
   * When it was made of the locked vault here, and compared with it; missing where it was read back
   * wholly since.
   */
  comparedAt: z.optional(time),
});

/** How a backup went. */
const made = z.strictObject({
  destination: id,
  file,
  revision: count,
  /** Objects that had to be copied, and their bytes. */
  copied: count,
  bytes: count,
  proven,
  /** Objects authenticated just now. */
  authenticated: count,
  /** True when this revision lay there already: it was proven again, and nothing was written. */
  unchanged: z.boolean(),
  /** Old backups that the retention let go. */
  removed: count,
});

/**
 * Against the vault: `missing` there now, `changed` since, `same`; `later`: not in the backup yet.
 */
const how = z.enum(['missing', 'changed', 'same', 'later']);
const browserRow = z.strictObject({
  path,
  how,
  /** When it was last changed, in the backup and in the vault; missing: not there. */
  backup: z.optional(time),
  vault: z.optional(time),
  /** True when it is deleted in the backup, so that only a version of its history can be taken. */
  deleted: z.boolean(),
  /** Of what changed: the vault's current version has the same values, tags and metadata again. */
  again: z.optional(z.boolean()),
});

const browse = z.strictObject({
  place,
  name: z.string(),
  revision: count,
  time,
  /** True when its vault is the open one; otherwise nothing can be taken out of it. */
  same: z.boolean(),
  secrets: count,
  missing: count,
  changed: count,
  later: count,
});

/** `inVault`: against the vault's current version, told without showing either value. */
const comparedField = z.strictObject({ ...shownField.shape, inVault: z.enum(['same', 'other', 'missing']) });

const browserSecret = z.strictObject({
  path,
  how,
  /** The version whose fields these are; 0 when none is current. */
  version: count,
  updated: time,
  tags: z.array(z.string()),
  versions: z.array(versionInfo),
  fields: z.array(comparedField),
  /** The vault's current version; 0: none, missing: the vault has no such secret. */
  vaultVersion: z.optional(count),
});

const taken = z.strictObject({
  /** Each with the number of its new version. */
  taken: z.array(z.strictObject({ path, version: count })),
  held: z.array(path),
});

const finding = z.strictObject({
  part: z.enum(['head', 'page', 'version', 'attachment', 'policy', 'client', 'audit', 'object']),
  /** The object's id; `file`: the file's own structure; `chain`: the order of the audit. */
  object: z.string(),
  /** The secrets that it concerns. */
  paths: z.array(z.string()),
  version: z.optional(count),
  /** Secrets whose names are lost with a page of the index. */
  entries: z.optional(count),
});

const verified = z.strictObject({
  place,
  revision: count,
  /** `structure`: the vault was locked. */
  proven,
  objects: count,
  bytes: count,
  secrets: count,
  versions: count,
  /** Objects that nothing refers to: left by a crash, or waiting to be cleared. */
  unreferenced: count,
  /** Whom it concerns, object by object; empty: all is whole. */
  damaged: z.array(finding),
  /** More findings than are listed. */
  more: count,
});

const restored = z.strictObject({
  place,
  revision: count,
  proven,
  /** Where the vault that was there lies now; missing: there was none. */
  kept: z.optional(place),
});

const at = { path, version: count, field: fieldName };

export const backups = {
  /** The page: works for an open and for a locked vault. Changes arrive as the event `backups`. */
  overview: call(nothing, overview),
  /**
   * The system's chooser for a folder; `undefined` when it was cancelled. Adding one that is there
   * already changes nothing. `backup-refused`.
   */
  addDestination: call(nothing, z.optional(overview)),
  /** A place on a service that was chosen: one copy there follows the vault. */
  addPlace: call(z.strictObject({ place }), overview),
  /** Forgets the place; every backup in it stays. */
  removeDestination: call(z.strictObject({ id }), overview),
  setSchedule: call(z.strictObject({ schedule, retention }), overview),
  /**
   * Backs up now: into one destination, or all of them, one after the other. Where the vault is
   * locked, `proven` is `structure`. `busy` while one runs, `cancelled`; a failure of the only, or
   * every, destination is thrown, else it is in `overview`. Progress: event `backupProgress`.
   */
  run: call(z.strictObject({ destination: z.optional(id) }), z.array(made)),
  /**
   * Calls off what runs, a scheduled one and the last one before quitting too: the backup before is
   * whole.
   */
  cancel: call(nothing, nothing),

  /** Vault files in a destination, newest first; works while locked. */
  list: call(z.strictObject({ destination: id }), z.array(backupFile)),
  /**
   * Any copy of a vault by the system's chooser; `undefined` when it was cancelled. It may then be
   * looked into, verified and restored.
   */
  chooseBackup: call(
    z.union([z.strictObject({ kind: z.enum(localKinds) }), z.strictObject({ place })]),
    z.optional(backupFile),
  ),

  /**
   * Opens a backup read-only, and keeps it open until `closeBrowser`, another `browse`, or the lock.
   * With the keys of the open vault where they fit: an older passphrase does not matter.
   * `wrong-key` where they do not (the root key was replaced since, or it is another vault): then
   * the passphrase of that backup is wanted. `locked` while the vault is.
   */
  browse: call(z.strictObject({ place, ...ownKey }), browse),
  /** A window of its secrets, by path. `only`: those that are not the same in the vault. */
  entries: call(
    z.strictObject({
      query: text(1_024),
      only: z.enum(['all', 'different']),
      offset: count,
      limit: z.int().check(z.minimum(1), z.maximum(500)),
    }),
    z.strictObject({ total: count, rows: z.array(browserRow), missing: count, changed: count, later: count }),
  ),
  /**
   * One secret as the backup has it; without `version` its current one, or version 0 without fields
   * when there is none.
   */
  secret: call(z.strictObject({ path, version: z.optional(count) }), browserSecret),
  reveal: call(z.strictObject(at), z.strictObject({ value: z.string() })),
  /** Copies from main; the value never crosses. */
  copy: call(z.strictObject(at), z.strictObject({ clearsInSeconds: count })),
  /** As `secrets.saveFile`, of the backup. */
  saveFile: call(z.strictObject(at), z.optional(savedFile)),
  /**
   * Stores what the backup has as new versions of the vault, all or none. Without `version` the
   * current one, and what the vault holds just so already is left alone (`held`). `denied`
   * (`other-vault`).
   */
  take: call(
    z.strictObject({
      secrets: z
        .array(z.strictObject({ path, version: z.optional(count) }))
        .check(z.minLength(1), z.maxLength(5_000)),
    }),
    taken,
  ),
  closeBrowser: call(nothing, nothing),

  /**
   * The newest backup of the vault that lies at a place, or lay there last, in those of its folders
   * that are there; no service is asked. It may then be restored. `undefined`: none is known.
   */
  newest: call(z.strictObject({ place }), z.optional(backupFile)),

  /**
   * Restores a backup whole, from `list` or `chooseBackup`: to the new place `to`, which may then
   * be selected; or in place of the chosen vault, which is locked once the copy is whole and kept
   * aside under a dated name. The next unlock does not tell of an `older-copy`: the person has just
   * chosen it. One at a time: `busy`. Progress: event `restoreProgress`.
   */
  restore: call(z.strictObject({ place, to: z.optional(place) }), restored),
  /** Calls it off: `restore` ends with `cancelled`, and nothing has changed. */
  cancelRestore: call(nothing, nothing),

  /**
   * Reads and authenticates everything: in the chosen vault, or in a backup (`place`), which may
   * want its own `passphrase` (`wrong-key`, as for `browse`). While the vault is locked, and no
   * passphrase is given: structure alone. Progress: event `verifyProgress`.
   */
  verify: call(z.strictObject({ place: z.optional(place), ...ownKey }), verified),
  cancelVerify: call(nothing, nothing),

  /**
   * Keeps what is in a vault in memory after all: all of it into a new vault, which is the open one
   * from then on. `place` is of `vault.choosePlace`. `denied` (`not-memory`), `exists`.
   */
  keepSession: call(z.strictObject({ place, passphrase }), z.strictObject({ place, secrets: count })),
} as const;

export const backupEvents = {
  /** Destinations, the schedule, or how backups stand changed. */
  backups: overview,
  backupProgress: running,
  verifyProgress: z.strictObject({ done: count, total: count }),
  restoreProgress: z.strictObject({ done: count, total: count }),
  /**
   * Told once when a destination begins to fail, and not again until it has worked: for one quiet
   * sentence.
   */
  backupTrouble: z.strictObject({ folder: file, failure: failureSchema }),
  /**
   * The app ends once the last backup is made, and in `seconds` at the latest; `backups.cancel`
   * ends it at once.
   */
  quitting: z.strictObject({ seconds: count }),
} as const;

export type BackupsOverview = ValueOf<typeof overview>;
export type BackupDestination = ValueOf<typeof destination>;
export type BackupSchedule = ValueOf<typeof schedule>;
export type BackupRetention = ValueOf<typeof retention>;
export type ListedBackup = ValueOf<typeof backupFile>;
export type BackupMade = ValueOf<typeof made>;
export type BackupBrowser = ValueOf<typeof browse>;
export type BrowserRow = ValueOf<typeof browserRow>;
export type BrowserSecret = ValueOf<typeof browserSecret>;
export type TakenBack = ValueOf<typeof taken>;
export type Verified = ValueOf<typeof verified>;
export type Restored = ValueOf<typeof restored>;
export const backupSchedule = schedule;
export const backupRetention = retention;
