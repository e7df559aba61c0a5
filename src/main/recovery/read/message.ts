import * as z from 'zod/mini';
import { pictureFaults } from '../../../shared/failure-reasons.ts';
import { recoveryLimits } from '../../../shared/recovery.ts';

const count = z.int().check(z.minimum(1));
const id = z.int();
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const texts = z.array(z.string().check(z.maxLength(recoveryLimits.text))).check(z.maxLength(1_000));

/** What the reader is told. */
export const question = z.discriminatedUnion('type', [
  /** A PNG, JPEG, PDF or page of HTML; everything is tried. */
  z.strictObject({ type: z.literal('picture'), id, bytes }),
  /** Grey, a byte a pixel. `once`: as it is, without a second try. */
  z.strictObject({
    type: z.literal('frame'),
    id,
    width: count,
    height: count,
    grey: bytes,
    once: z.boolean(),
  }),
  /** A PDF, whose first page is drawn. */
  z.strictObject({ type: z.literal('draw'), id, bytes }),
  /** A PDF of our own, each page disturbed a little and read once. */
  z.strictObject({ type: z.literal('proof'), id, bytes }),
]);

/** What the reader says: texts page by page, pictures being one page. */
export const answer = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('read'),
    id,
    pages: z.array(texts).check(z.maxLength(recoveryLimits.pages)),
  }),
  z.strictObject({ type: z.literal('drawn'), id, pages: count, width: count, height: count, grey: bytes }),
  z.strictObject({ type: z.literal('refused'), id, reason: z.enum(pictureFaults) }),
]);

export type Question = z.infer<typeof question>;
export type Answer = z.infer<typeof answer>;
