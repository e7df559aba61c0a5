import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

const openExternal = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ shell: { openExternal } }));

const root = join(import.meta.dirname, '../..');

test('the browser opens the page of releases, and no file but this one opens anything', async () => {
  const { openReleases } = await import('./outside.ts');
  await openReleases();
  expect(openExternal.mock.calls).toEqual([['https://holdfast.example/releases']]);
  const others = globSync('**/*.{ts,tsx}', { cwd: root }).filter(
    (file) =>
      !file.endsWith('.test.ts') && /openExternal|openPath/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(others).toEqual(['main/electron/outside.ts']);
});
