import type { AuditAction } from '../../shared/audit.ts';
import { fail } from '../../shared/failure.ts';
import {
  letterLimits,
  recoveryLimits,
  type SetSize,
  type SheetLines,
  sheetLines,
  sizeFault,
} from '../../shared/recovery.ts';
import type { RecoveryStatus } from '../../shared/recovery-schema.ts';
import type { Backend } from '../backend/backend.ts';
import type { AuditChange, Change } from '../backend/changes.ts';
import { randomKey } from '../crypto/primitives.ts';
import { wipe } from '../crypto/wipe.ts';
import {
  pendingNoteOf,
  recoverySlotOf,
  retiredSetsOf,
  withPendingNote,
  withRecoverySlot,
  wrapWithSecret,
} from '../keyslots/recovery.ts';
import type { RecoverySlot } from '../keyslots/slot.ts';
import type { Gathering } from '../recovery/gathering.ts';
import { type Audit, owner } from './audit.ts';
import type { KeyChange } from './keys.ts';
import { statusOf } from './recovery-status.ts';
import {
  type PendingSet,
  parseRegister,
  type Register,
  registered,
  registerName,
  withHolder,
  withRehearsal,
  withSeen,
} from './register.ts';
import { type Credentials, unwrapAny } from './slots.ts';

/** What recovery needs of the vault that it is part of. */
export interface VaultParts {
  readonly backend: Backend;
  readonly vaultId: string;
  readonly now: () => number;
  /** Takes up what other programs wrote. */
  readonly refresh: () => Promise<unknown>;
  /** One change of keys after the other. */
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly storeKeys: (change: KeyChange) => Promise<void>;
  readonly audit: Audit;
}

export interface NewSet extends SetSize {
  readonly passphrase: Credentials;
  /** Names in the order of the sheets; '' or missing: nobody's yet. */
  readonly holders?: readonly string[];
  /** What its sheets say beside; missing: as those before. */
  readonly lines?: SheetLines | undefined;
}

/** How a set that is in use goes. */
export interface Replacing {
  /** Who does it; missing: the owner. */
  readonly by?: string;
  readonly keepKeys?: boolean;
}

/**
 * A set that was just made. The words are in no file: whoever asked for them shows them and lets
 * them go.
 */
export interface Issued {
  readonly shares: string[][];
  readonly status: RecoveryStatus;
}

/** The recovery sets of an unlocked vault: made, read back, replaced, rehearsed, revoked. */
export class Recovery {
  readonly #vault: VaultParts;

  constructor(vault: VaultParts) {
    this.#vault = vault;
  }

  async status(): Promise<RecoveryStatus> {
    const register = await this.#register();
    const { backend } = this.#vault;
    return statusOf(backend.keySlots(), register);
  }

  /**
   * A new set, which opens nothing until `activate`; one that was pending before is forgotten.
   * `wrong-passphrase`, for the root key is kept nowhere.
   */
  async issue({ passphrase, shares, threshold, holders = [], lines }: NewSet): Promise<Issued> {
    const size = { shares, threshold };
    const fault = sizeFault(size);
    if (fault !== undefined) fail({ code: 'bad-input', what: 'set-size', reason: fault });
    const names = this.#names(holders, shares);
    const said = lines && { lines: filled(lines) };
    return this.#change(async (register) => {
      const { backend, vaultId } = this.#vault;
      const { rootKey } = await unwrapAny(backend.keySlots(), passphrase, vaultId);
      try {
        const { slot, psk, sheets, prints } = await this.#split(rootKey, size, register);
        const seen = sheets.map(() => null);
        const pending: PendingSet = { set: slot.set, holders: names, prints, seen, slot, psk, proven: [] };
        await this.#wait({ ...register, ...said, pending }, ['recovery.issue', slot.set]);
        return { shares: sheets, status: await this.status() };
      } finally {
        wipe(rootKey);
      }
    });
  }

  /**
   * Collects sheets: to `rehearse` with the active set's, to `prove` every one of the pending
   * set's.
   */
  async gather(purpose: 'rehearse' | 'prove'): Promise<Gathering> {
    const { Gathering } = await import('../recovery/gathering.ts');
    const { backend, vaultId } = this.#vault;
    const { active, pending } = await this.#register();
    const slots = backend.keySlots();
    const slot = purpose === 'prove' ? pending?.slot : recoverySlotOf(slots);
    if (slot === undefined) fail({ code: 'no-set', what: purpose === 'prove' ? 'pending' : 'active' });
    const prints = [active, pending].find((known) => known?.set === slot.set)?.prints;
    const others = { retired: retiredSetsOf(slots), pending: pendingNoteOf(slots) };
    return new Gathering(purpose, { vaultId, slot, prints, ...others });
  }

  /** Proves one sheet of the pending set by all of its words. `share-refused`. */
  async prove(text: string): Promise<RecoveryStatus> {
    const gathering = await this.gather('prove');
    const { taken } = await gathering.give(text);
    gathering.forget();
    return this.markProven(taken);
  }

  /** Notes sheets of the pending set as read back, by whoever compared their words. */
  markProven(sheets: readonly number[]): Promise<RecoveryStatus> {
    return this.#change(async (register) => {
      const pending = register.pending ?? fail({ code: 'no-set', what: 'pending' });
      for (const sheet of sheets) refuseSheet(sheet, pending.slot.shares);
      const proven = [...new Set([...pending.proven, ...sheets])].sort((a, b) => a - b);
      await this.#store({
        ...register,
        pending: { ...withSeen(pending, sheets, this.#vault.now()), proven },
      });
      return this.status();
    });
  }

  /**
   * Lets the pending set replace the active one, in one commit, which gives the vault new keys
   * unless they are kept: otherwise an older copy with the sheets before opens what is written
   * later. A first set replaces nothing. `wrong-shares` while a sheet of it was not read back.
   */
  activate({ by = owner, keepKeys = false }: Replacing = {}): Promise<RecoveryStatus> {
    return this.#change(async ({ pending, rehearsed: _, ...register }) => {
      if (pending === undefined) return fail({ code: 'no-set', what: 'pending' });
      const { slot, psk, proven, ...active } = pending;
      if (proven.length < slot.shares) fail({ code: 'wrong-shares', have: proven.length, need: slot.shares });
      const next = { slot, psk };
      const replaces = recoverySlotOf(this.#vault.backend.keySlots()) !== undefined;
      const renew = replaces && !keepKeys;
      return this.#replace(
        next,
        { ...register, active, declined: false },
        { act: 'recovery.activate', by, renew },
      );
    });
  }

  /** Forgets the pending set; nothing happens where there is none. */
  abandon(): Promise<RecoveryStatus> {
    return this.#change(async ({ pending, ...register }) => {
      if (pending !== undefined) await this.#wait(register);
      return this.status();
    });
  }

  /**
   * From now on no sheet opens this vault, and with its new keys, unless they are kept, neither
   * does an older copy and its sheets. `wrong-passphrase`: whoever sits before an open vault is not
   * to take the sheets' way back from whom it belongs to.
   */
  revoke(
    credentials: Credentials,
    { by = owner, keepKeys = false }: Replacing = {},
  ): Promise<RecoveryStatus> {
    return this.#change(async ({ active: _, rehearsed: __, ...register }) => {
      const { backend, vaultId } = this.#vault;
      if (recoverySlotOf(backend.keySlots()) === undefined) fail({ code: 'no-set', what: 'active' });
      wipe((await unwrapAny(backend.keySlots(), credentials, vaultId)).rootKey);
      return this.#replace(undefined, register, { act: 'recovery.revoke', by, renew: !keepKeys });
    });
  }

  /** Who has the sheets of the pending set, or of the active one where none is pending. */
  setHolders(names: readonly string[]): Promise<RecoveryStatus> {
    return this.#change(async (register) => {
      const { pending } = register;
      if (pending !== undefined) {
        await this.#store({
          ...register,
          pending: { ...pending, holders: this.#names(names, pending.slot.shares) },
        });
      } else {
        const slot =
          recoverySlotOf(this.#vault.backend.keySlots()) ?? fail({ code: 'no-set', what: 'active' });
        const known = registered(register, slot);
        await this.#store({ ...register, active: { ...known, holders: this.#names(names, slot.shares) } });
      }
      return this.status();
    });
  }

  /** Notes that the holder of this sheet of the active set said that it is still there. */
  confirmHolder(sheet: number): Promise<RecoveryStatus> {
    return this.#change(async (register) => {
      const slot = recoverySlotOf(this.#vault.backend.keySlots()) ?? fail({ code: 'no-set', what: 'active' });
      refuseSheet(sheet, slot.shares);
      const active = withHolder(registered(register, slot), sheet, this.#vault.now());
      await this.#store({ ...register, active });
      return this.status();
    });
  }

  /**
   * Keeps what a letter says that is being made. `beside`: the names go into the text beside the
   * backups, too. `ask`: missing: as it was.
   */
  setLetter({
    names,
    beside = false,
    ask,
  }: {
    names: boolean;
    beside?: boolean;
    ask?: string | undefined;
  }): Promise<RecoveryStatus> {
    if (ask !== undefined && ask.length > letterLimits.ask)
      fail({ code: 'too-large', what: 'message', limit: letterLimits.ask });
    return this.#change(async (register) => {
      const letter = { names, beside, ask: ask ?? register.letter?.ask ?? '', made: this.#vault.now() };
      await this.#store({ ...register, letter });
      return this.status();
    });
  }

  /** Whether the names go into the text beside the backups: the rest of the letter stays as it is. */
  setBeside(beside: boolean): Promise<RecoveryStatus> {
    return this.#change(async (register) => {
      const { letter = { names: false, ask: '', made: 0 } } = register;
      await this.#store({ ...register, letter: { ...letter, beside } });
      return this.status();
    });
  }

  /** Months between reminders to rehearse; 0: none. */
  setReminder(months: number): Promise<RecoveryStatus> {
    if (!Number.isInteger(months) || months < 0 || months > 60)
      fail({ code: 'bad-input', what: 'reminder', reason: 'out-of-range', least: 0, most: 60 });
    return this.#change(async (register) => {
      await this.#store({ ...register, remindMonths: months });
      return this.status();
    });
  }

  /** That this vault is to have no set, or that it is to be asked again. */
  decline(declined: boolean): Promise<RecoveryStatus> {
    return this.#change(async (register) => {
      await this.#store({ ...register, declined });
      return this.status();
    });
  }

  /** Notes that these sheets were seen to open the vault. */
  recordRehearsal(sheets: readonly number[]): Promise<RecoveryStatus> {
    return this.#change(async (register) => {
      const slot = recoverySlotOf(this.#vault.backend.keySlots()) ?? fail({ code: 'no-set', what: 'active' });
      for (const sheet of sheets) refuseSheet(sheet, slot.shares);
      const seen = withRehearsal(register, slot, sheets, this.#vault.now());
      await this.#store(seen, this.#vault.audit.own('recovery.rehearse', slot.set));
      return this.status();
    });
  }

  /**
   * Notes that a backup was opened in a drill. Sheets that took part and are of the active set are
   * rehearsed thereby. `told`: the audit has it from elsewhere.
   */
  recordDrill(
    given?: { readonly set: string; readonly sheets: readonly number[] },
    told = false,
  ): Promise<RecoveryStatus> {
    return this.#change(async (register) => {
      const { backend, audit, now } = this.#vault;
      const slot = recoverySlotOf(backend.keySlots());
      const isActive = slot !== undefined && slot.set === given?.set;
      const seen = isActive ? withRehearsal(register, slot, given?.sheets ?? [], now()) : register;
      await this.#store({ ...seen, drilled: now() }, told ? undefined : audit.own('recovery.drill'));
      return this.status();
    });
  }

  async #split(rootKey: Uint8Array, size: SetSize, { pending }: Register) {
    const { combine, fingerprint, newSetId, split } = await import('../recovery/shares.ts');
    const { backend, vaultId } = this.#vault;
    const slots = backend.keySlots();
    const known = [recoverySlotOf(slots), pending?.slot, ...retiredSetsOf(slots)];
    const taken = new Set(known.flatMap((one) => (one === undefined ? [] : [one.identifier])));
    const secret = randomKey();
    try {
      const { identifier, sheets } = await split(secret, size, taken);
      // The words are all that is left of the secret: they are read back before anybody relies on
      // them.
      for (const some of [sheets.slice(0, size.threshold), sheets.slice(-size.threshold)]) {
        const back = await combine(some.map((words) => ({ words })));
        if (back === undefined || !Buffer.from(back).equals(secret))
          fail({ code: 'internal', reference: 'slip39' });
        wipe(back);
      }
      const bytes = Buffer.from(vaultId, 'hex');
      const set = newSetId();
      const { slot, psk } = await wrapWithSecret({
        secret,
        rootKey,
        vaultId: bytes,
        set,
        identifier,
        ...size,
        now: this.#date(),
      });
      return { slot, psk, sheets, prints: sheets.map((words) => fingerprint(vaultId, set, words)) };
    } finally {
      wipe(secret);
    }
  }

  async #replace(
    next: { slot: RecoverySlot; psk: string } | undefined,
    register: Register,
    { act, by, renew }: { readonly act: AuditAction; readonly by: string; readonly renew: boolean },
  ): Promise<RecoveryStatus> {
    const { backend, audit, storeKeys } = this.#vault;
    const from = backend.keySlots();
    const records = [audit.record(act, (next?.slot ?? recoverySlotOf(from))?.set, by)];
    if (renew) records.push(audit.record('key.replace', undefined, by));
    const slots = withRecoverySlot(from, next?.slot, this.#date());
    const psks = new Map(next && [[next.slot.id, next.psk]]);
    await storeKeys({ from, slots, psks, register, audit: records, renew });
    return this.status();
  }

  // The register and the header's note of the set that waits, in one commit.
  async #wait(register: Register, act?: [AuditAction, string]): Promise<void> {
    const { backend, audit } = this.#vault;
    const from = backend.keySlots();
    await backend.storeKeySlots(withPendingNote(from, register.pending?.slot), undefined, {
      from,
      settings: [[registerName, JSON.stringify(register)]],
      audit: act ? [audit.record(...act)] : [],
    });
  }

  // Read, changed and written with nothing of ours in between.
  #change<T>(work: (register: Register) => Promise<T>): Promise<T> {
    return this.#vault.turn(async () => {
      if (this.#vault.backend.readOnly) fail({ code: 'read-only' });
      await this.#vault.refresh();
      return work(await this.#register());
    });
  }

  async #register(): Promise<Register> {
    return parseRegister(await this.#vault.backend.loadSetting(registerName));
  }

  async #store(register: Register, act?: AuditChange): Promise<void> {
    const setting: Change = { op: 'setting', name: registerName, value: JSON.stringify(register) };
    await this.#vault.backend.write([setting], act ? [act] : []);
  }

  #names(names: readonly string[], shares: number): string[] {
    if (names.length > shares) fail({ code: 'bad-input', what: 'holders', reason: 'too-many' });
    for (const name of names)
      if (name.length > recoveryLimits.holder)
        fail({ code: 'too-large', what: 'holder', limit: recoveryLimits.holder });
    return Array.from({ length: shares }, (_, index) => names[index] ?? '');
  }

  #date(): Date {
    return new Date(this.#vault.now());
  }
}

function refuseSheet(sheet: number, shares: number): void {
  if (!Number.isInteger(sheet) || sheet < 1 || sheet > shares)
    fail({ code: 'bad-input', what: 'sheet', reason: 'unknown' });
}

/** Without empty ones. */
function filled(lines: SheetLines): SheetLines {
  return Object.fromEntries(
    sheetLines.flatMap((name) => {
      const line = lines[name]?.trim() ?? '';
      if (line.length > recoveryLimits.line)
        fail({ code: 'too-large', what: 'sheet-line', limit: recoveryLimits.line });
      return line === '' ? [] : [[name, line]];
    }),
  );
}
