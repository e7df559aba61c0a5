import { sha256 } from '../crypto/primitives.ts';
import type { KeySlot } from '../keyslots/slot.ts';

/** Tells whether slots are still what they were: hex, the same for the same ones in any order. */
export function markOf(slots: readonly KeySlot[]): string {
  const texts = [...new Set(slots.map((slot) => JSON.stringify(slot)))].sort();
  return Buffer.from(sha256(new TextEncoder().encode(texts.join('\n')))).toString('hex');
}
