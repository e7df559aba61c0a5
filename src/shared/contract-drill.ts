import * as z from 'zod/mini';
import { call, count, file, nothing, passphrase, path, place, time } from './call.ts';
import type { ValueOf } from './parsed.ts';

/** A backup newer than the one that was opened, and why it cannot be read. */
const unread = z.strictObject({
  /** Its name, without its folder. */
  name: file,
  /**
   * `other-keys`: it says that it is of this vault, and the vault's keys do not open it.
   * `not-given`: the system or the service does not give its bytes.
   */
  why: z.enum(['damaged', 'newer-format', 'other-keys', 'not-given']),
});
export type UnreadBackup = ValueOf<typeof unread>;
/** Those, the newest first. */
export const unreadBackups = z.array(unread);

/** What came of a drill: a copy of the newest backup was read as somebody reads it who has nothing else. */
export const drillReport = z.strictObject({
  place,
  /** The backup's name, without its folder. */
  name: file,
  revision: count,
  unread: unreadBackups,
  /** Places of backups that could not be looked at. */
  unreached: z.array(file),
  /** When the backup was made; 0 where that is not known. */
  time,
  /** Everything in it was read, and is as the vault has it. */
  ok: z.boolean(),
  /** False where what was given does not open the backup, or nothing of it can be read. */
  opened: z.boolean(),
  secrets: count,
  versions: count,
  /** Long files that were read to their end. */
  files: count,
  /** Secrets that are as the vault has them, and those that were changed after the backup. */
  same: count,
  since: count,
  /** Secrets that differ though nobody changed them: the first of them, and how many. */
  wrong: z.array(path),
  wrongTotal: count,
  /** Parts of the backup that cannot be read. */
  lost: count,
  /** Whether one sheet fewer, or another passphrase, opened it: that must never be. */
  lessOpened: z.boolean(),
  /** The rescue page beside the backup: as this Holdfast brings it, another one, or none. */
  page: z.enum(['same', 'other', 'none']),
  milliseconds: count,
});
export type DrillReport = ValueOf<typeof drillReport>;

/** Part of the group `recovery`. */
export const drilling = {
  /**
   * Opens a copy of the newest backup with the sheets that were collected for a `drill`, or with
   * this passphrase, and compares it with the vault. Progress: event `drillProgress`.
   */
  drill: call(z.strictObject({ passphrase: z.optional(passphrase) }), drillReport),
  cancelDrill: call(nothing, nothing),
};

export const drillEvents = {
  drillProgress: z.strictObject({ done: count, total: count }),
} as const;
