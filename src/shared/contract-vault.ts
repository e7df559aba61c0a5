import * as z from 'zod/mini';
import { call, count, file, nothing, passphrase, path, place, text, time } from './call.ts';
import { typed } from './contract-places.ts';
import { keysState, state } from './contract-state.ts';
import { placeKinds } from './place.ts';
import { placePurposes, syncTools } from './place-form.ts';
import { vaultColors, vaultNameLimit } from './vault-look.ts';

const keyFile = z.optional(z.strictObject({ file, open: z.boolean() }));

export const vault = {
  /**
   * A place of a kind, as it was typed or else by the system's chooser; `undefined` when that was
   * cancelled. The calls below take no others but recent ones.
   */
  choosePlace: call(
    z.strictObject({
      kind: z.enum(placeKinds),
      purpose: z.enum(placePurposes),
      typed: z.optional(typed),
    }),
    z.optional(place),
  ),
  /** Where a new vault would lie if nobody says otherwise; `undefined`: nowhere in particular. */
  suggestPlace: call(nothing, z.optional(place)),
  /**
   * A file that opens vaults together with a passphrase, chosen or made anew; `open`: others on
   * this machine may read it.
   */
  chooseKeyFile: call(nothing, keyFile),
  makeKeyFile: call(nothing, keyFile),
  /** The sync tool that carries the folder of a vault; `undefined`: none that is known. */
  syncTool: call(z.strictObject({ place }), z.optional(z.enum(syncTools))),
  create: call(z.strictObject({ place, passphrase, keyFile: z.optional(file) }), state),
  /**
   * Makes a vault the chosen one: locked, unless it was open beside the one in front. `keep`: the
   * one in front stays open, and can be switched to.
   */
  select: call(z.strictObject({ place, keep: z.optional(z.boolean()) }), state),
  /** The same unseen, where none may lie: what is wrong with it is said when it is unlocked. */
  offer: call(z.strictObject({ place }), state),
  forgetRecent: call(z.strictObject({ place }), state),
  /**
   * What the open vault is called on this machine, '' for the name of its place, and its colour;
   * nothing where it is in memory alone.
   */
  describe: call(
    z.strictObject({ name: text(vaultNameLimit), color: z.optional(z.enum(vaultColors)) }),
    state,
  ),
  /** `older-copy` where this machine knows a newer one, until the person accepts that. */
  unlock: call(
    z.strictObject({ passphrase, keyFile: z.optional(file), acceptOlder: z.optional(z.boolean()) }),
    state,
  ),
  cancelUnlock: call(nothing, nothing),
  /** Locks every vault that is open. */
  lock: call(nothing, state),
  /** Locks the one in front. */
  lockAlone: call(nothing, state),
  /** Locks the one in front and goes back to the choice of a vault. */
  leave: call(nothing, state),
  /** Goes to the choice of a vault; the one in front stays open. */
  chooseAnother: call(nothing, state),
  /** With new keys, as `rekey`, unless they are kept. */
  changePassphrase: call(
    z.strictObject({ old: passphrase, new: passphrase, keepKeys: z.optional(z.boolean()) }),
    nothing,
  ),
  /** Another key file, or none: with new keys, as `rekey`. */
  changeKeyFile: call(z.strictObject({ passphrase, file: z.optional(file) }), state),
  /**
   * New keys; passphrase and sheets stay. Returns when they count: everything is then sealed anew
   * beside other work.
   */
  rekey: call(z.strictObject({ passphrase }), nothing),
  keys: call(nothing, keysState),
  /** Goes on at once with what is to be sealed anew, where that has stopped. */
  reseal: call(nothing, nothing),
  /**
   * Secrets that copies from before the last change of the keys hold as they still are, newest
   * change first: the first of them, and how many there are.
   */
  exposed: call(
    nothing,
    z.strictObject({
      total: count,
      secrets: z.array(z.strictObject({ path, changed: time, deleted: z.boolean() })),
    }),
  ),
};
