import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Puts the decoders' own programs beside the chunks: they are never asked for over the network. */
export function decoderPrograms() {
  return {
    name: 'decoder-programs',
    generateBundle(this: {
      emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string;
    }) {
      for (const name of ['zxing-wasm/reader/zxing_reader.wasm', '@hyzyla/pdfium/pdfium.wasm']) {
        const fileName = name.slice(name.lastIndexOf('/') + 1);
        this.emitFile({ type: 'asset', fileName, source: readFileSync(require.resolve(name)) });
      }
    },
  };
}
