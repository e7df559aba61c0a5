import { Zip, ZipPassThrough } from 'fflate';
import { utf8 } from './crypto/bytes.ts';
import { fileName } from './file-name.ts';
import type { Field, Secret, Version } from './format/secret.ts';
import type { Json } from './format/shape.ts';
import type { Progress } from './format/source.ts';
import type { Vault } from './format/vault.ts';
import { wholeOf } from './format/whole.ts';

/** A ZIP without the later extension holds less than this, and fewer files. */
const zipLimits = { bytes: 4_000_000_000, files: 65_000 };

export class ZipTooLarge extends Error {}

/** What was saved: a file, and how much is in it. */
export interface Saved {
  readonly blob: Blob;
  readonly secrets: number;
}

export async function jsonOf(vault: Vault, told: Progress): Promise<Saved> {
  const whole = await wholeOf(vault, told);
  return { blob: new Blob([jsonText(whole)], { type: 'application/json' }), secrets: countOf(whole) };
}

/** `secrets.json`, and each file by itself. */
export async function zipOf(vault: Vault, told: Progress): Promise<Saved> {
  const archive = new Archive();
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
  await archive.add('secrets.json', [utf8(jsonText(whole))]);
  return { blob: archive.end(), secrets: countOf(whole) };
}

/** Hands a file to the browser, which asks where it goes. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function jsonText(whole: Json): string {
  return `${JSON.stringify(whole, undefined, 1)}\n`;
}

function countOf(whole: Json): number {
  return (whole['secrets'] as unknown[]).length;
}

/** A ZIP that grows piece by piece; the browser keeps long ones on the disk. */
class Archive {
  readonly #parts: Blob[] = [];
  readonly #zip: Zip;
  #bytes = 0;
  #files = 0;

  constructor() {
    this.#zip = new Zip((error, piece) => {
      if (error) throw error;
      this.#bytes += piece.length;
      this.#parts.push(new Blob([piece as Uint8Array<ArrayBuffer>]));
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
      file.push(Uint8Array.from(piece));
    }
    file.push(new Uint8Array(), true);
  }

  end(): Blob {
    this.#zip.end();
    return new Blob(this.#parts, { type: 'application/zip' });
  }
}
