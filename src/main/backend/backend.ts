import type { AttachmentInfo } from '../../shared/secret.ts';
import type { Field, Secret, SecretInfo } from '../../shared/secret-schema.ts';
import type { KeySlot } from '../keyslots/slot.ts';
import type { Link, ObjectStore } from '../store/store.ts';
import type {
  AuditChange,
  AuditEntry,
  AuditQuery,
  AuditRecord,
  Change,
  Client,
  Outcome,
  Policy,
} from './changes.ts';
import type { ContentOptions } from './check/read-contents.ts';
import type {
  Copied,
  CopyOptions,
  CopyTarget,
  Mended,
  MendOptions,
  Progress,
  VerifyReport,
} from './copies.ts';
import type { Devices } from './devices.ts';
import type { Attachment } from './format/attachment.ts';
import type { Entry, VersionEntry } from './format/entry.ts';
import type { SettingChanges } from './format/records.ts';
import type { Item } from './format/references.ts';

export interface KeySlotOptions {
  /**
   * The slots that the new ones were made from: `busy` when another program has stored others
   * meanwhile.
   */
  readonly from?: readonly KeySlot[];
  /** Settings that must change together with the slots. */
  readonly settings?: readonly (readonly [name: string, value: string])[];
  /**
   * More of them, made from those that are stored at the commit: another program may have written
   * some since the slots were read.
   */
  readonly settingsAfter?: (stored: ReadonlyMap<string, string>) => SettingChanges;
  /** Entries that tell of it, in the same commit. */
  readonly audit?: readonly AuditRecord[];
}

/** Every version of every secret, deleted ones too: what a copy of another kind is made of. */
export interface Histories {
  /** Every secret's entry, in no order. */
  entries(): AsyncGenerator<Entry>;
  /** One secret's entry; `undefined`: there is none. */
  entry(path: string): Promise<Entry | undefined>;
  /** The fields of one of an entry's versions; `busy` where it has gone since. */
  fields(entry: Entry, version: VersionEntry): Promise<readonly Field[]>;
  /**
   * The fields of every version of some secrets that is not destroyed, in their order: quicker than
   * one by one.
   */
  fieldsOf(entries: readonly Entry[]): Promise<(readonly Field[])[][]>;
  /**
   * Tells of many secrets what their newest versions hold, by `contentDigest`: much quicker than
   * one by one. Leaves out what is not whole or has long files.
   */
  digests(options: ContentOptions): Promise<void>;
  /**
   * A file of one of an entry's versions, piece by piece, each once it has been authenticated;
   * `from`: the first of them.
   */
  file(entry: Entry, attachment: Attachment, from?: number): AsyncIterable<Uint8Array>;
}

/**
 * What an open durable vault does with copies of itself, without its root key being asked for
 * again.
 */
export interface Copies extends Histories {
  /** Copies the newest revision: all of it, or what is new since an earlier copy. */
  copy(target: CopyTarget, options?: CopyOptions): Promise<Copied>;
  /**
   * Opens and authenticates a copy: every object, or the head and these `items`. Nothing is closed.
   * `wrong-key` when it is no copy of this vault.
   */
  prove(store: ObjectStore, items?: readonly Item[], options?: CopyOptions): Promise<VerifyReport>;
  /**
   * The newest revision known and the closing hash of its manifest, hex: what tells two copies of
   * one vault apart. `lineage` stands for the root keys that it had, the present one's last
   * (`lineage.ts`).
   */
  stamp(): Promise<{
    readonly revision: number;
    readonly manifest: string;
    readonly lineage: readonly string[];
  }>;
  /**
   * Makes a whole vault of this one, damaged as it is, with what other stores of it have; nothing
   * that exists is written or closed.
   */
  mend(
    others: readonly ObjectStore[],
    create: CopyTarget['create'],
    options: Omit<MendOptions, 'now'>,
  ): Promise<Mended>;
  /** `undefined` where there is none at that path. */
  entry(path: string): Promise<Entry | undefined>;
  /**
   * Opens another copy of this vault, which the backend then owns; `wrong-key` when its root key is
   * another.
   */
  sibling(store: ObjectStore): Promise<Backend>;
}

/** Seals what is kept outside the vault under its keys, for the open vault alone. */
export interface DraftSeal {
  seal(text: string): Uint8Array;
  /** The JSON that was sealed; `undefined` where it does not open. */
  open(bytes: Uint8Array): unknown;
  /** True of what was sealed under keys that are no longer the newest. */
  isOld(bytes: Uint8Array): boolean;
}

/**
 * A file that is read piece by piece, each of at most 1 MiB and given once it has been
 * authenticated.
 */
export interface LoadedFile extends AttachmentInfo {
  /** From a piece on. */
  pieces(from?: number): AsyncIterable<Uint8Array>;
}

/**
 * Where secrets live; the code above never learns how. Every call before `initialize` and after
 * `close` refuses with `closed`. Missing is `undefined`; a bad path, a version conflict, a damaged
 * store are `HoldfastError`s.
 */
export interface Backend {
  readonly kind: 'memory' | 'encrypted';
  readonly readOnly: boolean;
  /**
   * True once something was found damaged: reading what is whole goes on, and every write is
   * refused with `damaged`.
   */
  readonly damaged: boolean;
  /**
   * How it stands with the service that it lies on, of which this machine keeps a copy; missing:
   * with none.
   */
  readonly link?: Link | undefined;
  /** Called once, when the first damage is found. */
  whenDamaged(hear: () => void): void;
  /** Missing where nothing is stored. */
  readonly copies?: Copies;
  readonly histories: Histories;
  /** Missing where nothing is stored. */
  readonly drafts?: DraftSeal;
  /** Missing where nothing is stored. */
  readonly devices?: Devices;
  initialize(): Promise<void>;
  close(): Promise<void>;
  /** Number of commits so far: the manifest's revision. */
  revision(): number;
  /** Takes up what another process committed; true when something changed. */
  refresh(): Promise<boolean>;

  /**
   * `undefined`: never stored. Without `version` the current one, or version 0 without fields where
   * that is deleted or has expired.
   */
  loadSecret(path: string, version?: number): Promise<Secret | undefined>;
  loadInfo(path: string): Promise<SecretInfo | undefined>;
  /**
   * A field's long file; without `version` the current one's. `not-found`: no such secret, version
   * or field, or a field of another type.
   */
  loadFile(path: string, field: string, version?: number): Promise<LoadedFile>;
  loadAllSecrets(): Promise<Secret[]>;
  /**
   * Secrets under a folder in code point order, soft-deleted ones too, wholly destroyed ones not;
   * opens no version. `whole`: where part of the index is damaged, those in the rest of it, and
   * `damaged` is true from then on.
   */
  listSecrets(
    folder: string,
    /** `lost` hears how many entries are left out, wherever they lie. */
    options?: { whole?: boolean; lost?: (entries: number) => void },
  ): Promise<SecretInfo[]>;

  loadPolicy(name: string): Promise<Policy | undefined>;
  /** By name; the same list again as long as no policy changes. */
  loadAllPolicies(): Promise<readonly Policy[]>;
  loadClient(name: string): Promise<Client | undefined>;
  loadAllClients(): Promise<readonly Client[]>;
  loadSetting(name: string): Promise<string | undefined>;
  /** Names of the settings that begin so, sorted. */
  listSettings(prefix: string): Promise<string[]>;

  readAudit(query?: AuditQuery): Promise<AuditEntry[]>;

  /** What the next write brings along, made when it comes. Missing where nothing is stored. */
  accompany?(changes: () => readonly Change[]): void;
  /**
   * All changes and what the audit tells of them, or nothing: one commit, one outcome per change.
   */
  write(changes: readonly Change[], audit?: readonly AuditChange[]): Promise<Outcome[]>;
  /**
   * The same, batch by batch while they are being made: little of a large import is in memory at a
   * time. A batch is gone through once. Other writes wait from the first batch to the last. Where
   * `batches` throws, nothing is changed; where this refuses, they are told to return.
   */
  stream(batches: AsyncIterable<Iterable<Change | AuditChange>>): Promise<void>;

  keySlots(): readonly KeySlot[];
  /**
   * Replaces the key slots, and with `rootKey` the root key that they must all wrap: then with a
   * new term and a new address key, under which index and records are sealed at once; `renew` does
   * the versions. One commit, settings included.
   */
  storeKeySlots(slots: readonly KeySlot[], rootKey?: Uint8Array, options?: KeySlotOptions): Promise<void>;
  /** True from a new root key on until all that an earlier one could open is sealed anew. */
  readonly renewing: boolean;
  /**
   * Seals anew what lies under terms of an earlier root key, batch by batch, with other writes in
   * between; then those terms are gone, and what they had sealed. Goes on where a run before it
   * ended. Does nothing where `renewing` is false. `cancelled`, `no-space`, `closed` and the like
   * leave the rest for the next run.
   */
  renew(options?: { progress?: Progress; signal?: AbortSignal }): Promise<void>;
  /** When an earlier root key was last replaced, in milliseconds; `undefined`: never. */
  readonly rekeyed: number | undefined;
  /** A new data-key term: what is written from now on is sealed under it. */
  rotate(): Promise<number>;

  verify(options?: { progress?: Progress; signal?: AbortSignal }): Promise<VerifyReport>;
  /** Removes what nothing has referred to for an hour; the number of objects removed. */
  collect(): Promise<number>;
}
