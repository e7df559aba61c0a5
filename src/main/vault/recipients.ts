import * as z from 'zod/mini';
import { fail } from '../../shared/failure.ts';
import type { Backend } from '../backend/backend.ts';
import type { Psks } from '../keyslots/recipient.ts';
import type { KeySlot } from '../keyslots/slot.ts';

/**
 * The setting in the sealed head that holds the pre-shared keys of the header's slots (format.md,
 * 4).
 */
const recipientsName = 'recipients';

const psks = z.record(z.string().check(z.regex(/^[0-9a-f]{32}$/)), z.string().check(z.regex(/^[\w-]{43}$/)));

/** The pre-shared keys that an open vault knows, by their slots. */
export async function psksOf(backend: Pick<Backend, 'loadSetting'>): Promise<Psks> {
  const stored = await backend.loadSetting(recipientsName);
  if (stored === undefined) return new Map();
  const parsed = psks.safeParse(parseJson(stored));
  return parsed.success ? new Map(Object.entries(parsed.data)) : fail({ code: 'damaged', part: 'head' });
}

/** The setting to store together with these slots: the keys of any other are forgotten. */
export function psksSetting(known: Psks, slots: readonly KeySlot[]): readonly [name: string, value: string] {
  const kept = slots.flatMap(({ id }) => {
    const psk = known.get(id);
    return psk === undefined ? [] : [[id, psk] as const];
  });
  return [recipientsName, JSON.stringify(Object.fromEntries(kept))];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
