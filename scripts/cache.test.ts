import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildOnce, cacheFolder } from './cache.ts';

const room = mkdtempSync(join(tmpdir(), 'holdfast-cache-'));
afterAll(() => rmSync(room, { recursive: true }));

test('the cache is where the person says, else where others can read it', () => {
  expect(cacheFolder({ HOLDFAST_CACHE: '/a', XDG_CACHE_HOME: '/b' }, 1000)).toBe('/a');
  expect(cacheFolder({ XDG_CACHE_HOME: '/b' }, 1000)).toBe('/b/holdfast');
  expect(cacheFolder({ XDG_CACHE_HOME: '/b' }, 0)).toBe('/var/cache/holdfast');
});

test('builds once, and others may read it', async () => {
  const target = join(room, 'deep/once');
  let times = 0;
  const build = (draft: string) => writeFileSync(join(draft, 'n'), String(++times));
  await buildOnce(target, build);
  await buildOnce(target, build);
  expect(readFileSync(join(target, 'n'), 'utf8')).toBe('1');
  expect(statSync(target).mode & 0o777).toBe(0o755);
});

test('a build that breaks leaves nothing behind', async () => {
  const target = join(room, 'broken');
  const build = () => Promise.reject(new Error('no compiler'));
  await expect(buildOnce(target, build)).rejects.toThrow('no compiler');
  expect(existsSync(target)).toBe(false);
  expect(readdirSync(room).filter((name) => name.startsWith('broken'))).toEqual([]);
});

test('two builders at once end with one result', async () => {
  const target = join(room, 'race');
  const build = (draft: string) => writeFileSync(join(draft, 'n'), 'same');
  await Promise.all([buildOnce(target, build), buildOnce(target, build)]);
  expect(readFileSync(join(target, 'n'), 'utf8')).toBe('same');
  expect(readdirSync(room).filter((name) => name.startsWith('race'))).toEqual(['race']);
});
