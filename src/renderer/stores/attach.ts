import type { Failure } from '../../shared/failure.ts';
import { limits } from '../../shared/secret.ts';
import { joinPath } from '../../shared/title.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { turnTo } from './detail.ts';
import { showPane } from './panes.ts';
import { untilLock, vaultStore } from './reset.ts';
import { complain, say } from './status.ts';
import { refresh, writes } from './view.ts';

interface Attaching {
  /** The file that comes in; `undefined`: none. */
  readonly name: string | undefined;
  readonly done: number;
  readonly total: number;
}

/** A file that is being put into a secret. */
export const useAttaching = vaultStore<Attaching>({ name: undefined, done: 0, total: 0 });

/** Into a secret that is there, or into a new one of each file in a folder. */
type To = { readonly path: string } | { readonly folder: string };

/** Puts files into the vault, one after another; stops at the first that is refused. */
export async function attach(to: To, files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  if (useAttaching.getState().name !== undefined) return complain({ code: 'busy' });
  await writes(async () => {
    const unlocked = untilLock();
    const named: string[] = [];
    let last: string | undefined;
    for (const file of files) {
      const taken = await take(to, file, unlocked);
      if (!unlocked()) return;
      if (!taken.ok) {
        complain(taken.failure);
        break;
      }
      named.push(file.name);
      last = taken.value.path;
    }
    useAttaching.setState({ name: undefined });
    if (last === undefined) return;
    say(words.files.attached(named));
    turnTo(last);
    showPane('detail');
    await refresh(last);
  });
}

type Taken = { ok: true; value: { path: string } } | { ok: false; failure: Failure };

async function take(to: To, file: File, unlocked: () => boolean): Promise<Taken> {
  const fresh = 'folder' in to;
  const path = fresh ? joinPath({ folder: to.folder, title: titleOf(file.name) }) : to.path;
  useAttaching.setState({ name: file.name, done: 0, total: file.size });
  const begun = await api.files.begin({ path, name: file.name, fresh });
  if (!begun.ok) return begun;
  for (let at = 0; at < file.size; at += limits.piece) {
    const piece = await file
      .slice(at, at + limits.piece)
      .arrayBuffer()
      .catch(() => undefined);
    // It was taken away while it was read.
    if (piece === undefined) void api.files.cancel();
    if (piece === undefined || !unlocked()) return { ok: false, failure: { code: 'cancelled' } };
    const sent = await api.files.piece({ bytes: new Uint8Array(piece) });
    if (!sent.ok) {
      void api.files.cancel();
      return sent;
    }
    useAttaching.setState({ done: at + piece.byteLength });
  }
  return api.files.end();
}

/** What a secret of a file is called: the file's name without its ending. */
function titleOf(name: string): string {
  const stem = name
    .replace(/\.[^.]{1,8}$/, '')
    .replaceAll('/', ' ')
    .trim();
  return stem === '' || /^[.]+$/.test(stem) ? 'file' : stem;
}
