import * as z from 'zod/mini';
import { unnamed } from '../../shared/people.ts';
import type { KeySlot } from '../keyslots/slot.ts';
import { parsedAs } from './setting-json.ts';

// format.md, 21. What the sealed head knows of people, a setting for each thing that changes by
// itself: two programs that write at once undo nothing of each other's.

const time = z.int().check(z.minimum(0), z.maximum(253_402_300_799_999));
const name = z.string().check(z.maxLength(256));

const personShape = z.looseObject({ name, added: z.optional(time), by: z.optional(name) });
const openedShape = z.looseObject({ at: time, device: z.string().check(z.maxLength(256)) });
const invitationShape = z.looseObject({
  name,
  created: time,
  by: name,
  private: z.string().check(z.regex(/^[\w-]{43}$/)),
});

export type StoredPerson = z.infer<typeof personShape>;
export type StoredOpening = z.infer<typeof openedShape>;
export type StoredInvitation = z.infer<typeof invitationShape>;

/** Each setting's name, by the slot's id or the invitation's public key. */
export const settingNames = {
  person: (slot: string) => `person/${slot}`,
  opened: (slot: string) => `opened/${slot}`,
  /** Of a security key's slot: the passphrase slot of its owner. */
  holder: (slot: string) => `holder/${slot}`,
  invitation: (key: string) => `invitation/${key}`,
};
export const invitationPrefix = settingNames.invitation('');

export const parsePerson = (stored: string | undefined) => parsedAs(personShape, stored);
export const parseOpening = (stored: string | undefined) => parsedAs(openedShape, stored);
export const parseInvitation = (stored: string | undefined) => parsedAs(invitationShape, stored);

/** What the audit calls a person. No program's SPIFFE ID begins so. */
export function auditName(name: string): string {
  return name === unnamed ? unnamed : `person:${name}`;
}

/**
 * What must change with the slots: a slot that took the place of another gets its settings, and
 * those of a slot that is gone go.
 */
export function settingsFollowing(
  stored: ReadonlyMap<string, string>,
  slots: readonly KeySlot[],
  { replaced = new Map(), renewed }: { replaced?: ReadonlyMap<string, string>; renewed: boolean },
): [name: string, value: string | undefined][] {
  const kept = new Set(slots.map(({ id }) => id));
  const changes: [string, string | undefined][] = [];
  for (const [name, value] of stored) {
    // Who holds an older copy has the private key of an invitation, too.
    if (renewed && name.startsWith(invitationPrefix)) changes.push([name, undefined]);
    const [, kind = '', id = ''] = /^(person|opened|holder)\/(.*)$/.exec(name) ?? [];
    if (kind === 'holder' && kept.has(id) && replaced.has(value)) changes.push([name, replaced.get(value)]);
    if (kind === '' || kept.has(id)) continue;
    changes.push([name, undefined]);
    const next = replaced.get(id);
    if (next !== undefined && kept.has(next)) changes.push([`${kind}/${next}`, value]);
  }
  return changes;
}
