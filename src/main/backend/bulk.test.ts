import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { startProgram } from './testing/processes.ts';
import { scratchFolder } from './testing/vaults.ts';

it('22: 100,000 stores in one transaction use bounded memory beyond the data itself', async () => {
  const folder = scratchFolder();
  try {
    const program = startProgram('bulk-program', [path.join(folder, 'bulk.holdfast'), '100000'], {
      env: { NODE_OPTIONS: '--max-old-space-size=384' },
    });
    const line = await program.line();
    await program.done();
    const { found, mebibytes } = JSON.parse(line ?? '{}');
    expect(found).toBe(100_000);
    // Sealed all at once it would be 100 MiB more; what is left is the index of 100,000 entries.
    expect(mebibytes).toBeLessThan(450);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 300_000);
