import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { scratchFolder } from '../../backend/testing/vaults.ts';
import { type Fault, faults, plant } from '../testing/faults.ts';
import { folderKind } from '../testing/folder-kind.ts';
import type { Statement } from '../testing/kind.ts';
import { storeStatements } from '../testing/store-statements.ts';

/** Whether the folder store holds the statement, with this fault in it. */
async function holds(statement: Statement, fault: Fault): Promise<boolean> {
  const scratch = scratchFolder({ fast: true });
  try {
    const [code, folder] = [path.join(scratch, 'code'), path.join(scratch, 'place')];
    for (const made of [code, folder]) fs.mkdirSync(made);
    const module = plant(fault, code);
    const kind = folderKind(module, await import(/* @vite-ignore */ pathToFileURL(module).href));
    return await statement.run(kind, folder).then(
      () => true,
      () => false,
    );
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

it.each(faults)(
  'a store with this fault is caught: $name',
  async (fault) => {
    const statement = storeStatements.find(({ name }) => name.startsWith(fault.statement));
    if (statement === undefined) throw new Error(`no statement ${fault.statement}`);
    expect(await holds(statement, fault)).toBe(false);
  },
  240_000,
);
