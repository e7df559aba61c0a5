import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { secretKey } from '../crypto/primitives.ts';

// Allocators keep blocks of like size together: eight sizes, or fewer, to a power of two.
const perDoubling = 8;
const smallest = 16;
const largest = 256 * 1024;
/**
 * Bytes that each size of buffer is filled with: more than an unlocked vault leaves behind in one.
 */
const filling = 96 * 1024;
const nativeLargest = 128 * 1024;

type CollectGarbage = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/**
 * Overwrites what this process has dropped. A string cannot be wiped, and what an allocator takes
 * back it leaves as it is: so garbage is collected down to the last page, and blocks of every size
 * that were given back are taken once more, with zeros in them, and given back again. Some ten
 * milliseconds.
 */
export function overwriteFreed(): void {
  const collect = collector();
  collect();
  overwriteBuffers();
  overwriteNative();
  // What was taken for that is garbage too.
  collect();
}

/**
 * The part of it that Chromium's own small blocks need: to be called right after one with something
 * in it was given back.
 */
export function overwriteNative(): void {
  const taken: unknown[] = [];
  for (const size of sizes(nativeLargest)) {
    const blocks = Math.min(256, Math.max(8, filling / size));
    // A key's bytes lie in such a block; they are written when it is made, and cleared at its end.
    const zeros = new Uint8Array(size);
    for (let i = 0; i < blocks; i++) taken.push(secretKey(zeros));
  }
}

function overwriteBuffers(): void {
  const taken: unknown[] = [];
  for (const size of sizes(largest)) {
    // An ArrayBuffer is cleared when it is made.
    for (let left = Math.max(filling, 2 * size); left > 0; left -= size) taken.push(new ArrayBuffer(size));
  }
}

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as CollectGarbage;
  setFlagsFromString('--no-expose-gc');
  return () => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

function sizes(most: number): number[] {
  const found: number[] = [];
  for (let base = smallest; base < most; base *= 2)
    for (let step = 0; step < perDoubling; step++) found.push(base + (base * step) / perDoubling);
  return found;
}
