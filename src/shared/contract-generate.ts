import * as z from 'zod/mini';
import { call } from './call.ts';
import { separators } from './preferences.ts';
import { languageNames } from './words/languages.ts';

export const generate = {
  /** Every class that is not left out appears; `bad-input` where none is left. */
  password: call(
    z.strictObject({
      length: z.int().check(z.minimum(4), z.maximum(256)),
      symbols: z.boolean(),
      lower: z.optional(z.boolean()),
      upper: z.optional(z.boolean()),
      digits: z.optional(z.boolean()),
      unambiguous: z.optional(z.boolean()),
    }),
    z.strictObject({ value: z.string(), bits: z.number() }),
  ),
  words: call(
    z.strictObject({
      words: z.int().check(z.minimum(3), z.maximum(32)),
      separator: z.optional(z.enum(separators)),
      capitalize: z.optional(z.boolean()),
      number: z.optional(z.boolean()),
      language: z.optional(z.enum(languageNames)),
    }),
    z.strictObject({ value: z.string(), bits: z.number() }),
  ),
};
