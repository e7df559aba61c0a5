import * as z from 'zod/mini';
import { call, count, file, nothing, passphrase, text, time } from './call.ts';
import type { ValueOf } from './parsed.ts';

const name = text(65_536);
/** An invitation or an answer, as somebody pasted it: what is too long for one is told as that. */
const code = text(1_000_000);
const words = z.array(z.string()).check(z.maxLength(16));

const person = z.strictObject({
  id: z.string(),
  name: z.string(),
  added: time,
  by: z.optional(z.string()),
  opened: z.optional(time),
  device: z.optional(z.string()),
  keyFile: z.boolean(),
  you: z.boolean(),
});
const invited = z.strictObject({ name: z.string(), invited: time, by: z.string() });

/** The people who open the vault with passphrases of their own. */
export const people = {
  list: call(nothing, z.strictObject({ people: z.array(person), invited: z.array(invited), most: count })),
  /** Of the person whose passphrase opened the vault. */
  rename: call(z.strictObject({ name }), nothing),
  invite: call(z.strictObject({ name }), z.strictObject({ code })),
  withdraw: call(z.strictObject({ name }), nothing),
  /**
   * What an answer says, and the words to compare; `cheap`: its passphrase is cheap to guess at.
   */
  look: call(z.strictObject({ code }), z.strictObject({ name: z.string(), words, cheap: z.boolean() })),
  /** `words`: those that the other person sees, too. */
  confirm: call(z.strictObject({ code, words: text(1_024), passphrase }), nothing),
  /** With new keys, as `vault.rekey`. */
  remove: call(z.strictObject({ name, passphrase }), nothing),
  /** What an invitation says. Needs no vault, as do the calls below. */
  read: call(
    z.strictObject({ code }),
    z.strictObject({ vault: z.string(), name: z.string(), place: z.optional(z.string()) }),
  ),
  /**
   * The answer to an invitation, for the person who is to have this passphrase, and the words that
   * both see.
   */
  join: call(
    z.strictObject({ code, passphrase, keyFile: z.optional(file) }),
    z.strictObject({ code, words }),
  ),
  /** The text of a file that the person chooses; `undefined` when that was cancelled. */
  choose: call(nothing, z.optional(code)),
  /**
   * Writes an invitation or an answer to a file that the person names; `undefined` when that was
   * cancelled.
   */
  save: call(
    z.strictObject({ kind: z.enum(['invitation', 'answer']), code, name }),
    z.optional(z.strictObject({ file })),
  ),
  /** Copies an invitation or an answer: neither is secret, and it stays on the clipboard. */
  copy: call(z.strictObject({ kind: z.enum(['invitation', 'answer']), code }), nothing),
} as const;

export type ShownPerson = ValueOf<typeof person>;
export type ShownInvited = ValueOf<typeof invited>;
