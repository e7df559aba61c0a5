import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import type { AuditChange, Brought, Change, Outcome } from '../changes.ts';
import { sealComing } from '../format/attachment.ts';
import type { Records } from '../format/records.ts';
import type { Snapshot } from '../format/snapshot.ts';
import { applyAll } from './apply.ts';
import { checkFiled } from './change.ts';
import { EncryptedDraft } from './draft.ts';
import { beginFile } from './files.ts';
import type { Prepared, Reader } from './vault-draft.ts';

type Objects = Iterable<readonly [ObjectId, Sealed]>;

/**
 * A transaction over one snapshot whose files are sealed while they are read: little of them is in
 * memory.
 */
export class FileWrite {
  outcomes: Outcome[] = [];
  readonly #vault: string;
  readonly #draft: EncryptedDraft;
  readonly #now: () => number;
  #prepared: Prepared | undefined;

  constructor(
    base: { readonly snapshot: Snapshot; readonly records: Records },
    reader: Reader,
    now: () => number,
  ) {
    this.#vault = base.snapshot.header.vault;
    this.#draft = new EncryptedDraft(base.snapshot, base.records, reader);
    this.#now = now;
  }

  get records(): Records {
    return this.#draft.records;
  }

  /** The next revision; missing until `sealed` has come to its end. */
  get prepared(): Prepared | undefined {
    return this.#prepared;
  }

  /** Reads the files, applies the changes, and gives all that this adds, sealed. */
  async *sealed(changes: readonly Change[], audit: readonly AuditChange[]): AsyncGenerator<Objects> {
    await checkFiled(this.#draft, changes, this.#now());
    const ready: Change[] = [];
    for (const change of changes) yield* this.#bring(change, ready);
    this.outcomes = await applyAll(this.#draft, ready, audit, this.#now);
    this.#prepared = await this.#draft.prepare(this.#now());
    yield this.#prepared.objects;
  }

  async *#bring(change: Change, ready: Change[]): AsyncGenerator<Objects> {
    const found = new Map<string, Brought>();
    const files = 'files' in change ? change.files : undefined;
    for (const [value, source] of files ?? []) {
      const begun = await beginFile(source);
      if (begun instanceof Uint8Array) found.set(value, { bytes: begun });
      else yield* sealComing(this.#vault, begun, (attachment) => found.set(value, attachment));
    }
    ready.push(files === undefined ? change : ({ ...change, brought: found } as Change));
  }
}
