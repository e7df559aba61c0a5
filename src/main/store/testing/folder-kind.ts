import fs from 'node:fs';
import path from 'node:path';
import type { Disk } from '../folder/disk.ts';
import { folder, folderOn } from '../folder/folder.ts';
import type { StoreOpener } from '../store.ts';
import type { StoreKind } from './kind.ts';

/** The folder store, or a copy of it in another module. */
export function folderKind(
  module = path.join(import.meta.dirname, '../folder/folder.ts'),
  code: { folder: StoreOpener; folderOn: (on: Disk) => StoreOpener } = { folder, folderOn },
): StoreKind {
  return {
    name: 'folder',
    opener: code.folder,
    module,
    exported: 'folder',
    on: code.folderOn,
    loseNewest(place, how) {
      const manifests = path.join(place, 'manifests');
      const newest = path.join(manifests, fs.readdirSync(manifests).sort().at(-1) ?? '');
      if (how === 'removed') fs.unlinkSync(newest);
      else fs.truncateSync(newest, how === 'emptied' ? 0 : 10);
    },
    litter(place) {
      const files = [
        'letter.txt',
        'holdfast (conflicted copy).json',
        'objects/notes.txt',
        `objects/${'a'.repeat(32)} (1).pack`,
        'manifests/0000000000000099.manifest.tmp',
        'manifests/0000000000000099 (conflicted copy).manifest',
        'manifests/99.manifest',
        'drops/readme',
        '.DS_Store',
      ].map((name) => path.join(place, name));
      for (const file of files) fs.writeFileSync(file, 'not ours');
      return files;
    },
  };
}
