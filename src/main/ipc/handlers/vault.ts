import type { Handlers } from '../../../shared/contract.ts';
import { fail } from '../../../shared/failure.ts';
import { isService, type LocalKind, type Place, type PlaceKind } from '../../../shared/place.ts';
import { type PlacePurpose, typedPlace } from '../../../shared/place-form.ts';
import type { CredentialBook } from '../../app/credentials.ts';
import type { Session } from '../../app/session.ts';
import type { Credentials } from '../../vault/slots.ts';
import { type Chosen, choice, own, ownIf } from '../chosen.ts';

/** The system's choosers; `undefined` when the person cancels. */
export interface VaultChooser {
  place(kind: LocalKind, purpose: PlacePurpose): Promise<Place | undefined>;
  /**
   * Asks whether a server may be contacted, of which only the page says that the person named it.
   */
  mayConnect(place: Place): Promise<boolean>;
  /** A file that is not there yet, in the person's own folder; `undefined`: there is no folder. */
  freshPlace(): Promise<Place | undefined>;
  keyFile(): Promise<string | undefined>;
  newKeyFile(): Promise<string | undefined>;
}

/** As many of a list as a person goes through at a time; those that were dealt with leave it. */
const mostExposed = 200;

export function vaultHandlers(
  session: Session,
  chooser: VaultChooser,
  chosen: Chosen,
  credentials: CredentialBook,
): Handlers['vault'] {
  const keyFile = async (file: string | undefined) => {
    if (choice(chosen, file) === undefined) return undefined;
    const { isOpenToOthers } = await import('../../keyslots/open-to-others.ts');
    return { file: file ?? '', open: await isOpenToOthers(file ?? '') };
  };
  return {
    choosePlace: async ({ kind, purpose, typed }) => {
      if (typed === undefined) return choice(chosen, await chooser.place(localKind(kind), purpose));
      const place = typedPlace(kind, typed);
      const { checkPlace } = await import('../../backend/places.ts');
      await checkPlace(place);
      if (!chosen.has(place) && !(await chooser.mayConnect(place))) return undefined;
      return choice(chosen, place);
    },
    suggestPlace: async () => choice(chosen, await chooser.freshPlace()),
    chooseKeyFile: async () => keyFile(await chooser.keyFile()),
    makeKeyFile: async () => {
      const file = await chooser.newKeyFile();
      if (file !== undefined) await (await import('../../keyslots/key-file.ts')).createKeyFile(file);
      return keyFile(file);
    },
    syncTool: async ({ place }) => {
      const { syncToolAt } = await import('../../backend/places.ts');
      return syncToolAt(own(chosen, place));
    },
    create: ({ place, passphrase, keyFile: key }) =>
      session.create(own(chosen, place), { passphrase, keyFile: ownIf(chosen, key) }),
    select: ({ place, keep }) => session.select(own(chosen, place), keep),
    offer: ({ place }) => session.offer(own(chosen, place)),
    forgetRecent: ({ place }) => {
      credentials.forget(place);
      return session.forget(place);
    },
    describe: ({ name, color }) => session.describe({ name, color }),
    unlock: ({ passphrase, keyFile: key, acceptOlder }) =>
      session.unlock({ passphrase, keyFile: ownIf(chosen, key) }, acceptOlder),
    cancelUnlock: () => session.cancel(),
    lock: () => session.lock('asked'),
    lockAlone: () => session.lock('asked', true),
    leave: () => session.leave(),
    chooseAnother: () => session.leave(true),
    changePassphrase: async (input) => {
      const { vault } = session;
      const { old: words, new: next, keepKeys = false } = input;
      await session.withCredentials(words, (old) =>
        vault.changePassphrase(old, withPassphrase(old, next), { keepKeys }),
      );
      session.noteWrite();
    },
    changeKeyFile: async ({ passphrase, file }) => {
      await session.changeKeyFile(passphrase, ownIf(chosen, file));
      session.noteWrite();
      return session.state();
    },
    rekey: async ({ passphrase }) => {
      const { vault } = session;
      await session.withCredentials(passphrase, (credentials) => vault.rekey(credentials));
      session.noteWrite();
    },
    keys: () => session.keys(),
    reseal: () => void session.reseal().catch(() => undefined),
    exposed: async () => {
      const all = await session.vault.exposed();
      return { total: all.length, secrets: all.slice(0, mostExposed).map((secret) => ({ ...secret })) };
    },
  };
}

function localKind(kind: PlaceKind): LocalKind {
  return isService(kind) ? fail({ code: 'bad-input', what: 'place', reason: 'empty' }) : kind;
}

// The key file stays what it was.
function withPassphrase(old: Credentials, passphrase: string): Credentials {
  return typeof old === 'string' ? passphrase : { ...old, passphrase };
}
