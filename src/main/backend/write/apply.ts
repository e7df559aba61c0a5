import { fail } from '../../../shared/failure.ts';
import type { Field, MetadataPatch } from '../../../shared/secret.ts';
import type { AuditRecord, Change, Client, Outcome, Policy } from '../changes.ts';
import { applyRecord, type RecordChange } from '../format/records.ts';
import { applyChange } from './change.ts';
import type { Soon, WholeDraft } from './draft-shape.ts';

/** Applies changes in order to one draft; the outcome of each. */
export async function applyAll(
  draft: WholeDraft,
  changes: readonly Change[],
  now: () => number,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await applyEach(draft, changes, now, (outcome) => outcomes.push(outcome));
  return outcomes;
}

/** The same where nobody asks for the outcomes, and the changes may be made one by one. */
export async function applyEach(
  draft: WholeDraft,
  changes: Iterable<Change>,
  now: () => number,
  hear?: (outcome: Outcome) => void,
): Promise<void> {
  for (const change of changes) {
    const applied = applyOne(draft, change, now());
    const outcome = applied instanceof Promise ? await applied : applied;
    hear?.(outcome);
  }
}

function applyOne(draft: WholeDraft, change: Change, now: number): Soon<Outcome> {
  if (change.op === 'audit') {
    draft.audit.push(change.entry);
    draft.cut = change.cut ?? draft.cut;
    return { version: 0 };
  }
  if (change.op === 'cut-audit') {
    draft.cut = change;
    return { version: 0 };
  }
  if (isRecordChange(change)) {
    draft.records = applyRecord(draft.records, change, now);
    return { version: 0 };
  }
  return applyChange(draft, change, now);
}

const recordOps: ReadonlySet<string> = new Set([
  'policy',
  'delete-policy',
  'client',
  'delete-client',
  'setting',
]);

function isRecordChange(change: Change): change is RecordChange {
  return recordOps.has(change.op);
}

/** Every single write of the contract as a transaction of one change. */
export abstract class Writes {
  abstract transaction(changes: readonly Change[]): Promise<Outcome[]>;

  async storeSecret(
    path: string,
    fields: readonly Field[],
    options: { expect?: number } = {},
  ): Promise<number> {
    return (await this.#one({ op: 'store', path, fields, ...options })).version;
  }
  async deleteSecret(path: string, versions?: readonly number[]): Promise<void> {
    await this.#one({ op: 'delete', path, ...(versions && { versions }) });
  }
  async undeleteSecret(path: string, versions?: readonly number[]): Promise<void> {
    await this.#one({ op: 'undelete', path, ...(versions && { versions }) });
  }
  async destroySecret(path: string, versions: readonly number[]): Promise<void> {
    await this.#one({ op: 'destroy', path, versions });
  }
  async updateMetadata(path: string, patch: MetadataPatch): Promise<void> {
    await this.#one({ op: 'metadata', path, patch });
  }
  async moveSecret(from: string, to: string): Promise<void> {
    await this.#one({ op: 'move', from, to });
  }
  async storePolicy(policy: Policy): Promise<void> {
    await this.#one({ op: 'policy', policy });
  }
  async deletePolicy(name: string): Promise<void> {
    await this.#one({ op: 'delete-policy', name });
  }
  async storeClient(client: Client): Promise<void> {
    await this.#one({ op: 'client', client });
  }
  async deleteClient(name: string): Promise<void> {
    await this.#one({ op: 'delete-client', name });
  }
  async storeSetting(name: string, value: string | undefined): Promise<void> {
    await this.#one({ op: 'setting', name, value });
  }
  async appendAudit(entry: AuditRecord): Promise<void> {
    await this.#one({ op: 'audit', entry });
  }

  async #one(change: Change): Promise<Outcome> {
    const [outcome] = await this.transaction([change]);
    return outcome ?? fail({ code: 'internal', reference: 'transaction-without-outcome' });
  }
}
