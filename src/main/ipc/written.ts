import type { Session } from '../app/session.ts';

/** Waits for a write to the vault in front, tells the session of it, and gives what it gave. */
export function writtenIn(session: Pick<Session, 'noteWrite'>) {
  return async <T>(write: Promise<T>): Promise<T> => {
    const result = await write;
    session.noteWrite();
    return result;
  };
}
