import { fail, failureOf } from '../../shared/failure.ts';
import { comparePaths, isUnder, normalFolder, normalPath } from '../../shared/path.ts';
import type { Secret, SecretInfo } from '../../shared/secret-schema.ts';
import { derive } from '../crypto/derive.ts';
import type { Key } from '../crypto/primitives.ts';
import type { KeySlot } from '../keyslots/slot.ts';
import type { Link, ObjectStore } from '../store/store.ts';
import type { Backend, Copies, DraftSeal, KeySlotOptions, LoadedFile } from './backend.ts';
import type { AuditChange, AuditEntry, AuditQuery, Change, Client, Outcome, Policy } from './changes.ts';
import { verifyVault } from './check/verify.ts';
import type { Progress, VerifyReport } from './copies.ts';
import { type Devices, VaultDevices } from './devices.ts';
import { infoOf, isDestroyed, readableRef } from './format/entry.ts';
import { keyFrom } from './format/keyring.ts';
import { wholeRecords } from './format/read-records.ts';
import { byName, settingNames } from './format/records.ts';
import type { VaultHistories } from './histories.ts';
import { KeyWriter } from './key-writer.ts';
import { type Meeting, Meetings, openedWith, type Waiting } from './meet.ts';
import { VaultReader } from './reader.ts';
import { attempts, Revisions } from './revisions.ts';
import { VaultCopies } from './vault-copies.ts';
import { VaultFiles } from './vault-files.ts';
import { readChains } from './write/chains.ts';
import { isOldDraft, openDraft, sealDraft } from './write/sealed-draft.ts';
import { VaultWriter } from './writer.ts';

/** A vault sealed into an object store: the store sees random ids and sealed bytes alone. */
export class EncryptedBackend implements Backend {
  readonly kind = 'encrypted';
  readonly histories: VaultHistories;
  readonly copies: Copies;
  readonly drafts: DraftSeal;
  readonly devices: Devices;
  readonly #store: ObjectStore;
  readonly #now: () => number;
  readonly #revisions: Revisions;
  readonly #reader: VaultReader;
  readonly #writer: VaultWriter;
  readonly #keys: KeyWriter;
  readonly #files: VaultFiles;
  readonly #meetings: Meetings;
  /** Pages that `verify` found to hold no entry of another one. */
  readonly #placed = new Set<string>();
  #rootKey: Uint8Array | undefined;
  #others: readonly Uint8Array[];
  #along: (() => readonly Change[]) | undefined;

  /** `rootKey` is copied into a key handle at `initialize`; the caller wipes its own. */
  constructor(
    store: ObjectStore,
    rootKey: Uint8Array,
    now: () => number = Date.now,
    /** Root keys that other devices' heads may be under, where keys were changed apart. */
    others: readonly Uint8Array[] = [],
  ) {
    const revisions = new Revisions(store, now);
    const reader = new VaultReader(store);
    const writer = new VaultWriter(store, revisions, reader, now);
    const files = new VaultFiles(store, revisions, reader);
    const copies = new VaultCopies({
      store,
      revisions,
      reader,
      files,
      now,
      sibling: (other) => this.#sibling(other),
    });
    const meetings = new Meetings({ store, revisions, reader, writer, now });
    writer.meet = () => meetings.meet();
    writer.headsThatSaw = (writes) => meetings.headsThatSaw(writes);
    writer.areUnderKey = () => meetings.areUnderKey();
    const keyring = () => revisions.current.snapshot.keys;
    this.#store = store;
    this.#rootKey = rootKey;
    this.#others = others;
    this.#now = now;
    this.#revisions = revisions;
    this.#reader = reader;
    this.#writer = writer;
    this.#keys = new KeyWriter({ store, revisions, reader, writer, now });
    this.#files = files;
    this.#meetings = meetings;
    this.copies = copies;
    this.histories = copies;
    this.devices = new VaultDevices({ store, revisions, writer, meetings, now });
    this.drafts = {
      seal: (text) => sealDraft(keyring(), text),
      open: (bytes) => openDraft(keyring(), bytes),
      isOld: (bytes) => isOldDraft(keyring(), bytes),
    };
  }

  get readOnly(): boolean {
    return this.#store.readOnly;
  }

  get damaged(): boolean {
    return this.#revisions.damaged;
  }

  get link(): Link | undefined {
    return this.#store.link?.();
  }

  whenDamaged(hear: () => void): void {
    this.#revisions.whenDamaged(hear);
  }

  async initialize(): Promise<void> {
    if (this.#revisions.isOpen) return;
    const rootKey = this.#rootKey ?? fail({ code: 'closed' });
    const keys: Key[] = [];
    const all = [rootKey, ...this.#others];
    try {
      await this.#revisions.open((vault) => {
        keys.push(...all.map((key) => derive(key, Buffer.from(vault, 'hex'), 'head')));
        return keys[0] as Key;
      });
    } catch (error) {
      if (failureOf(error)?.code !== 'wrong-key' || this.#store.apart === undefined) throw error;
      const key = await this.#keyByOthers(keys, error);
      await this.#revisions.open(() => key);
    }
    this.#rootKey = undefined;
    this.#others = [];
    if (this.#store.apart !== undefined && !this.#revisions.damaged)
      await this.#revisions.turn.take(() => this.#meetings.begin(keys));
    this.#revisions.refuseAwaited();
  }

  // Another device changed the keys: its head holds the one under which this device wrote last.
  async #keyByOthers(keys: readonly Key[], first: unknown): Promise<Key> {
    const own = await this.#store.latestManifest();
    for (const apart of (await this.#store.apart?.()) ?? []) {
      const { earlier = [] } = openedWith(keys, apart)?.snapshot.head ?? {};
      const known = [...keys, ...earlier.map((one) => keyFrom(one.key))];
      const found = own && openedWith(known, { manifest: own });
      if (found !== undefined) return found.key;
    }
    throw first;
  }

  async close(): Promise<void> {
    this.#rootKey = undefined;
    this.#revisions.close();
    this.#reader.close();
    // A write under way finishes first: what was begun is acknowledged or refused, never cut.
    await this.#revisions.turn.take(() => this.#store.close());
  }

  revision(): number {
    return this.#revisions.current.snapshot.revision;
  }

  async refresh(): Promise<boolean> {
    const followed = await this.#revisions.refresh();
    return (await this.#meet()) || followed;
  }

  whenMet(hear: (meeting: Meeting) => void): void {
    this.#meetings.whenMet(hear);
  }

  get waiting(): readonly Waiting[] {
    return this.#meetings.waiting;
  }

  // What others wrote apart can wait until this store can be written: reading goes on without it.
  async #meet(): Promise<boolean> {
    if (this.#store.apart === undefined || this.#revisions.streaming || this.#revisions.damaged) return false;
    return this.#revisions.turn.take(() => this.#meetings.meet());
  }

  async loadSecret(rawPath: string, version?: number): Promise<Secret | undefined> {
    const path = normalPath(rawPath);
    return this.#revisions.reading(async (snapshot) => {
      const entry = await this.#reader.entry(snapshot, path);
      if (entry === undefined) return undefined;
      const info = infoOf(entry, this.#now());
      const ref = readableRef(entry, version, this.#now());
      const fields = ref === undefined ? [] : await this.#reader.version(snapshot, ref);
      return { path, version: version ?? info.current, fields, info };
    });
  }

  async loadInfo(rawPath: string): Promise<SecretInfo | undefined> {
    const path = normalPath(rawPath);
    return this.#revisions.reading(async (snapshot) => {
      const entry = await this.#reader.entry(snapshot, path);
      return entry && infoOf(entry, this.#now());
    });
  }

  async loadFile(path: string, field: string, version?: number): Promise<LoadedFile> {
    return this.#files.load(normalPath(path), field, version, this.#now());
  }

  async loadAllSecrets(): Promise<Secret[]> {
    return this.#revisions.reading(async (snapshot) => {
      const secrets: Secret[] = [];
      const now = this.#now();
      // Page by page: path by path would open each page again for nearly every secret.
      for await (const page of this.#reader.allPages(snapshot)) {
        for (const entry of page.values()) {
          if (isDestroyed(entry)) continue;
          const info = infoOf(entry, now);
          const ref = readableRef(entry, undefined, now);
          const fields = ref === undefined ? [] : await this.#reader.version(snapshot, ref);
          secrets.push({ path: entry.path, version: info.current, fields, info });
        }
      }
      return secrets.sort((a, b) => comparePaths(a.path, b.path));
    });
  }

  async listSecrets(
    rawFolder: string,
    options: { whole?: boolean; lost?: (entries: number) => void } = {},
  ): Promise<SecretInfo[]> {
    const folder = normalFolder(rawFolder);
    let lost: number[] = [];
    const found = await this.#revisions.reading(async (snapshot) => {
      const infos: SecretInfo[] = [];
      const now = this.#now();
      lost = [];
      const pages =
        options.whole === true
          ? this.histories.wholePages(snapshot, (entries) => lost.push(entries))
          : this.#reader.allPages(snapshot);
      for await (const page of pages) {
        for (const entry of page.values()) {
          if (isUnder(entry.path, folder) && !isDestroyed(entry)) infos.push(infoOf(entry, now));
        }
      }
      return infos.sort((a, b) => comparePaths(a.path, b.path));
    });
    for (const entries of lost) options.lost?.(entries);
    return found;
  }

  async loadPolicy(name: string): Promise<Policy | undefined> {
    return wholeRecords(this.#revisions.current.records, 'policies').get(name);
  }
  async loadAllPolicies(): Promise<readonly Policy[]> {
    return byName(wholeRecords(this.#revisions.current.records, 'policies'));
  }
  async loadClient(name: string): Promise<Client | undefined> {
    return wholeRecords(this.#revisions.current.records, 'clients').get(name);
  }
  async loadAllClients(): Promise<readonly Client[]> {
    return byName(wholeRecords(this.#revisions.current.records, 'clients'));
  }
  async loadSetting(name: string): Promise<string | undefined> {
    return this.#revisions.current.records.settings.get(name);
  }
  async listSettings(prefix: string): Promise<string[]> {
    return settingNames(this.#revisions.current.records, prefix);
  }

  async readAudit(query: AuditQuery = {}): Promise<AuditEntry[]> {
    return this.#revisions.reading((snapshot) =>
      readChains(snapshot.head, query, (ref) => this.#reader.auditPage(snapshot, ref)),
    );
  }

  accompany(changes: () => readonly Change[]): void {
    this.#along = changes;
  }

  async write(changes: readonly Change[], audit: readonly AuditChange[] = []): Promise<Outcome[]> {
    const along = this.#along;
    if (along === undefined) return this.#writer.write(changes, audit);
    const outcomes = await this.#writer.write([...changes, ...along()], audit);
    if (along === this.#along) this.#along = undefined;
    return outcomes.slice(0, changes.length);
  }

  stream(batches: AsyncIterable<Iterable<Change | AuditChange>>): Promise<void> {
    return this.#writer.stream(batches);
  }

  rotate(): Promise<number> {
    return this.#writer.rotate();
  }

  collect(): Promise<number> {
    return this.#writer.collect();
  }

  keySlots(): readonly KeySlot[] {
    return this.#revisions.current.snapshot.header.slots;
  }

  storeKeySlots(
    slots: readonly KeySlot[],
    rootKey?: Uint8Array,
    options: KeySlotOptions = {},
  ): Promise<void> {
    return this.#keys.storeKeySlots(slots, rootKey, options);
  }

  get renewing(): boolean {
    return this.#keys.renewing;
  }

  renew(options: { progress?: Progress; signal?: AbortSignal } = {}): Promise<void> {
    return this.#keys.renew(options);
  }

  get rekeyed(): number | undefined {
    return this.#keys.rekeyed;
  }

  async verify(options: { progress?: Progress; signal?: AbortSignal } = {}): Promise<VerifyReport> {
    await this.refresh();
    for (let attempt = 1; ; attempt++) {
      const { snapshot } = this.#revisions.current;
      // Not a copy on this machine, where what it is of can be reached.
      const store = (await this.#store.origin?.()) ?? this.#store;
      const report = await this.#revisions.noting(() =>
        verifyVault(store, snapshot, { ...options, placed: this.#placed }),
      );
      if (report.damaged.length === 0) return report;
      // What another program destroyed meanwhile is missing from the revision that was read, not
      // from the one it left.
      await this.refresh();
      if (this.revision() === snapshot.revision || attempt === attempts) {
        this.#revisions.noteDamage();
        return report;
      }
    }
  }

  async #sibling(store: ObjectStore): Promise<Backend> {
    const backend = new EncryptedBackend(store, new Uint8Array(), this.#now);
    try {
      const { key } = this.#revisions.current;
      await backend.#revisions.open(() => key);
      backend.#rootKey = undefined;
      return backend;
    } catch (error) {
      await backend.close();
      throw error;
    }
  }
}
