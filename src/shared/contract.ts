import * as z from 'zod/mini';
import { limits } from './secret.ts';

/** One IPC call: both ends parse with these. `output` is a leak guard as much as a type. */
export interface Call<In extends z.ZodMiniType = z.ZodMiniType, Out extends z.ZodMiniType = z.ZodMiniType> {
  readonly input: In;
  readonly output: Out;
}
function call<In extends z.ZodMiniType, Out extends z.ZodMiniType>(input: In, output: Out): Call<In, Out> {
  return { input, output };
}

const nothing = z.void();
const text = (max: number) => z.string().check(z.maxLength(max));
const count = z.int().check(z.nonnegative());
const time = z.int();
const path = text(limits.path);
const name = text(limits.fieldName);
const passphrase = text(4_096);
const file = text(4_096);

const fieldType = z.enum(['text', 'secret', 'url', 'note', 'file']);
const field = z.strictObject({ name, type: fieldType, value: text(limits.version) });
/** `value` is missing where the field is hidden or long: `reveal` brings it. */
const shownField = z.strictObject({ name, type: fieldType, value: z.optional(z.string()) });

const versionInfo = z.strictObject({
  version: count,
  created: time,
  deleted: z.optional(time),
  destroyed: z.optional(z.literal(true)),
});

/** A row of the list: small, for a hundred of them cross at a time. */
const row = z.strictObject({
  path,
  /** Last segment of the path. */
  title: path,
  /** First visible value worth showing under the title: a user name or an address. */
  subtitle: z.string(),
  updated: time,
  deleted: z.boolean(),
  tags: z.array(z.string()),
});

const secret = z.strictObject({
  path,
  /** The version whose fields these are; 0 when none is current. */
  version: count,
  current: count,
  created: time,
  updated: time,
  tags: z.array(z.string()),
  custom: z.array(z.tuple([z.string(), z.string()])),
  maxVersions: count,
  versions: z.array(versionInfo),
  fields: z.array(shownField),
});

const folder = z.strictObject({ path, name: z.string(), secrets: count, folders: count });

const recent = z.strictObject({ file, name: z.string(), opened: time, missing: z.boolean() });

/** What the window shows before anything else. */
const state = z.strictObject({
  /** `none`: choose a vault; `locked`: one is chosen; `open`: unlocked. */
  vault: z.enum(['none', 'locked', 'open']),
  file: z.optional(file),
  name: z.optional(z.string()),
  readOnly: z.boolean(),
  /** Banners that stay. */
  notices: z.array(z.enum(['test-runtime', 'memory-only', 'read-only', 'unsandboxed'])),
  recents: z.array(recent),
});

const preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** Minutes without input before the vault locks; 0: never. */
  autoLockMinutes: z.int().check(z.minimum(0), z.maximum(24 * 60)),
  lockOnSleep: z.boolean(),
  /** Seconds until a copied value is taken off the clipboard again; 0: never. */
  clipboardSeconds: z.int().check(z.minimum(0), z.maximum(600)),
});

const place = z.strictObject({ place: z.string(), reason: z.string() });
const importReport = z.strictObject({
  read: count,
  created: count,
  skipped: z.array(place),
  failed: z.array(place),
  /** What an entry that did arrive had to leave behind; missing: nothing. */
  notes: z.optional(z.array(place)),
  /** True when nothing was written. */
  dryRun: z.boolean(),
});

/** Every call that the window can make, by group and method. */
export const contract = {
  app: {
    state: call(nothing, state),
    about: call(nothing, z.strictObject({ version: z.string(), electron: z.string(), logFile: z.string() })),
    preferences: call(nothing, preferences),
    setPreferences: call(preferences, preferences),
    showLog: call(nothing, nothing),
    /** The window tells that a person is there; auto-lock counts from it. */
    active: call(nothing, nothing),
  },
  vault: {
    /** The system's chooser; `undefined` when it was cancelled. */
    chooseNew: call(nothing, z.optional(file)),
    chooseExisting: call(nothing, z.optional(file)),
    create: call(z.strictObject({ file, passphrase }), state),
    /** Makes a file the chosen one, still locked. */
    select: call(z.strictObject({ file }), state),
    forgetRecent: call(z.strictObject({ file }), state),
    unlock: call(z.strictObject({ passphrase }), state),
    cancelUnlock: call(nothing, nothing),
    lock: call(nothing, state),
    /** Locks and goes back to the choice of a vault. */
    leave: call(nothing, state),
    changePassphrase: call(z.strictObject({ old: passphrase, new: passphrase }), nothing),
    rekey: call(z.strictObject({ passphrase }), nothing),
  },
  secrets: {
    /** The folders directly under one, with their counts. */
    folders: call(z.strictObject({ parent: path }), z.array(folder)),
    /** A window of the list: under a folder, or ranked by a query over the whole vault. */
    browse: call(
      z.strictObject({
        folder: path,
        query: text(1_024),
        deleted: z.boolean(),
        offset: count,
        limit: z.int().check(z.minimum(1), z.maximum(500)),
      }),
      z.strictObject({ total: count, rows: z.array(row) }),
    ),
    get: call(z.strictObject({ path, version: z.optional(count) }), secret),
    reveal: call(
      z.strictObject({ path, version: count, field: name }),
      z.strictObject({ value: z.string(), type: fieldType }),
    ),
    /** Copies from main; the value never crosses. */
    copy: call(
      z.strictObject({ path, version: count, field: name }),
      z.strictObject({ clearsInSeconds: count }),
    ),
    /** All fields with their values, for the edit form. */
    edit: call(
      z.strictObject({ path }),
      z.strictObject({ version: count, tags: z.array(z.string()), fields: z.array(field) }),
    ),
    /** `expect`: the version that the form was filled from, 0 for a new secret. */
    put: call(
      z.strictObject({ path, fields: z.array(field), tags: z.array(z.string()), expect: count }),
      z.strictObject({ version: count }),
    ),
    delete: call(z.strictObject({ path, versions: z.optional(z.array(count)) }), nothing),
    undelete: call(z.strictObject({ path, versions: z.optional(z.array(count)) }), nothing),
    destroy: call(z.strictObject({ path, versions: z.array(count) }), nothing),
    /** That version's fields again, as a new version. */
    rollback: call(z.strictObject({ path, version: count }), z.strictObject({ version: count })),
    move: call(z.strictObject({ from: path, to: path }), nothing),
  },
  generate: {
    password: call(
      z.strictObject({ length: z.int().check(z.minimum(4), z.maximum(256)), symbols: z.boolean() }),
      z.strictObject({ value: z.string(), bits: z.number() }),
    ),
    words: call(
      z.strictObject({ words: z.int().check(z.minimum(3), z.maximum(32)) }),
      z.strictObject({ value: z.string(), bits: z.number() }),
    ),
  },
  transfer: {
    chooseImport: call(
      nothing,
      z.optional(z.strictObject({ file, format: z.string(), needsPassword: z.boolean() })),
    ),
    chooseKeyFile: call(nothing, z.optional(file)),
    import: call(
      z.strictObject({
        file,
        prefix: path,
        password: z.optional(passphrase),
        keyFile: z.optional(file),
        dryRun: z.boolean(),
      }),
      importReport,
    ),
    cancelImport: call(nothing, nothing),
  },
} as const;

/** What main tells the window unasked. */
export const events = {
  /** The vault's state changed; `locked` is in it. */
  state,
  /** Secrets were written, here or by another program. */
  changed: z.strictObject({ revision: count }),
  clipboardCleared: nothing,
  importProgress: z.strictObject({ done: count, total: count }),
  preferences,
} as const;

export type Contract = typeof contract;
export type Group = keyof Contract;
export type Events = typeof events;
export type State = z.infer<typeof state>;
export type Row = z.infer<typeof row>;
export type Folder = z.infer<typeof folder>;
export type ShownSecret = z.infer<typeof secret>;
export type Preferences = z.infer<typeof preferences>;
export type ImportReport = z.infer<typeof importReport>;

/** What a call gives back: failures are data, for Electron keeps only an error's message. */
export type Reply<T> = { ok: true; value: T } | { ok: false; failure: import('./failure.ts').Failure };

type CallOf<C> =
  C extends Call<infer In, infer Out> ? (input: z.infer<In>) => Promise<Reply<z.infer<Out>>> : never;
/** `window.holdfast` as the window sees it. */
export type Bridge = {
  readonly [G in Group]: { readonly [M in keyof Contract[G]]: CallOf<Contract[G][M]> };
} & {
  /** Subscribes; the returned function ends it. */
  readonly on: <E extends keyof Events>(
    event: E,
    listener: (payload: z.infer<Events[E]>) => void,
  ) => () => void;
};

type HandlerOf<C> =
  C extends Call<infer In, infer Out> ? (input: z.infer<In>) => z.infer<Out> | Promise<z.infer<Out>> : never;
/** What main must supply: a missing handler does not compile. Handlers throw `HoldfastError`s. */
export type Handlers = {
  readonly [G in Group]: { readonly [M in keyof Contract[G]]: HandlerOf<Contract[G][M]> };
};

/** The channel of a call: one per method, so that a message never names its own handler. */
export function channel(group: string, method: string): string {
  return `holdfast:${group}.${method}`;
}
