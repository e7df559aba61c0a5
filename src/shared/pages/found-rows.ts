import { type Row, rowsOn } from './carve.ts';

/** A vault of ours has one manifest, and a few that were replaced: of more the newest are kept. */
const mostManifests = 256;
/** An object takes at least as many bytes of its file: what is sealed is padded to 256. */
const leastBytes = 256;
/**
 * What was replaced may lie in pages that were used again, so that all rows together are longer
 * than their file, but not by so much.
 */
const mostOver = 4;
const magic = Array.from('HOLDFAST', (letter) => letter.charCodeAt(0));

/** The rows of ours that were found in a file of so many bytes; no more of them than it has room for. */
export class FoundRows {
  readonly objects = new Map<string, Row>();
  readonly #manifests: Row[] = [];
  /** Objects and bytes of them that the file has room for. */
  readonly #room: { readonly objects: number; bytes: number };

  constructor(size: number) {
    this.#room = { objects: Math.ceil(size / leastBytes), bytes: mostOver * size };
  }

  /** Takes what lies on one page. */
  take(page: Uint8Array, number: number): void {
    for (const row of rowsOn(page, number)) {
      if (row.id === undefined) this.#takeManifest(row, page);
      else if (!this.objects.has(row.id)) this.#takeObject(row.id, row);
    }
  }

  /** The manifests found, the newest first. */
  manifests(): readonly Row[] {
    this.#manifests.sort((a, b) => b.rowid - a.rowid).splice(mostManifests);
    return this.#manifests;
  }

  #takeObject(id: string, row: Row): void {
    const room = this.#room;
    if (row.length < leastBytes || row.length > room.bytes || this.objects.size >= room.objects) return;
    room.bytes -= row.length;
    this.objects.set(id, row);
  }

  #takeManifest(row: Row, page: Uint8Array): void {
    const start = row.payload.offset + row.skip;
    if (row.rowid > 0 && magic.every((byte, i) => page[start + i] === byte)) this.#manifests.push(row);
    if (this.#manifests.length > 2 * mostManifests) this.manifests();
  }
}
