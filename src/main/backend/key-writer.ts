import { setImmediate as breathe } from 'node:timers/promises';
import { fail } from '../../shared/failure.ts';
import { derive } from '../crypto/derive.ts';
import type { Key } from '../crypto/primitives.ts';
import type { KeySlot } from '../keyslots/slot.ts';
import type { ObjectStore } from '../store/store.ts';
import type { KeySlotOptions } from './backend.ts';
import type { Progress } from './copies.ts';
import { firstTerm, keyText } from './format/keyring.ts';
import type { Author } from './format/lines.ts';
import { changedSettings, type Records } from './format/records.ts';
import type { VaultReader } from './reader.ts';
import { attempts, type Open, type Revisions } from './revisions.ts';
import { EncryptedDraft } from './write/draft.ts';
import { Renewal, renewedDraft } from './write/renewal.ts';
import type { Prepared } from './write/vault-draft.ts';
import { withWrites } from './write/written.ts';
import type { VaultWriter } from './writer.ts';

/** So many earlier keys are kept, the newest. */
const keptKeys = 16;

/** What `KeyWriter` works on. */
export interface KeysOf {
  readonly store: ObjectStore;
  readonly revisions: Revisions;
  readonly reader: VaultReader;
  readonly writer: VaultWriter;
  readonly now: () => number;
}

/** Writes an open vault's key slots, and what follows from a new root key. */
export class KeyWriter {
  readonly #of: KeysOf;

  constructor(of: KeysOf) {
    this.#of = of;
  }

  storeKeySlots(
    slots: readonly KeySlot[],
    rootKey: Uint8Array | undefined,
    options: KeySlotOptions,
  ): Promise<void> {
    const { revisions, writer } = this.#of;
    return revisions.turn.take(async () => {
      // Slots that another program stored meanwhile are not to be overwritten unseen; anything else
      // that it wrote is built on.
      for (let attempt = 0; attempt < (options.from === undefined ? 1 : attempts); attempt++) {
        await writer.ready();
        const { prepared, records, key } = await revisions.working((open) =>
          this.#withSlots(open, slots, rootKey, options),
        );
        if (await writer.commit(prepared, records, { key })) return;
      }
      fail({ code: 'busy' });
    });
  }

  async #withSlots(
    open: Open,
    slots: readonly KeySlot[],
    rootKey: Uint8Array | undefined,
    { from, settings = [], settingsAfter = () => [], audit = [] }: KeySlotOptions,
  ): Promise<{ prepared: Prepared; records: Records; key: Key }> {
    const { header } = open.snapshot;
    if (from !== undefined && !sameSlots(from, header.slots)) fail({ code: 'busy' });
    const key = rootKey === undefined ? open.key : derive(rootKey, Buffer.from(header.vault, 'hex'), 'head');
    const { settings: stored } = open.records;
    const after = changedSettings(stored, [...settings, ...settingsAfter(stored)]);
    const records = { ...open.records, settings: after };
    const draft = await this.#draft(open, rootKey !== undefined, audit.length > 0);
    draft.records = records;
    draft.audit.push(...audit);
    const prepared = await draft.prepare(this.#of.now());
    const { snapshot, author } = prepared;
    const head = author === undefined ? snapshot.head : withSlots(snapshot.head, header.slots, slots, author);
    const earlier = rootKey === undefined ? undefined : this.#earlierKeys(open);
    const kept = earlier && { earlier };
    const next = { ...snapshot, head: { ...head, ...kept }, header: { ...header, slots } };
    return { prepared: { ...prepared, snapshot: next }, records, key };
  }

  // Devices that have not heard of the new keys go on writing under these, also one that has not
  // written yet.
  #earlierKeys({ key, snapshot: { head } }: Open): Open['snapshot']['head']['earlier'] {
    if (head.device === undefined) return head.earlier;
    return [...(head.earlier ?? []), { key: keyText(key), since: this.#of.now() }].slice(-keptKeys);
  }

  async #draft({ snapshot, records }: Open, renewed: boolean, audited: boolean) {
    const { reader: pages, writer, now } = this.#of;
    if (!renewed) return new EncryptedDraft(snapshot, records, writer.readerOf(snapshot));
    const reader = (base: Open['snapshot']) => writer.readerOf(base);
    return renewedDraft(snapshot, pages.allPages(snapshot), { audited, now: now(), reader });
  }

  get renewing(): boolean {
    return this.#of.revisions.current.snapshot.head.renewal !== undefined;
  }

  async renew({ progress, signal }: { progress?: Progress; signal?: AbortSignal }): Promise<void> {
    const { store, revisions, reader } = this.#of;
    const renewal = new Renewal(store, (snapshot, slot) => reader.page(snapshot, slot, false));
    for (let over = false; !over; ) {
      if (signal?.aborted) fail({ code: 'cancelled' });
      over = await revisions.turn.take(() => this.#renewSome(renewal));
      if (!over) progress?.(renewal.done, renewal.total);
      // Who waits for a turn gets one, and the window its events.
      await breathe();
    }
  }

  // True when there is nothing left to do.
  async #renewSome(renewal: Renewal): Promise<boolean> {
    const { revisions, writer, now } = this.#of;
    await writer.ready();
    // What old keys had sealed stays for as long as a device is known that may still name it.
    const mayEnd = await writer.areUnderKey();
    const step = await revisions.working(
      async ({ snapshot, records }) =>
        snapshot.head.renewal && { ...(await renewal.next(snapshot, now(), mayEnd)), records },
    );
    if (step === undefined || step.waits === true) return true;
    // Another program was faster: this much is done again, on top of what it wrote.
    const committed = step.prepared !== undefined && (await writer.commit(step.prepared, step.records));
    if (committed) renewal.took(step);
    return step.last && committed;
  }

  /** When an earlier root key was last replaced: its terms have left the ring, or are about to. */
  get rekeyed(): number | undefined {
    const { head, keys } = this.#of.revisions.current.snapshot;
    const first = head.renewal?.term ?? keys.oldest;
    return first === firstTerm ? undefined : keys.madeAt(first);
  }
}

function withSlots(
  head: Open['snapshot']['head'],
  before: readonly KeySlot[],
  after: readonly KeySlot[],
  author: Author,
): Open['snapshot']['head'] {
  const texts = new Map(before.map((slot) => [slot.id, JSON.stringify(slot)]));
  const names = new Set([...before, ...after].map(({ id }) => id));
  for (const slot of after) if (texts.get(slot.id) === JSON.stringify(slot)) names.delete(slot.id);
  return { ...head, written: withWrites(head.written ?? {}, 'slots', [...names], author) };
}

function sameSlots(a: readonly KeySlot[], b: readonly KeySlot[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
