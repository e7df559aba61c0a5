import * as z from 'zod/mini';
import {
  type Call,
  call,
  count,
  type DroppedFile,
  type FilesCall,
  file,
  filesCall,
  frame,
  nothing,
  path,
  place,
  text,
  time,
} from './call.ts';
import { backupEvents, backups } from './contract-backups.ts';
import { clientEvents, clients } from './contract-clients.ts';
import { devices } from './contract-devices.ts';
import { drafts } from './contract-drafts.ts';
import { drillEvents, drilling, unreadBackups } from './contract-drill.ts';
import { exportEvents, exporting } from './contract-export.ts';
import { files } from './contract-files.ts';
import { health, healthEvents } from './contract-health.ts';
import { otp } from './contract-otp.ts';
import { people } from './contract-people.ts';
import { places, typed } from './contract-places.ts';
import { audit, policies } from './contract-policies.ts';
import { quick, quickEvents } from './contract-quick.ts';
import { quickUnlockCalls } from './contract-quick-unlock.ts';
import { repair, repairEvents } from './contract-repair.ts';
import { securityKeyCalls } from './contract-security-keys.ts';
import { facet, several } from './contract-several.ts';
import { versions } from './contract-versions.ts';
import type { Failure } from './failure.ts';
import { failureSchema } from './failure-schema.ts';
import { importEncodings } from './formats.ts';
import { importMapping, tableColumns } from './import-columns.ts';
import { importNote } from './import-note.ts';
import { duplicateChoices, plannedEntry, previewAsked, previewPage } from './import-plan.ts';
import { importSource } from './import-source.ts';
import { lastImport, taken } from './import-undo.ts';
import { otpCode, shownOtp } from './otp-schema.ts';
import type { ValueOf } from './parsed.ts';
import { placeKinds } from './place.ts';
import { placePurposes, syncTools } from './place-form.ts';
import { preferences, separators } from './preferences.ts';
import { quickMeans } from './quick-unlock.ts';
import { letterLimits, recoveryLimits } from './recovery.ts';
import {
  holderName,
  recoveryStatus,
  setInfo,
  setSize,
  sheetLinesSchema,
  sheetNumber,
} from './recovery-schema.ts';
import { sorts } from './rows.ts';
import { limits } from './secret.ts';
import { field, fieldName, fieldType, savedFile, shownSecret } from './secret-schema.ts';
import { templateNames } from './templates.ts';
import { vaultColors, vaultNameLimit } from './vault-look.ts';
import { languageNames } from './words/languages.ts';

const passphrase = text(4_096);

/** A row of the list: small, for a hundred of them cross at a time. */
const row = z.strictObject({
  path,
  /** Last segment of the path. */
  title: path,
  /** First visible value worth showing under the title: a user name or an address. */
  subtitle: z.string(),
  created: time,
  updated: time,
  deleted: z.boolean(),
  tags: z.array(z.string()),
  /** It gives one-time codes. */
  otp: z.optional(z.literal(true)),
  favourite: z.optional(z.literal(true)),
  /** It has ended, or will within its lead time. */
  due: z.optional(z.enum(['expired', 'expiring'])),
  /** What it is; missing: it follows no template. */
  template: z.optional(z.enum(templateNames)),
});

/** What can fail by itself beside other parts of a reply. */
const orFailure = <T extends z.ZodMiniType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), failure: failureSchema }),
  ]);

/** 0: the secret counts as deleted. */
const nowCurrent = z.strictObject({ current: count });
/** The number by which `several.undo` takes it back; 0: nothing can. */
const undoable = { undo: count };

const tagCount = z.strictObject({ tag: z.string(), secrets: count });

/** How many secrets have what in common. Of very many tags the most frequent, by name. */
const facets = z.strictObject({
  favourites: count,
  /** They have ended, or will within their lead time. */
  due: count,
  tags: z.array(tagCount),
  types: z.array(z.strictObject({ type: z.enum(templateNames), secrets: count })),
});

const folder = z.strictObject({ path, name: z.string(), secrets: count, folders: count });

const recent = z.strictObject({
  place,
  name: z.string(),
  color: z.optional(z.enum(vaultColors)),
  opened: time,
  missing: z.boolean(),
});

/**
 * A journal beside a vault file was put aside, or a write that had broken off undone; `kept`: where
 * what was there lies now.
 */
const settled = z.strictObject({
  file,
  did: z.enum(['set-aside', 'undone']),
  kept: z.array(file),
});

/** What the window shows before anything else. */
const state = z.strictObject({
  /** `none`: choose a vault; `locked`: one is chosen; `open`: unlocked. */
  vault: z.enum(['none', 'locked', 'open']),
  place: z.optional(place),
  name: z.optional(z.string()),
  color: z.optional(z.enum(vaultColors)),
  readOnly: z.boolean(),
  /**
   * Of an open vault on a service: whether what is changed is saved there, or since when it is not
   * reached, and why; `unsent`: changes that lie on this computer alone.
   */
  service: z.optional(
    z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('saved'), unsent: count }),
      z.strictObject({
        state: z.literal('offline'),
        since: time,
        unsent: count,
        failure: z.optional(failureSchema),
      }),
    ]),
  ),
  /**
   * Of an open vault on which devices write apart: so many files of others have not come, and what
   * was changed on two of them and nobody has seen yet. Missing: nothing of that.
   */
  apart: z.optional(
    z.strictObject({
      awaited: count,
      met: z.strictObject({ secrets: count, records: count, devices: z.array(z.string()) }),
    }),
  ),
  /** Vaults that are open beside the one in front; missing: none is. */
  beside: z.optional(
    z.array(z.strictObject({ place, name: z.string(), color: z.optional(z.enum(vaultColors)) })),
  ),
  /** Why it is locked, where nobody asked for that. */
  lockedBy: z.optional(z.enum(['idle', 'suspend', 'screen-lock', 'user-switch', 'minimized'])),
  /** A security key opens it, too; missing: none does. */
  securityKey: z.optional(z.literal(true)),
  /** What opens it again without its passphrase once it is locked; missing: nothing. */
  quickUnlock: z.optional(z.enum(quickMeans)),
  /** Banners that stay. */
  notices: z.array(
    z.enum([
      'test-runtime',
      'memory-only',
      'read-only',
      'unsandboxed',
      'damaged',
      'remembers-nothing',
      'replaced',
      'gone',
    ]),
  ),
  /**
   * The vault asks for a key file: where it lay, and whether it is missing there; `optional`: of
   * some of its people alone.
   */
  keyFile: z.optional(
    z.strictObject({ file: z.optional(file), missing: z.boolean(), optional: z.optional(z.boolean()) }),
  ),
  /** What was done about journals beside vault files, newest last, until this vault is left. */
  settled: z.optional(z.array(settled)),
  /** Why a place that the app was started with is none. */
  refused: z.optional(failureSchema),
  recents: z.array(recent),
});

const keyFile = z.optional(z.strictObject({ file, open: z.boolean() }));

/** What is said of one file of an import: what opens it. */
const openedBy = { password: z.optional(passphrase), keyFile: z.optional(file) };

const importChosen = z.optional(
  z.strictObject({
    /** Of several: the first, by which all of them are meant. */
    ...{ file, format: z.string() },
    /** It has a password of its own. */
    needsPassword: z.boolean(),
    /** How many pictures were chosen, where they are several: they are one export. */
    pictures: z.optional(z.int()),
    /** What comes in together with it, all or nothing. */
    others: z.optional(
      z.array(z.strictObject({ name: z.string(), format: z.string(), needsPassword: z.boolean() })),
    ),
  }),
);

export const importReport = z.strictObject({
  read: count,
  created: count,
  skipped: z.array(importNote),
  failed: z.array(importNote),
  /** What an entry that did arrive had to leave behind; missing: nothing. */
  notes: z.optional(z.array(importNote)),
  /** Fields that were read back from the vault afterwards and are as they were written. */
  fields: z.optional(count),
  /** Of a dry run: what each entry would become. */
  preview: z.optional(z.array(plannedEntry)),
  /** The file, where all of it is in the vault now: it may be deleted. */
  source: z.optional(importSource),
  /** The number by which it is undone; missing: nothing was written. */
  undo: z.optional(count),
  /** True when nothing was written. */
  dryRun: z.boolean(),
});

const paper = z.enum(['a4', 'letter']);
/** Sheets that are being collected, for one of four ends. No word of any sheet is in it. */
const gathering = z.strictObject({
  purpose: z.enum(['recover', 'rehearse', 'prove', 'drill']),
  vaultName: z.string(),
  /** The set that the vault wants; missing: it has none, and no sheet can open it. */
  set: z.optional(setInfo),
  /** When a set was issued that was never put to use; missing: none was, or there is a set. */
  unused: z.optional(time),
  /** Numbers of the sheets taken so far, in the order they came. */
  taken: z.array(sheetNumber),
  /** How many are needed: T, or all of them when a new set is proven. */
  need: count,
  /** Sheets that do not fit the others, once enough came and they do not open the vault. */
  suspects: z.array(sheetNumber),
  /** True once the sheets were seen to open the vault, or every sheet was proven. */
  complete: z.boolean(),
  /** The backup of a drill; `time` is 0 where that is not known. */
  backup: z.optional(z.strictObject({ name: file, time, unread: unreadBackups })),
});
const picture = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length <= recoveryLimits.picture,
);

/** Every call that the window can make, by group and method. */
const keysState = z.strictObject({
  /** When they were last changed; missing: never. */
  rekeyed: z.optional(time),
  /** True until all that earlier keys could open is sealed anew; `done` of `total` secrets are. */
  renewing: z.boolean(),
  done: count,
  total: count,
  /** Why that has stopped. */
  failure: z.optional(failureSchema),
  /**
   * What opened the vault until its keys were changed since the unlock, and could not be given the
   * new ones; missing: nothing.
   */
  dropped: z.optional(
    z.array(z.strictObject({ kind: z.string(), label: z.optional(z.string()), set: z.optional(z.string()) })),
  ),
});

export const contract = {
  app: {
    state: call(nothing, state),
    about: call(
      nothing,
      z.strictObject({
        version: z.string(),
        electron: z.string(),
        logFile: z.string(),
        /** The system can keep the window out of screenshots. */
        hidesFromCapture: z.boolean(),
      }),
    ),
    preferences: call(nothing, preferences),
    /** These members; the others stay. */
    setPreferences: call(z.partial(preferences), preferences),
    showLog: call(nothing, nothing),
    /** Of everything that ships; `undefined` where this is no package. */
    licences: call(nothing, z.optional(z.string())),
    /** Opens the page of releases in the browser: the app itself asks nobody. */
    showReleases: call(nothing, nothing),
    /** The window tells that a person is there; auto-lock counts from it. */
    active: call(nothing, nothing),
    /** The window tells that something was marked in it: on X11 that is as good as copied. */
    marked: call(nothing, nothing),
    /** Whether the system starts the app at login; `undefined`: it cannot be had here. */
    loginStart: call(nothing, z.optional(z.boolean())),
    setLoginStart: call(z.strictObject({ on: z.boolean() }), z.optional(z.boolean())),
  },
  vault: {
    /**
     * A place of a kind, as it was typed or else by the system's chooser; `undefined` when that was
     * cancelled. The calls below take no others but recent ones.
     */
    choosePlace: call(
      z.strictObject({
        kind: z.enum(placeKinds),
        purpose: z.enum(placePurposes),
        typed: z.optional(typed),
      }),
      z.optional(place),
    ),
    /** Where a new vault would lie if nobody says otherwise; `undefined`: nowhere in particular. */
    suggestPlace: call(nothing, z.optional(place)),
    /**
     * A file that opens vaults together with a passphrase, chosen or made anew; `open`: others on
     * this machine may read it.
     */
    chooseKeyFile: call(nothing, keyFile),
    makeKeyFile: call(nothing, keyFile),
    /** The sync tool that carries the folder of a vault; `undefined`: none that is known. */
    syncTool: call(z.strictObject({ place }), z.optional(z.enum(syncTools))),
    create: call(z.strictObject({ place, passphrase, keyFile: z.optional(file) }), state),
    /**
     * Makes a vault the chosen one: locked, unless it was open beside the one in front. `keep`: the
     * one in front stays open, and can be switched to.
     */
    select: call(z.strictObject({ place, keep: z.optional(z.boolean()) }), state),
    /** The same unseen, where none may lie: what is wrong with it is said when it is unlocked. */
    offer: call(z.strictObject({ place }), state),
    forgetRecent: call(z.strictObject({ place }), state),
    /**
     * What the open vault is called on this machine, '' for the name of its place, and its colour;
     * nothing where it is in memory alone.
     */
    describe: call(
      z.strictObject({ name: text(vaultNameLimit), color: z.optional(z.enum(vaultColors)) }),
      state,
    ),
    /** `older-copy` where this machine knows a newer one, until the person accepts that. */
    unlock: call(
      z.strictObject({ passphrase, keyFile: z.optional(file), acceptOlder: z.optional(z.boolean()) }),
      state,
    ),
    cancelUnlock: call(nothing, nothing),
    /** Locks every vault that is open. */
    lock: call(nothing, state),
    /** Locks the one in front. */
    lockAlone: call(nothing, state),
    /** Locks the one in front and goes back to the choice of a vault. */
    leave: call(nothing, state),
    /** Goes to the choice of a vault; the one in front stays open. */
    chooseAnother: call(nothing, state),
    /** With new keys, as `rekey`, unless they are kept. */
    changePassphrase: call(
      z.strictObject({ old: passphrase, new: passphrase, keepKeys: z.optional(z.boolean()) }),
      nothing,
    ),
    /** Another key file, or none: with new keys, as `rekey`. */
    changeKeyFile: call(z.strictObject({ passphrase, file: z.optional(file) }), state),
    /**
     * New keys; passphrase and sheets stay. Returns when they count: everything is then sealed anew
     * beside other work.
     */
    rekey: call(z.strictObject({ passphrase }), nothing),
    keys: call(nothing, keysState),
    /** Goes on at once with what is to be sealed anew, where that has stopped. */
    reseal: call(nothing, nothing),
    /**
     * Secrets that copies from before the last change of the keys hold as they still are, newest
     * change first: the first of them, and how many there are.
     */
    exposed: call(
      nothing,
      z.strictObject({
        total: count,
        secrets: z.array(z.strictObject({ path, changed: time, deleted: z.boolean() })),
      }),
    ),
  },
  secrets: {
    /** The folders directly under one, with their counts. */
    folders: call(z.strictObject({ parent: path }), z.array(folder)),
    /** Every folder, each before those in it: the first of very many. */
    folderPaths: call(nothing, z.array(path)),
    /** Other secrets that hold the value in a hidden field: the first three, and how many. */
    reused: call(
      z.strictObject({ value: text(limits.password), except: z.optional(path) }),
      z.strictObject({ total: count, paths: z.array(path) }),
    ),
    /** Every tag, by name. */
    tags: call(nothing, z.array(tagCount)),
    /** A window of the list: under a folder, or ranked by a query over the whole vault. */
    browse: call(
      z.strictObject({
        folder: path,
        query: text(1_024),
        deleted: z.boolean(),
        facet: z.optional(facet),
        sort: z.optional(z.enum(sorts)),
        offset: count,
        limit: z.int().check(z.minimum(1), z.maximum(500)),
      }),
      /**
       * `unread`: so many secrets of a damaged vault cannot be read, wherever they would lie.
       * `nearly`: nothing was found as it was typed, and these are it but for one slip in a word.
       */
      z.strictObject({
        ...{ total: count, rows: z.array(row), unread: z.optional(count) },
        nearly: z.optional(z.literal(true)),
      }),
    ),
    /** Those that were used last on this machine: copied, shown, edited. The last one is first. */
    recent: call(nothing, z.array(row)),
    get: call(z.strictObject({ path, version: z.optional(count) }), shownSecret),
    /**
     * All that is on the screen, at once: rows, folders, counts, and the secret that is looked at.
     */
    view: call(
      z.strictObject({
        list: z.strictObject({
          folder: path,
          query: text(1_024),
          deleted: z.boolean(),
          facet: z.optional(facet),
          sort: z.optional(z.enum(sorts)),
          /** The rows of this page and of those beside it. */
          page: count,
          /**
           * Instead: the rows around this secret, where it is in the folder and nothing is searched
           * for.
           */
          find: z.optional(path),
        }),
        /** The folders that are open in the tree. */
        parents: z.array(path),
        secret: z.optional(z.strictObject({ path, version: z.optional(count) })),
      }),
      z.strictObject({
        /** Of these, as `changed` counts them, nothing is missing in what follows. */
        changes: count,
        list: orFailure(
          z.strictObject({
            total: count,
            /** So many secrets of a damaged vault cannot be read, wherever they would lie. */
            unread: count,
            /** `rows` begin at this page. */
            page: count,
            rows: z.array(row),
            nearly: z.optional(z.literal(true)),
            /** The row of the secret that was looked for; missing: it is not in this list. */
            found: z.optional(count),
            all: count,
            deleted: count,
            facets,
            /** Under each of `parents`. */
            folders: z.array(z.array(folder)),
          }),
        ),
        /** Missing: none was asked for. */
        secret: z.optional(orFailure(shownSecret)),
      }),
    ),
    reveal: call(
      z.strictObject({ path, version: count, field: fieldName }),
      z.strictObject({ value: z.string(), type: fieldType }),
    ),
    /**
     * Copies from main; the value never crosses. Of a field of one-time codes a code, which is told:
     * of one by counter the next.
     */
    copy: call(
      z.strictObject({ path, version: count, field: fieldName }),
      z.strictObject({ clearsInSeconds: count, code: z.optional(otpCode) }),
    ),
    /** The fields of one-time codes, those by time with their code of now. */
    codes: call(z.strictObject({ path, version: z.optional(count) }), z.array(shownOtp)),
    /** Opens a field's address in the browser: http and https alone. */
    openAddress: call(z.strictObject({ path, version: count, field: fieldName }), nothing),
    /**
     * Saves a field's file where the person chooses, streamed by main: its bytes never cross.
     * `undefined` when that was cancelled. One at a time: `busy`. `exists` (`vault`) for the file
     * of the open vault. Progress: event `fileProgress`.
     */
    saveFile: call(z.strictObject({ path, version: count, field: fieldName }), z.optional(savedFile)),
    /** Calls it off: `saveFile` ends with `cancelled`, and nothing of it stays. */
    cancelSave: call(nothing, nothing),
    /**
     * All fields with their values, for the edit form; in place of what one-time codes are made from
     * a token, which `put` and the drafts take for it.
     */
    edit: call(
      z.strictObject({ path }),
      z.strictObject({ version: count, tags: z.array(z.string()), fields: z.array(field) }),
    ),
    /**
     * `expect`: the version that the form was filled from, 0 for a new secret; `conflict` where
     * another is current, or it is deleted. `onTop`: whatever is there. `from`: where it lay until
     * now; it moves in the same commit.
     */
    put: call(
      z.strictObject({
        path,
        from: z.optional(path),
        fields: z.array(field),
        tags: z.array(z.string()),
        expect: count,
        onTop: z.optional(z.boolean()),
      }),
      z.strictObject({ version: count, ...undoable }),
    ),
    /** Without `versions` every live one. */
    delete: call(
      z.strictObject({ path, versions: z.optional(z.array(count)) }),
      z.strictObject({ current: count, ...undoable }),
    ),
    /** Without `versions` what the last delete took. */
    undelete: call(z.strictObject({ path, versions: z.optional(z.array(count)) }), nowCurrent),
    /** Forgets a secret with its metadata. */
    forget: call(z.strictObject({ path }), nothing),
    /** Forgets all that count as deleted; how many. */
    empty: call(nothing, z.strictObject({ secrets: count })),
    destroy: call(z.strictObject({ path, versions: z.array(count) }), nothing),
    /** That version's fields again, as a new version. */
    rollback: call(z.strictObject({ path, version: count }), z.strictObject({ version: count, ...undoable })),
    move: call(z.strictObject({ from: path, to: path }), z.strictObject(undoable)),
  },
  several,
  versions,
  generate: {
    /** Every class that is not left out appears; `bad-input` where none is left. */
    password: call(
      z.strictObject({
        length: z.int().check(z.minimum(4), z.maximum(256)),
        symbols: z.boolean(),
        lower: z.optional(z.boolean()),
        upper: z.optional(z.boolean()),
        digits: z.optional(z.boolean()),
        unambiguous: z.optional(z.boolean()),
      }),
      z.strictObject({ value: z.string(), bits: z.number() }),
    ),
    words: call(
      z.strictObject({
        words: z.int().check(z.minimum(3), z.maximum(32)),
        separator: z.optional(z.enum(separators)),
        capitalize: z.optional(z.boolean()),
        number: z.optional(z.boolean()),
        language: z.optional(z.enum(languageNames)),
      }),
      z.strictObject({ value: z.string(), bits: z.number() }),
    ),
  },
  transfer: {
    chooseImport: call(nothing, importChosen),
    /** The same of files that a person dropped on the window. */
    dropImport: filesCall(importChosen),
    /**
     * Fetches a mount of a Vault or OpenBao server, which main keeps for the import of `file`;
     * `undefined`: the person does not want to connect.
     */
    fetchServer: call(
      z.strictObject({
        address: z.string().check(z.maxLength(2_000)),
        token: passphrase,
        history: z.boolean(),
      }),
      z.optional(z.strictObject({ file, format: z.string(), needsPassword: z.boolean() })),
    ),
    /** What was fetched is not wanted any more. */
    forgetServer: call(nothing, nothing),
    chooseKeyFile: call(nothing, z.optional(file)),
    /** What a table of nobody's is made of; samples of what may be secret for `shown` alone. */
    columns: call(
      z.strictObject({ file, encoding: z.optional(z.enum(importEncodings)), shown: z.array(z.string()) }),
      tableColumns,
    ),
    import: call(
      z.strictObject({
        file,
        prefix: path,
        ...openedBy,
        /** The same for each that comes in together with it, in their order. */
        others: z.optional(z.array(z.strictObject(openedBy))),
        /** What becomes of a recycle bin's entries; missing: they are deleted here too. */
        bin: z.optional(z.enum(['deleted', 'skip', 'live'])),
        /** The same for what an archive holds; missing: it comes in as any other. */
        archive: z.optional(z.enum(['deleted', 'skip', 'live'])),
        /** The encoding of a text that shows none itself. */
        encoding: z.optional(z.enum(importEncodings)),
        /** What the columns of a table hold. */
        map: z.optional(importMapping),
        /** What becomes of entries that meet a secret. */
        duplicates: z.optional(duplicateChoices),
        dryRun: z.boolean(),
      }),
      importReport,
    ),
    /** The tree of the last dry run, whose report has no entries here. */
    preview: call(previewAsked, previewPage),
    cancelImport: call(nothing, nothing),
    /** Deletes the file of the last import here that came in wholly. `source-kept`. */
    deleteSource: call(nothing, nothing),
    /** The last import of the vault, as long as it can be undone. */
    lastImport: call(nothing, z.optional(lastImport)),
    /** Undoes that one: what has changed since stays. `not-found` where there is none. */
    undoImport: call(nothing, taken),
    ...exporting,
  },
  recovery: {
    status: call(nothing, recoveryStatus),
    /**
     * Makes a set, inert until it is activated, and reads every sheet back from its own pixels; the
     * shares stay in main.
     */
    issue: call(
      z.strictObject({
        ...{ passphrase, ...setSize, holders: z.array(holderName), paper },
        lines: z.optional(sheetLinesSchema),
      }),
      recoveryStatus,
    ),
    /** One sheet, for the screen that shows it alone. */
    sheet: call(
      z.strictObject({ sheet: sheetNumber }),
      z.strictObject({
        sheet: sheetNumber,
        words: z.array(z.string()),
        /** Modules of the QR code, row by row, `#` dark and `.` light, without a quiet zone. */
        code: z.array(z.string()),
        holder: holderName,
      }),
    ),
    /** The system's print dialogue, one sheet to a page; false when the person cancelled it. */
    print: call(z.strictObject({ sheets: z.array(sheetNumber) }), z.strictObject({ printed: z.boolean() })),
    /**
     * Asks where, then writes PDF; `undefined` when that was cancelled. `files`: names without
     * folders.
     */
    savePdf: call(
      z.strictObject({ sheets: z.array(sheetNumber), each: z.boolean() }),
      z.optional(z.strictObject({ folder: z.string(), files: z.array(z.string()) })),
    ),
    /**
     * Asks where, then writes the rescue page that this Holdfast brings; `undefined` when that was
     * cancelled.
     */
    saveRescue: call(nothing, z.optional(z.strictObject({ folder: z.string(), file: z.string() }))),
    /** Positions, from 1, of the words to be typed from that sheet: drawn anew each time. */
    ask: call(z.strictObject({ sheet: sheetNumber }), z.strictObject({ positions: z.array(count) })),
    /**
     * Proves a sheet of the new set by those words; `share-refused` names the positions that are
     * wrong.
     */
    answer: call(z.strictObject({ sheet: sheetNumber, words: z.array(text(40)) }), recoveryStatus),
    /**
     * The set that was read back wholly replaces the one before: then with new keys, as
     * `vault.rekey`, unless they are kept.
     */
    activate: call(z.strictObject({ keepKeys: z.optional(z.boolean()) }), recoveryStatus),
    /** Forgets the set that was not activated; the one before stays valid. */
    abandon: call(nothing, recoveryStatus),
    /** With new keys, as `vault.rekey`, unless they are kept. */
    revoke: call(z.strictObject({ passphrase, keepKeys: z.optional(z.boolean()) }), recoveryStatus),
    setHolders: call(z.strictObject({ names: z.array(holderName) }), recoveryStatus),
    /** The holder of this sheet said that it is still there. */
    confirmHolder: call(z.strictObject({ sheet: sheetNumber }), recoveryStatus),
    /**
     * Prints the letter for those who come after, or saves it as PDF where the person says; what it
     * says is kept in the vault. `done` false: that was cancelled.
     */
    letter: call(
      z.strictObject({
        names: z.boolean(),
        /** The names go into the text beside the backups, too. */
        beside: z.boolean(),
        ask: text(letterLimits.ask),
        paper,
        as: z.enum(['paper', 'pdf']),
      }),
      z.strictObject({ done: z.boolean(), file: z.optional(z.string()), status: recoveryStatus }),
    ),
    /** Whether the names go into the text beside the backups; the letter stays as it is. */
    setBeside: call(z.strictObject({ beside: z.boolean() }), recoveryStatus),
    setReminder: call(z.strictObject({ months: z.int().check(z.minimum(0), z.maximum(60)) }), recoveryStatus),
    /** That this vault is to have no set, or that this is to be asked again. */
    decline: call(z.strictObject({ declined: z.boolean() }), recoveryStatus),

    /**
     * Begins to collect sheets: `recover` for the chosen vault, locked; `drill` for the newest
     * backup of the open one; the others for that itself. Ends what was collected before.
     */
    gather: call(z.strictObject({ purpose: gathering.shape.purpose }), gathering),
    /** One sheet, as its words or as the text of its code. `share-refused`, `wrong-shares`. */
    giveText: call(z.strictObject({ text: text(recoveryLimits.text) }), gathering),
    /** A PNG, JPEG or PDF with one sheet or several. Also `picture-refused`. */
    givePicture: call(z.strictObject({ bytes: picture }), gathering),
    /** One grey picture of the camera, a byte a pixel; `found` false while no code is in it. */
    giveFrame: call(frame, z.strictObject({ found: z.boolean(), gathering })),
    /** The picture or text on the clipboard. */
    giveClipboard: call(nothing, gathering),
    takeBack: call(z.strictObject({ sheet: sheetNumber }), gathering),
    /** Forgets every sheet that was collected. */
    stopGathering: call(nothing, nothing),
    /** Lets this window, and no other page, use the camera until it is turned off again. */
    camera: call(z.strictObject({ on: z.boolean() }), nothing),
    /**
     * The last step of a recovery, and the only one that writes: a new passphrase for the chosen
     * vault, or for a copy of it at `to`, which then is the open one. With new keys, as
     * `vault.rekey`, unless they are kept; `damaged` where only that is possible.
     */
    restore: call(
      z.strictObject({
        passphrase,
        to: z.optional(place),
        keepKeys: z.optional(z.boolean()),
        /** Whose passphrase it replaces; `person-refused` (`choose`) where that must be said. */
        person: z.optional(text(256)),
      }),
      state,
    ),
    /** Records that the sheets collected would open the vault; changes nothing else. */
    recordRehearsal: call(nothing, recoveryStatus),
    ...drilling,
  },
  places,
  devices,
  backups,
  repair,
  drafts,
  health,
  files,
  otp,
  policies,
  audit,
  clients,
  people,
  quick,
  quickUnlock: quickUnlockCalls(state),
  securityKeys: securityKeyCalls(state),
} as const;

/** What main tells the window unasked. */
export const events = {
  /** The vault's state changed; `locked` is in it. */
  state,
  /** The keys of the vault were changed, or more of it is sealed anew under them. */
  keys: keysState,
  /**
   * Another vault was asked for, by double click or a second start, while this one is open: the
   * person decides.
   */
  offered: z.strictObject({ place, name: z.string() }),
  /** Secrets were written, here or by another program. */
  changed: z.strictObject({ changes: count }),
  clipboardCleared: nothing,
  /** A security key waits for a touch. */
  touchKey: nothing,
  /** Bytes, while the vault of a service is fetched for the first time by an unlock. */
  fetchProgress: z.strictObject({ done: count, total: count }),
  importProgress: z.strictObject({ done: count, total: count }),
  ...exportEvents,
  ...drillEvents,
  fileProgress: z.strictObject({ done: count, total: count }),
  /** The vault is being locked: this page empties itself, and another one takes its place. */
  leaving: nothing,
  preferences,
  /** Another language is spoken from now on. */
  language: z.enum(languageNames),
  /**
   * Nobody is there, and the lock would take what exists once: the vault locks in so many seconds;
   * 0: it does not.
   */
  locksSoon: z.strictObject({ seconds: count }),
  ...backupEvents,
  /** While a set is issued: sheets read back from their own pixels. */
  ...clientEvents,
  ...healthEvents,
  ...quickEvents,
  ...repairEvents,
  sheetProgress: z.strictObject({ done: count, total: count }),
} as const;

export type { Call } from './call.ts';
export type Contract = typeof contract;
export type Group = keyof Contract;
export type Events = typeof events;
export type KeysState = ValueOf<typeof keysState>;
export type State = ValueOf<typeof state>;
export type Row = ValueOf<typeof row>;
export type FacetCounts = ValueOf<typeof facets>;
export type Folder = ValueOf<typeof folder>;
export type { Preferences } from './preferences.ts';
export type Gathering = ValueOf<typeof gathering>;
export type ImportChosen = NonNullable<ValueOf<typeof importChosen>>;
export type ImportReport = ValueOf<typeof importReport>;

/** What a call gives back: failures are data, for Electron keeps only an error's message. */
export type Reply<T> = { ok: true; value: T } | { ok: false; failure: Failure };

type CallOf<C> =
  C extends FilesCall<infer Out>
    ? (files: readonly DroppedFile[]) => Promise<Reply<ValueOf<Out>>>
    : C extends Call<infer In, infer Out>
      ? (input: ValueOf<In>) => Promise<Reply<ValueOf<Out>>>
      : never;
/** `window.holdfast` as the window sees it. */
export type Bridge = {
  readonly [G in Group]: { readonly [M in keyof Contract[G]]: CallOf<Contract[G][M]> };
} & {
  /** Subscribes; the returned function ends it. */
  readonly on: <E extends keyof Events>(
    event: E,
    listener: (payload: ValueOf<Events[E]>) => void,
  ) => () => void;
};

type HandlerOf<C> =
  C extends Call<infer In, infer Out> ? (input: ValueOf<In>) => ValueOf<Out> | Promise<ValueOf<Out>> : never;
/** What main must supply: a missing handler does not compile. Handlers throw `HoldfastError`s. */
export type Handlers = {
  readonly [G in Group]: { readonly [M in keyof Contract[G]]: HandlerOf<Contract[G][M]> };
};

/** The channel of a call: one per method, so that a message never names its own handler. */
export function channel(group: string, method: string): string {
  return `holdfast:${group}.${method}`;
}
