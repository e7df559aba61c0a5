import { api } from '../api.ts';
import * as detail from './detail.ts';
import * as folders from './folders.ts';
import * as listing from './listing.ts';
import { onReset, untilLock } from './reset.ts';

let last = 0;
let finding: string | undefined;
onReset(() => {
  last += 1;
  finding = undefined;
});

/** Fetches all that is on the screen anew, in one call; the cursor goes to the secret `find`. */
export async function refresh(find = finding): Promise<void> {
  const mine = ++last;
  finding = find;
  const [rows, tree, secret] = [listing.viewed(find), folders.viewed(), detail.viewed()];
  const reply = await api.secrets.view({
    list: rows.wanted,
    parents: tree.wanted,
    ...(secret.wanted && { secret: secret.wanted }),
  });
  // A later one is under way, or the vault was locked.
  if (mine !== last) return;
  finding = undefined;
  if (reply.ok) seen = reply.value.changes;
  const list = reply.ok ? reply.value.list : reply;
  rows.take(list);
  tree.take(list);
  const shown = reply.ok ? reply.value.secret : reply;
  if (secret.wanted && shown) secret.take(shown);
}

let writing = 0;
/** So many changes are on the screen, and so many main has told of. */
let seen = 0;
let told = 0;

/**
 * Runs what writes and then refreshes: what main tells of that meanwhile is on the screen
 * afterwards.
 */
export async function writes<T>(work: () => Promise<T>): Promise<T> {
  const unlocked = untilLock();
  writing += 1;
  try {
    return await work();
  } finally {
    writing -= 1;
    if (unlocked()) catchUp();
  }
}

/** To be called with the changes that main tells of. */
export function noteChanges(changes: number): void {
  told = changes;
  catchUp();
}

function catchUp(): void {
  if (writing === 0 && told > seen) void refresh();
}
