import type { Chosen } from '../../shared/contract-several.ts';
import { favouritePatch, isFavourite } from '../../shared/facet.ts';
import { fail } from '../../shared/failure.ts';
import { isUnder, newPath, normalFolder, normalPath, titleOf } from '../../shared/path.ts';
import { limits } from '../../shared/secret.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';
import type { Change } from '../backend/changes.ts';
import type { Catalog } from './catalog.ts';
import type { Secrets } from './secrets.ts';
import { countTags, type TagCount } from './tags.ts';
import type { Back, Undo } from './undo.ts';

/** To how many secrets it was done, and the number by which it is taken back. */
export interface Done {
  readonly secrets: number;
  readonly undo: number;
}

type Move = readonly [from: string, to: string];

/** What is done to several secrets at once: each is one commit, and can be taken back. */
export class Several {
  readonly #secrets: Secrets;
  readonly #catalog: () => Promise<Catalog>;
  readonly #undo: Undo;

  constructor(secrets: Secrets, catalog: () => Promise<Catalog>, undo: Undo) {
    this.#secrets = secrets;
    this.#catalog = catalog;
    this.#undo = undo;
  }

  /** Into a folder, '' for none; what lies there already stays. */
  async move(chosen: Chosen, into: string): Promise<Done> {
    const folder = normalFolder(into);
    const infos = await this.#chosen(chosen);
    return this.#move(
      infos.map(({ path }): Move => [path, folder === '' ? titleOf(path) : `${folder}/${titleOf(path)}`]),
    );
  }

  /** All that lies in a folder, deleted secrets too, into another. */
  async moveFolder(rawFrom: string, rawTo: string): Promise<Done> {
    const [from, to] = [normalPath(rawFrom), newPath(rawTo)];
    const all = (await this.#catalog()).all().filter(({ path }) => isUnder(path, from));
    if (all.length === 0) fail({ code: 'not-found', what: 'secret', name: from });
    // What makes room comes first: where the folder moves into itself the deepest, otherwise the
    // others.
    const deepest = isUnder(to, from) ? -1 : 1;
    const ordered = all.toSorted((a, b) => deepest * (a.path.length - b.path.length));
    return this.#move(ordered.map(({ path }): Move => [path, `${to}${path.slice(from.length)}`]));
  }

  async tag(chosen: Chosen, add: readonly string[], remove: readonly string[]): Promise<Done> {
    const infos = await this.#chosen(chosen);
    const changed = infos.flatMap(({ path, tags }) => {
      const next = [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add])];
      const same = next.length === tags.length && next.every((tag) => tags.includes(tag));
      return same ? [] : [{ path, tags, next }];
    });
    if (changed.some(({ next }) => next.length > limits.tags))
      fail({ code: 'too-large', what: 'tags', limit: limits.tags });
    const patches = (pick: 'tags' | 'next') =>
      changed.map((one): Change => ({ op: 'metadata', path: one.path, patch: { tags: [...one[pick]] } }));
    return this.#commit(changed, patches('next'), () => this.#secrets.apply(patches('tags')));
  }

  /** Marks them as favourites, or no longer. */
  async favourite(chosen: Chosen, on: boolean): Promise<Done> {
    const infos = (await this.#chosen(chosen)).filter((info) => isFavourite(info) !== on);
    const changes = (mark: boolean) =>
      infos.map(({ path }): Change => ({ op: 'metadata', path, patch: favouritePatch(mark) }));
    return this.#commit(infos, changes(on), () => this.#secrets.apply(changes(!on)));
  }

  /** Where they lie. */
  async paths(chosen: Chosen): Promise<string[]> {
    return (await this.#chosen(chosen)).map(({ path }) => path);
  }

  /** The tags that they have, by name. */
  async tags(chosen: Chosen): Promise<TagCount[]> {
    return countTags(await this.#chosen(chosen));
  }

  async delete(chosen: Chosen): Promise<Done> {
    const infos = (await this.#chosen(chosen)).filter(({ current }) => current > 0);
    const changes = (op: 'delete' | 'undelete') => infos.map(({ path }): Change => ({ op, path }));
    return this.#commit(infos, changes('delete'), () => this.#secrets.apply(changes('undelete')));
  }

  async undelete(chosen: Chosen): Promise<Done> {
    const infos = (await this.#chosen(chosen)).filter(({ current }) => current === 0);
    const changes = (op: 'delete' | 'undelete') => infos.map(({ path }): Change => ({ op, path }));
    return this.#commit(infos, changes('undelete'), () => this.#secrets.apply(changes('delete')));
  }

  #move(all: readonly Move[]): Promise<Done> {
    const moves = all.filter(([from, to]) => from !== to).map(([from, to]): Move => [from, newPath(to)]);
    const back = moves.toReversed().map(([from, to]): Move => [to, from]);
    return this.#done(() => this.#secrets.moveAll(moves), {
      secrets: moves.length,
      paths: [],
      run: () => this.#secrets.moveAll(back),
    });
  }

  #commit(infos: readonly Pick<SecretInfo, 'path'>[], changes: Change[], run: Back['run']): Promise<Done> {
    const paths = infos.map(({ path }) => path);
    return this.#done(() => this.#secrets.apply(changes), { secrets: paths.length, paths, run });
  }

  async #done(work: () => Promise<unknown>, back: Back): Promise<Done> {
    const { secrets } = back;
    if (secrets === 0) return { secrets, undo: 0 };
    await work();
    return { secrets, undo: await this.#undo.keep(back) };
  }

  // One that is gone meanwhile is left out.
  async #chosen(chosen: Chosen): Promise<readonly SecretInfo[]> {
    const catalog = await this.#catalog();
    if ('paths' in chosen)
      return [...new Set(chosen.paths)].flatMap((path) => catalog.find(normalPath(path)) ?? []);
    await catalog.prepare();
    const all = catalog.whole(chosen.list);
    if (all.length !== chosen.total) fail({ code: 'conflict', expected: chosen.total, found: all.length });
    const except = new Set(chosen.except);
    return all.filter(({ path }) => !except.has(path));
  }
}
