import { fail } from '../../../shared/failure.ts';
import { making } from '../carried/make.ts';
import { type Stage, staged } from '../staged.ts';
import type { Staging } from '../store.ts';
import { putMarker, refuseTaken } from './layout.ts';
import { Manifests } from './manifests.ts';
import { Packs } from './packs.ts';
import type { Prefix } from './prefix.ts';
import { probe } from './probe.ts';

/**
 * A vault that is made under a prefix: as one line of revisions, or as a head for each device where
 * the service does not let one of several writers be first. One that keeps nothing safe is refused:
 * `store` (`probe-…`, with what it did).
 */
export function stage(prefix: Prefix, location: string, patience?: number): Staging {
  const packs = new Packs(prefix);
  const manifests = new Manifests(prefix, patience);
  let made: readonly string[] = [];
  let seen = 0;
  /** Where each device is to have a line of its own. */
  let apart: ReturnType<typeof making> | undefined;
  const isFree = async () => ((await manifests.newest()) === undefined ? prefix.clock.now() : undefined);
  const work: Stage = {
    begin: async () => {
      seen = await refuseTaken(prefix, location);
      const verdict = await probe(prefix);
      if (verdict.way === 'none') fail({ code: 'store', reason: `probe-${verdict.why}` });
      if (verdict.way === 'heads') apart = making(prefix, location);
    },
    add: async (content) => {
      if (apart !== undefined) return apart.add(content);
      const { batches, revision } = content;
      made = await packs.add(batches, revision);
    },
    readObjects: (ids) => (apart === undefined ? packs.read(ids) : apart.readObjects(ids)),
    isSound: () => (apart === undefined ? packs.areWhole() : apart.isSound()),
    publish: async (manifest) => {
      if (apart !== undefined) return apart.publish(manifest);
      if (!(await manifests.publish(manifest, seen, isFree))) return false;
      // For people, and for programs that know another layout; the vault is there without it.
      await putMarker(prefix).catch(() => {});
      return true;
    },
    discard: () => (apart === undefined ? packs.removePacks(made) : apart.discard()),
  };
  return staged(work, location);
}
