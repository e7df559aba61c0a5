import * as z from 'zod/mini';
import { parsed, type ValueOf } from '../../../shared/parsed.ts';
import type { Vault } from '../../vault/vault.ts';
import type { SealedNote } from '../recently-used.ts';

const hours = z.int().check(z.minimum(1), z.maximum(24));
const cost = z.strictObject({
  memoryKiB: z.int().check(z.minimum(8), z.maximum(1024 * 1024)),
  passes: z.int().check(z.minimum(1), z.maximum(16)),
  lanes: z.int().check(z.minimum(1), z.maximum(16)),
});
const bytes = z.string().check(z.regex(/^[\w-]{22,43}$/));

/**
 * What a person has set for a vault on this machine, sealed under the vault's own key: only the
 * open vault can be asked. `key`: what the PIN gave; the PIN itself is kept nowhere.
 */
const choice = z.discriminatedUnion('means', [
  z.strictObject({ means: z.literal('pin'), hours, salt: bytes, key: bytes, cost }),
  z.strictObject({ means: z.literal('system'), hours }),
]);
export type QuickChoice = ValueOf<typeof choice>;

/** `undefined`: nothing is set. */
export function choiceOf(note: SealedNote, vault: Vault): QuickChoice | undefined {
  return parsed(choice, note.load(vault));
}
