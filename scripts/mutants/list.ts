import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './row.ts';

export interface Listed extends Mutant {
  /** The file of the list, from the checkout. */
  readonly list: string;
}

/** Every row, of every file in `rows/`. */
export async function allMutants(): Promise<Listed[]> {
  const folder = join(import.meta.dirname, 'rows');
  const files = readdirSync(folder).sort();
  const lists = await Promise.all(
    files.map(async (file) => {
      const { mutants } = (await import(join(folder, file))) as { mutants: readonly Mutant[] };
      return mutants.map((mutant) => ({ ...mutant, list: `scripts/mutants/rows/${file}` }));
    }),
  );
  return lists.flat();
}
