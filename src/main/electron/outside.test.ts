import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { isPublished, releases } from '../../shared/releases.ts';

const openExternal = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ shell: { openExternal } }));

const root = join(import.meta.dirname, '../..');

test('a placeholder is no page that is offered', () => {
  expect(isPublished('https://holdfast.example/releases')).toBe(false);
  expect(isPublished('https://vaults.example.org/releases')).toBe(true);
});

test('the address is said in one place', () => {
  const sources = globSync('**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  const naming = sources.filter((file) =>
    readFileSync(join(root, file), 'utf8').includes(new URL(releases).hostname),
  );
  expect(naming).toEqual(['shared/releases.ts']);
});

test('the browser opens the page of releases, and no file but this one opens anything', async () => {
  const { openReleases } = await import('./outside.ts');
  await openReleases();
  expect(openExternal.mock.calls).toEqual([[releases]]);
  const others = globSync('**/*.{ts,tsx}', { cwd: root }).filter(
    (file) =>
      !/[.]test[.]tsx?$/.test(file) && /openExternal|openPath/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(others).toEqual(['main/electron/outside.ts']);
});

test('of what a secret says only http and https are opened', async () => {
  const { openAddress } = await import('./outside.ts');
  openExternal.mockClear();
  for (const text of ['file:///etc/passwd', 'javascript:alert(1)', 'https://a:b@c.example', 'x'])
    await openAddress(text);
  expect(openExternal).not.toHaveBeenCalled();
  await openAddress('example.com/login');
  expect(openExternal.mock.calls).toEqual([['https://example.com/login']]);
});
