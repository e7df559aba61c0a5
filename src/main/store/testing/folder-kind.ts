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
      const heads = path.join(place, 'heads');
      const manifests = path.join(heads, fs.readdirSync(heads).sort().at(-1) ?? '');
      const newest = path.join(manifests, fs.readdirSync(manifests).sort().at(-1) ?? '');
      if (how === 'removed') fs.unlinkSync(newest);
      else fs.truncateSync(newest, how === 'emptied' ? 0 : 10);
    },
    litter(place) {
      const line = `heads/${fs.readdirSync(path.join(place, 'heads')).sort().at(-1)}`;
      const files = [
        'letter.txt',
        'holdfast (conflicted copy).json',
        'objects/notes.txt',
        `objects/${'a'.repeat(32)} (1).pack`,
        `${line}/0000000000000099.manifest.tmp`,
        `${line}/0000000000000099 (conflicted copy).manifest`,
        `${line}/99.manifest`,
        'heads/notes.txt',
        'drops/readme',
        '.DS_Store',
      ].map((name) => path.join(place, name));
      for (const file of files) fs.writeFileSync(file, 'not ours');
      return files;
    },
  };
}
