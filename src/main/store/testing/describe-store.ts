import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../../backend/testing/vaults.ts';
import type { StoreKind } from './kind.ts';
import { storeStatements } from './store-statements.ts';

/** Runs every statement about stores against one kind. */
export function describeStore(given: StoreKind): void {
  const kind = located(given);
  describe(`store conformance: ${kind.name}`, () => {
    for (const statement of storeStatements) {
      it.skipIf(statement.onDisk === true && kind.on === undefined)(
        statement.name,
        async () => {
          const folder = scratchFolder({ fast: true });
          try {
            expect(await statement.run(kind, folder)).toBeUndefined();
          } finally {
            rmSync(folder, { recursive: true, force: true });
          }
        },
        240_000,
      );
    }
  });
}

/** The same kind with paths for places. */
function located(kind: StoreKind): StoreKind {
  const { locate, opener } = kind;
  if (locate === undefined) return kind;
  const at: StoreKind['opener'] = {
    create: (path, ...more) => opener.create(locate(path), ...more),
    open: (path, ...more) => opener.open(locate(path), ...more),
  };
  return { ...kind, opener: at };
}
