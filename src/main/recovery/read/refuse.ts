import { fail } from '../../../shared/failure.ts';
import type { PictureFault } from '../../../shared/failure-reasons.ts';

/** Refuses a picture as a whole. */
export function refuse(reason: PictureFault, cause?: unknown): never {
  fail({ code: 'picture-refused', reason }, cause);
}
