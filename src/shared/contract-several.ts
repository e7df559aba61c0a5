import * as z from 'zod/mini';
import { call, count, path, place, text } from './call.ts';
import type { Facet } from './facet.ts';
import { taken } from './import-undo.ts';
import type { ValueOf } from './parsed.ts';
import { mostNamed } from './rows.ts';
import { limits } from './secret.ts';
import { tags } from './secret-schema.ts';
import { templateNames } from './templates.ts';

export const facet: z.ZodMiniType<Facet> = z.union([
  z.strictObject({ is: z.enum(['favourite', 'due']) }),
  z.strictObject({ tag: text(limits.tag) }),
  z.strictObject({ type: z.enum(templateNames) }),
]);

/** A list, as the window looks at it. */
const list = { folder: path, query: text(1_024), deleted: z.boolean(), facet: z.optional(facet) };

const paths = z.array(path).check(z.maxLength(mostNamed));

/**
 * Several secrets: by their paths, or all of a list but some; `total`: so many the person was shown,
 * `conflict` where it is another number by now.
 */
export const chosen = z.union([
  z.strictObject({ paths }),
  z.strictObject({ list: z.strictObject(list), except: paths, total: count }),
]);

/** How many it was done to, and the number by which it can be taken back. */
const done = z.strictObject({ secrets: count, undo: count });

/** What is done to several secrets at once: each is one commit, and can be taken back by one. */
export const several = {
  /** Into a folder; '' is the vault itself. `exists` where another secret lies there by that name. */
  move: call(z.strictObject({ chosen, folder: path }), done),
  tag: call(z.strictObject({ chosen, add: tags, remove: tags }), done),
  /** The tags that they have, by name. */
  tags: call(z.strictObject({ chosen }), z.array(z.strictObject({ tag: z.string(), secrets: count }))),
  /** Marks them as favourites, or no longer. */
  favourite: call(z.strictObject({ chosen, on: z.boolean() }), done),
  /**
   * Into another vault that is open, with all versions, files and metadata; `move`: once the copy was
   * read back they are deleted here, which can be taken back. `exists` where one of the paths is
   * taken there: then nothing is done.
   */
  toVault: call(z.strictObject({ chosen, to: place, move: z.boolean() }), done),
  delete: call(z.strictObject({ chosen }), done),
  undelete: call(z.strictObject({ chosen }), done),
  /** Everything in a folder, deleted secrets too, to another one: its name or its place changes. */
  moveFolder: call(z.strictObject({ from: path, to: path }), done),
  /**
   * Takes back what was done last, to one secret or several; 0 where that was something else.
   * `conflict` where one of them has changed since. Of an import what has changed stays.
   */
  undo: call(z.strictObject({ undo: count }), taken),
} as const;

export type Chosen = ValueOf<typeof chosen>;
export type SeveralDone = ValueOf<typeof done>;
