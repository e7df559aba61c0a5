import type { Bridge, Reply } from '../../shared/contract.ts';
import type { ShownSecret } from '../../shared/secret-schema.ts';

type Wanted = Parameters<Bridge['secrets']['view']>[0];
type View = Extract<Awaited<ReturnType<Bridge['secrets']['view']>>, { ok: true }>['value'];
/** Rows, folders and counts. */
export type Listed = Extract<View['list'], { ok: true }>['value'];

/** One store's part of the screen: what it wants to show, and where the answer goes. */
export interface Viewed<Part extends keyof Wanted> {
  readonly wanted: Wanted[Part];
  readonly take: (reply: Reply<Part extends 'secret' ? ShownSecret : Listed>) => void;
}
