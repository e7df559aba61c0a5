import fs from 'node:fs';
import { folderKind } from '../../testing/folder-kind.ts';
import type { StoreKind } from '../../testing/kind.ts';
import { CarriedFolder } from '../carried-folder.ts';

/**
 * A kind at a service that does not let one of several writers be first. What is lost, or put back,
 * is so in the folder of this machine that is carried there.
 */
export function carriedKind(kind: StoreKind): StoreKind {
  const { locate = (at: string) => at, ground } = kind;
  const vaultAt = (at: string) => CarriedFolder.of(locate(at)).vault;
  if (ground === undefined) throw new Error('no service');
  return {
    ...kind,
    heals: true,
    loseNewest: (at, how) => folderKind().loseNewest(vaultAt(at), how),
    ground: {
      ...ground,
      async save(at) {
        const [here, saved] = [vaultAt(at), fs.mkdtempSync(`${vaultAt(at)}-`)];
        fs.cpSync(here, saved, { recursive: true });
        return async () => {
          for (const name of fs.readdirSync(here)) fs.rmSync(`${here}/${name}`, { recursive: true });
          fs.cpSync(saved, here, { recursive: true });
        };
      },
    },
  };
}
