import { failureOf } from '../../shared/failure.ts';
import { normalPath } from '../../shared/path.ts';
import { defaultMaxVersions } from '../../shared/secret.ts';
import type { Field, MetadataPatch, SecretInfo } from '../../shared/secret-schema.ts';
import type { Saved, Secrets } from './secrets.ts';
import type { Undo } from './undo.ts';

/** `undo`: the number by which it is taken back; 0: it cannot be. */
interface Done {
  readonly undo: number;
}

/**
 * What a person does to one secret, each with its way back: of an edit the version before becomes
 * current as a new version, and nothing is destroyed.
 */
export class Edits {
  readonly #secrets: Secrets;
  readonly #undo: Undo;

  constructor(secrets: Secrets, undo: Undo) {
    this.#secrets = secrets;
    this.#undo = undo;
  }

  async save(path: string, fields: readonly Field[], saved: Saved): Promise<Done & { version: number }> {
    const before = await this.#known(saved.from ?? path);
    const version = await this.#secrets.save(path, fields, saved);
    return { version, undo: await this.#edited(path, before, version) };
  }

  /** As `Secrets.rollback`. */
  async rollback(path: string, version: number, field?: string): Promise<Done & { version: number }> {
    const before = await this.#known(path);
    const made = await this.#secrets.rollback(path, version, field);
    return { version: made, undo: await this.#edited(path, before, made) };
  }

  async delete(path: string, versions?: readonly number[]): Promise<Done & { current: number }> {
    const current = await this.#secrets.delete(path, versions);
    return { current, undo: await this.#keep(path, () => this.#secrets.undelete(path, versions)) };
  }

  async move(from: string, to: string): Promise<Done> {
    await this.#secrets.move(from, to);
    const run = () => this.#secrets.move(to, from);
    return { undo: await this.#undo.keep({ secrets: 1, paths: [], run }) };
  }

  async updateMetadata(path: string, patch: MetadataPatch): Promise<Done> {
    const before = await this.#secrets.info(path);
    await this.#secrets.updateMetadata(path, patch);
    return { undo: await this.#keep(path, () => this.#secrets.updateMetadata(path, reverse(patch, before))) };
  }

  async #edited(path: string, before: SecretInfo | undefined, version: number): Promise<number> {
    if (before === undefined || before.current === 0)
      return this.#keep(path, () => this.#secrets.delete(path, [version]));
    // Where few versions are kept the one before may be gone at once.
    const { versions } = await this.#secrets.info(path);
    const left = versions.some((one) => one.version === before.current && !one.destroyed);
    return left ? this.#keep(path, () => this.#backTo(before, path, version)) : 0;
  }

  async #backTo(before: SecretInfo, path: string, over: number): Promise<void> {
    const { fields } = await this.#secrets.get(path, before.current);
    const moved = before.path === normalPath(path) ? {} : { from: path };
    await this.#secrets.save(before.path, fields, { over, tags: before.tags, ...moved });
  }

  #keep(path: string, run: () => Promise<unknown>): Promise<number> {
    return this.#undo.keep({ secrets: 1, paths: [normalPath(path)], run });
  }

  async #known(path: string): Promise<SecretInfo | undefined> {
    try {
      return await this.#secrets.info(path);
    } catch (error) {
      if (failureOf(error)?.code === 'not-found') return undefined;
      throw error;
    }
  }
}

function reverse(patch: MetadataPatch, before: SecretInfo): MetadataPatch {
  const had = new Map(before.custom);
  const keys = [...(patch.set ?? []).map(([key]) => key), ...(patch.unset ?? [])];
  return {
    ...(patch.tags && { tags: before.tags }),
    ...(patch.maxVersions !== undefined && {
      maxVersions: before.maxVersions === defaultMaxVersions ? null : before.maxVersions,
    }),
    ...(patch.casRequired !== undefined && { casRequired: before.casRequired }),
    ...(patch.deleteVersionAfter !== undefined && { deleteVersionAfter: before.deleteVersionAfter ?? null }),
    set: keys.flatMap((key) => (had.has(key) ? [[key, had.get(key) ?? ''] as const] : [])),
    unset: keys.filter((key) => !had.has(key)),
  };
}
