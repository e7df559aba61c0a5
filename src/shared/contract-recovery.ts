import * as z from 'zod/mini';
import { call, count, file, frame, nothing, passphrase, place, text, time } from './call.ts';
import { drilling, unreadBackups } from './contract-drill.ts';
import { state } from './contract-state.ts';
import type { ValueOf } from './parsed.ts';
import { letterLimits, recoveryLimits } from './recovery.ts';
import {
  holderName,
  recoveryStatus,
  setInfo,
  setSize,
  sheetLinesSchema,
  sheetNumber,
} from './recovery-schema.ts';

const paper = z.enum(['a4', 'letter']);
/** Sheets that are being collected, for one of four ends. No word of any sheet is in it. */
const gathering = z.strictObject({
  purpose: z.enum(['recover', 'rehearse', 'prove', 'drill']),
  vaultName: z.string(),
  /** The set that the vault wants; missing: it has none, and no sheet can open it. */
  set: z.optional(setInfo),
  /** When a set was issued that was never put to use; missing: none was, or there is a set. */
  unused: z.optional(time),
  /** Numbers of the sheets taken so far, in the order they came. */
  taken: z.array(sheetNumber),
  /** How many are needed: T, or all of them when a new set is proven. */
  need: count,
  /** Sheets that do not fit the others, once enough came and they do not open the vault. */
  suspects: z.array(sheetNumber),
  /** True once the sheets were seen to open the vault, or every sheet was proven. */
  complete: z.boolean(),
  /** The backup of a drill; `time` is 0 where that is not known. */
  backup: z.optional(z.strictObject({ name: file, time, unread: unreadBackups })),
});
const picture = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length <= recoveryLimits.picture,
);

export const recovery = {
  status: call(nothing, recoveryStatus),
  /**
   * Makes a set, inert until it is activated, and reads every sheet back from its own pixels; the
   * shares stay in main.
   */
  issue: call(
    z.strictObject({
      ...{ passphrase, ...setSize, holders: z.array(holderName), paper },
      lines: z.optional(sheetLinesSchema),
    }),
    recoveryStatus,
  ),
  /** One sheet, for the screen that shows it alone. */
  sheet: call(
    z.strictObject({ sheet: sheetNumber }),
    z.strictObject({
      sheet: sheetNumber,
      words: z.array(z.string()),
      /** Modules of the QR code, row by row, `#` dark and `.` light, without a quiet zone. */
      code: z.array(z.string()),
      holder: holderName,
    }),
  ),
  /** The system's print dialogue, one sheet to a page; false when the person cancelled it. */
  print: call(z.strictObject({ sheets: z.array(sheetNumber) }), z.strictObject({ printed: z.boolean() })),
  /**
   * Asks where, then writes PDF; `undefined` when that was cancelled. `files`: names without
   * folders.
   */
  savePdf: call(
    z.strictObject({ sheets: z.array(sheetNumber), each: z.boolean() }),
    z.optional(z.strictObject({ folder: z.string(), files: z.array(z.string()) })),
  ),
  /**
   * Asks where, then writes the rescue page that this Holdfast brings; `undefined` when that was
   * cancelled.
   */
  saveRescue: call(nothing, z.optional(z.strictObject({ folder: z.string(), file: z.string() }))),
  /** Positions, from 1, of the words to be typed from that sheet: drawn anew each time. */
  ask: call(z.strictObject({ sheet: sheetNumber }), z.strictObject({ positions: z.array(count) })),
  /**
   * Proves a sheet of the new set by those words; `share-refused` names the positions that are
   * wrong.
   */
  answer: call(z.strictObject({ sheet: sheetNumber, words: z.array(text(40)) }), recoveryStatus),
  /**
   * The set that was read back wholly replaces the one before: then with new keys, as
   * `vault.rekey`, unless they are kept.
   */
  activate: call(z.strictObject({ keepKeys: z.optional(z.boolean()) }), recoveryStatus),
  /** Forgets the set that was not activated; the one before stays valid. */
  abandon: call(nothing, recoveryStatus),
  /** With new keys, as `vault.rekey`, unless they are kept. */
  revoke: call(z.strictObject({ passphrase, keepKeys: z.optional(z.boolean()) }), recoveryStatus),
  setHolders: call(z.strictObject({ names: z.array(holderName) }), recoveryStatus),
  /** The holder of this sheet said that it is still there. */
  confirmHolder: call(z.strictObject({ sheet: sheetNumber }), recoveryStatus),
  /**
   * Prints the letter for those who come after, or saves it as PDF where the person says; what it
   * says is kept in the vault. `done` false: that was cancelled.
   */
  letter: call(
    z.strictObject({
      names: z.boolean(),
      /** The names go into the text beside the backups, too. */
      beside: z.boolean(),
      ask: text(letterLimits.ask),
      paper,
      as: z.enum(['paper', 'pdf']),
    }),
    z.strictObject({ done: z.boolean(), file: z.optional(z.string()), status: recoveryStatus }),
  ),
  /** Whether the names go into the text beside the backups; the letter stays as it is. */
  setBeside: call(z.strictObject({ beside: z.boolean() }), recoveryStatus),
  setReminder: call(z.strictObject({ months: z.int().check(z.minimum(0), z.maximum(60)) }), recoveryStatus),
  /** That this vault is to have no set, or that this is to be asked again. */
  decline: call(z.strictObject({ declined: z.boolean() }), recoveryStatus),

  /**
   * Begins to collect sheets: `recover` for the chosen vault, locked; `drill` for the newest
   * backup of the open one; the others for that itself. Ends what was collected before.
   */
  gather: call(z.strictObject({ purpose: gathering.shape.purpose }), gathering),
  /** One sheet, as its words or as the text of its code. `share-refused`, `wrong-shares`. */
  giveText: call(z.strictObject({ text: text(recoveryLimits.text) }), gathering),
  /** A PNG, JPEG or PDF with one sheet or several. Also `picture-refused`. */
  givePicture: call(z.strictObject({ bytes: picture }), gathering),
  /** One grey picture of the camera, a byte a pixel; `found` false while no code is in it. */
  giveFrame: call(frame, z.strictObject({ found: z.boolean(), gathering })),
  /** The picture or text on the clipboard. */
  giveClipboard: call(nothing, gathering),
  takeBack: call(z.strictObject({ sheet: sheetNumber }), gathering),
  /** Forgets every sheet that was collected. */
  stopGathering: call(nothing, nothing),
  /** Lets this window, and no other page, use the camera until it is turned off again. */
  camera: call(z.strictObject({ on: z.boolean() }), nothing),
  /**
   * The last step of a recovery, and the only one that writes: a new passphrase for the chosen
   * vault, or for a copy of it at `to`, which then is the open one. With new keys, as
   * `vault.rekey`, unless they are kept; `damaged` where only that is possible.
   */
  restore: call(
    z.strictObject({
      passphrase,
      to: z.optional(place),
      keepKeys: z.optional(z.boolean()),
      /** Whose passphrase it replaces; `person-refused` (`choose`) where that must be said. */
      person: z.optional(text(256)),
    }),
    state,
  ),
  /** Records that the sheets collected would open the vault; changes nothing else. */
  recordRehearsal: call(nothing, recoveryStatus),
  ...drilling,
};

export type Gathering = ValueOf<typeof gathering>;
