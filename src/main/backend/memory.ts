import type { ObjectId } from '../../shared/brand.ts';
import { fail } from '../../shared/failure.ts';
import { comparePaths, isUnder, normalFolder, normalPath } from '../../shared/path.ts';
import { attachmentText } from '../../shared/secret.ts';
import type { Field, Secret, SecretInfo } from '../../shared/secret-schema.ts';
import { chunkSize } from '../crypto/stream.ts';
import type { KeySlot } from '../keyslots/slot.ts';
import type { Backend, Histories, KeySlotOptions, LoadedFile } from './backend.ts';
import type {
  AuditChange,
  AuditCut,
  AuditEntry,
  AuditQuery,
  AuditRecord,
  Brought,
  Change,
  Client,
  Outcome,
  Policy,
} from './changes.ts';
import type { ContentOptions } from './check/read-contents.ts';
import type { VerifyReport } from './copies.ts';
import { type Attachment, attachmentOf, digestOf, infoOfFile, refuseLong } from './format/attachment.ts';
import { contentDigest } from './format/content.ts';
import {
  type Entry,
  hasFiles,
  infoOf,
  isDestroyed,
  type Ref,
  readableRef,
  readableVersion,
} from './format/entry.ts';
import { newObjectId } from './format/keyring.ts';
import {
  byName,
  chainAudit,
  changedSettings,
  noRecords,
  type Records,
  settingNames,
} from './format/records.ts';
import { applyAll, applyEach } from './write/apply.ts';
import { isAsked, isDone } from './write/audit-pages.ts';
import { checkFiled } from './write/change.ts';
import type { WholeDraft } from './write/draft-shape.ts';
import { beginFile, bringsFiles } from './write/files.ts';
import { Turn, whenBegun } from './write/turns.ts';

interface State {
  readonly entries: Map<string, Entry>;
  readonly versions: Map<ObjectId, readonly Field[]>;
  readonly files: Map<string, Uint8Array>;
  records: Records;
  readonly audit: AuditEntry[];
}

/**
 * Everything in plain maps: nothing is sealed, nothing reaches a disk, all is gone at `close`. The
 * model that tests compare with.
 */
export class MemoryBackend implements Backend {
  readonly kind = 'memory';
  readonly readOnly = false;
  readonly damaged = false;
  whenDamaged(): void {}
  readonly histories: Histories = {
    entries: () => this.#entries(),
    entry: async (path) => this.#open().entries.get(path),
    fields: async (_, { ref }) => (ref && this.#open().versions.get(ref.id)) ?? [],
    fieldsOf: async (entries) => entries.map((entry) => this.#fieldsOf(entry)),
    digests: async (options) => this.#digests(options),
    file: (_, attachment, from) => this.#pieces(attachment, from),
  };
  readonly #now: () => number;
  readonly #turn = new Turn();
  #state: State | undefined;
  #slots: readonly KeySlot[] = [];
  #revision = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async initialize(): Promise<void> {
    this.#state ??= {
      entries: new Map(),
      versions: new Map(),
      files: new Map(),
      records: noRecords,
      audit: [],
    };
  }

  async close(): Promise<void> {
    const state = this.#state;
    this.#state = undefined;
    for (const map of [state?.entries, state?.versions, state?.files]) map?.clear();
  }

  revision(): number {
    this.#open();
    return this.#revision;
  }

  async refresh(): Promise<boolean> {
    this.#open();
    return false;
  }

  async loadSecret(rawPath: string, version?: number): Promise<Secret | undefined> {
    const { entries, versions } = this.#open();
    const path = normalPath(rawPath);
    const entry = entries.get(path);
    if (entry === undefined) return undefined;
    const info = infoOf(entry, this.#now());
    const wanted = version ?? info.current;
    const ref = readableRef(entry, version, this.#now());
    return { path, version: wanted, fields: ref === undefined ? [] : (versions.get(ref.id) ?? []), info };
  }

  async loadInfo(path: string): Promise<SecretInfo | undefined> {
    const entry = this.#open().entries.get(normalPath(path));
    return entry && infoOf(entry, this.#now());
  }

  async loadFile(rawPath: string, field: string, version?: number): Promise<LoadedFile> {
    const { entries, versions } = this.#open();
    const path = normalPath(rawPath);
    const entry = entries.get(path) ?? fail({ code: 'not-found', what: 'secret', name: path });
    const { ref, attachments = [] } = readableVersion(entry, version, this.#now());
    const found = attachmentOf((ref && versions.get(ref.id)) ?? [], attachments, field);
    return { ...infoOfFile(found), pieces: (from) => this.#pieces(found, from) };
  }

  async *#pieces({ key }: Attachment, from = 0): AsyncGenerator<Uint8Array> {
    const file = this.#open().files.get(key) ?? fail({ code: 'busy' });
    for (let at = from * chunkSize; at < file.length; at += chunkSize) {
      this.#open();
      yield new Uint8Array(file.subarray(at, at + chunkSize));
    }
  }

  async loadAllSecrets(): Promise<Secret[]> {
    const infos = await this.listSecrets('');
    const secrets = await Promise.all(infos.map((info) => this.loadSecret(info.path)));
    return secrets.filter((secret) => secret !== undefined);
  }

  async listSecrets(rawFolder: string): Promise<SecretInfo[]> {
    const folder = normalFolder(rawFolder);
    const infos: SecretInfo[] = [];
    for (const entry of this.#open().entries.values()) {
      if (isUnder(entry.path, folder) && !isDestroyed(entry)) infos.push(infoOf(entry, this.#now()));
    }
    return infos.sort((a, b) => comparePaths(a.path, b.path));
  }

  async loadPolicy(name: string): Promise<Policy | undefined> {
    return this.#open().records.policies.get(name);
  }
  async loadAllPolicies(): Promise<readonly Policy[]> {
    return byName(this.#open().records.policies);
  }
  async loadClient(name: string): Promise<Client | undefined> {
    return this.#open().records.clients.get(name);
  }
  async loadAllClients(): Promise<readonly Client[]> {
    return byName(this.#open().records.clients);
  }
  async loadSetting(name: string): Promise<string | undefined> {
    return this.#open().records.settings.get(name);
  }
  async listSettings(prefix: string): Promise<string[]> {
    return settingNames(this.#open().records, prefix);
  }

  async readAudit(query: AuditQuery = {}): Promise<AuditEntry[]> {
    const found = this.#open().audit.filter((entry) => isAsked(entry, query));
    return query.limit === undefined ? found : found.slice(-query.limit);
  }

  write(changes: readonly Change[], audit: readonly AuditChange[] = []): Promise<Outcome[]> {
    return this.#turn.take(async () => {
      const state = this.#open();
      const draft = new MemoryDraft(state);
      const ready = bringsFiles(changes) ? await draft.bringAll(changes, this.#now()) : changes;
      const outcomes = await applyAll(draft, ready, audit, this.#now);
      this.#open();
      draft.finish();
      this.#revision += 1;
      return outcomes;
    });
  }

  stream(batches: AsyncIterable<Iterable<Change | AuditChange>>): Promise<void> {
    return whenBegun(batches, (begun) =>
      this.#turn.take(async () => {
        const draft = new MemoryDraft(this.#open());
        for await (const changes of begun) {
          this.#open();
          await applyEach(draft, changes, this.#now);
        }
        this.#open();
        draft.finish();
        this.#revision += 1;
      }),
    );
  }

  keySlots(): readonly KeySlot[] {
    this.#open();
    return this.#slots;
  }

  async storeKeySlots(
    slots: readonly KeySlot[],
    _rootKey?: Uint8Array,
    { settings = [], settingsAfter = () => [], audit = [] }: KeySlotOptions = {},
  ): Promise<void> {
    const state = this.#open();
    this.#slots = slots;
    for (const record of audit) state.audit.push(chainAudit(state.audit.at(-1), record));
    const { settings: stored } = state.records;
    const after = changedSettings(stored, [...settings, ...settingsAfter(stored)]);
    state.records = { ...state.records, settings: after };
    this.#revision += 1;
  }

  readonly renewing = false;
  readonly rekeyed = undefined;

  async renew(): Promise<void> {
    this.#open();
  }

  async rotate(): Promise<number> {
    this.#open();
    return 1;
  }

  async verify(): Promise<VerifyReport> {
    const { entries, versions } = this.#open();
    const counts = { objects: 0, bytes: 0, secrets: entries.size, versions: versions.size };
    return { ...counts, revision: this.#revision, damaged: [], unreferenced: 0 };
  }

  async collect(): Promise<number> {
    this.#open();
    return 0;
  }

  #fieldsOf({ versions }: Entry): (readonly Field[])[] {
    const { versions: all } = this.#open();
    return versions.flatMap(({ ref }) => (ref === undefined ? [] : [all.get(ref.id) ?? []]));
  }

  #digests({ wanted, hear }: ContentOptions): void {
    const { entries, versions: all } = this.#open();
    for (const entry of entries.values()) {
      if (hasFiles(entry)) continue;
      const { path, versions } = entry;
      const refs = versions.flatMap(({ ref }) => ref ?? []);
      const count = wanted(path);
      for (const { id } of count === 0 ? [] : refs.slice(-count))
        hear(path, contentDigest(all.get(id) ?? []));
    }
  }

  async *#entries(): AsyncGenerator<Entry> {
    yield* [...this.#open().entries.values()];
  }

  #open(): State {
    return this.#state ?? fail({ code: 'closed' });
  }
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    all.push(piece);
    size += piece.length;
    refuseLong(size);
  }
  return Buffer.concat(all);
}

function goneFrom(
  audit: readonly AuditEntry[],
  added: readonly AuditRecord[],
  { most, keep, before }: AuditCut,
): number {
  const done = audit.flatMap((entry, at) => (isDone(entry) ? [at + 1] : []));
  const all = done.length + added.filter(isDone).length;
  const going = all - keep;
  const tooMany = all <= most ? 0 : going > done.length ? audit.length : (done[going - 1] ?? 0);
  if (before === undefined) return tooMany;
  const young = audit.findIndex(({ time }) => time >= before);
  return Math.max(tooMany, young === -1 ? audit.length : young);
}

class MemoryDraft implements WholeDraft {
  records: Records;
  readonly audit: WholeDraft['audit'] = [];
  cut: AuditCut | undefined;
  readonly #state: State;
  readonly #entries = new Map<string, Entry | undefined>();
  readonly #versions = new Map<ObjectId, readonly Field[]>();
  readonly #files = new Map<string, Uint8Array>();
  readonly #dropped: (ObjectId | string)[] = [];

  constructor(state: State) {
    this.#state = state;
    this.records = state.records;
  }

  async entry(path: string): Promise<Entry | undefined> {
    return this.#entries.has(path) ? this.#entries.get(path) : this.#state.entries.get(path);
  }
  setEntry(path: string, entry: Entry | undefined): void {
    this.#entries.set(path, entry);
  }
  addVersion(fields: readonly Field[]): Ref {
    const id = newObjectId();
    this.#versions.set(
      id,
      fields.map((field) => ({ ...field })),
    );
    return { id, term: 1 };
  }
  async readVersion(ref: Ref): Promise<readonly Field[]> {
    return this.#versions.get(ref.id) ?? this.#state.versions.get(ref.id) ?? [];
  }
  dropVersion(ref: Ref): void {
    this.#dropped.push(ref.id);
  }
  addAttachment(bytes: Uint8Array, known: ReadonlyMap<string, Attachment>): Attachment {
    const info = { size: bytes.length, digest: digestOf(bytes) };
    const there = known.get(attachmentText(info));
    if (there !== undefined) return there;
    const key = newObjectId();
    this.#files.set(key, new Uint8Array(bytes));
    return { key, ...info };
  }
  dropAttachment({ key }: Attachment): void {
    this.#dropped.push(key);
  }

  /** The changes with their files read. */
  async bringAll(changes: readonly Change[], now: number): Promise<Change[]> {
    await checkFiled(this, changes, now);
    const ready: Change[] = [];
    for (const change of changes) ready.push(await this.#brought(change));
    return ready;
  }

  async #brought(change: Change): Promise<Change> {
    if (!('files' in change) || change.files === undefined) return change;
    const found = new Map<string, Brought>();
    for (const [value, source] of change.files) {
      const begun = await beginFile(source);
      const all = begun instanceof Uint8Array ? begun : await whole(begun);
      found.set(value, begun instanceof Uint8Array ? { bytes: all } : this.addAttachment(all, new Map()));
    }
    return { ...change, brought: found };
  }

  finish(): void {
    const { entries, versions, files, audit } = this.#state;
    for (const [id, fields] of this.#versions) versions.set(id, fields);
    for (const [key, file] of this.#files) files.set(key, file);
    for (const id of this.#dropped) {
      versions.delete(id as ObjectId);
      files.delete(id);
    }
    for (const [path, entry] of this.#entries) {
      if (entry === undefined) entries.delete(path);
      else entries.set(path, entry);
    }
    this.#state.records = this.records;
    const tip = audit.at(-1);
    const gone = this.cut === undefined ? 0 : goneFrom(audit, this.audit, this.cut);
    audit.splice(0, gone);
    const records = gone > 0 && this.cut !== undefined ? [...this.audit, this.cut.entry] : this.audit;
    for (const record of records) audit.push(chainAudit(audit.at(-1) ?? tip, record));
  }
}
