import { type Failure, fail, failureOf } from '../../shared/failure.ts';
import { isHidden, limits } from '../../shared/secret.ts';
import type { Field, Secret } from '../../shared/secret-schema.ts';
import { fieldCalled } from '../../shared/templates.ts';
import type { CliWords } from '../../shared/words/cli.ts';
import type { Session } from '../command.ts';
import { exitCode } from '../exit.ts';
import { texts } from '../language.ts';
import { complain } from '../print.ts';
import { sentence } from '../sentences.ts';
import type { Reference } from './reference.ts';

/** Where a reference stands: behind an option, or on a line. */
export type ReferencePlace =
  | { readonly option: string }
  | { readonly template: number }
  | { readonly envFile: number };

/** A reference and where it stands. */
export interface Wanted {
  readonly place: ReferencePlace;
  readonly reference: Reference;
}

/** Opens one version of a secret: the vault's own `get`, or the running app's. */
export type Read = (path: string, version?: number) => Promise<Secret>;

/** What cannot be had, and where it is asked for. */
export interface Problem {
  readonly place: ReferencePlace;
  readonly failure: Failure;
}

/** A value that a reference led to. */
export interface Resolved {
  readonly bytes: Uint8Array;
  readonly hidden: boolean;
}

/**
 * Reads each secret once. A secret that is not there, denied or without the key is a problem; every
 * other failure is thrown.
 */
export class Resolver {
  readonly #read: Read;
  readonly #secrets = new Map<string, Promise<Secret>>();
  readonly problems: Problem[] = [];

  constructor(read: Read) {
    this.#read = read;
  }

  /** The value; `undefined` when it was noted as a problem. */
  async value({ place, reference }: Wanted): Promise<Resolved | undefined> {
    const { path, key, version } = reference;
    const secret = await this.secret(place, path, version);
    if (secret === undefined) return undefined;
    const field = fieldCalled(secret.fields, key);
    if (field === undefined) return this.#note(place, { code: 'not-found', what: 'field', name: key });
    return this.field(place, field);
  }

  /** The whole secret; `undefined` when it was noted as a problem. */
  async secret(place: ReferencePlace, path: string, version?: number): Promise<Secret | undefined> {
    try {
      const secret = await this.#once(path, version);
      // Soft-deleted: there is a secret, but no version of it is current.
      if (secret.version === 0) fail({ code: 'not-found', what: 'live', name: path });
      return secret;
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.code !== 'not-found' && failure?.code !== 'denied' && failure?.code !== 'bad-path')
        throw error;
      return this.#note(place, failure);
    }
  }

  /**
   * A field's value as its bytes; `undefined` for a long file, which may be longer than memory: a
   * problem.
   */
  field(place: ReferencePlace, { type, value }: Field): Resolved | undefined {
    if (type === 'attachment')
      return this.#note(place, { code: 'too-large', what: 'value', limit: limits.smallFile });
    return { bytes: Buffer.from(value, type === 'file' ? 'base64' : 'utf8'), hidden: isHidden(type) };
  }

  #once(path: string, version?: number): Promise<Secret> {
    const name = `${version ?? ''} ${path}`;
    const known = this.#secrets.get(name) ?? this.#read(path, version);
    this.#secrets.set(name, known);
    return known;
  }

  #note(place: ReferencePlace, failure: Failure): undefined {
    this.problems.push({ place, failure });
  }
}

/** Says what cannot be had and where it is asked for; the exit code of the first. */
export async function tellProblems(call: Session, problems: readonly Problem[]): Promise<number> {
  const { at } = await texts('run');
  for (const { place, failure } of problems)
    await complain(call, `${placeIn(at, place)}: ${await sentence(failure)}`);
  const [first] = problems;
  return first === undefined ? 0 : exitCode(first.failure);
}

function placeIn(at: CliWords['run']['at'], place: ReferencePlace): string {
  if ('option' in place) return place.option;
  return 'template' in place ? at.template(place.template) : at.envFile(place.envFile);
}
