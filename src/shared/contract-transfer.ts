import * as z from 'zod/mini';
import { call, count, file, filesCall, nothing, passphrase, path } from './call.ts';
import { exporting } from './contract-export.ts';
import { importEncodings } from './formats.ts';
import { importMapping, tableColumns } from './import-columns.ts';
import { importNote } from './import-note.ts';
import { duplicateChoices, plannedEntry, previewAsked, previewPage } from './import-plan.ts';
import { importSource } from './import-source.ts';
import { lastImport, taken } from './import-undo.ts';
import type { ValueOf } from './parsed.ts';

/** What is said of one file of an import: what opens it, and what the columns of a table hold. */
const saidOfFile = {
  password: z.optional(passphrase),
  keyFile: z.optional(file),
  map: z.optional(importMapping),
};

const importChosen = z.optional(
  z.strictObject({
    /** Of several: the first, by which all of them are meant. */
    ...{ file, format: z.string() },
    /** It has a password of its own. */
    needsPassword: z.boolean(),
    /** How many pictures were chosen, where they are several: they are one export. */
    pictures: z.optional(z.int()),
    /** What comes in together with it, all or nothing. */
    others: z.optional(
      z.array(z.strictObject({ name: z.string(), format: z.string(), needsPassword: z.boolean() })),
    ),
    /** Files of a folder that do not come, and why. */
    left: z.optional(z.array(importNote)),
  }),
);

export const importReport = z.strictObject({
  read: count,
  created: count,
  skipped: z.array(importNote),
  failed: z.array(importNote),
  /** What an entry that did arrive had to leave behind; missing: nothing. */
  notes: z.optional(z.array(importNote)),
  /** Fields that were read back from the vault afterwards and are as they were written. */
  fields: z.optional(count),
  /** Of a dry run: what each entry would become. */
  preview: z.optional(z.array(plannedEntry)),
  /** The file, where all of it is in the vault now: it may be deleted. */
  source: z.optional(importSource),
  /** The number by which it is undone; missing: nothing was written. */
  undo: z.optional(count),
  /** True when nothing was written. */
  dryRun: z.boolean(),
});

export const transfer = {
  chooseImport: call(nothing, importChosen),
  /** The same of files that a person dropped on the window. */
  dropImport: filesCall(importChosen),
  /**
   * Fetches a mount of a Vault or OpenBao server, which main keeps for the import of `file`;
   * `undefined`: the person does not want to connect.
   */
  fetchServer: call(
    z.strictObject({
      address: z.string().check(z.maxLength(2_000)),
      token: passphrase,
      history: z.boolean(),
    }),
    z.optional(z.strictObject({ file, format: z.string(), needsPassword: z.boolean() })),
  ),
  /** What was fetched is not wanted any more. */
  forgetServer: call(nothing, nothing),
  chooseKeyFile: call(nothing, z.optional(file)),
  /** What a table of nobody's is made of; samples of what may be secret for `shown` alone. */
  columns: call(
    z.strictObject({
      file,
      /** Its number among those that come in together, from 0; missing: it is the first. */
      n: z.optional(count),
      encoding: z.optional(z.enum(importEncodings)),
      shown: z.array(z.string()),
    }),
    tableColumns,
  ),
  import: call(
    z.strictObject({
      file,
      prefix: path,
      ...saidOfFile,
      /** The same for each that comes in together with it, in their order. */
      others: z.optional(z.array(z.strictObject(saidOfFile))),
      /** What becomes of a recycle bin's entries; missing: they are deleted here too. */
      bin: z.optional(z.enum(['deleted', 'skip', 'live'])),
      /** The same for what an archive holds; missing: it comes in as any other. */
      archive: z.optional(z.enum(['deleted', 'skip', 'live'])),
      /** The encoding of a text that shows none itself. */
      encoding: z.optional(z.enum(importEncodings)),
      /** What becomes of entries that meet a secret. */
      duplicates: z.optional(duplicateChoices),
      dryRun: z.boolean(),
    }),
    importReport,
  ),
  /** The tree of the last dry run, whose report has no entries here. */
  preview: call(previewAsked, previewPage),
  cancelImport: call(nothing, nothing),
  /** Deletes the file of the last import here that came in wholly. `source-kept`. */
  deleteSource: call(nothing, nothing),
  /** The last import of the vault, as long as it can be undone. */
  lastImport: call(nothing, z.optional(lastImport)),
  /** Undoes that one: what has changed since stays. `not-found` where there is none. */
  undoImport: call(nothing, taken),
  ...exporting,
};

export type ImportChosen = NonNullable<ValueOf<typeof importChosen>>;
export type ImportReport = ValueOf<typeof importReport>;
