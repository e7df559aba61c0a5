import { expect, test } from 'vitest';
import { asksForDebugger, vaultFileIn } from './launch.ts';
import { mayRequest } from './network-rules.ts';
import { runtimeNotices } from './runtime.ts';

test('a vault on the command line is found wherever it stands', () => {
  expect(vaultFileIn(['app', '--flag', '/a/team.holdfast'], '/w')).toBe('/a/team.holdfast');
  expect(vaultFileIn(['app', '.', 'team.Holdfast', '--flag'], '/w')).toBe('/w/team.Holdfast');
  expect(vaultFileIn(['/opt/x.holdfast', '/w', 'notes.txt', '--file=a.holdfast'], '/w')).toBeUndefined();
});

test.each([
  '--inspect',
  '--inspect=0',
  '--inspect-brk=127.0.0.1:1',
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--js-flags=--allow-natives-syntax',
])('%s asks for a debugger', (argument) => {
  expect(asksForDebugger(['app', argument])).toBe(true);
});

test('other arguments do not', () => {
  expect(asksForDebugger(['--inspect', '.', '--no-sandbox', '--inspector-of-none', 'inspect'])).toBe(false);
});

test('banners follow the surroundings', () => {
  expect(runtimeNotices({}, () => false)).toEqual([]);
  expect(runtimeNotices({ HOLDFAST_TEST_RUNTIME: '1' }, (name) => name === 'no-sandbox')).toEqual([
    'test-runtime',
    'unsandboxed',
  ]);
});

test('a page asks for itself and nothing else', () => {
  for (const address of ['holdfast://app/', 'holdfast://app/assets/a.js', 'holdfast://crash/main'])
    expect(mayRequest(address), address).toBe(true);
  for (const address of [
    'http://localhost:5173/',
    'https://example.org/',
    'ws://localhost:5173/',
    'file:///etc/passwd',
    'data:text/plain,a',
    'blob:holdfast://app/1',
    'holdfast://other/',
    'devtools://devtools/bundled/x.html',
    'about:blank',
    'nothing',
  ])
    expect(mayRequest(address), address).toBe(false);
});

test("while developing, Vite's server is there too", () => {
  const dev = 'http://localhost:5173';
  for (const address of [
    'http://localhost:5173/@vite/client',
    'ws://localhost:5173/?token=a',
    'devtools://devtools/x',
  ])
    expect(mayRequest(address, dev), address).toBe(true);
  for (const address of [
    'http://localhost:5174/',
    'http://localhost.example:5173/',
    'https://localhost:5173/',
  ])
    expect(mayRequest(address, dev), address).toBe(false);
});
