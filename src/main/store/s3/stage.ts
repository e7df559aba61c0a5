import { fail } from '../../../shared/failure.ts';
import { type Stage, staged } from '../staged.ts';
import type { Staging } from '../store.ts';
import { putMarker, refuseTaken } from './layout.ts';
import { Manifests } from './manifests.ts';
import { Packs } from './packs.ts';
import type { Prefix } from './prefix.ts';
import { probe } from './probe.ts';

/**
 * A vault that is made under a prefix. A service on which writers cannot agree is refused: `store`
 * (`probe-…`, with what it did).
 */
export function stage(prefix: Prefix, location: string, patience?: number): Staging {
  const packs = new Packs(prefix);
  const manifests = new Manifests(prefix, patience);
  let made: readonly string[] = [];
  let seen = 0;
  const isFree = async () => ((await manifests.newest()) === undefined ? prefix.clock.now() : undefined);
  const work: Stage = {
    begin: async () => {
      seen = await refuseTaken(prefix, location);
      const verdict = await probe(prefix);
      if (verdict.way === 'heads') fail({ code: 'store', reason: `probe-${verdict.why}` });
    },
    add: async ({ batches, revision }) => {
      made = await packs.add(batches, revision);
    },
    readObjects: (ids) => packs.read(ids),
    isSound: () => packs.areWhole(),
    publish: async (manifest) => {
      if (!(await manifests.publish(manifest, seen, isFree))) return false;
      // For people, and for programs that know another layout; the vault is there without it.
      await putMarker(prefix).catch(() => {});
      return true;
    },
    discard: () => packs.removePacks(made),
  };
  return staged(work, location);
}
