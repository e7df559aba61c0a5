import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFile, scratchFolder } from '../backend/testing/vaults.ts';
import { connect } from './connect.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  file = path.join(folder, 'a.holdfast');
  await makeFile(file);
});
afterEach(() => rmSync(folder, { recursive: true }));

// 3: EXTRA. `fullfsync` is what a sync means on macOS; 2: in memory alone.
it.each([
  ['journal_mode', 'delete'],
  ['synchronous', 3],
  ['fullfsync', 1],
  ['secure_delete', 1],
  ['temp_store', 2],
  ['trusted_schema', 0],
  ['cell_size_check', 1],
])('SQLite opens every file with %s at %s', (pragma, value) => {
  for (const readOnly of [false, true]) {
    const db = connect(file, readOnly);
    try {
      expect(db.pragma(pragma, { simple: true })).toBe(value);
    } finally {
      db.close();
    }
  }
});
