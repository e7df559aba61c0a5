import { randomBytes } from 'node:crypto';
import { getHeapSnapshot } from 'node:v8';

/**
 * A word that is found nowhere else, kept as bytes outside the heap: whoever looks for it there
 * must not hold it itself.
 */
export class Mark {
  readonly #bytes = randomBytes(12);

  /** A fresh string each time. */
  get text(): string {
    return `mark${this.#bytes.toString('hex')}`;
  }
}

/**
 * Those of the marks that are in a string on this thread's heap, after everything that can go is
 * gone.
 */
export async function marksOnHeap(marks: Readonly<Record<string, Mark>>): Promise<string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of getHeapSnapshot()) chunks.push(Buffer.from(chunk));
  const heap = Buffer.concat(chunks);
  // Where it lies in bytes: on the heap it would be one of what is looked for.
  return Object.entries(marks)
    .filter(([, mark]) => heap.includes(mark.text))
    .map(([name]) => name);
}
