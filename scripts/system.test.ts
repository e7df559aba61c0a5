import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { everything, installLine, missing, type Need, onPath } from './system.ts';

test.runIf(process.platform === 'linux')('names the packages of what is not there, and only those', () => {
  const there: Need[] = [
    { debian: 'dash', program: 'sh' },
    { debian: 'libc6', library: 'libc.so.6' },
    { debian: 'base-files', file: '/etc/debian_version' },
  ];
  const lacking: Need[] = [
    { debian: 'a', program: 'holdfast-no-such-program' },
    { debian: 'b', library: 'libholdfast-none.so.1' },
    { debian: 'c', file: '/nowhere/none' },
  ];
  expect(missing([...there, ...lacking])).toEqual(lacking);
});

test('finds a program on the PATH given', () => {
  expect(onPath('sh', '/nowhere:/bin')).toBe(true);
  expect(onPath('holdfast-no-such-program', '/bin')).toBe(false);
});

test('one line names every package once', () => {
  expect(
    installLine([
      { debian: 'gcc', program: 'gcc' },
      { debian: 'jq', program: 'jq' },
      { debian: 'gcc', program: 'cc' },
    ]),
  ).toBe('apt-get install -y --no-install-recommends gcc jq');
});

test('whatever a script asks for on the way of start and test is among what is named at first', async () => {
  const system: Record<string, unknown> = await import('./system.ts');
  // The installed package is tried in CI alone.
  const apart = ['installed.ts', 'system.ts', 'bench.ts'];
  const scripts = globSync('**/*.ts', { cwd: import.meta.dirname }).filter((name) => !apart.includes(name));
  const lists = scripts.flatMap((name) => {
    const asked = readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/\bprovide\((\w+)\)/g);
    return [...asked].map(([, list = '']) => list);
  });
  expect(lists).toContain('endToEnd');
  expect(lists.length).toBeGreaterThan(5);
  for (const list of lists) {
    const needs = system[list] as readonly Need[];
    expect(everything, list).toEqual(expect.arrayContaining([...needs]));
  }
});
