import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { fail } from '../../shared/failure.ts';
import { limits } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { FileSource } from '../backend/changes.ts';
import { beginFile } from '../backend/write/files.ts';
import type { Secrets } from '../vault/secrets.ts';

/** Where a file goes: into the secret at `path`, or into a new one that is called so. */
export interface Taken {
  readonly path: string;
  readonly name: string;
  readonly fresh: boolean;
}

/** Where it lies then. */
export interface TakenTo {
  readonly path: string;
  readonly field: string;
}

interface Taking {
  readonly pieces: PassThrough;
  readonly stored: Promise<TakenTo>;
}

/** Takes files into secrets, one at a time, piece by piece and never whole in memory. */
export class FileTaker {
  #taking: Taking | undefined;

  /** What was begun before and not ended is let go: the page that brought it is gone. */
  begin(secrets: Secrets, to: Taken): void {
    this.cancel();
    const pieces = new PassThrough({ highWaterMark: 2 * limits.piece });
    const stored = store(secrets, to, pieces);
    // Whoever brings the next piece, or ends, is told.
    stored.catch(() => pieces.destroy());
    pieces.on('error', () => undefined);
    this.#taking = { pieces, stored };
  }

  /** Returns when the next piece is wanted; what storing refuses. */
  async piece(bytes: Uint8Array): Promise<void> {
    const { pieces, stored } = this.#current();
    if (pieces.destroyed) await stored;
    if (pieces.write(bytes)) return;
    await Promise.race([once(pieces, 'drain'), stored]);
  }

  async end(): Promise<TakenTo> {
    const { pieces, stored } = this.#current();
    pieces.end();
    try {
      return await stored;
    } finally {
      this.#taking = undefined;
    }
  }

  /** Nothing of it is stored. */
  cancel(): void {
    this.#taking?.pieces.destroy(new Error('cancelled'));
    this.#taking = undefined;
  }

  #current(): Taking {
    return this.#taking ?? fail({ code: 'cancelled' });
  }
}

async function store(secrets: Secrets, to: Taken, pieces: AsyncIterable<Uint8Array>): Promise<TakenTo> {
  const begun = await beginFile(() => pieces);
  const path = to.fresh ? await freePath(secrets, to.path) : to.path;
  const field = to.fresh ? fieldNameOf(to.name) : await freeField(secrets, path, fieldNameOf(to.name));
  const fields = [filed(field, begun)];
  const files = begun instanceof Uint8Array ? {} : { files: new Map([[token, readOnce(begun)]]) };
  if (to.fresh) await secrets.put(path, fields, { expect: 0, ...files });
  else await secrets.patch(path, { set: fields, ...files });
  return { path, field };
}

const token = 'file 1';

function filed(name: string, begun: Uint8Array | AsyncIterable<Uint8Array>): Field {
  if (!(begun instanceof Uint8Array)) return { name, type: 'attachment', value: token };
  return { name, type: 'file', value: Buffer.from(begun).toString('base64') };
}

// What came from the page is not there a second time.
function readOnce(begun: AsyncIterable<Uint8Array>): FileSource {
  let rest: AsyncIterable<Uint8Array> | undefined = begun;
  return () => {
    const once = rest ?? fail({ code: 'busy' });
    rest = undefined;
    return once;
  };
}

function fieldNameOf(name: string): string {
  const plain = name.trim().slice(-limits.fieldName);
  return plain === '' ? 'file' : plain;
}

async function freeField(secrets: Secrets, path: string, name: string): Promise<string> {
  const { fields } = await secrets.info(path);
  const taken = new Set(fields.map((field) => field.name));
  return numbered(name, (one) => taken.has(one));
}

async function freePath(secrets: Secrets, path: string): Promise<string> {
  const taken = new Set((await secrets.list('', { deleted: true })).map((info) => info.path));
  return numbered(path, (one) => taken.has(one));
}

/** `name`, else `name (2)` and so on. */
function numbered(name: string, taken: (name: string) => boolean): string {
  for (let n = 1; ; n++) {
    const one = n === 1 ? name : `${name} (${n})`;
    if (!taken(one)) return one;
  }
}
