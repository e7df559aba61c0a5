import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Listed } from './list.ts';
import { planted } from './row.ts';

/**
 * What no longer fits the checkout: a text that is not in its file exactly once, a test file that
 * is not there.
 */
export function misfits(checkout: string, all: readonly Listed[]): string[] {
  return all.flatMap((mutant) => {
    const why = misfit(checkout, mutant);
    return why === undefined ? [] : [`${mutant.list}: ${why}`];
  });
}

function misfit(checkout: string, mutant: Listed): string | undefined {
  try {
    planted(readFileSync(join(checkout, mutant.file), 'utf8'), mutant);
  } catch (error) {
    return (error as Error).message;
  }
  const missing = mutant.tests.find(
    (test) => !test.endsWith('.test.ts') || !existsSync(join(checkout, test)),
  );
  if (missing !== undefined) return `${missing} is no test file`;
  return mutant.tests.length === 0 ? `${mutant.means}: no tests` : undefined;
}
