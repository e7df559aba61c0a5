import { fail } from '../../shared/failure.ts';
import type { ImportFault } from '../../shared/failure-reasons.ts';
import type { ImportPlace } from '../../shared/import-note.ts';

/** Refuses the whole file. `place` tells where in it, never anything that it says. */
export function refuse(reason: ImportFault, place: ImportPlace = {}, cause?: unknown): never {
  fail({ code: 'import-refused', reason, ...place }, cause);
}
