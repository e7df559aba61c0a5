// docs/format.md, 16 and 17: manifests and packs that lie in a folder, or among files that were
// chosen together.
import { hexOf, number32 } from '../crypto/bytes.ts';
import { crc32 } from './crc32.ts';
import { parseObject } from './shape.ts';
import type { Progress, Source, StoredManifest } from './source.ts';
import { Trouble } from './trouble.ts';

interface Place {
  readonly file: Blob;
  readonly start: number;
  readonly length: number;
}
type Named = File & { readonly webkitRelativePath?: string };

const last = 2 ** 53 - 1;
const record = 28;

/** A vault of many files. */
export class FolderFiles implements Source {
  readonly size: number;
  readonly #manifests: StoredManifest[];
  readonly #objects: ReadonlyMap<string, readonly Place[]>;

  private constructor(
    size: number,
    manifests: StoredManifest[],
    objects: ReadonlyMap<string, readonly Place[]>,
  ) {
    this.size = size;
    this.#manifests = manifests;
    this.#objects = objects;
  }

  /** Throws Trouble: `no-vault`, `newer`. */
  static async open(files: readonly File[], told: Progress): Promise<FolderFiles> {
    await refuseNewer(files.find(({ name }) => name === 'holdfast.json'));
    const manifests = await newestManifests(files);
    if (manifests.length === 0) throw new Trouble('no-vault');
    const packs = files.filter(({ name }) => /^(?:\d{16}-)?[0-9a-f]{32}\.pack$/.test(name));
    const objects = new Map<string, Place[]>();
    for (const [i, pack] of packs.entries()) {
      const placed = /-/.test(pack.name) ? await listed(pack) : await records(pack);
      for (const [id, place] of placed) objects.set(id, [...(objects.get(id) ?? []), place]);
      told((i + 1) / packs.length);
    }
    const size = files.reduce((sum, file) => sum + file.size, 0);
    return new FolderFiles(size, manifests, objects);
  }

  async manifests(): Promise<StoredManifest[]> {
    return this.#manifests;
  }

  async read(id: string): Promise<Uint8Array | undefined> {
    for (const { file, start, length } of this.#objects.get(id) ?? []) {
      const bytes = await bytesOf(file, start, length);
      if (bytes.length === length) return bytes;
    }
    return undefined;
  }
}

async function refuseNewer(file: File | undefined): Promise<void> {
  if (file === undefined) return;
  const layout = parseObject(await bytesOf(file, 0, 4_096));
  const [folder = 2, bucket = 1] = [layout['holdfast-folder'], layout['holdfast-bucket']];
  if (folder !== 2 || bucket !== 1) throw new Trouble('newer');
}

/** The highest one of each device that is not empty; of a bucket's the highest one. */
async function newestManifests(files: readonly Named[]): Promise<StoredManifest[]> {
  const newest = new Map<string, { revision: number; file: File }>();
  for (const file of files) {
    const found = manifestOf(file);
    if (found === undefined || file.size <= 32) continue;
    const known = newest.get(found.line);
    if (known === undefined || known.revision < found.revision) newest.set(found.line, { ...found, file });
  }
  return Promise.all(
    [...newest.values()].map(async ({ revision, file }) => ({
      revision,
      bytes: await bytesOf(file, 0, file.size),
    })),
  );
}

function manifestOf(file: Named): { line: string; revision: number } | undefined {
  const path = file.webkitRelativePath || file.name;
  const device = /(?:^|\/)heads\/([0-9a-f]{32})\/(\d{16})\.manifest$/.exec(path);
  if (device) return { line: device[1] ?? '', revision: Number(device[2]) };
  const bucket = /(?:^|\/)manifests\/(\d{16})$/.exec(path);
  if (bucket) return { line: 'bucket', revision: last - Number(bucket[1]) };
  // Without folders nothing tells the devices apart.
  const alone = /^(\d{16})\.manifest$/.exec(path);
  return alone ? { line: '', revision: Number(alone[1]) } : undefined;
}

async function records(pack: File): Promise<[string, Place][]> {
  const found: [string, Place][] = [];
  for (let at = 0; at + record <= pack.size; ) {
    const head = await bytesOf(pack, at, record);
    const isWhole = tag(head, 0) === 'HfOb' && crc32(head.subarray(0, 24)) === number32(head, 24);
    if (!isWhole) break;
    const length = number32(head, 20);
    found.push([hexOf(head.subarray(4, 20)), { file: pack, start: at + record, length }]);
    at += record + length;
  }
  return found;
}

async function listed(pack: File): Promise<[string, Place][]> {
  const end = await bytesOf(pack, Math.max(0, pack.size - 12), 12);
  if (end.length < 12 || tag(end, 8) !== 'HfPk') return [];
  const count = number32(end, 0);
  if (24 * count + 12 > pack.size) return [];
  const table = await bytesOf(pack, pack.size - 12 - 24 * count, 24 * count + 4);
  if (crc32(table) !== number32(end, 4)) return [];
  return Array.from({ length: count }, (_, i) => [
    hexOf(table.subarray(24 * i, 24 * i + 16)),
    { file: pack, start: number32(table, 24 * i + 16), length: number32(table, 24 * i + 20) },
  ]);
}

async function bytesOf(file: Blob, start: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(start, start + length).arrayBuffer());
}

function tag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
