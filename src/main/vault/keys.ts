import type { AuditRecord, Backend } from '../backend/backend.ts';
import { randomKey } from '../crypto/primitives.ts';
import { wipe } from '../crypto/wipe.ts';
import { type Psks, rewrapped } from '../keyslots/recipient.ts';
import { isNote, type KeySlot } from '../keyslots/slot.ts';
import { psksOf, psksSetting } from './recipients.ts';
import { parseRegister, type Register, registerName } from './register.ts';

/** The key slots of an open vault as they are to be. */
export interface KeyChange {
  /** What the slots were made from, and what is stored with them. */
  readonly from: readonly KeySlot[];
  readonly slots: readonly KeySlot[];
  /** Pre-shared keys of slots that are new. */
  readonly psks?: Psks;
  /** Missing: it stays as it is. */
  readonly register?: Register;
  readonly audit: readonly AuditRecord[];
  /** A new root key, wrapped to every slot; otherwise they wrap the one that is. */
  readonly renew: boolean;
}

/** Stores key slots in one commit, with all that must change with them. The kinds of slots that a new root key could not be wrapped to, and that are gone. */
export async function storeKeys(backend: Backend, vaultId: string, change: KeyChange): Promise<string[]> {
  const { from, audit } = change;
  const psks = new Map([...(await psksOf(backend)), ...(change.psks ?? [])]);
  const register = change.register ?? parseRegister(await backend.loadSetting(registerName));
  if (!change.renew) {
    const settings = settingsOf(psks, change.slots, change.register);
    await backend.storeKeySlots(change.slots, undefined, { from, audit, settings });
    return [];
  }
  const rootKey = randomKey();
  try {
    const wrapping = { vaultId: Buffer.from(vaultId, 'hex'), rootKey };
    const slots = await Promise.all(
      change.slots.map((slot) => (isNote(slot) ? slot : rewrapped(slot, psks, wrapping))),
    );
    const carried = slots.filter((slot) => slot !== undefined);
    const settings = settingsOf(psks, carried, await around(register, wrapping));
    await backend.storeKeySlots(carried, rootKey, { from, audit, settings });
    return change.slots.filter((_, at) => slots[at] === undefined).map(({ kind }) => kind);
  } finally {
    wipe(rootKey);
  }
}

/** The register with the set that waits wrapped anew; one that cannot be is forgotten. */
async function around(
  { pending, ...register }: Register,
  wrapping: { vaultId: Uint8Array; rootKey: Uint8Array },
): Promise<Register> {
  if (pending === undefined) return register;
  const slot = await rewrapped(pending.slot, new Map([[pending.slot.id, pending.psk]]), wrapping);
  return slot === undefined ? register : { ...register, pending: { ...pending, slot } };
}

function settingsOf(psks: Psks, slots: readonly KeySlot[], register: Register | undefined) {
  const stored = register === undefined ? [] : [[registerName, JSON.stringify(register)] as const];
  return [psksSetting(psks, slots), ...stored];
}
