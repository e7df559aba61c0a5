import type { Members } from '../json-tree.ts';
import { refuse } from '../refuse.ts';

/** Refuses an export whose version came after the newest that is known. */
export function refuseNewer(members: Members, newest: number, name = 'version'): void {
  const version = Number(members.text(name));
  if (version > newest) refuse('newer-version', Number.isSafeInteger(version) ? { version } : {});
}
