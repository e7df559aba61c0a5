import * as z from 'zod/mini';
import { type Call, count, type DroppedFile, type FilesCall, nothing, place } from './call.ts';
import { app } from './contract-app.ts';
import { backupEvents, backups } from './contract-backups.ts';
import { clientEvents, clients } from './contract-clients.ts';
import { devices } from './contract-devices.ts';
import { drafts } from './contract-drafts.ts';
import { drillEvents } from './contract-drill.ts';
import { exportEvents } from './contract-export.ts';
import { files } from './contract-files.ts';
import { generate } from './contract-generate.ts';
import { health, healthEvents } from './contract-health.ts';
import { otp } from './contract-otp.ts';
import { people } from './contract-people.ts';
import { places } from './contract-places.ts';
import { audit, policies } from './contract-policies.ts';
import { quick, quickEvents } from './contract-quick.ts';
import { quickUnlock } from './contract-quick-unlock.ts';
import { recovery } from './contract-recovery.ts';
import { repair, repairEvents } from './contract-repair.ts';
import { secrets } from './contract-secrets.ts';
import { securityKeys } from './contract-security-keys.ts';
import { several } from './contract-several.ts';
import { keysState, state } from './contract-state.ts';
import { transfer } from './contract-transfer.ts';
import { vault } from './contract-vault.ts';
import { versions } from './contract-versions.ts';
import type { Failure } from './failure.ts';
import type { ValueOf } from './parsed.ts';
import { preferences } from './preferences.ts';
import { languageNames } from './words/languages.ts';

/** Every call that the window can make, by group and method. */
export const contract = {
  app,
  vault,
  secrets,
  several,
  versions,
  generate,
  transfer,
  recovery,
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
  quickUnlock,
  securityKeys,
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
export type { Gathering } from './contract-recovery.ts';
export type { FacetCounts, Folder, Row } from './contract-secrets.ts';
export type { KeysState, State } from './contract-state.ts';
export type { ImportChosen, ImportReport } from './contract-transfer.ts';
export type { Preferences } from './preferences.ts';

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
