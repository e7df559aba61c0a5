import type { AuditAction } from '../../shared/audit.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import type { PersonFault } from '../../shared/failure-reasons.ts';
import {
  isSameName,
  nameFault,
  normalName,
  type PeopleList,
  type Person,
  peopleLimits,
  unnamed,
} from '../../shared/people.ts';
import type { Backend } from '../backend/backend.ts';
import type { Change } from '../backend/changes.ts';
import { toBase64url } from '../crypto/base64url.ts';
import { wipe, wipedAtEnd } from '../crypto/wipe.ts';
import {
  type Answer,
  invitationCode,
  newInvitationKeys,
  openAnswer,
  readAnswer,
} from '../keyslots/invitation.ts';
import { refuseSlots } from '../keyslots/passphrase.ts';
import { newSlotId, wrapTo } from '../keyslots/recipient.ts';
import { isPassphraseSlot, type PassphraseSlot } from '../keyslots/slot.ts';
import type { Audit } from './audit.ts';
import { withoutKeysOf } from './key-holders.ts';
import type { KeyChange } from './keys.ts';
import {
  auditName,
  invitationPrefix,
  parseInvitation,
  parseOpening,
  parsePerson,
  type StoredInvitation,
  settingNames,
} from './people-settings.ts';
import { isSameWords, sixWords } from './six-words.ts';
import { type Credentials, unwrapAny } from './slots.ts';

/** What people need of the vault that they open. */
export interface VaultParts {
  readonly backend: Backend;
  readonly vaultId: string;
  readonly now: () => number;
  /** The slot that opened the vault this time; undefined: none did. */
  readonly opener: () => string | undefined;
  /** Takes up what other programs wrote. */
  readonly refresh: () => Promise<unknown>;
  /** One change of keys after the other. */
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly storeKeys: (change: KeyChange) => Promise<void>;
  readonly audit: Audit;
}

/** An answer that could be confirmed: who it says it is from, and the words to compare. */
export interface Looked {
  readonly name: string;
  readonly words: readonly string[];
  /** What a guess at this person's passphrase costs. */
  readonly kdf: Answer['kdf'];
}

/** The people of an unlocked vault: each has a passphrase and a key slot of their own. */
export class People {
  readonly #vault: VaultParts;

  constructor(vault: VaultParts) {
    this.#vault = vault;
  }

  async list(): Promise<PeopleList> {
    const people = await this.#people();
    const invited = (await this.#invitations()).map(({ name, created, by }) => ({
      name,
      invited: created,
      by,
    }));
    return { people, invited: invited.sort((a, b) => a.invited - b.invited) };
  }

  /**
   * The name of the person whose passphrase opened the vault this time, `owner` where they have
   * none.
   */
  async self(): Promise<string> {
    return (await this.#people()).find(({ you }) => you)?.name ?? unnamed;
  }

  /** Gives the person whose passphrase opened the vault a name. `person-refused`. */
  rename(text: string): Promise<void> {
    return this.#change(async (people) => {
      const you = people.find((one) => one.you) ?? fail({ code: 'not-found', what: 'person', name: '' });
      const name = await this.#freeName(text, you);
      const setting = settingNames.person(you.id);
      const stored = parsePerson(await this.#vault.backend.loadSetting(setting));
      const value = JSON.stringify({ added: you.added, ...stored, name });
      await this.#write([{ op: 'setting', name: setting, value }], 'people.name', name);
      this.#vault.audit.actAs(auditName(name));
    });
  }

  /**
   * An invitation for somebody of this name, as the text to send. It holds no secret. `place`:
   * where the vault lies. `person-refused`.
   */
  invite(text: string, place?: string): Promise<string> {
    return this.#change(async (people) => {
      const name = await this.#freeName(text);
      refuseFull(people.length);
      if ((await this.#invitations()).length >= peopleLimits.invitations) refuse('invited-full');
      const { key, private: secret } = newInvitationKeys();
      const by = people.find(({ you }) => you)?.name ?? unnamed;
      const stored: StoredInvitation = { name, created: this.#vault.now(), by, private: secret };
      const setting = { name: settingNames.invitation(key), value: JSON.stringify(stored) };
      await this.#write([{ op: 'setting', ...setting }], 'people.invite', name);
      return invitationCode({ vault: this.#vault.vaultId, key, name, ...(place !== undefined && { place }) });
    });
  }

  /** What an answer says, without taking it. `code-refused`, `kdf-refused`, `too-large`. */
  async look(code: string): Promise<Looked> {
    await this.#vault.refresh();
    const { answer, bytes, invitation } = await this.#answerOf(code);
    return { name: invitation.name, words: await sixWords(bytes), kdf: answer.kdf };
  }

  /**
   * Lets the person who made this answer open the vault: after its words were compared, `words`.
   * `credentials`: of somebody who opens it already, for the root key is kept nowhere.
   * `code-refused`, `person-refused`, `wrong-passphrase`.
   */
  confirm(code: string, words: string, credentials: Credentials): Promise<void> {
    return this.#change(async (people) => {
      const { answer, bytes, invitation } = await this.#answerOf(code);
      if (!isSameWords(words, await sixWords(bytes))) fail({ code: 'code-refused', reason: 'words' });
      refuseFull(people.length);
      const psk =
        openAnswer(answer, invitation.private) ?? fail({ code: 'code-refused', reason: 'malformed' });
      using _ = wipedAtEnd(psk);
      const { backend, audit, now } = this.#vault;
      const from = backend.keySlots();
      const slot = await this.#slotFor(answer, psk, credentials);
      const by = people.find(({ you }) => you)?.name ?? unnamed;
      await this.#vault.storeKeys({
        from,
        slots: [...from, slot],
        psks: new Map([[slot.id, toBase64url(psk)]]),
        settings: [
          [settingNames.person(slot.id), JSON.stringify({ name: invitation.name, added: now(), by })],
          [settingNames.invitation(answer.invitation), undefined],
        ],
        audit: [audit.record('people.confirm', invitation.name)],
        renew: false,
      });
    });
  }

  /**
   * Takes somebody's way in away, with new keys: a copy from before opens nothing that is written
   * later. `credentials`: of somebody who stays. `not-found`, `person-refused`, `wrong-passphrase`.
   */
  remove(text: string, credentials: Credentials): Promise<void> {
    return this.#change(async (people) => {
      const person = people.find(({ name }) => isSameName(name, text)) ?? nobody(text);
      if (people.length < 2) refuse('last');
      const { backend, vaultId, audit } = this.#vault;
      const from = backend.keySlots();
      const { slot, rootKey } = await unwrapAny(from, credentials, vaultId);
      wipe(rootKey);
      if (slot.id === person.id) refuse('self');
      await this.#vault.storeKeys({
        from,
        slots: (await withoutKeysOf(backend, from, person.id)).filter(({ id }) => id !== person.id),
        audit: [audit.record('people.remove', person.name), audit.record('key.replace')],
        renew: true,
      });
    });
  }

  /** Takes an invitation back that nobody confirmed. `not-found`. */
  withdraw(text: string): Promise<void> {
    return this.#change(async () => {
      const invitations = await this.#invitations();
      const found = invitations.find(({ name }) => isSameName(name, text)) ?? nobody(text);
      const setting = settingNames.invitation(found.key);
      await this.#write([{ op: 'setting', name: setting, value: undefined }], 'people.withdraw', found.name);
    });
  }

  async #slotFor(answer: Answer, psk: Uint8Array, credentials: Credentials): Promise<PassphraseSlot> {
    const { backend, vaultId, now } = this.#vault;
    const { kind, kdf, public: publicKey } = answer;
    const id = newSlotId();
    const { rootKey } = await unwrapAny(backend.keySlots(), credentials, vaultId);
    try {
      const wrapping = { id, kind, public: publicKey, vaultId: Buffer.from(vaultId, 'hex'), rootKey };
      const wrapped = await wrapTo(wrapping, psk).catch((error: unknown) =>
        failureOf(error)?.code === 'damaged'
          ? fail({ code: 'code-refused', reason: 'malformed' })
          : Promise.reject(error),
      );
      const created = new Date(now()).toISOString();
      return { id, kind, label: 'passphrase', created, kdf, public: publicKey, ...wrapped };
    } finally {
      wipe(rootKey);
    }
  }

  async #answerOf(
    code: string,
  ): Promise<{ answer: Answer; bytes: Uint8Array; invitation: StoredInvitation }> {
    const { answer, bytes } = readAnswer(code);
    if (answer.vault !== this.#vault.vaultId) fail({ code: 'code-refused', reason: 'other-vault' });
    const stored = await this.#vault.backend.loadSetting(settingNames.invitation(answer.invitation));
    const invitation = parseInvitation(stored) ?? fail({ code: 'code-refused', reason: 'not-invited' });
    refuseSlots([answer]);
    return { answer, bytes, invitation };
  }

  async #people(): Promise<Person[]> {
    const { backend } = this.#vault;
    const opener = this.#vault.opener();
    let nameless = 0;
    return Promise.all(
      backend
        .keySlots()
        .filter(isPassphraseSlot)
        .map(async ({ id, kind, created }) => {
          const person = parsePerson(await backend.loadSetting(settingNames.person(id)));
          const opening = parseOpening(await backend.loadSetting(settingNames.opened(id)));
          const name = person?.name ?? '';
          return {
            id,
            name: name === '' ? numbered(++nameless) : name,
            added: person?.added ?? Date.parse(created),
            ...(person?.by !== undefined && { by: person.by }),
            ...(opening && { opened: opening.at, device: opening.device }),
            keyFile: kind === 'passphrase-and-file',
            you: id === opener,
          };
        }),
    );
  }

  async #invitations(): Promise<(StoredInvitation & { key: string })[]> {
    const { backend } = this.#vault;
    const names = await backend.listSettings(invitationPrefix);
    const stored = await Promise.all(names.map((name) => backend.loadSetting(name)));
    return stored.flatMap((text, n) => {
      const invitation = parseInvitation(text);
      return invitation ? [{ ...invitation, key: names[n]?.slice(invitationPrefix.length) ?? '' }] : [];
    });
  }

  async #freeName(text: string, besides?: Person): Promise<string> {
    const name = normalName(text);
    const fault = nameFault(name);
    if (fault !== undefined) refuse(fault);
    const { people, invited } = await this.list();
    const taken = [...people.filter(({ id }) => id !== besides?.id), ...invited];
    if (taken.some((one) => isSameName(one.name, name))) refuse('name-taken');
    return name;
  }

  // Read, changed and written with nothing of ours in between.
  #change<T>(work: (people: readonly Person[]) => Promise<T>): Promise<T> {
    return this.#vault.turn(async () => {
      if (this.#vault.backend.readOnly) fail({ code: 'read-only' });
      await this.#vault.refresh();
      return work(await this.#people());
    });
  }

  async #write(changes: Change[], action: AuditAction, name: string): Promise<void> {
    const { backend, audit } = this.#vault;
    await backend.write(changes, [audit.own(action, name)]);
  }
}

function numbered(n: number): string {
  return n === 1 ? unnamed : `${unnamed}-${n}`;
}

function refuseFull(people: number): void {
  if (people >= peopleLimits.people) refuse('full');
}

function nobody(name: string): never {
  return fail({ code: 'not-found', what: 'person', name: name.slice(0, 80) });
}

function refuse(reason: PersonFault): never {
  return fail({ code: 'person-refused', reason });
}
