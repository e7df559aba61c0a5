import * as z from 'zod/mini';
import { call, count, nothing, path, text, time } from './call.ts';
import { facet } from './contract-several.ts';
import { failureSchema } from './failure-schema.ts';
import { otpCode, shownOtp } from './otp-schema.ts';
import type { ValueOf } from './parsed.ts';
import { sorts } from './rows.ts';
import { limits } from './secret.ts';
import { field, fieldName, fieldType, savedFile, shownSecret } from './secret-schema.ts';
import { templateNames } from './templates.ts';

/** A row of the list: small, for a hundred of them cross at a time. */
const row = z.strictObject({
  path,
  /** Last segment of the path. */
  title: path,
  /** First visible value worth showing under the title: a user name or an address. */
  subtitle: z.string(),
  created: time,
  updated: time,
  deleted: z.boolean(),
  tags: z.array(z.string()),
  /** It gives one-time codes. */
  otp: z.optional(z.literal(true)),
  favourite: z.optional(z.literal(true)),
  /** It has ended, or will within its lead time. */
  due: z.optional(z.enum(['expired', 'expiring'])),
  /** What it is; missing: it follows no template. */
  template: z.optional(z.enum(templateNames)),
});

/** What can fail by itself beside other parts of a reply. */
const orFailure = <T extends z.ZodMiniType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), failure: failureSchema }),
  ]);

/** 0: the secret counts as deleted. */
const nowCurrent = z.strictObject({ current: count });
/** The number by which `several.undo` takes it back; 0: nothing can. */
const undoable = { undo: count };

const tagCount = z.strictObject({ tag: z.string(), secrets: count });

/** How many secrets have what in common. Of very many tags the most frequent, by name. */
const facets = z.strictObject({
  favourites: count,
  /** They have ended, or will within their lead time. */
  due: count,
  tags: z.array(tagCount),
  types: z.array(z.strictObject({ type: z.enum(templateNames), secrets: count })),
});

const folder = z.strictObject({ path, name: z.string(), secrets: count, folders: count });

export const secrets = {
  /** The folders directly under one, with their counts. */
  folders: call(z.strictObject({ parent: path }), z.array(folder)),
  /** Every folder, each before those in it: the first of very many. */
  folderPaths: call(nothing, z.array(path)),
  /** Other secrets that hold the value in a hidden field: the first three, and how many. */
  reused: call(
    z.strictObject({ value: text(limits.password), except: z.optional(path) }),
    z.strictObject({ total: count, paths: z.array(path) }),
  ),
  /** Every tag, by name. */
  tags: call(nothing, z.array(tagCount)),
  /** A window of the list: under a folder, or ranked by a query over the whole vault. */
  browse: call(
    z.strictObject({
      folder: path,
      query: text(1_024),
      deleted: z.boolean(),
      facet: z.optional(facet),
      sort: z.optional(z.enum(sorts)),
      offset: count,
      limit: z.int().check(z.minimum(1), z.maximum(500)),
    }),
    /**
     * `unread`: so many secrets of a damaged vault cannot be read, wherever they would lie.
     * `nearly`: nothing was found as it was typed, and these are it but for one slip in a word.
     */
    z.strictObject({
      ...{ total: count, rows: z.array(row), unread: z.optional(count) },
      nearly: z.optional(z.literal(true)),
    }),
  ),
  /** Those that were used last on this machine: copied, shown, edited. The last one is first. */
  recent: call(nothing, z.array(row)),
  get: call(z.strictObject({ path, version: z.optional(count) }), shownSecret),
  /**
   * All that is on the screen, at once: rows, folders, counts, and the secret that is looked at.
   */
  view: call(
    z.strictObject({
      list: z.strictObject({
        folder: path,
        query: text(1_024),
        deleted: z.boolean(),
        facet: z.optional(facet),
        sort: z.optional(z.enum(sorts)),
        /** The rows of this page and of those beside it. */
        page: count,
        /**
         * Instead: the rows around this secret, where it is in the folder and nothing is searched
         * for.
         */
        find: z.optional(path),
      }),
      /** The folders that are open in the tree. */
      parents: z.array(path),
      secret: z.optional(z.strictObject({ path, version: z.optional(count) })),
    }),
    z.strictObject({
      /** Of these, as `changed` counts them, nothing is missing in what follows. */
      changes: count,
      list: orFailure(
        z.strictObject({
          total: count,
          /** So many secrets of a damaged vault cannot be read, wherever they would lie. */
          unread: count,
          /** `rows` begin at this page. */
          page: count,
          rows: z.array(row),
          nearly: z.optional(z.literal(true)),
          /** The row of the secret that was looked for; missing: it is not in this list. */
          found: z.optional(count),
          all: count,
          deleted: count,
          facets,
          /** Under each of `parents`. */
          folders: z.array(z.array(folder)),
        }),
      ),
      /** Missing: none was asked for. */
      secret: z.optional(orFailure(shownSecret)),
    }),
  ),
  reveal: call(
    z.strictObject({ path, version: count, field: fieldName }),
    z.strictObject({ value: z.string(), type: fieldType }),
  ),
  /**
   * Copies from main; the value never crosses. Of a field of one-time codes a code, which is told:
   * of one by counter the next.
   */
  copy: call(
    z.strictObject({ path, version: count, field: fieldName }),
    z.strictObject({ clearsInSeconds: count, code: z.optional(otpCode) }),
  ),
  /** The fields of one-time codes, those by time with their code of now. */
  codes: call(z.strictObject({ path, version: z.optional(count) }), z.array(shownOtp)),
  /** Opens a field's address in the browser: http and https alone. */
  openAddress: call(z.strictObject({ path, version: count, field: fieldName }), nothing),
  /**
   * Saves a field's file where the person chooses, streamed by main: its bytes never cross.
   * `undefined` when that was cancelled. One at a time: `busy`. `exists` (`vault`) for the file
   * of the open vault. Progress: event `fileProgress`.
   */
  saveFile: call(z.strictObject({ path, version: count, field: fieldName }), z.optional(savedFile)),
  /** Calls it off: `saveFile` ends with `cancelled`, and nothing of it stays. */
  cancelSave: call(nothing, nothing),
  /**
   * All fields with their values, for the edit form; in place of what one-time codes are made from
   * a token, which `put` and the drafts take for it.
   */
  edit: call(
    z.strictObject({ path }),
    z.strictObject({ version: count, tags: z.array(z.string()), fields: z.array(field) }),
  ),
  /**
   * `expect`: the version that the form was filled from, 0 for a new secret; `conflict` where
   * another is current, or it is deleted. `onTop`: whatever is there. `from`: where it lay until
   * now; it moves in the same commit.
   */
  put: call(
    z.strictObject({
      path,
      from: z.optional(path),
      fields: z.array(field),
      tags: z.array(z.string()),
      expect: count,
      onTop: z.optional(z.boolean()),
    }),
    z.strictObject({ version: count, ...undoable }),
  ),
  /** Without `versions` every live one. */
  delete: call(
    z.strictObject({ path, versions: z.optional(z.array(count)) }),
    z.strictObject({ current: count, ...undoable }),
  ),
  /** Without `versions` what the last delete took. */
  undelete: call(z.strictObject({ path, versions: z.optional(z.array(count)) }), nowCurrent),
  /** Forgets a secret with its metadata. */
  forget: call(z.strictObject({ path }), nothing),
  /** Forgets all that count as deleted; how many. */
  empty: call(nothing, z.strictObject({ secrets: count })),
  destroy: call(z.strictObject({ path, versions: z.array(count) }), nothing),
  /** That version's fields again, as a new version. */
  rollback: call(z.strictObject({ path, version: count }), z.strictObject({ version: count, ...undoable })),
  move: call(z.strictObject({ from: path, to: path }), z.strictObject(undoable)),
};

export type Row = ValueOf<typeof row>;
export type FacetCounts = ValueOf<typeof facets>;
export type Folder = ValueOf<typeof folder>;
