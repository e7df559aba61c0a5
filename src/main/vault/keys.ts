import type { Backend } from '../backend/backend.ts';
import type { AuditRecord } from '../backend/changes.ts';
import { lengthened, lineageName } from '../backend/format/lineage.ts';
import { randomKey } from '../crypto/primitives.ts';
import { wipe } from '../crypto/wipe.ts';
import { type Psks, rewrapped } from '../keyslots/recipient.ts';
import { isNote, type KeySlot } from '../keyslots/slot.ts';
import { withFreshKeys } from './cipher.ts';
import { parsePerson, settingNames, settingsFollowing } from './people-settings.ts';
import { psksOf, psksSetting } from './recipients.ts';
import { parseRegister, type Register, registerName } from './register.ts';

/** The key slots of an open vault as they are to be. */
export interface KeyChange {
  /** What the slots were made from, and what is stored with them. */
  readonly from: readonly KeySlot[];
  readonly slots: readonly KeySlot[];
  /** Pre-shared keys of slots that are new. */
  readonly psks?: Psks;
  /**
   * Slots that are gone and those that took their places: what is known of the person goes along.
   */
  readonly replaced?: ReadonlyMap<string, string>;
  /** More settings that change with the slots. */
  readonly settings?: readonly (readonly [name: string, value: string | undefined])[];
  /**
   * Missing: it stays as it is, but for new keys. `unread`: nothing in it can be used, and it
   * stays.
   */
  readonly register?: Register | 'unread';
  readonly audit: readonly AuditRecord[];
  /** A new root key, wrapped to every slot; otherwise they wrap the one that is. */
  readonly renew: boolean;
}

/** A slot that a new root key could not be wrapped to: it opens nothing any more. */
export interface DroppedSlot {
  readonly kind: string;
  /** Who has its passphrase, or else what that is called. */
  readonly label?: string;
  /** The set of sheets that it was. */
  readonly set?: string;
}

/**
 * Stores key slots in one commit, with all that must change with them. The slots that are gone with
 * it.
 */
export async function storeKeys(
  backend: Backend,
  vaultId: string,
  change: KeyChange,
): Promise<DroppedSlot[]> {
  const { from, audit } = change;
  const psks = new Map([...(await psksOf(backend)), ...(change.psks ?? [])]);
  const given = change.register === 'unread' ? undefined : change.register;
  if (!change.renew) {
    const settings = settingsOf(psks, change.slots, given);
    const settingsAfter = followed(change, change.slots);
    await backend.storeKeySlots(change.slots, undefined, { from, audit, settings, settingsAfter });
    return [];
  }
  const stored = change.register ?? parseRegister(await backend.loadSetting(registerName));
  const names = new Map(
    await Promise.all(change.slots.map(async ({ id }) => [id, await nameOf(backend, id)] as const)),
  );
  const rootKey = randomKey();
  try {
    const wrapping = { vaultId: Buffer.from(vaultId, 'hex'), rootKey };
    const slots = await Promise.all(
      change.slots.map((slot) => (isNote(slot) ? slot : rewrapped(slot, psks, wrapping))),
    );
    const carried = slots.filter((slot) => slot !== undefined);
    const register = stored === 'unread' ? undefined : await around(stored, wrapping);
    const lineage = lengthened(await backend.loadSetting(lineageName));
    const settings = [...settingsOf(psks, carried, register), lineage];
    // Whoever holds an older copy has the keys of the cipher, too.
    const follow = followed(change, carried);
    const settingsAfter = (now: ReadonlyMap<string, string>) => [...withFreshKeys(now), ...follow(now)];
    await backend.storeKeySlots(carried, rootKey, { from, audit, settings, settingsAfter });
    const dropped = change.slots.filter((_, at) => slots[at] === undefined);
    return dropped.map((slot) => droppedOf(slot, names.get(slot.id)));
  } finally {
    wipe(rootKey);
  }
}

/**
 * Made from what is stored at the commit: another program may have written some of it since the
 * slots were read.
 */
function followed({ settings = [], replaced, renew }: KeyChange, slots: readonly KeySlot[]) {
  return (stored: ReadonlyMap<string, string>) => [
    ...settingsFollowing(stored, slots, { ...(replaced && { replaced }), renewed: renew }),
    ...settings,
  ];
}

async function nameOf(backend: Backend, slot: string): Promise<string | undefined> {
  return parsePerson(await backend.loadSetting(settingNames.person(slot)))?.name;
}

function droppedOf(slot: KeySlot, name: string | undefined): DroppedSlot {
  const { kind, label, set }: { kind: string; label?: unknown; set?: unknown } = slot;
  const called = name ?? label;
  return {
    kind,
    ...(typeof called === 'string' && { label: called }),
    ...(typeof set === 'string' && { set }),
  };
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
