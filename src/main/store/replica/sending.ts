import type { Sealed } from '../../../shared/brand.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import { type Commit, type StreamedCommit, sameTip, tipOf } from '../store.ts';
import { streamed } from '../streamed.ts';
import { isUncertain } from '../uncertain.ts';
import type { Following } from './following.ts';
import type { Parts } from './parts.ts';
import { isUnreached } from './service.ts';
import { teed } from './teed.ts';

/** So often a commit is sent again to a service that broke off and is there. */
const attempts = 5;
/** Objects of a join that are read in one go. */
const joinedAtOnce = 64;

/** Commits to the service, which the copy takes up once they are there. */
export class Sending {
  readonly #parts: Parts;
  readonly #following: Following;

  constructor(parts: Parts, following: Following) {
    this.#parts = parts;
    this.#following = following;
  }

  async commit(commit: Commit): Promise<'done' | 'conflict'> {
    const outcome = await this.#sent(commit);
    if (outcome === 'done') await this.#mirrored(commit);
    return outcome;
  }

  /** What waits here goes along, object by object as it lies. */
  async join({ objects, manifest, drop = [], ...where }: Commit): Promise<'done' | 'conflict'> {
    const gone = new Set(drop);
    const { unsent } = this.#parts;
    const waiting = (await unsent.list()).filter((id) => !gone.has(id));
    const batches = (async function* () {
      yield objects;
      for (let at = 0; at < waiting.length; at += joinedAtOnce) {
        const ids = waiting.slice(at, at + joinedAtOnce);
        const bytes = await unsent.read(ids);
        yield ids.flatMap((id, i) => (bytes[i] === undefined ? [] : [[id, bytes[i] as Sealed] as const]));
      }
    })();
    try {
      return await this.stream({ ...where, batches, finish: () => ({ manifest, drop }) });
    } catch (error) {
      // A stream that was overtaken says so; this one can be made again.
      if (failureOf(error)?.code === 'busy') return 'conflict';
      throw error;
    }
  }

  async stream({ batches, finish, ...where }: StreamedCommit): Promise<'done' | 'conflict'> {
    let last: ReturnType<StreamedCommit['finish']> | undefined;
    const seen = teed(batches, (objects) => this.#parts.mirror.add(objects));
    const ended = () => {
      last = finish();
      return last;
    };
    const outcome = await this.#parts.service.do((store) =>
      streamed(store, { ...where, batches: seen, finish: ended }),
    );
    if (outcome === 'done' && last !== undefined) await this.#mirrored({ ...where, ...last, objects: [] });
    return outcome;
  }

  async #mirrored(commit: Commit): Promise<void> {
    const { mirror, heard, service } = this.#parts;
    if (!this.#following.isBehind) await mirror.commit(commit);
    heard.note(service);
  }

  /** What came of a commit. */
  async #sent(commit: Commit): Promise<'done' | 'conflict'> {
    const { service, mirror } = this.#parts;
    for (let attempt = 1; ; attempt++) {
      try {
        return await service.do((store) => store.commit(commit));
      } catch (error) {
        if (!isUnreached(error) || !mirror.isThere) throw error;
        const came = await this.#cameOf(commit, error);
        if (came !== 'nothing') return came;
        if (attempt === attempts) throw error;
      }
    }
  }

  // A connection that broke tells nothing; the service may be there all the same. Where it is not,
  // and nothing can have come there, the same is written here: under another name, so it is made
  // again.
  async #cameOf(
    { revision, manifest, after }: Commit,
    error: unknown,
  ): Promise<'done' | 'nothing' | 'conflict'> {
    const { service, mirror, folder } = this.#parts;
    const base = await mirror.tip();
    if (base === undefined || base.revision !== revision - 1 || base.mark !== (after ?? base.mark))
      throw error;
    const asked = await service.ask((store) => store.latestManifest(folder.tagged(base)), true);
    if (asked === undefined && !isUncertain(error)) return 'conflict';
    if (asked === undefined) throw error;
    if (asked.value === undefined) return 'nothing';
    if (sameTip(tipOf(asked.value), tipOf({ revision, bytes: manifest }))) return 'done';
    // Others went on: whether from this one nobody says.
    return isUncertain(error) ? fail({ code: 'busy' }) : 'conflict';
  }
}
