import type { Field } from '../../../shared/secret-schema.ts';
import type { AuditCut, AuditRecord } from '../changes.ts';
import type { Attachment } from '../format/attachment.ts';
import type { Entry, Ref } from '../format/entry.ts';
import type { Records } from '../format/records.ts';

/** A value, or the promise of one. */
export type Soon<T> = T | Promise<T>;

/**
 * The entries and versions that a transaction reads and writes before it is committed; each backend
 * has its own.
 */
export interface Draft {
  /**
   * At once where it is at hand: with 100,000 changes the turns of the event loop cost as much as
   * the changes.
   */
  entry(path: string): Soon<Entry | undefined>;
  setEntry(path: string, entry: Entry | undefined): void;
  /** Takes up a version's fields; where they will lie. */
  addVersion(fields: readonly Field[]): Ref;
  readVersion(ref: Ref): Promise<readonly Field[]>;
  /** `destroyed`: gone with this commit. Otherwise left for readers that began before it. */
  dropVersion(ref: Ref, why: 'destroyed' | 'retired'): void;
  /**
   * Takes up a file that is too long for a version, or finds it among those that are known by their
   * texts.
   */
  addAttachment(bytes: Uint8Array, known: ReadonlyMap<string, Attachment>): Attachment;
  /** As `dropVersion`. */
  dropAttachment(attachment: Attachment, why: 'destroyed' | 'retired'): void;
}

/** A draft that also holds records and new audit entries. */
export interface WholeDraft extends Draft {
  records: Records;
  readonly audit: AuditRecord[];
  cut: AuditCut | undefined;
}
