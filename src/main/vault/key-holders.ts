import type { Backend } from '../backend/backend.ts';
import { isSecurityKeySlot, type KeySlot } from '../keyslots/slot.ts';
import { settingNames } from './people-settings.ts';

/** The passphrase slot of the person whose security key opens this one; `undefined`: nobody's. */
export function holderOf(backend: Pick<Backend, 'loadSetting'>, slot: string): Promise<string | undefined> {
  return backend.loadSetting(settingNames.holder(slot));
}

/** The slots without the security keys of one person. */
export async function withoutKeysOf(
  backend: Pick<Backend, 'loadSetting'>,
  slots: readonly KeySlot[],
  person: string,
): Promise<KeySlot[]> {
  const holders = await Promise.all(
    slots.map((slot) => (isSecurityKeySlot(slot) ? holderOf(backend, slot.id) : undefined)),
  );
  return slots.filter((_, at) => holders[at] !== person);
}
