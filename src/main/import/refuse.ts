import { fail } from '../../shared/failure.ts';
import type { ImportFault } from '../../shared/failure-reasons.ts';

/** Refuses the whole file. `place`: a line or a part of the format, never anything the file says. */
export function refuse(reason: ImportFault, place?: string, cause?: unknown): never {
  fail({ code: 'import-refused', reason, ...(place !== undefined && { place }) }, cause);
}
