import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// The build puts both beside the reader; run from the sources, they are where npm put them.
const packaged = {
  'zxing_reader.wasm': 'zxing-wasm/reader/zxing_reader.wasm',
  'pdfium.wasm': '@hyzyla/pdfium/pdfium.wasm',
} as const;
/** Pages of 64 kB: one gigabyte. */
const mostPages = 16_384;

/** A decoder's program, from our own disk and never from the network. */
export function programOf(name: keyof typeof packaged): ArrayBuffer {
  const beside = join(import.meta.dirname, name);
  const file = existsSync(beside) ? beside : createRequire(import.meta.url).resolve(packaged[name]);
  return new Uint8Array(readFileSync(file)).buffer;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(delta: number): number;
}

/** What a decoder allocates lies outside of the heap that Node bounds: it is bounded here. */
export function boundMemory(most: number = mostPages): void {
  // Node's types do not name it.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: { Memory: { prototype: Memory } } };
  const { prototype } = WebAssembly.Memory;
  const { grow } = prototype;
  prototype.grow = function (this: Memory, delta: number): number {
    if (this.buffer.byteLength / 65_536 + delta > most) throw new RangeError('out of memory');
    return grow.call(this, delta);
  };
}
