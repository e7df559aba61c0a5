import { failureOf } from '../../shared/failure.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { type Compared, compareFields, isReordered } from '../../shared/version-changes.ts';
import type { Secrets } from './secrets.ts';

/** Two versions beside each other, the later one after the earlier. */
export interface Comparison {
  readonly fields: readonly Compared[];
  readonly reordered: boolean;
}

/** What a version changed, compared with the last before it that can be read. */
export interface VersionChange extends Comparison {
  readonly version: number;
  readonly against: number;
}

/** What became of a secret from version to version. */
export class Versions {
  readonly #secrets: Pick<Secrets, 'get' | 'info'>;

  constructor(secrets: Pick<Secrets, 'get' | 'info'>) {
    this.#secrets = secrets;
  }

  /** Any two; `not-found` for one that is deleted or destroyed. */
  async compare(path: string, before: number, after: number): Promise<Comparison> {
    const [from, to] = [await this.#secrets.get(path, before), await this.#secrets.get(path, after)];
    return compared(from.fields, to.fields);
  }

  /** What each version changed, ascending: of those that have one before them, both readable. */
  async changes(path: string): Promise<VersionChange[]> {
    const { versions } = await this.#secrets.info(path);
    const all: VersionChange[] = [];
    let last: { version: number; fields: readonly Field[] } | undefined;
    for (const { version, destroyed } of versions) {
      const fields = destroyed ? undefined : await this.#readable(path, version);
      if (fields === undefined) continue;
      if (last !== undefined) all.push({ version, against: last.version, ...compared(last.fields, fields) });
      last = { version, fields };
    }
    return all;
  }

  // One that is deleted, or damaged, hides nothing of the others.
  async #readable(path: string, version: number): Promise<readonly Field[] | undefined> {
    try {
      return (await this.#secrets.get(path, version)).fields;
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.code === 'damaged' || (failure?.code === 'not-found' && failure.what === 'version'))
        return undefined;
      throw error;
    }
  }
}

function compared(before: readonly Field[], after: readonly Field[]): Comparison {
  const fields = compareFields(before, after);
  return { fields, reordered: isReordered(fields, before) };
}
