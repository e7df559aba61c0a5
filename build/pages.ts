import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Puts the pages that a backup takes along (src/main/backups/pages.ts) beside the chunks. */
export function backupPages(checkout: string) {
  return {
    name: 'backup-pages',
    generateBundle(this: {
      emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string;
    }) {
      for (const name of ['format.md', 'recovery.md', 'rescue.md']) {
        const source = readFileSync(resolve(checkout, 'docs', name));
        this.emitFile({ type: 'asset', fileName: `docs/${name}`, source });
      }
    },
  };
}
