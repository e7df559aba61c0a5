import * as z from 'zod/mini';
import { call, count, nothing, passphrase, text, time } from './call.ts';
import { state } from './contract-state.ts';
import type { ValueOf } from './parsed.ts';

const id = text(64);
const name = text(65_536);
const pin = z.optional(text(256));

const key = z.strictObject({
  id: z.string(),
  name: z.string(),
  added: time,
  /** It asks for its PIN, or a finger. */
  verified: z.boolean(),
  /** Whose it is, where that person has a name. */
  person: z.optional(z.string()),
  yours: z.boolean(),
});

const list = z.strictObject({
  keys: z.array(key),
  most: count,
  /** There are no sheets and no other key: two are set up together. */
  two: z.boolean(),
  /** The first of two, which opens nothing until the second is set up. */
  waiting: z.optional(z.string()),
});

/** The security keys (FIDO2) that open the vault beside its passphrase. */
export const securityKeys = {
  list: call(nothing, list),
  /** Waits for two touches. `security-key`, `wrong-passphrase`, `cancelled`. */
  add: call(z.strictObject({ name, passphrase, pin }), list),
  rename: call(z.strictObject({ id, name }), list),
  /** With new keys, as `vault.rekey`. */
  remove: call(z.strictObject({ id, passphrase }), list),
  /** Calls off what waits for a touch. */
  cancel: call(nothing, nothing),
  /** And forgets the first of two. */
  forget: call(nothing, nothing),
  /** Opens the locked vault. `security-key`, `cancelled`, `older-copy`. */
  unlock: call(z.strictObject({ pin, acceptOlder: z.optional(z.boolean()) }), state),
};

export type ShownSecurityKey = ValueOf<typeof key>;
export type SecurityKeyList = ValueOf<typeof list>;
