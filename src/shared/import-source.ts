import * as z from 'zod/mini';
import type { ValueOf } from './parsed.ts';
import { syncTools } from './place-form.ts';

const file = {
  name: z.string(),
  /** Whoever has the file can read it. */
  isPlain: z.boolean(),
};

/** A file that was imported wholly, and may be deleted. */
export const importSource = z.strictObject({
  ...file,
  /** Those that came in together with it. */
  others: z.optional(z.array(z.strictObject(file))),
  /** Carries it to other computers, and may keep it there. */
  tool: z.optional(z.enum(syncTools)),
  /** The folder beside it with the long files of an export of ours, which stays. */
  beside: z.optional(z.string()),
});
export type ImportSource = ValueOf<typeof importSource>;
