import * as z from 'zod/mini';
import { call, count, nothing, path, text } from './call.ts';
import { chosen } from './contract-several.ts';
import { exportFormats, exportLosses } from './export.ts';
import type { ValueOf } from './parsed.ts';
import { syncTools } from './place-form.ts';

const format = z.enum(exportFormats);
/** Public keys that one export is sealed to. */
export const exportRecipients = 64;
const tool = z.optional(z.enum(syncTools));

/** What is exported: all that lies in a folder ('': the vault), or of it what is chosen. */
const what = { format, folder: path, chosen: z.optional(chosen) };

/** What an export would do. */
export const exportPlan = {
  secrets: count,
  lost: z.array(z.strictObject({ loss: z.enum(exportLosses), count })),
  /** Long files that come to lie in a folder beside it, and their bytes. */
  beside: z.strictObject({ files: count, bytes: count }),
};
const planned = z.strictObject({ ...exportPlan, plain: z.boolean() });
const exportReport = z.strictObject({
  ...exportPlan,
  /** Names without folders. */
  file: z.string(),
  filesFolder: z.optional(z.string()),
  /** A part of the vault could not be read, and is not in it. */
  damaged: z.boolean(),
});

export const exporting = {
  /** What an export would do; `sealed`: it would get a password. */
  planExport: call(z.strictObject({ ...what, sealed: z.boolean() }), planned),
  /**
   * Asks where, by the system's chooser; main keeps the answer for the next `export`. The name
   * without folders, and the sync tool that carries that folder; `undefined`: cancelled.
   */
  chooseExport: call(z.strictObject({ format }), z.optional(z.strictObject({ file: z.string(), tool }))),
  /**
   * Writes it where the person chose last, once; `denied` where nothing was chosen, `exists` where a
   * file lies there. Progress: event `exportProgress`.
   */
  export: call(
    z.strictObject({
      ...what,
      password: z.optional(text(4_096)),
      /** Public keys of age instead. */
      recipients: z.optional(z.array(text(4_096)).check(z.maxLength(exportRecipients))),
    }),
    exportReport,
  ),
  cancelExport: call(nothing, nothing),
} as const;

export const exportEvents = {
  exportProgress: z.strictObject({ done: count, total: count }),
} as const;

export type ExportPlan = ValueOf<typeof planned>;
export type ExportReport = ValueOf<typeof exportReport>;
