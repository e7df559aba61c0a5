import { failureOf } from '../../shared/failure.ts';
import { isMissing } from '../store/missing.ts';

/** A vault that others may write while it is read. */
export interface Followed<Revision> {
  revision(): Revision & { readonly revision: number };
  /** Takes up what others committed. */
  follow(): Promise<unknown>;
  /** True where the same may be read once more, from elsewhere. */
  doubt?(): Promise<boolean>;
  /** Hears of damage. */
  damaged(): void;
}

/** So often a newer revision may leave while it is read before it counts as damage. */
const attempts = 100;

/**
 * Reads from one revision. What that has lost to a newer one is looked for there: its objects went
 * to other addresses, or under other keys, and the old ones were removed. Only what the newest one
 * lacks is damage.
 */
export async function readLasting<Revision, T>(
  vault: Followed<Revision>,
  read: (revision: Revision) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const from = vault.revision();
    try {
      return await read(from);
    } catch (error) {
      if (failureOf(error)?.code !== 'damaged') throw error;
      if (isMissing(error)) await vault.follow();
      if (vault.revision().revision > from.revision && attempt < attempts) continue;
      if (await vault.doubt?.()) continue;
      vault.damaged();
      throw error;
    }
  }
}
