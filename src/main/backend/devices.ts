import { fail } from '../../shared/failure.ts';
import type { ObjectStore } from '../store/store.ts';
import type { AuditRecord } from './changes.ts';
import type { Line } from './format/head-shape.ts';
import { lineIdOf, withLines } from './format/lines.ts';
import type { Snapshot } from './format/snapshot.ts';
import type { Meeting, Meetings } from './meet.ts';
import { attempts, type Open, type Revisions } from './revisions.ts';
import { EncryptedDraft } from './write/draft.ts';
import type { VaultWriter } from './writer.ts';

/** A device that writes a line of its own (format.md, 20), as the newest head knows it. */
export interface DeviceState {
  /** 32 hex digits. */
  readonly id: string;
  /** Empty: it has none, or nothing of it is known yet. */
  readonly name: string;
  /** When it wrote what is known of it, by its own clock; missing: nothing is known yet. */
  readonly seen?: number;
  readonly own: boolean;
  /** When a person declared it gone. */
  readonly gone?: number;
  /** So many files of its newest revision have not come. */
  readonly awaited: number;
}

/** The devices of a vault, and that one of them is gone. */
export interface Devices {
  list(): readonly DeviceState[];
  /** Called once for each time that something was changed apart and met; also what met before. */
  whenMet(hear: (meeting: Meeting) => void): void;
  /** Nothing waits for this device any more, until it writes again. */
  declareGone(id: string, audit: AuditRecord): Promise<void>;
}

/** What `VaultDevices` works on. */
export interface DevicesOf {
  readonly store: ObjectStore;
  readonly revisions: Revisions;
  readonly writer: VaultWriter;
  readonly meetings: Meetings;
  readonly now: () => number;
}

export class VaultDevices implements Devices {
  readonly #of: DevicesOf;

  constructor(of: DevicesOf) {
    this.#of = of;
  }

  list(): readonly DeviceState[] {
    const { revisions, meetings, store } = this.#of;
    const { head } = revisions.current.snapshot;
    const own = store.device?.id ?? lineIdOf(head);
    const awaited = new Map(meetings.waiting.map(({ device, files }) => [device, files]));
    // Who may not write is none of them.
    const known = (head.devices ?? []).filter(
      ({ id, stamp }) => id !== '' && (stamp > 0 || !store.readOnly || id !== own),
    );
    const unknown = [...awaited.keys()].filter((id) => known.every((line) => line.id !== id));
    return [
      ...known.map(({ id, name, seen, gone }) => ({
        ...{ id, name, own: id === own, awaited: awaited.get(id) ?? 0 },
        ...(seen > 0 && { seen }),
        ...(gone !== undefined && { gone }),
      })),
      ...unknown.map((id) => ({ id, name: '', own: false, awaited: awaited.get(id) ?? 0 })),
    ];
  }

  whenMet(hear: (meeting: Meeting) => void): void {
    this.#of.meetings.whenMet(hear);
  }

  declareGone(id: string, audit: AuditRecord): Promise<void> {
    const { revisions, writer } = this.#of;
    return revisions.turn.take(async () => {
      for (let attempt = 0; attempt < attempts; attempt++) {
        await writer.ready();
        const { prepared, records } = await revisions.working((open) => this.#without(open, id, audit));
        if (await writer.commit(prepared, records)) return;
      }
      fail({ code: 'busy' });
    });
  }

  async #without({ snapshot, records }: Open, id: string, audit: AuditRecord) {
    const { writer, now } = this.#of;
    const base = { ...snapshot, head: withGone(snapshot.head, id, now()) };
    const draft = new EncryptedDraft(base, records, writer.readerOf(base));
    draft.audit.push(audit);
    return { prepared: await draft.prepare(now()), records };
  }
}

// Of a device whose first revision has not come nothing is known but its id.
function withGone(head: Snapshot['head'], id: string, gone: number): Snapshot['head'] {
  const lines = head.devices ?? [];
  const known: Line = lines.find((line) => line.id === id) ?? { id, name: '', stamp: 0, seen: 0 };
  return withLines(head, [...lines.filter((line) => line.id !== id), { ...known, gone }], lineIdOf(head));
}
