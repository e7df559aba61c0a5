import type { Preferences as Values } from '../../../shared/contract.ts';

/** A part's values, and how one is changed: it counts at once. */
export interface PartProps {
  readonly values: Values;
  readonly set: (part: Partial<Values>) => Promise<void>;
}
