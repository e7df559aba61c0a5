import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Handlers } from '../../../shared/contract.ts';
import { fail, failureOf, systemFailure } from '../../../shared/failure.ts';
import { peopleLimits } from '../../../shared/people.ts';
import { printPlace } from '../../../shared/place.ts';
import type { Session } from '../../app/session.ts';
import { type CodeKind, readCode } from '../../keyslots/code.ts';
import { replaceFile } from '../../store/file.ts';
import { type Chosen, ownIf } from '../chosen.ts';
import { writtenIn } from '../written.ts';

/** What is asked of the system for people. */
export interface PersonFiles {
  /** The person's choice of a file to read; `undefined` when it was cancelled. */
  readonly personFile: () => Promise<string | undefined>;
  readonly newPersonFile: (kind: CodeKind, name: string) => Promise<string | undefined>;
  /** Copies a text that is no secret. */
  readonly copyText: (text: string) => Promise<void>;
}

export function peopleHandlers(session: Session, files: PersonFiles, chosen: Chosen): Handlers['people'] {
  const written = writtenIn(session);
  return {
    list: async () => {
      // Another machine may have let somebody in, or opened it since.
      await session.refresh();
      const { people, invited } = await session.vault.people.list();
      return {
        people: people.map((one) => ({ ...one })),
        invited: invited.map((one) => ({ ...one })),
        most: peopleLimits.people,
      };
    },
    rename: ({ name }) => written(session.vault.people.rename(name)),
    invite: async ({ name }) => {
      const code = await session.vault.people.invite(name, printPlace(session.place));
      session.noteWrite();
      return { code };
    },
    withdraw: ({ name }) => written(session.vault.people.withdraw(name)),
    look: async ({ code }) => {
      const { name, words, kdf } = await session.vault.people.look(code);
      const { KDF_FLOOR } = await import('../../keyslots/passphrase.ts');
      const cheap = kdf.memoryKiB < KDF_FLOOR.memoryKiB || kdf.passes < KDF_FLOOR.passes;
      return { name, words: [...words], cheap };
    },
    confirm: ({ code, words, passphrase }) => {
      const { vault } = session;
      return written(
        session.withCredentials(passphrase, (credentials) => vault.people.confirm(code, words, credentials)),
      );
    },
    remove: ({ name, passphrase }) => {
      const { vault } = session;
      return written(
        session.withCredentials(passphrase, (credentials) => vault.people.remove(name, credentials)),
      );
    },
    read: async ({ code }) => {
      const { vault, name, place } = (await invitations()).readInvitation(code);
      return { vault, name, ...(place !== undefined && { place }) };
    },
    join: async ({ code, passphrase, keyFile }) => {
      const { answer } = await import('../../app/join.ts');
      return answer(code, { passphrase, keyFile: ownIf(chosen, keyFile) });
    },
    choose: async () => {
      const file = await files.personFile();
      return file === undefined ? undefined : textIn(file);
    },
    save: async ({ kind, code, name }) => {
      readCode(kind, code);
      const file = await files.newPersonFile(kind, name);
      if (file === undefined) return undefined;
      const lines = code.replaceAll(/\s+/g, '').match(/.{1,64}/g) ?? [];
      save(file, `${lines.join('\n')}\n`);
      return { file: basename(file) };
    },
    copy: async ({ kind, code }) => {
      readCode(kind, code);
      await files.copyText(code);
    },
  };
}

const invitations = () => import('../../keyslots/invitation.ts');

// What is no text is no code, and is told as that by whoever reads it.
async function textIn(file: string): Promise<string> {
  const most = 8 * peopleLimits.code;
  const limit = peopleLimits.code;
  try {
    const found = await stat(file);
    if (!found.isFile()) fail({ code: 'code-refused', reason: 'unknown' });
    if (found.size > most) fail({ code: 'too-large', what: 'code', limit });
    return (await readFile(file)).toString('utf8');
  } catch (error) {
    if (failureOf(error) !== undefined) throw error;
    return fail(systemFailure(error), error);
  }
}

// The chooser has asked whether an existing file is to be replaced.
function save(file: string, text: string): void {
  try {
    replaceFile(file, text);
  } catch (error) {
    fail(systemFailure(error), error);
  }
}
