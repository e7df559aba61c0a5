import * as z from 'zod/mini';
import { count, path, text, time } from './call.ts';
import type { ValueOf } from './parsed.ts';

/** The last import of a vault, as long as it can be taken back. `secrets`: how many it wrote. */
export const lastImport = z.object({ run: text(64), at: time, files: z.array(z.string()), secrets: count });
export type LastImport = ValueOf<typeof lastImport>;

/** The same with what would be taken back of it. */
export const undoneImport = z.strictObject({
  at: time,
  files: z.array(z.string()),
  secrets: count,
  stays: z.array(path),
});
export type UndoneImport = ValueOf<typeof undoneImport>;

/** For how many secrets something was taken back, and those that stay: they have changed since. */
export const taken = z.strictObject({ secrets: count, stays: z.array(path) });
export type Taken = ValueOf<typeof taken>;
