import { Zip, ZipPassThrough } from 'fflate';
import { utf8 } from './crypto/bytes.ts';
import { fileName } from './file-name.ts';
import type { Field, Secret, Version } from './format/secret.ts';
import type { Json } from './format/shape.ts';
import type { Progress } from './format/source.ts';
import type { Vault } from './format/vault.ts';
import { wholeOf } from './format/whole.ts';
import type { Put } from './target.ts';

/** A ZIP without the later extension holds less than this, and fewer files. */
const zipLimits = { bytes: 4_000_000_000, files: 65_000 };

export class ZipTooLarge extends Error {}

/** Gives how many secrets are in it. */
export async function jsonOf(vault: Vault, told: Progress, put: Put): Promise<number> {
  const whole = await wholeOf(vault, told);
  await put(jsonBytes(whole));
  return countOf(whole);
}

/** `secrets.json`, and each file by itself. */
export async function zipOf(vault: Vault, told: Progress, put: Put): Promise<number> {
  const archive = new Archive(put);
  const taken = new Set<string>();
  const keep = async (secret: Secret, version: Version, field: Field) => {
    // Read through first: what is damaged further on is not there by half.
    for await (const piece of version.pieces(field)) void piece;
    const folder = secret.path.replaceAll('/', ' - ').slice(0, 50);
    const name = `files/${fileName(`${folder} v${version.n} ${field.name}`, taken)}`;
    await archive.add(name, version.pieces(field));
    return name;
  };
  const whole = await wholeOf(vault, told, keep);
  await archive.add('secrets.json', [jsonBytes(whole)]);
  await archive.end();
  return countOf(whole);
}

function jsonBytes(whole: Json): Uint8Array {
  return utf8(`${JSON.stringify(whole, undefined, 1)}\n`);
}

function countOf(whole: Json): number {
  return (whole['secrets'] as unknown[]).length;
}

/** A ZIP that grows piece by piece. */
class Archive {
  readonly #put: Put;
  #waiting: Uint8Array[] = [];
  readonly #zip: Zip;
  #bytes = 0;
  #files = 0;

  constructor(put: Put) {
    this.#put = put;
    this.#zip = new Zip((error, piece) => {
      if (error) throw error;
      this.#bytes += piece.length;
      this.#waiting.push(piece);
    });
  }

  async add(name: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    this.#files += 1;
    if (this.#files > zipLimits.files) throw new ZipTooLarge();
    const file = new ZipPassThrough(name);
    file.mtime = new Date(1980, 0, 2);
    this.#zip.add(file);
    for await (const piece of pieces) {
      if (this.#bytes + piece.length > zipLimits.bytes) throw new ZipTooLarge();
      file.push(piece);
      await this.#flush();
    }
    file.push(new Uint8Array(), true);
  }

  async end(): Promise<void> {
    this.#zip.end();
    await this.#flush();
  }

  async #flush(): Promise<void> {
    for (const piece of this.#waiting.splice(0)) await this.#put(piece);
  }
}
