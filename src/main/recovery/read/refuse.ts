import { fail, type PictureFault } from '../../../shared/failure.ts';

/** Refuses a picture as a whole. */
export function refuse(reason: PictureFault, cause?: unknown): never {
  fail({ code: 'picture-refused', reason }, cause);
}
