import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { copyModules } from './modules.ts';

const room = mkdtempSync(join(tmpdir(), 'holdfast-modules-'));
afterAll(() => rmSync(room, { recursive: true }));

test('every dependency still loads from what a package ships of it', () => {
  copyModules(join(import.meta.dirname, '../..'), join(room, 'node_modules'));
  const names = Object.keys(manifest.dependencies);
  expect(names).not.toEqual([]);
  for (const name of names)
    expect(
      () => execFileSync(process.execPath, ['-e', `require('${name}')`], { cwd: room }),
      name,
    ).not.toThrow();
});
